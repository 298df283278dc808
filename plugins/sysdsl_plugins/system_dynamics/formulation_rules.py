"""Rules of craft: how equations, lookups, time steps are well formulated."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

_D4851 = "Lai and Wahba, D-4851 Model Correctness Checklist, MIT 2001"
_SDM_DOC = "Martinez-Moyano, SDM-Doc user guide, 2014"
_STERMAN = "Sterman, Business Dynamics (2000)"

UNITS_MISSING = Rule(
    code="SD-UNITS-MISSING",
    severity=Severity.WARNING,
    title="quantity without a unit",
    meaning="A quantity of the simulation does not say in what it is measured.",
    why="Without units nobody, and no check, can tell whether an equation makes sense.",
    example="stock waiting = 40",
    instead="stock waiting : people = 40",
    source=f"{_D4851}, item 1",
)
CONST_EMBEDDED = Rule(
    code="SD-CONST-EMBEDDED",
    severity=Severity.WARNING,
    title="number hidden in an equation",
    meaning="An equation holds a number other than 0 and 1 that no constant names.",
    why="A number without a name has no source, no unit to check, and cannot be varied.",
    example="flow leaving : people/day from ward = ward / 5 [days]",
    instead="const stay : days = 5\nflow leaving : people/day from ward = ward / stay",
    source=f"{_D4851}, item 3",
)
DT_MENTIONED = Rule(
    code="SD-DT-MENTIONED",
    severity=Severity.WARNING,
    title="equation that mentions the time step",
    meaning="An equation uses `time_step()`.",
    why="The step belongs to the computation, not to the world: results change with it.",
    example="flow admitted : people/day to ward = free_beds / time_step()",
    instead="const time_to_admit : hours = 6\n"
    "flow admitted : people/day to ward = free_beds / time_to_admit",
    source=f"{_D4851}, item 4",
)
DT_TOO_LARGE = Rule(
    code="SD-DT-TOO-LARGE",
    severity=Severity.WARNING,
    title="time step too large",
    meaning="The time step is more than a quarter of the shortest time constant.",
    why="Stocks would jump past where they are going, and may swing for no reason in the world.",
    example="simulation { time: 0 .. 100 days; step: 4 days }\n"
    "const stay : days = 5\n"
    "flow leaving : people/day from ward = ward / stay",
    instead="simulation { time: 0 .. 100 days; step: 1 day }\n"
    "const stay : days = 5\n"
    "flow leaving : people/day from ward = ward / stay",
    source=f"{_STERMAN}, appendix A",
)
DT_NOT_BINARY = Rule(
    code="SD-DT-NOT-BINARY",
    severity=Severity.HINT,
    title="time step that is no power of one half",
    meaning="The time step cannot be held exactly by a computer.",
    why="Small errors of rounding come in with every step; 0.125 has none, 0.1 has.",
    example="simulation { time: 0 .. 100 days; step: 0.1 days }",
    instead="simulation { time: 0 .. 100 days; step: 0.125 days }",
    source=f"{_STERMAN}, appendix A",
)
DT_SENSITIVE = Rule(
    code="SD-DT-SENSITIVE",
    severity=Severity.WARNING,
    title="results that depend on the time step",
    meaning="With half the time step, results change by more than the tolerance.",
    why="What depends on the step is an effect of the computation, not of the system.",
    example="flow admitted : people/day to ward = free_beds / time_step()",
    instead="Halve `step` until results stay the same; take the step out of equations.",
    source=f"{_STERMAN}, section 21.4.7 (integration error)",
)
FLOW_UNIT = Rule(
    code="SD-FLOW-UNIT",
    severity=Severity.ERROR,
    title="unit of a flow that does not fit its stock",
    meaning="A flow must be in the unit of its stock per unit of time.",
    why="What flows in over time must come to what the stock holds.",
    example="stock home : people = 0\nflow discharged : people to home = 6",
    instead="stock home : people = 0\nflow discharged : people/day to home = 6",
    source=f"{_STERMAN}, section 6.2",
)
FLOW_LOOSE = Rule(
    code="SD-FLOW-LOOSE",
    severity=Severity.WARNING,
    title="flow that touches no stock",
    meaning="A flow neither fills nor drains a stock.",
    why="It has no effect on anything; a plain rate is an auxiliary.",
    example="flow arrivals : people/day = 20",
    instead="flow arrivals : people/day to waiting = 20",
    source=f"{_STERMAN}, section 6.1",
)
NO_FIRST_ORDER_CONTROL = Rule(
    code="SD-NO-FIRST-ORDER-CONTROL",
    severity=Severity.WARNING,
    title="outflow that does not look at its stock",
    meaning="Nothing in the equation of an outflow depends on the stock that it drains.",
    why="It goes on when the stock is empty: there would be fewer than no people.",
    example="flow discharged : people/day from treating = capacity",
    instead="flow discharged : people/day from treating = min(capacity, treating / stay)",
    source=f"{_STERMAN}, section 13.3.1",
)
LOOKUP_NONMONOTONE = Rule(
    code="SD-LOOKUP-NONMONOTONE",
    severity=Severity.HINT,
    title="lookup that turns",
    meaning="A lookup rises in one part and falls in another.",
    why="Two effects may be mixed in it; each can be argued and tested better on its own.",
    example="lookup effect = points((0, 0), (1, 1), (2, 0.5))",
    instead="Two lookups, one for each effect.",
    source=f"{_STERMAN}, section 14.1; {_SDM_DOC}",
)
LOOKUP_ENDSLOPE = Rule(
    code="SD-LOOKUP-ENDSLOPE",
    severity=Severity.HINT,
    title="lookup that is steep at an end",
    meaning="A lookup still rises or falls where its points end.",
    why="Beyond its points it is suddenly level: a limit that nobody argued for.",
    example="lookup effect = points((0, 1), (1, 0.5), (2, 0))",
    instead="Add points until the effect levels off, or say `beyond: extrapolate`.",
    source=f"{_STERMAN}, section 14.1; {_SDM_DOC}",
)
COMPLEX_EQ = Rule(
    code="SD-COMPLEX-EQ",
    severity=Severity.HINT,
    title="equation with many inputs",
    meaning="An equation uses more than three other quantities.",
    why="A reader can hold about three at once; a named part explains itself.",
    example="flow hired : people/week to staff = (goal - staff) / delay * budget * pressure",
    instead="aux gap : people = goal - staff\n"
    "flow hired : people/week to staff = gap / delay * support",
    source=f"Richardson's rule; {_SDM_DOC}",
)
UNUSED = Rule(
    code="SD-UNUSED",
    severity=Severity.HINT,
    title="constant or lookup that nothing uses",
    meaning="No equation, test or indicator uses it.",
    why="It is left over, or an equation forgot it.",
    example="const stay : days = 5",
    instead="Use it where it belongs, or remove it.",
    source=_SDM_DOC,
)
NO_REFERENCE_MODE = Rule(
    code="SD-NO-REFERENCE-MODE",
    severity=Severity.HINT,
    title="no reference mode",
    meaning="The model does not say which behaviour over time it is to explain.",
    why="A model is built for a problem, and a problem is a graph over time.",
    example="simulation { time: 0 .. 730 days }",
    instead="simulation { time: 0 .. 730 days }\n"
    'pattern "It creeps up" of home { shape: s_shaped_growth }',
    source=f"{_STERMAN}, section 3.5.1",
)
INIT_NOT_EQUILIBRIUM = Rule(
    code="SD-INIT-NOT-EQUILIBRIUM",
    severity=Severity.WARNING,
    title="start that is no equilibrium",
    meaning="The model claims to start in equilibrium, and a stock moves without a shock.",
    why="The response to a test input cannot be told from the movement of the start.",
    example="simulation { equilibrium: yes }",
    instead="Set the initial values so that inflows equal outflows.",
    source=f"{_STERMAN}, section 18.1.3",
)
LOOKUP_RANGE = Rule(
    code="SD-LOOKUP-RANGE",
    severity=Severity.WARNING,
    title="lookup used beyond its points",
    meaning="During the base run the argument of a lookup leaves the range of its points.",
    why="There the result rests on no point that anyone argued for.",
    example="lookup effect = points((0, 1), (1, 0.5))",
    instead="Add points for the whole range that can occur.",
    source=_SDM_DOC,
)

FORMULATION_RULES: tuple[Rule, ...] = (
    UNITS_MISSING,
    CONST_EMBEDDED,
    DT_MENTIONED,
    FLOW_LOOSE,
    LOOKUP_NONMONOTONE,
    LOOKUP_ENDSLOPE,
    COMPLEX_EQ,
)
"""Rules that look at one element."""

BEHAVIOUR_RULES: tuple[Rule, ...] = (DT_SENSITIVE, INIT_NOT_EQUILIBRIUM, LOOKUP_RANGE)
"""Rules that need a run; the analyses report them."""
