"""Rules that hold for every model, whatever the methods in use."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

UNKNOWN_KIND = Rule(
    code="MDL-UNKNOWN-KIND",
    severity=Severity.ERROR,
    title="Unknown kind of element",
    meaning="The word at the start of the line names no kind of element that is installed.",
    why="Nothing can be said about an element whose kind is not known; it is left out.",
    example="stok home : people = 0",
    instead="stock home : people = 0",
)
MISSING_METHOD = Rule(
    code="MDL-METHOD-MISSING",
    severity=Severity.HINT,
    title="Method not installed",
    meaning="The model says that it uses a method that is not installed here.",
    why="Elements of that method are left out of checks, pictures and reports.",
    example="model m { use: [foresight] }",
    instead="Install the plugin that brings the method, or remove it from `use`.",
)
UNKNOWN_PROPERTY = Rule(
    code="MDL-UNKNOWN-PROPERTY",
    severity=Severity.ERROR,
    title="Unknown property",
    meaning="The kind of this element has no such property.",
    why="What was written is not part of the model; a misspelt word is the usual reason.",
    example="actor patients { voise: carers }\nactor carers",
    instead="actor patients { voice: carers }\nactor carers",
)
UNKNOWN_CLAUSE = Rule(
    code="MDL-UNKNOWN-CLAUSE",
    severity=Severity.ERROR,
    title="Clause that means nothing here",
    meaning="The kind of this element gives the clause no meaning.",
    why="What was written is not part of the model.",
    example="actor carers over 5 days",
    instead="actor carers of families\nactor families",
)
HEADER_PART = Rule(
    code="MDL-HEADER-PART",
    severity=Severity.ERROR,
    title="Part of a declaration that means nothing here",
    meaning="Elements of this kind take no unit, value, subscripts or loop in their header.",
    why="What was written is not part of the model.",
    example="actor carers : people = 5",
    instead='actor carers "Unpaid carers"',
)
STATEMENT_PLACE = Rule(
    code="MDL-STATEMENT-PLACE",
    severity=Severity.ERROR,
    title="Statement that means nothing here",
    meaning="Arrows or equations stand in the body of an element that gives them no meaning.",
    why="What was written is not part of the model.",
    example="actor carers { pressure ->+ fatigue }",
    instead="pressure ->+ fatigue",
)
REPEATED_PROPERTY = Rule(
    code="MDL-REPEATED-PROPERTY",
    severity=Severity.ERROR,
    title="Property given twice",
    meaning="A property that holds one value is given more than once; the first one counts.",
    why="The second line would silently win or lose otherwise.",
    example='actor carers {\n  role: "care at home"\n  role: "tell the ward"\n}',
    instead="Keep one line, or use a property that takes a list.",
)
MISSING_PROPERTY = Rule(
    code="MDL-MISSING-PROPERTY",
    severity=Severity.ERROR,
    title="Required property missing",
    meaning="Elements of this kind need a property that is not given.",
    why="Without it the element says nothing that a method can use.",
    example='assessment by "the facilitator" { power: low }',
    instead='actor carers\nassessment of carers by "the facilitator" { power: low }',
)
WRONG_VALUE = Rule(
    code="MDL-WRONG-VALUE",
    severity=Severity.ERROR,
    title="Value of the wrong kind",
    meaning="The property cannot hold what was written.",
    why="The value is left out of the model.",
    example="evidence e1 { reliability: good }",
    instead="evidence e1 { reliability: B }",
)
WRONG_REFERENCE = Rule(
    code="MDL-WRONG-REFERENCE",
    severity=Severity.ERROR,
    title="Reference to an element of another kind",
    meaning="The property refers to elements of certain kinds, and this one is of another kind.",
    why="Methods could not follow the reference.",
    example='stock home : people = 0\nconcern "Too late" by home',
    instead='actor carers\nconcern "Too late" by carers',
)
UNKNOWN_NAME = Rule(
    code="MDL-UNKNOWN-NAME",
    severity=Severity.ERROR,
    title="Unknown name",
    meaning="No element of the model has this name.",
    why="The reference leads nowhere; a misspelt name is the usual reason.",
    example="actor patients { voice: caers }\nactor carers",
    instead="actor patients { voice: carers }\nactor carers",
)
TEXT_REFERENCE = Rule(
    code="MDL-TEXT-REFERENCE",
    severity=Severity.WARNING,
    title="Name in a text that leads nowhere",
    meaning="A text refers to an element as `[[name]]`, and no element has this name.",
    why="Reports show the bare name, and a rename passes it by.",
    example='actor carers\nscenario s { narrative: "The [[carrers]] stay." }',
    instead='actor carers\nscenario s { narrative: "The [[carers]] stay." }',
)
AMBIGUOUS_NAME = Rule(
    code="MDL-AMBIGUOUS-NAME",
    severity=Severity.ERROR,
    title="Name that several elements have",
    meaning="More than one nested element has this name, and none is nearer than the others.",
    why="The model would depend on guessing.",
    example=(
        'perspective carers_view "Carers" { variable strain }\n'
        'perspective staff_view "Staff" { variable strain }\n'
        'concern "Burnout" { about: strain }'
    ),
    instead=(
        'perspective carers_view "Carers" { variable strain }\n'
        'perspective staff_view "Staff" { variable strain }\n'
        'concern "Burnout" { about: staff_view.strain }'
    ),
)
UNKNOWN_LINK = Rule(
    code="MDL-UNKNOWN-LINK",
    severity=Severity.ERROR,
    title="Link that is not drawn",
    meaning="A reference names a link `a -> b` that nothing in the model draws.",
    why="The statement would be about a link that does not exist.",
    example="delayed ->+ frailty\ngap g1 { about: frailty -> delayed }",
    instead="delayed ->+ frailty\ngap g1 { about: delayed -> frailty }",
)
DUPLICATE_NAME = Rule(
    code="MDL-DUPLICATE-NAME",
    severity=Severity.ERROR,
    title="Name declared twice",
    meaning="Two elements in the same place have the same name; references mean the first.",
    why="One of the two could never be referred to.",
    example="stock home\nstock home",
    instead="stock home\nstock hospital",
)
NAME_CASE = Rule(
    code="MDL-NAME-CASE",
    severity=Severity.WARNING,
    title="Names that differ only in capital letters",
    meaning="Two names differ only in upper and lower case; they are two elements.",
    why="Readers take them for one.",
    example="stock Home\nstock home",
    instead="Rename one of them.",
)
NAME_SIMILAR = Rule(
    code="MDL-NAME-SIMILAR",
    severity=Severity.WARNING,
    title="Name that looks misspelt",
    meaning="A name occurs only once, and another name differs from it by a letter or two.",
    why="A misspelt variable breaks a feedback loop without anyone noticing.",
    example="pressure ->+ overtime ->+ pressure\novertme ->+ pressure",
    instead="pressure ->+ overtime ->+ pressure\novertime ->+ mistakes",
)
LOOSE_PROPERTY = Rule(
    code="MDL-LOOSE-PROPERTY",
    severity=Severity.ERROR,
    title="Property outside an element",
    meaning="A line `key: value` stands outside any body, so it belongs to nothing.",
    why="What was written is not part of the model.",
    example='purpose: "People leave hospital safely"',
    instead='system county { purpose: "People leave hospital safely" }',
)
UNIT_DIVISION = Rule(
    code="MDL-UNIT-DIVISION",
    severity=Severity.ERROR,
    title="Unit with a division outside brackets",
    meaning="A bare `/` divides, so `20 people/day` divides 20 people by something called `day`.",
    why="The unit would be lost, and the equation would mean something else.",
    example="const inflow : people/day = 20 people/day",
    instead="const inflow : people/day = 20 [people/day]",
)
UNUSED_ALLOW = Rule(
    code="MDL-UNUSED-ALLOW",
    severity=Severity.WARNING,
    title="Suppression that suppresses nothing",
    meaning="An `allow` names a rule that does not fire here.",
    why="A suppression that outlives its reason hides the next real finding.",
    example='variable a { allow: "CLD-ISOLATED" because "kept for later" }\na ->+ b',
    instead="Remove the line.",
)
ALLOW_REASON = Rule(
    code="MDL-ALLOW-REASON",
    severity=Severity.WARNING,
    title="Suppression without a reason",
    meaning="An `allow` says which rule to suppress but not why.",
    why="Suppressions are part of the audit trail; others must be able to judge them.",
    example='variable weather { allow: "CLD-ISOLATED" }',
    instead='variable weather { allow: "CLD-ISOLATED" because "asked for by the council" }',
)
TWO_MODELS = Rule(
    code="MDL-TWO-MODELS",
    severity=Severity.ERROR,
    title="Two models in one folder",
    meaning="Two files of one folder declare a `model`; a folder is one model.",
    why="The names of both run together.",
    example='model a "A"\nmodel b "B"',
    instead="Give each model a folder of its own.",
)
OWN_KIND = Rule(
    code="MDL-OWN-KIND",
    severity=Severity.ERROR,
    title="Property of your own kind without a readable type",
    meaning="A line in the body of a `kind` gives a property no type that is known.",
    why="Values of the property could not be checked; it is left out.",
    example="kind habitat of element { area: hectares }",
    instead='kind habitat of element { area: quantity("ha") }',
)
TABLE_MISSING = Rule(
    code="MDL-TABLE-MISSING",
    severity=Severity.ERROR,
    title="Data file that is not there",
    meaning="A `csv(...)` names a file that does not exist or lies outside the workspace.",
    why="The values it should bring are not part of the model.",
    example='data seen : people of waiting = csv("waitng.csv")   // the file is waiting.csv',
    instead='data seen : people of waiting = csv("waiting.csv")',
)
TABLE_COLUMN = Rule(
    code="MDL-TABLE-COLUMN",
    severity=Severity.ERROR,
    title="Column of a data file that is not there",
    meaning="A `csv(...)` names a column that the first row of the file does not have, or does "
    "not say which of several columns is meant.",
    why="Taking another column would change the model silently.",
    example='data seen : people of waiting = csv("waiting.csv", value: poeple)',
    instead='data seen : people of waiting = csv("waiting.csv", value: people)',
)
TABLE_CELL = Rule(
    code="MDL-TABLE-CELL",
    severity=Severity.ERROR,
    title="Cell of a data file that cannot be used",
    meaning="A cell holds no number or date where one is needed, or times do not increase.",
    why="The row is left out; a reader would take the rest for the whole.",
    example="month,people\n2026-05,about 40",
    instead="month,people\n2026-05,40",
)
TABLE_FORM = Rule(
    code="MDL-TABLE-FORM",
    severity=Severity.ERROR,
    title="Data file that is no table",
    meaning="A data file holds control characters, an open quotation mark, or far too much.",
    why="Where its cells begin and end would be a guess; none of it is used.",
    example='month,people\n"2026-05,40',
    instead="month,people\n2026-05,40",
    source="RFC 4180",
)

RULES = (
    UNKNOWN_KIND,
    MISSING_METHOD,
    UNKNOWN_PROPERTY,
    UNKNOWN_CLAUSE,
    HEADER_PART,
    STATEMENT_PLACE,
    REPEATED_PROPERTY,
    MISSING_PROPERTY,
    WRONG_VALUE,
    WRONG_REFERENCE,
    UNKNOWN_NAME,
    TEXT_REFERENCE,
    AMBIGUOUS_NAME,
    UNKNOWN_LINK,
    DUPLICATE_NAME,
    NAME_CASE,
    NAME_SIMILAR,
    LOOSE_PROPERTY,
    UNIT_DIVISION,
    UNUSED_ALLOW,
    ALLOW_REASON,
    TWO_MODELS,
    OWN_KIND,
    TABLE_MISSING,
    TABLE_COLUMN,
    TABLE_CELL,
    TABLE_FORM,
)
