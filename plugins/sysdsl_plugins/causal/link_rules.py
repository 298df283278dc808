"""Rules about variables, links and the map as a whole."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

_STERMAN = "Sterman, Business Dynamics (2000), ch. 5"

POLARITY_MISSING = Rule(
    code="CLD-POLARITY-MISSING",
    severity=Severity.WARNING,
    title="Link without polarity",
    meaning="The link does not say whether its ends move in the same or in opposite directions.",
    why=(
        "Without it every loop through the link is indeterminate: nobody can say whether it "
        "amplifies a change or counteracts it."
    ),
    example="workload -> errors",
    instead="workload ->+ errors    // or ->- for opposite, ->? for not known yet",
    source=_STERMAN,
)
PARALLEL_LINKS = Rule(
    code="CLD-PARALLEL-LINKS",
    severity=Severity.WARNING,
    title="Two links that contradict each other",
    meaning="The same cause acts on the same effect with `+` in one place and `-` in another.",
    why=(
        "Two mechanisms are at work. Drawn as one pair they cancel to `unknown`, and the loops "
        "through them cannot be read."
    ),
    example="price ->- sales\nprice ->+ sales",
    instead="price ->- sales\nprice ->+ perceived_quality ->+ sales",
    source=_STERMAN,
)
SELF_LINK = Rule(
    code="CLD-SELF-LINK",
    severity=Severity.WARNING,
    title="Variable linked to itself",
    meaning="A variable is drawn as its own cause, without anything between.",
    why="The mechanism is hidden: what carries the effect back, and how long does it take?",
    example='feedback R1 "Growth": population ->+ population',
    instead='feedback R1 "Growth": population ->+ births ->+ population',
    source=_STERMAN,
)
NAME_DIRECTION = Rule(
    code="CLD-NAME-DIRECTION",
    severity=Severity.HINT,
    title="Name with a direction",
    meaning="The name says which way the variable moves: more, less, loss of, increase in.",
    why=(
        "A fall of a `loss` is a gain: readers must count negatives in their heads and get "
        "polarities wrong."
    ),
    example='variable confidence "Loss of confidence"',
    instead='variable confidence "Confidence"',
    source=f"{_STERMAN}, naming of variables",
)
NAME_VERB = Rule(
    code="CLD-NAME-VERB",
    severity=Severity.HINT,
    title="Name that is an action",
    meaning="The name is something that people do, not something that can go up or down.",
    why="Only quantities have polarities; an action is a decision behind a quantity.",
    example='variable hiring "Hiring more staff"',
    instead='variable staff "Staff"',
    source=f"{_STERMAN}, naming of variables",
)
DISCONNECTED = Rule(
    code="CLD-DISCONNECTED",
    severity=Severity.HINT,
    title="Part without connection",
    meaning="A group of variables is linked among itself but with nothing else in the map.",
    why="Either a link is missing, or two different questions share one map.",
    example="rain ->+ floods\nworkload ->+ errors",
    instead="rain ->+ floods ->+ workload ->+ errors",
)
ISOLATED = Rule(
    code="CLD-ISOLATED",
    severity=Severity.HINT,
    title="Variable without links",
    meaning="The variable is declared, and nothing influences it or is influenced by it.",
    why="It is either not yet connected or does not belong to the question.",
    example='variable morale "Morale"\nworkload ->+ errors',
    instead='variable morale "Morale"\nworkload ->+ errors ->- morale',
)
NO_LOOP = Rule(
    code="CLD-NO-LOOP",
    severity=Severity.WARNING,
    title="Map without feedback",
    meaning="No chain of links leads back to where it began.",
    why=(
        "Such a map lists causes. It cannot explain why a problem persists, because nothing in "
        "it answers to what happens."
    ),
    example="workload ->+ errors ->+ complaints ->+ staff_turnover",
    instead=(
        'feedback R1 "Burnout":\n'
        "  workload ->+ errors ->+ complaints ->+ staff_turnover ->+ workload"
    ),
    source="Richardson, Feedback Thought in Social Science (1991)",
)
LONG_CHAIN = Rule(
    code="CLD-LONG-CHAIN",
    severity=Severity.HINT,
    title="Long chain without branches",
    meaning="More than six variables in a row have one cause and one effect each.",
    why="Steps that nothing else touches hide the structure; readers lose the loop on the way.",
    example=(
        'feedback R1 "Round": a ->+ b ->+ c ->+ d ->+ e ->+ f ->+ g ->+ h ->+ a\n'
        "start ->+ a ->+ end"
    ),
    instead='feedback R1 "Round": a ->+ d ->+ h ->+ a\nstart ->+ a ->+ end',
    source="Bures, Systems 5 (2017) 21, reduction of causal maps",
)
TOO_LARGE = Rule(
    code="CLD-TOO-LARGE",
    severity=Severity.HINT,
    title="Map too large for one picture",
    meaning="People drew more than 30 variables or more than 40 links.",
    why="Nobody reads such a picture. Groups remember about seven named loops.",
    example="",
    instead="Draw one picture per sector, name at most seven loops, and tell the story by them.",
)
LINK_NO_MECHANISM = Rule(
    code="CLD-LINK-NO-MECHANISM",
    severity=Severity.HINT,
    title="Link without mechanism or evidence",
    meaning="The link neither says how it works (`because`) nor what supports it (`evidence`).",
    why="Things that happen together are easily taken for cause and effect.",
    example='workload ->+ errors because "Tired people skip checks"\nerrors ->+ complaints',
    instead=(
        'workload ->+ errors because "Tired people skip checks"\n'
        'errors ->+ complaints because "Every third error is noticed"'
    ),
)
FLOW_STOCK = Rule(
    code="CLD-FLOW-STOCK-POLARITY",
    severity=Severity.INFO,
    title="Flow into a stock",
    meaning="Here `+` means `adds to`: the stock rises as long as the flow is above zero.",
    why=(
        "A fall of the flow does not make the stock fall, it makes it rise more slowly. The "
        "usual reading of `+` (same direction) is wrong for this link."
    ),
    example=(
        "variable admissions { type: flow }\n"
        "variable patients { type: stock }\n"
        "admissions ->+ patients"
    ),
    instead="Nothing needs to change; say `adds to` when you tell the story.",
    source="Richardson, System Dynamics Review 2 (1986) 158-170",
)
EXOGENOUS = Rule(
    code="CLD-EXOGENOUS-DOMINANT",
    severity=Severity.INFO,
    title="Many causes from outside",
    meaning="More than 40 % of the variables have no cause in the map.",
    why="The boundary may be too narrow: what looks like fate could be part of a loop.",
    example=(
        'feedback R1 "Burnout": workload ->+ errors ->+ workload\n'
        "demand ->+ workload\nbudget ->- workload\nsickness ->+ workload"
    ),
    instead="Ask of each outside cause whether anything in the map acts back on it.",
    source="Sterman, Business Dynamics (2000), ch. 3, model boundary chart",
)
EQUATION_POLARITY = Rule(
    code="CLD-EQUATION-POLARITY",
    severity=Severity.WARNING,
    title="Equation contradicts a link",
    meaning="The link was drawn with one polarity, and the equation of its target has the other.",
    why="The picture and the simulation tell different stories; one of them is wrong.",
    example=(
        "beds ->+ waiting\nconst beds : people = 10\nconst patients : people = 15\n"
        "aux waiting : people = patients - beds"
    ),
    instead=(
        "beds ->- waiting\nconst beds : people = 10\nconst patients : people = 15\n"
        "aux waiting : people = patients - beds"
    ),
)
NO_SUCH_VARIABLE = Rule(
    code="CLD-NO-SUCH-VARIABLE",
    severity=Severity.ERROR,
    title="No such variable in the map",
    meaning="An analysis was asked about a variable that the causal map does not hold.",
    why="Without it there is nothing to analyse.",
    example="",
    instead="Name a variable that is linked to others, as it is written in the model.",
)

LINK_RULES = (
    POLARITY_MISSING,
    PARALLEL_LINKS,
    SELF_LINK,
    DISCONNECTED,
    ISOLATED,
    NO_LOOP,
    LONG_CHAIN,
    TOO_LARGE,
    LINK_NO_MECHANISM,
    FLOW_STOCK,
    EXOGENOUS,
    EQUATION_POLARITY,
)
"""Rules about links and the map, reported by the map's checks."""

NAME_RULES = (NAME_DIRECTION, NAME_VERB)
"""Rules about names."""
