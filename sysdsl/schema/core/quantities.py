"""Quantities of a simulation: stocks, flows, constants, lookups, dimensions, data."""

from __future__ import annotations

from sysdsl.schema.common import Refs
from sysdsl.schema.kind import choice, element, formula, moment, names, quantity, ref, units, words
from sysdsl.schema.value import Quantity, Span, Value

_GROUP = "Stocks and flows"
_DISTRIBUTIONS = ("uniform", "triangular", "normal")


@element(
    "stock",
    group=_GROUP,
    example='stock treating "Being treated" : people = 100',
)
class Stock:
    """An accumulation: people, money, trust. It changes only through its flows."""

    subscripts: tuple[str, ...] = names(at="subscripts", doc="Dimensions it runs over.")
    unit: str | None = units(at="unit", doc="Its unit.")
    initial: Value | None = formula(at="value", doc="Its value at the start.")
    within: Value | None = formula(at="within", doc="The range its initial value may lie in.")
    distribution: str | None = choice(
        *_DISTRIBUTIONS, at="as", doc="How the initial value is spread over that range."
    )
    capacity: Value | None = formula(doc="The most it can hold, for reports and leverage.")
    non_negative: str | None = choice(
        "yes", "no", doc="Whether its outflows are cut so that it never falls below zero."
    )


@element(
    "flow",
    group=_GROUP,
    example="flow discharged : people/day from treating to home = treating / stay",
)
class Flow:
    """A rate that fills or drains stocks, in units of the stock per unit of time."""

    subscripts: tuple[str, ...] = names(at="subscripts", doc="Dimensions it runs over.")
    unit: str | None = units(at="unit", doc="Its unit, the stock's unit per time.")
    source: str | None = ref(
        "stock", at="from", doc="The stock it drains; none for a source outside the boundary."
    )
    target: str | None = ref(
        "stock", at="to", doc="The stock it fills; none for a sink outside the boundary."
    )
    equation: Value | None = formula(at="value", doc="Equation of the rate.")
    polarity: str | None = choice("uniflow", "biflow", doc="Whether it may reverse.")


@element(
    "const",
    group=_GROUP,
    example='const stay : days = 5 within 4 .. 7 because "Ward audit"',
)
class Const:
    """A number that does not change during a run: a parameter."""

    subscripts: tuple[str, ...] = names(at="subscripts", doc="Dimensions it runs over.")
    unit: str | None = units(at="unit", doc="Its unit, `dmnl` for none.")
    equation: Value | None = formula(at="value", doc="Its value, or an equation of constants.")
    within: Value | None = formula(at="within", doc="The range it may lie in.")
    distribution: str | None = choice(
        *_DISTRIBUTIONS, at="as", doc="How it is spread over that range."
    )


@element(
    "lookup",
    group=_GROUP,
    example="lookup effect : dmnl = points((0, 1), (0.5, 0.9), (1, 0.4))",
)
class Lookup:
    """A graphical function: points with straight lines between them; call it as `effect(x)`."""

    subscripts: tuple[str, ...] = names(at="subscripts", doc="Dimensions it runs over.")
    unit: str | None = units(at="unit", doc="Unit of its result.")
    points: Value | None = formula(at="value", doc="`points((x, y), ...)`.")
    input: str | None = units(doc="Unit of its argument.")
    beyond: str | None = choice(
        "clamp",
        "extrapolate",
        "step",
        doc="What holds beyond the points: the end value (the default), the line through the "
        "last two points, or steps in place of lines.",
    )


@element(
    "dimension",
    group=_GROUP,
    example='dimension ward "Wards" { members: [medical, surgical] }',
)
class Dimension:
    """A set of members over which elements are subscripted: wards, regions, age groups."""

    members: tuple[str, ...] = names(at="value", doc="Its members, in order.")
    of: str | None = ref("dimension", at="of", doc="The dimension whose members these are part of.")


@element(
    "data",
    group=_GROUP,
    example="data seen : people of delayed = series((2026-04-30, 88), (2026-07-31, 97))",
)
class Data:
    """Measured values over time, to drive a model or to compare it with."""

    of: Refs = ref(many=True, at="of", doc="What they measure.")
    subscripts: tuple[str, ...] = names(at="subscripts", doc="Dimensions they run over.")
    unit: str | None = units(at="unit", doc="Their unit.")
    values: Value | None = formula(at="value", doc='`series((time, value), ...)` or `csv("file")`.')


@element(
    "simulation",
    group=_GROUP,
    example="simulation { time: 0 .. 730 days; step: 0.25 days; method: rk4 }",
)
class Simulation:
    """How the model is run: the time it covers, the time step, the method of integration."""

    start: str | tuple[str, str] | None = moment(doc="The calendar date of model time zero.")
    time: Quantity | Span | None = quantity(doc="From when to when, `0 .. 730 days`.")
    step: Quantity | Span | None = quantity(doc="The time step of integration.")
    save: Quantity | Span | None = quantity(
        doc="How often results are kept; every step if omitted."
    )
    method: str | None = choice(
        "euler", "rk2", "rk4", doc="Method of integration; `euler` if omitted."
    )
    purpose: str | None = words(doc="The problem that the simulation is to explain.")
    key: Refs = ref(many=True, doc="The variables that matter most; reports show these.")
    sliders: Refs = ref("const", many=True, doc="Constants that the report lets readers move.")
    equilibrium: str | None = choice("yes", "no", doc="Whether it claims to start in equilibrium.")
