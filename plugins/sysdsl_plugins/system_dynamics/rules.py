"""Rules of system dynamics that a model must keep to be simulated."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

D4851 = "Lai and Wahba, D-4851 Model Correctness Checklist, MIT 2001"
STERMAN = "Sterman, Business Dynamics (2000)"

SIMULATION = Rule(
    code="SD-SIMULATION",
    severity=Severity.ERROR,
    title="no time to simulate over",
    meaning="The model has no `simulation` with a time span, or its span and steps do not fit.",
    why="Without a span and a step of time there is no run.",
    example="simulation { time: 0 .. 100 days; step: 0.3 days }",
    instead="simulation { time: 0 .. 100 days; step: 0.25 days }",
    source="XMILE 1.0, section 2.4",
)
NO_EQUATION = Rule(
    code="SD-NO-EQUATION",
    severity=Severity.ERROR,
    title="quantity without an equation",
    meaning="A quantity that a simulation needs has neither a value nor an equation.",
    why="The run cannot go on without a number; guessing one would hide the gap.",
    example="aux pressure : dmnl\naux overtime : dmnl = pressure",
    instead="aux pressure : dmnl = demand / capacity\naux overtime : dmnl = pressure",
)
NOT_A_NUMBER = Rule(
    code="SD-NOT-A-NUMBER",
    severity=Severity.ERROR,
    title="something that is no number in an equation",
    meaning="A word, a text, a list or `unknown` stands where an equation needs a number.",
    why="It cannot be computed.",
    example='aux delayed : people = "many"',
    instead="aux delayed : people = max(0 people, treating - beds)",
)
UNKNOWN_FUNCTION = Rule(
    code="SD-UNKNOWN-FUNCTION",
    severity=Severity.ERROR,
    title="unknown function",
    meaning="There is no built-in function and no lookup of that name.",
    why="The equation cannot be computed.",
    example="aux perceived : people = smoth(delayed, week)",
    instead="aux perceived : people = smooth(delayed, week)",
    source="XMILE 1.0, section 3.5",
)
ARGUMENTS = Rule(
    code="SD-ARGUMENTS",
    severity=Severity.ERROR,
    title="wrong arguments of a function",
    meaning="A function is called with too few or too many arguments, or a name it does not have.",
    why="The equation cannot be computed.",
    example="aux perceived : people = smooth(delayed)",
    instead="aux perceived : people = smooth(delayed, week)",
    source="XMILE 1.0, section 3.5",
)
TEST_ONLY = Rule(
    code="SD-TEST-ONLY",
    severity=Severity.ERROR,
    title="function of tests in an equation",
    meaning="`always`, `eventually`, `at`, `cumulative` and their like look at a whole run.",
    why="An equation is computed while the run is under way; it cannot look ahead.",
    example="aux most : people*days = cumulative(home)",
    instead='test "Later" { expect: at(90 days, home) > 0 people }',
)
SUBSCRIPT = Rule(
    code="SD-SUBSCRIPT",
    severity=Severity.ERROR,
    title="subscripts that do not fit",
    meaning="An array is used without saying which of its members are meant, or with a member "
    "that its dimension does not have.",
    why="A scalar cannot hold several values, and a sum must be meant to be taken.",
    example="aux total : people = treating",
    instead="aux total : people = sum(treating[*])",
)
MEMBER_MISSING = Rule(
    code="SD-MEMBER-MISSING",
    severity=Severity.ERROR,
    title="member without a value",
    meaning="Values are listed for some members of a dimension and not for all.",
    why="The missing member would be left without a number.",
    example="const referrals[ward] : people/day = [medical: 14]",
    instead="const referrals[ward] : people/day = [medical: 14, surgical: 6]",
)
FLOW_SUBSCRIPTS = Rule(
    code="SD-FLOW-SUBSCRIPTS",
    severity=Severity.ERROR,
    title="flow that does not say which member it fills",
    meaning="A flow without a subscript enters or leaves a stock that has one.",
    why="It could mean the same amount for each member or one amount to share; both are common.",
    example="stock treating[ward] : people = 0\nflow admitted : people/day to treating = 20",
    instead="stock treating[ward] : people = 0\n"
    "flow admitted[ward] : people/day to treating = referrals",
)
LOOKUP_POINTS = Rule(
    code="SD-LOOKUP-POINTS",
    severity=Severity.ERROR,
    title="lookup without usable points",
    meaning="A lookup needs points `(x, y)` whose x increases.",
    why="Between points the curve is a straight line; that needs an order.",
    example="lookup effect = points((0, 1), (0, 0.5))",
    instead="lookup effect = points((0, 1), (0.5, 0.9), (1, 0.4))",
    source="XMILE 1.0, section 3.2.3",
)
OVERRIDE = Rule(
    code="SD-OVERRIDE",
    severity=Severity.ERROR,
    title="override that cannot apply",
    meaning="An equation in a scenario, intervention or test replaces something that cannot be "
    "replaced like that: a stock after the start, a thing that is not simulated.",
    why="It would have no effect, and the run would be taken for one under the layer.",
    example="scenario s { home = 0 from 30 days }",
    instead="scenario s { home = 0 }",
)
ALG_LOOP = Rule(
    code="SD-ALG-LOOP",
    severity=Severity.ERROR,
    title="simultaneous equations",
    meaning="Equations need one another's value at the same moment.",
    why="Each waits for the other. In the world, information takes time: a stock is missing.",
    example="aux price : GBP = cost * demand\naux demand : dmnl = price / cost",
    instead="aux price : GBP = cost * demand\n"
    "aux demand : dmnl = seen_price / cost\n"
    "aux seen_price : GBP = smooth(price, month, initial: cost)",
    source=f"{STERMAN}, section 6.3.7",
)
NON_FINITE = Rule(
    code="SD-NON-FINITE",
    severity=Severity.ERROR,
    title="value that is not finite",
    meaning="During the run a value became infinite or was no number at all.",
    why="Everything that depends on it would be meaningless from then on.",
    example="aux per_bed : people = people_waiting / beds",
    instead="aux per_bed : people = divide(people_waiting, beds, otherwise: 0 people)",
    source=f"{STERMAN}, section 21.4.5 (extreme conditions)",
)
LIMIT = Rule(
    code="SD-LIMIT",
    severity=Severity.ERROR,
    title="run larger than allowed",
    meaning="The run has more steps, slots or saved values than the limits allow.",
    why="A slip of the keyboard, or a hostile model, could take the whole machine.",
    example="simulation { time: 0 .. 1e9 days; step: 0.001 days }",
    instead="simulation { time: 0 .. 1000 days; step: 0.25 days; save: 1 day }",
)

TEST_FAILED = Rule(
    code="SD-TEST-FAILED",
    severity=Severity.ERROR,
    title="expectation that does not hold",
    meaning="In the run that a test asks for, something else happened than it expects.",
    why="A test says what the modellers hold to be certain: either the model or that is wrong.",
    example='test "Nobody disappears" { expect: always(home >= 0 people) }',
    instead="Find the first time at which it fails, and what happens just before.",
    source=f"{STERMAN}, section 21.4; Forrester and Senge 1980",
)
REFERENCE_MODE = Rule(
    code="SD-REFERENCE-MODE",
    severity=Severity.WARNING,
    title="behaviour unlike the reference mode",
    meaning="A variable behaves otherwise over time than the pattern seen in the world.",
    why="A model that does not produce the problem cannot explain it.",
    example='pattern "Relief, then worse" of delayed { shape: oscillation }',
    instead="Look for the missing feedback or delay; do not tune parameters first.",
    source=f"{STERMAN}, section 3.5.1; Barlas 1996",
)

RUN_RULES: tuple[Rule, ...] = (
    SIMULATION,
    NO_EQUATION,
    NOT_A_NUMBER,
    UNKNOWN_FUNCTION,
    ARGUMENTS,
    TEST_ONLY,
    SUBSCRIPT,
    MEMBER_MISSING,
    FLOW_SUBSCRIPTS,
    LOOKUP_POINTS,
    OVERRIDE,
    ALG_LOOP,
    NON_FINITE,
    LIMIT,
    TEST_FAILED,
    REFERENCE_MODE,
)
"""Rules without which there is no run."""
