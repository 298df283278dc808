"""What is known, how well, and what is not: evidence, claims, gaps, measures."""

from __future__ import annotations

from sysdsl.schema.common import Refs
from sysdsl.schema.kind import choice, element, formula, moment, number, quantity, ref, words
from sysdsl.schema.value import Quantity, Span, Value

When = str | tuple[str, str] | None


@element(
    "evidence",
    group="Evidence",
    example='evidence e7 "Board paper" on 2026-05-06 {\n  type: document\n  reliability: B\n}',
)
class Evidence:
    """A source that supports or contradicts what the model says."""

    type: str | None = choice(
        "document", "data", "interview", "observation", "workshop", "literature", "expert",
        "experiment", doc="What kind of source it is.",
    )  # fmt: skip
    on: When = moment(at="on", doc="When it was made or published.")
    by: Refs = ref("actor", many=True, words=True, at="by", doc="Who made it.")
    reliability: str | None = choice(
        "A", "B", "C", "D", "E", "F", doc="Reliability of the source, A (complete) to F (unknown)."
    )
    credibility: float | str | None = number(
        1, 6, doc="Credibility of the content, 1 (confirmed) to 6 (cannot be judged)."
    )
    file: str | None = words(doc="Where it is kept: a path or an address.")
    limitations: str | None = words(doc="What it cannot show.")


@element(
    "gap",
    group="Evidence",
    example='gap "Nobody counts first visits" { about: first_visit; due: 2026-09-30 }',
)
class Gap:
    """Something that should be known and is not."""

    about: Refs = ref(many=True, links=True, doc="What is not known.")
    matters_because: str | None = words(doc="Why it matters.")
    decision: Refs = ref(many=True, doc="The decision that waits for it.")
    cost: Quantity | Span | None = quantity(doc="What it costs to find out.")
    due: When = moment(doc="When it must be known.")
    by: Refs = ref("actor", many=True, at="by", doc="Who finds out.")


@element(
    "assumption",
    group="Evidence",
    example='assumption "Package size follows frailty" { about: frailty -> package_size }',
)
class Assumption:
    """Something taken to be true without proof."""

    about: Refs = ref(many=True, links=True, doc="What rests on it.")
    criticality: str | None = choice("low", "medium", "high", doc="How much rests on it.")
    review_by: When = moment(doc="When it must be looked at again.")
    tested_by: Refs = ref(many=True, doc="What tests it.")


@element(
    "claim",
    group="Evidence",
    example='claim "Escalation spreads staff" { about: R2; likelihood: likely }',
)
class Claim:
    """A statement that the work makes, with how likely it is."""

    about: Refs = ref(many=True, links=True, doc="What it is about.")
    likelihood: str | None = choice(
        "remote", "highly_unlikely", "unlikely", "even_chance", "likely", "highly_likely",
        "almost_certain", doc="How likely it is. Never mixed with `confidence`.",
    )  # fmt: skip
    depends_on: Refs = ref(many=True, links=True, doc="What it stands or falls with.")


@element(
    "pattern",
    group="Evidence",
    example='pattern "Relief, then worse" of delayed { shape: oscillation }',
)
class Pattern:
    """A behaviour over time seen in the world: the reference mode of a variable."""

    of: Refs = ref(many=True, at="of", required=True, doc="The variable that behaves so.")
    shape: str | None = choice(
        "constant", "linear_growth", "linear_decline", "exponential_growth",
        "exponential_decline", "goal_seeking_growth", "goal_seeking_decline",
        "s_shaped_growth", "s_shaped_decline", "overshoot_and_collapse", "overshoot_and_settle",
        "decline_then_growth", "oscillation", "damped_oscillation", "growing_oscillation",
        doc="Its shape.",
    )  # fmt: skip
    over: When = moment(at="over", doc="The time in which it was seen.")


@element(
    "indicator",
    group="Evidence",
    example='indicator i1 "Ready more than 24 h" {\n  measures: delayed\n  target: 20 people by 2027-10-31\n}',
)
class Indicator:
    """A measure that tells whether things get better."""

    measures: Refs = ref(many=True, doc="What it measures.")
    proxy_for: Refs = ref(many=True, doc="What it stands in for.")
    direction: str | None = choice("more", "less", doc="Which way is better.")
    baseline: Quantity | Span | None = quantity(doc="Where it stood at the start.")
    target: Quantity | Span | None = quantity(doc="Where it should get.")
    every: Quantity | Span | None = quantity(doc="How often it is read.")
    gaming_risk: str | None = words(doc="How it could look better while nothing does.")


@element(
    "observation",
    group="Evidence",
    example="observation of i1 on 2026-12-31 = 96 people",
)
class Observation:
    """A reading of an indicator or variable at a date."""

    of: Refs = ref(many=True, at="of", required=True, doc="What was read.")
    on: When = moment(at="on", doc="When it was made.")
    by: Refs = ref("actor", many=True, at="by", doc="Who read it.")
    reading: Value | None = formula(at="value", doc="What was read.")
