"""Whose situation it is: systems and boundaries, people, what they hope and fear."""

from __future__ import annotations

from sysdsl.schema.common import Refs
from sysdsl.schema.kind import choice, element, flag, moment, names, number, ref, words

_LEVELS = ("very_low", "low", "medium", "high", "very_high")
When = str | tuple[str, str] | None


@element(
    "system",
    group="The situation",
    example='system county "County discharge system" {\n  inside: [acute_trust]\n}',
)
class System:
    """A system of interest: what someone chooses to see as a whole, with its boundary."""

    purpose: str | None = words(sided=True, doc="What it is for, as its owners would say.")
    inside: Refs = ref(many=True, words=True, sided=True, doc="What lies inside the boundary.")
    outside: Refs = ref(many=True, words=True, sided=True, doc="What lies outside and acts on it.")
    undecided: Refs = ref(
        many=True, words=True, doc="What is neither in nor out yet: a judgement to make."
    )
    of: Refs = ref(many=True, at="of", doc="The larger system it is part of.")
    horizon: When = moment(doc="The time it is looked at.")
    geography: str | None = words(doc="The place it covers.")


@element(
    "actor",
    group="The situation",
    example='actor carers "Unpaid carers" { voice: carers_network }',
)
class Actor:
    """A person, group or organisation who acts in the situation or is affected by it."""

    type: str | None = choice(
        "person", "group", "organisation", "role", "nature", "practitioner", doc="What it is."
    )
    of: Refs = ref("actor", many=True, at="of", doc="The actor it is part of.")
    role: str | None = words(doc="What it does in the situation.")
    voice: Refs = ref("actor", many=True, doc="Who speaks for those who cannot speak themselves.")
    vulnerable: bool | None = flag(doc="Whether it needs protection in the work.")
    decides: bool | None = flag(doc="Whether it is one of the decision-makers addressed.")


@element(
    "concern",
    group="The situation",
    example='concern "Home by Christmas" by carers { type: hope; about: home }',
)
class Concern:
    """What someone worries about, hopes for, fears or cannot change."""

    type: str | None = choice("concern", "hope", "fear", "constraint", doc="Which of them it is.")
    held_by: Refs = ref("actor", many=True, at="by", doc="Who holds it.")
    about: Refs = ref(many=True, links=True, doc="What it is about.")
    on: When = moment(at="on", doc="When it was said.")
    session: Refs = ref("session", many=True, doc="Where it was said.")


@element(
    "quote",
    group="The situation",
    example='quote "Nobody asked about the stairs." by carers on 2026-05-14 {\n  consent: anonymous\n}',
)
class Quote:
    """What someone said, in their words."""

    said_by: Refs = ref("actor", many=True, at="by", doc="Who said it.")
    on: When = moment(at="on", doc="When it was said.")
    about: Refs = ref(many=True, links=True, doc="What it is about.")
    supports: Refs = ref(many=True, links=True, doc="What it supports.")
    session: Refs = ref("session", many=True, doc="Where it was said.")
    consent: str | None = choice(
        "attributed", "anonymous", "none", doc="What its speaker agreed to."
    )


@element(
    "session",
    group="The situation",
    example='session w1 "Scoping workshop" on 2026-05-14 { participants: [carers] }',
)
class Session:
    """A meeting in which people worked on the model."""

    on: When = moment(at="on", doc="When it took place.")
    participants: Refs = ref("actor", many=True, doc="Who took part.")
    purpose: str | None = words(doc="What it was for.")
    power_mitigation: str | None = words(doc="What was done so that all could speak.")


@element(
    "question",
    group="The situation",
    example='question "Why do delays return?" of county { held_by: carers }',
)
class Question:
    """A question that the work is to answer."""

    of: Refs = ref(many=True, at="of", links=True, doc="What it is about.")
    held_by: Refs = ref("actor", many=True, at="by", doc="Who asks it.")
    answered_by: Refs = ref(many=True, links=True, doc="What answers it.")


@element(
    "assessment",
    group="The situation",
    example="assessment of carers by facilitator on 2026-05-20 { power: low; interest: high }",
)
class Assessment:
    """What someone thinks of an element at a date; several assessments may differ."""

    of: Refs = ref(many=True, at="of", required=True, links=True, doc="What is assessed.")
    by: Refs = ref("actor", many=True, words=True, at="by", doc="Who assesses.")
    on: When = moment(at="on", doc="When it was made.")
    power: float | str | None = number(1, 5, _LEVELS, doc="Power over the outcome, 1 to 5.")
    interest: float | str | None = number(1, 5, _LEVELS, doc="Interest in the outcome, 1 to 5.")
    legitimacy: float | str | None = number(1, 5, _LEVELS, doc="How rightful its claim is.")
    urgency: float | str | None = number(1, 5, _LEVELS, doc="How pressing its claim is.")
    attitude: str | None = choice(
        "supportive", "neutral", "opposed", "mixed", doc="How it stands towards the work."
    )


@element(
    "decision",
    group="The situation",
    example='decision "Carers are inside" on 2026-06-18 { by: carers }',
)
class Decision:
    """A decision taken in the work, a boundary moved for instance."""

    on: When = moment(at="on", doc="When it was taken.")
    by: Refs = ref("actor", many=True, at="by", doc="Who took it.")
    moves: Refs = ref(many=True, doc="What it moves, over the boundary for instance.")
    about: Refs = ref(many=True, links=True, doc="What it is about.")
    options: tuple[str, ...] = names(doc="What else was considered.")
