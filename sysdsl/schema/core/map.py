"""The causal map that methods share: variables and links."""

from __future__ import annotations

from sysdsl.schema.common import Refs
from sysdsl.schema.kind import chain, choice, element, formula, names, number, quantity, ref, units
from sysdsl.schema.value import Quantity, Span, Steps, Value


@element(
    "variable",
    group="Feedback",
    aliases=("aux",),
    example='variable pressure "Schedule pressure"\naux delayed : people = beds_used - treating',
)
class Variable:
    """A quantity that can go up or down; with an equation, an auxiliary of a simulation.

    A variable that appears in a link needs no declaration; declare it to give it a title, a
    unit or a type. `aux` is the same kind under the name that stock-and-flow modellers use.
    """

    subscripts: tuple[str, ...] = names(at="subscripts", doc="Dimensions it runs over.")
    unit: str | None = units(at="unit", doc="Its unit, `dmnl` for none.")
    equation: Value | None = formula(at="value", doc="How it follows from others.")
    within: Value | None = formula(at="within", doc="The range it may lie in.")
    distribution: str | None = choice(
        "uniform", "triangular", "normal", at="as", doc="How it is spread over that range."
    )
    type: str | None = choice(
        "stock", "flow", "auxiliary", "constant", "goal", "limit", "symptom",
        doc="The part it plays in the feedback structure.",
    )  # fmt: skip
    observable: str | None = choice("yes", "no", "proxy", doc="Whether it can be measured.")


@element(
    "link",
    group="Feedback",
    links="causal",
    example='link habit "Panels grant what is on the menu": frailty ->+ package_size',
)
class Link:
    """A causal link: a change of the source changes the target.

    `->+` same direction, `->-` opposite, `->?` unknown, `->0` denied by a perspective; `~>` in
    place of `->` marks a delay. Links need no name: `a ->+ b` on a line of its own is one.
    """

    path: Steps | None = chain(at="loop", doc="Source, arrow and target.")
    strength: float | str | None = number(
        0, 1, ("weak", "medium", "strong"), doc="How strong the effect is, in words or 0 to 1."
    )
    delay: Quantity | Span | str | None = quantity(doc="How long the effect takes.")
    assumption: Refs = ref("assumption", many=True, doc="What it rests on.")
