"""Rules about loops, archetypes, traps and leverage."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

_STERMAN = "Sterman, Business Dynamics (2000), ch. 5"
_MEADOWS = "Meadows, Thinking in Systems (2008)"

LOOP_TYPE_MISMATCH = Rule(
    code="CLD-LOOP-TYPE-MISMATCH",
    severity=Severity.ERROR,
    title="Loop type contradicts its signs",
    meaning="The loop is called reinforcing or balancing, and the product of its signs says other.",
    why="The story told about the loop is the opposite of what its links do.",
    example='feedback B1 "Burnout": pressure ->+ fatigue ->+ pressure',
    instead='feedback R1 "Burnout": pressure ->+ fatigue ->+ pressure',
    source=f"{_STERMAN}: an odd number of minus signs balances",
)
LOOP_OPEN = Rule(
    code="CLD-LOOP-OPEN",
    severity=Severity.ERROR,
    title="Loop that is not closed",
    meaning="The chain does not lead back to where it began, or one of its links does not exist.",
    why="Follow the arrows: only when you can go round forever is it a loop.",
    example='feedback R1 "Burnout": pressure ->+ overtime ->+ fatigue',
    instead='feedback R1 "Burnout": pressure ->+ overtime ->+ fatigue ->+ pressure',
)
LOOP_UNNAMED = Rule(
    code="CLD-LOOP-UNNAMED",
    severity=Severity.HINT,
    title="Short loop without a name",
    meaning="The map holds a loop that nobody named.",
    why="The story of a system is told by its loops; people remember names, not arrows.",
    example="pressure ->+ overtime ->+ pressure",
    instead='feedback R1 "Overtime breeds overtime": pressure ->+ overtime ->+ pressure',
)
GOAL_MISSING = Rule(
    code="CLD-GOAL-MISSING",
    severity=Severity.HINT,
    title="Balancing loop without a goal",
    meaning="No goal, limit or constant feeds the loop.",
    why=(
        "Every balancing loop seeks something. As long as the goal is not drawn, nobody can ask "
        "who sets it and whether it is the right one."
    ),
    example='feedback B1 "Staffing": vacancies ->+ hiring ->- vacancies',
    instead=(
        'feedback B1 "Staffing": vacancies ->+ hiring ->- vacancies\n'
        "variable establishment { type: goal }\nestablishment ->+ vacancies"
    ),
    source=_STERMAN,
)
DELAY_UNMARKED = Rule(
    code="CLD-DELAY-UNMARKED",
    severity=Severity.HINT,
    title="Balancing loop without delay",
    meaning=(
        "A balancing loop of three links or more has no delay, and not all of its links say how "
        "they work."
    ),
    why="Delay is what makes a correcting loop swing; ask before taking it for prompt.",
    example=(
        "variable target { type: goal }\ntarget ->+ gap\n"
        'feedback B1 "Hiring": gap ->+ hiring ->+ staff ->- gap'
    ),
    instead=(
        "variable target { type: goal }\ntarget ->+ gap\n"
        'feedback B1 "Hiring": gap ->+ hiring ~>+ staff ->- gap'
    ),
    source="Sterman, Business Dynamics (2000), ch. 4",
)
LOOPS_TRUNCATED = Rule(
    code="CLD-LOOPS-TRUNCATED",
    severity=Severity.INFO,
    title="Too many loops to list",
    meaning="The map holds more loops than can be listed; the shortest are.",
    why="Counts, archetypes and participation rest on the loops listed only.",
    example="",
    instead=(
        "Use the shortest independent loop set, `sysdsl analyse MODEL loops --independent yes`, "
        "or split the map into sectors."
    ),
    source="Oliva, System Dynamics Review 20 (2004) 313-336",
)
ARCHETYPE = Rule(
    code="CLD-ARCHETYPE",
    severity=Severity.INFO,
    title="Structure of an archetype",
    meaning="The loops here are arranged as in a known archetype.",
    why=(
        "The same structure has produced the same behaviour elsewhere. It is a question to ask, "
        "not a proof: does the behaviour over time match?"
    ),
    example=(
        'feedback B1 "Relief": waiting ->+ overtime ->- waiting\n'
        'feedback R1 "Fatigue": waiting ->+ overtime ~>+ fatigue ->+ waiting\n'
        "variable standard { type: goal }\nstandard ->- waiting"
    ),
    instead="Compare the expected behaviour with a `pattern`, then act on the leverage named.",
    source="Senge, The Fifth Discipline (1990), appendix 2",
)
ARCHETYPE_MISMATCH = Rule(
    code="CLD-ARCHETYPE-MISMATCH",
    severity=Severity.WARNING,
    title="Claimed archetype is not in the map",
    meaning="The loops and variables named do not have the structure of the archetype claimed.",
    why="Its remedies belong to its structure; without it they may do harm.",
    example=(
        'feedback R1 "Growth": effort ->+ success ->+ effort\n'
        'archetype "Stuck" { type: limits_to_growth; loops: R1 }'
    ),
    instead="Add the loop and the limit that are missing, or claim another archetype.",
    source="Senge, The Fifth Discipline (1990), appendix 2",
)
POLICY_RESISTANCE = Rule(
    code="CLD-POLICY-RESISTANCE",
    severity=Severity.INFO,
    title="Policy resistance",
    meaning="Three balancing loops or more pull at one variable, each with an aim of its own.",
    why="More effort by one side calls up more effort by the others, and little changes.",
    example=(
        "const calm : dmnl = 1\nconst profit : dmnl = 1\nconst health : dmnl = 1\n"
        'feedback B1 "Police": drugs ->+ arrests ->- drugs\ncalm ->+ arrests\n'
        'feedback B2 "Market": drugs ->+ glut ->- drugs\nprofit ->+ glut\n'
        'feedback B3 "Clinics": drugs ->+ therapy ->- drugs\nhealth ->+ therapy'
    ),
    instead="Look for a goal that all sides can share, or let go of a policy that is resisted.",
    source=f"{_MEADOWS}, ch. 5",
)
HIDDEN_CONSEQUENCE = Rule(
    code="CLD-HIDDEN-CONSEQUENCE",
    severity=Severity.INFO,
    title="Consequence behind a boundary",
    meaning="One owner acts; the loop by which the action comes back runs through another owner.",
    why="Those who act do not see what follows, and those who bear it do not decide.",
    example=(
        'actor hospital "Hospital"\nactor families "Families"\n'
        "variable waiting { owner: hospital }\nvariable discharge { owner: hospital }\n"
        "variable care { owner: families }\n"
        "const target : dmnl = 4\ntarget ->+ waiting\n"
        'feedback B1 "Discharge": waiting ->+ discharge ->- waiting\n'
        'feedback R1 "Return": waiting ->+ discharge ->+ care ->+ waiting'
    ),
    instead="Make the consequence visible across the boundary: a shared measure, a shared goal.",
    source="Wolstenholme, System Dynamics Review 19 (2003) 7-26",
)
SHALLOW = Rule(
    code="LEV-SHALLOW",
    severity=Severity.HINT,
    title="Only weak leverage points",
    meaning="Every intervention changes numbers, buffers, flows or delays, and none goes deeper.",
    why=(
        "Parameters are where most effort goes and where least changes. Information, rules and "
        "goals reach further."
    ),
    example=(
        "const beds : people = 10\nconst nurses : people = 5\n"
        'intervention more_beds "More beds" { beds = 12 }\n'
        'intervention more_nurses "More nurses" { nurses = 6 }'
    ),
    instead="Ask who should know what, which rule rewards the behaviour, and whose goal it serves.",
    source=f"{_MEADOWS}, ch. 6",
)
CLAIM = Rule(
    code="LEV-CLAIM",
    severity=Severity.WARNING,
    title="Leverage claimed, not reached",
    meaning="The intervention claims a stronger leverage point than its changes touch.",
    why="A change of goals that only moves a number will be felt as a number.",
    example=(
        "const target : people = 10\n"
        'intervention purpose "New purpose" { level: goals; target = 8 }'
    ),
    instead="Claim the level that the changes reach, or add the change that reaches the level.",
    source=f"{_MEADOWS}, ch. 6",
)

LOOP_RULES = (
    LOOP_TYPE_MISMATCH,
    LOOP_OPEN,
    LOOP_UNNAMED,
    GOAL_MISSING,
    DELAY_UNMARKED,
    LOOPS_TRUNCATED,
    ARCHETYPE,
    ARCHETYPE_MISMATCH,
    POLICY_RESISTANCE,
    HIDDEN_CONSEQUENCE,
)
"""Rules about loops and what they make."""

LEVERAGE_RULES = (SHALLOW, CLAIM)
"""Rules about interventions."""
