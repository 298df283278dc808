"""Kinds of the method: named feedback loops and archetypes that someone claims to see."""

from __future__ import annotations

from sysdsl.schema import chain, choice, element, ref, words
from sysdsl.schema.common import Refs
from sysdsl.schema.value import Steps


@element(
    "feedback",
    group="Feedback",
    links="causal",
    example=(
        'feedback R1 "Burnout":\n  pressure ->+ overtime ~>+ fatigue ->- productivity ->- pressure'
    ),
)
class Feedback:
    """A named feedback loop: a chain of links that ends where it began.

    Its type is checked against its signs: an even number of minus signs reinforces, an odd
    number balances. The type is the letter its name begins with (`R1`, `B2`) or `type`.
    Arrows with a sign draw links; arrows without one refer to links drawn elsewhere.
    """

    path: Steps | None = chain(
        at="loop", required=True, doc="The links, from a variable to itself."
    )
    type: str | None = choice(
        "reinforcing", "balancing", doc="What it does: amplify a change, or counteract it."
    )
    story: str | None = words(doc="What happens when one goes round it once, in plain words.")


@element(
    "archetype",
    group="Feedback",
    example='archetype "Escalation beds" { type: fixes_that_fail; loops: [B1, R2] }',
)
class ClaimedArchetype:
    """An archetype that someone sees in the map: checked against the loops that are there.

    Archetypes are found without being declared; declare one to name it, to tell its story, to
    attach evidence, or to be told when the map no longer shows it.
    """

    type: str | None = choice(
        "limits_to_growth",
        "shifting_the_burden",
        "eroding_goals",
        "escalation",
        "success_to_the_successful",
        "tragedy_of_the_commons",
        "fixes_that_fail",
        "growth_and_underinvestment",
        "accidental_adversaries",
        "attractiveness_principle",
        required=True,
        doc="Which archetype.",
    )
    loops: Refs = ref("feedback", many=True, doc="Loops that take part in it.")
    variables: Refs = ref(many=True, doc="Variables that take part in it.")
    story: str | None = words(doc="How it shows here, in plain words.")
