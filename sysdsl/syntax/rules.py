"""What can be wrong with a text before anything is known about its meaning."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

_LEGIBLE = "A statement that cannot be read is left out of the model, its neighbours are not."

UNEXPECTED = Rule(
    code="SYN-UNEXPECTED",
    severity=Severity.ERROR,
    title="Something stands where it cannot stand",
    meaning="The statement is fine up to a point, and what stands there does not continue it.",
    why=_LEGIBLE,
    example="stock home : people = 3 4",
    instead="stock home : people = 34",
)
INCOMPLETE = Rule(
    code="SYN-INCOMPLETE",
    severity=Severity.ERROR,
    title="A statement ends too early",
    meaning="Something must follow, such as a value after `=` or a name after an arrow.",
    why=_LEGIBLE,
    example="stock home : people =",
    instead="stock home : people = 0",
)
SEPARATOR = Rule(
    code="SYN-SEPARATOR",
    severity=Severity.ERROR,
    title="A comma, semicolon or line end is missing",
    meaning="Two things stand side by side that need a separator between them.",
    why="Guessing where one thing ends and the next begins could change the model silently.",
    example="inside: [acute_trust social_care]",
    instead="inside: [acute_trust, social_care]",
)
RESERVED = Rule(
    code="SYN-RESERVED",
    severity=Severity.ERROR,
    title="A word of the language is used as a name",
    meaning="Words such as `from`, `to` or `if` join the parts of a statement.",
    why="A word cannot be both a name and the joint between names.",
    example="stock from : people = 3",
    instead="stock `from` : people = 3",
)
COMMENT = Rule(
    code="SYN-COMMENT",
    severity=Severity.ERROR,
    title="A comment of another language",
    meaning="Comments begin with `//`; `#` directly before a word is a tag.",
    why="A comment that is read as part of the model changes it.",
    example="# stocks",
    instead="// stocks",
)
QUOTES = Rule(
    code="SYN-QUOTES",
    severity=Severity.ERROR,
    title="Quotation marks that are not straight double ones",
    meaning='Texts stand between straight double quotation marks: "...".',
    why="Word processors curl quotation marks; one kind keeps texts searchable and comparable.",
    example="purpose: \u201cGo home\u201d",
    instead='purpose: "Go home"',
)
UNCLOSED = Rule(
    code="SYN-UNCLOSED",
    severity=Severity.ERROR,
    title="A quotation mark or bracket is not closed",
    meaning="What was opened must be closed before the statement ends.",
    why=_LEGIBLE,
    example='purpose: "Go home',
    instead='purpose: "Go home"',
)
STRAY_CLOSER = Rule(
    code="SYN-STRAY-CLOSER",
    severity=Severity.ERROR,
    title="A closing bracket without an opening one",
    meaning="There is nothing open that this bracket could close.",
    why="A brace too many often means that a part stands outside the element it belongs to.",
    example="stock home : people = 3 }",
    instead="stock home : people = 3",
)
BRACE_MISSING = Rule(
    code="SYN-BRACE-MISSING",
    severity=Severity.ERROR,
    title="A closing brace is missing",
    meaning="The body of an element is not closed before the next element shows.",
    why="Without the brace everything that follows belongs to the element above it.",
    example='actor carers {\n  role: "care at home"\nactor patients',
    instead='actor carers {\n  role: "care at home"\n}\nactor patients',
)
OPERATOR = Rule(
    code="SYN-OPERATOR",
    severity=Severity.ERROR,
    title="An operator of another language",
    meaning="Conditions are joined with `and`, `or`, `not`; `^` raises to a power.",
    why="One spelling a thing keeps models readable for people who do not program.",
    example="expect: a > 1 && b > 1",
    instead="expect: a > 1 and b > 1",
)
MODULO = Rule(
    code="SYN-MODULO",
    severity=Severity.ERROR,
    title="`%` between two values",
    meaning="`%` after a number means hundredths; the remainder of a division is a function.",
    why="`5 % x` reads as a share to most people.",
    example="day = time() % week",
    instead="day = modulo(time(), week)",
)
ARROW = Rule(
    code="SYN-ARROW",
    severity=Severity.ERROR,
    title="An arrow that is not an arrow of the language",
    meaning="Arrows point to the right: `->`, with a sign `->+` `->-` `->?` `->0`, `~>` delayed.",
    why="One direction of reading keeps chains of causes unambiguous.",
    example="overtime <- pressure",
    instead="pressure -> overtime",
)
NUMBER = Rule(
    code="SYN-NUMBER",
    severity=Severity.ERROR,
    title="A number in a form that is not allowed",
    meaning="Numbers have digits on both sides of the point and no leading zeros.",
    why="`.5`, `5.` and `007` are misread in print, and other tools read them differently.",
    example="stay = .5",
    instead="stay = 0.5",
)
NUMBER_RANGE = Rule(
    code="SYN-NUMBER-RANGE",
    severity=Severity.ERROR,
    title="A number that cannot be computed with",
    meaning="Computation uses double precision: up to about 1.8e308 with 16 digits.",
    why="Infinity or a silent zero would spread through the results.",
    example="cost = 1e999",
    instead="cost = 1e9",
    source="IEEE 754-2019, binary64",
)
CURRENCY = Rule(
    code="SYN-CURRENCY",
    severity=Severity.ERROR,
    title="A currency sign before an amount",
    meaning="Currencies are units and follow the number, by their three-letter code.",
    why="Signs are shared by many currencies; codes are not.",
    example="cost: \u00a3250",
    instead="cost: 250 GBP",
    source="ISO 4217",
)
QUANTITY = Rule(
    code="SYN-QUANTITY",
    severity=Severity.ERROR,
    title="Several quantities in a row",
    meaning="A value is one number with one unit.",
    why="Quantities of mixed units are a sum, and a sum is written with `+`.",
    example="stay = 5 days 3 hours",
    instead="stay = 5 days + 3 hours",
)
UNIT_BRACKETS = Rule(
    code="SYN-UNIT",
    severity=Severity.ERROR,
    title="A unit that needs brackets or another spelling",
    meaning="A compound unit after a number stands in brackets; units of several words are joined.",
    why="A bare `/` divides, and a space ends a name.",
    example="stock home : care package = 3",
    instead="stock home : care_package = 3",
)
UNIT_EXPONENT = Rule(
    code="SYN-UNIT-EXPONENT",
    severity=Severity.ERROR,
    title="An exponent of a unit that is no small whole number",
    meaning="Units are raised to whole powers up to 64.",
    why="Other powers have no use in practice and are nearly always slips.",
    example="const area : m^0.5 = 3",
    instead="const area : m^2 = 3",
)
ESCAPE = Rule(
    code="SYN-ESCAPE",
    severity=Severity.ERROR,
    title="A backslash that means nothing",
    meaning='In a text in quotes `\\"`, `\\\\`, `\\n` and `\\t` are known.',
    why="A backslash that is dropped silently would change file names.",
    example='file: "data\\ward.csv"',
    instead='file: "data/ward.csv"',
)
DATE = Rule(
    code="SYN-DATE",
    severity=Severity.ERROR,
    title="A date that does not exist or is not written year-month-day",
    meaning="Dates are written `2026-05-14` or `2026-05`, with two digits for month and day.",
    why="Other forms are read differently in different countries.",
    example="on: 2026-5-1",
    instead="on: 2026-05-01",
    source="ISO 8601-1:2019",
)
NAME = Rule(
    code="SYN-NAME",
    severity=Severity.ERROR,
    title="A name that cannot be a name",
    meaning="Names hold letters of any script, digits and `_`, and do not begin with a digit.",
    why="Names are used in equations, tables and other tools' files.",
    example="stock home.ward : people = 3",
    instead="stock `Hospital beds` : people = 3",
    source="Unicode Standard Annex 31",
)
MIXED_SCRIPTS = Rule(
    code="SYN-MIXED-SCRIPTS",
    severity=Severity.WARNING,
    title="A name mixes scripts whose letters look alike",
    meaning="Some letters of the name are Latin, others only look so.",
    why="Two names that look the same and differ would be two elements.",
    example="stock hom\u0435 : people = 3",
    instead="stock home : people = 3",
    source="Unicode Technical Standard 39",
)
CHARACTER = Rule(
    code="SYN-CHARACTER",
    severity=Severity.ERROR,
    title="A character that text may not hold",
    meaning="Control characters and those that reverse the direction of reading are refused.",
    why="They make a model read differently from what it is.",
    example="stock home\u202e : people = 3",
    instead="stock home : people = 3",
    source="Unicode Technical Report 36; CVE-2021-42574",
)
DOC_PLACE = Rule(
    code="SYN-DOC-PLACE",
    severity=Severity.ERROR,
    title="A `///` line that documents nothing",
    meaning="`///` stands on lines of its own above the statement that it documents.",
    why="Documentation that belongs to nothing is shown nowhere.",
    example="stock home /// people at home",
    instead="/// People at home.\nstock home",
)
DOC_LOOSE = Rule(
    code="SYN-DOC-LOOSE",
    severity=Severity.WARNING,
    title="A `///` line with no statement below it",
    meaning="`///` documents the statement below; here there is none.",
    why="Documentation that belongs to nothing is shown nowhere.",
    example="actor carers {\n  /// unpaid\n}",
    instead="/// Unpaid.\nactor carers",
)
TABLE_RULE = Rule(
    code="SYN-TABLE",
    severity=Severity.ERROR,
    title="A table that is not rows between bars",
    meaning="Each row begins and ends with a bar; there is no line of dashes below the heads.",
    why="The first row holds the heads anyway.",
    example="scores:\n  | a | b |\n  | 1 | 2",
    instead="scores:\n  | a | b |\n  | 1 | 2 |",
)
LIST_BRACKETS = Rule(
    code="SYN-LIST",
    severity=Severity.ERROR,
    title="Several values without brackets",
    meaning="One value needs no brackets; several stand in `[` and `]`.",
    why="Without brackets it is not clear which clause belongs to which value.",
    example="inside: acute_trust, social_care",
    instead="inside: [acute_trust, social_care]",
)
NESTING = Rule(
    code="SYN-NESTING",
    severity=Severity.ERROR,
    title="Brackets or bodies too deep inside one another",
    meaning="Up to 256 levels are read.",
    why="Nobody writes that many; a file that holds them is damaged or hostile.",
    example="x = ((((1))))  // with 300 brackets",
    instead="Give parts of the expression names of their own.",
)
SIZE = Rule(
    code="SYN-SIZE",
    severity=Severity.ERROR,
    title="A file that is too large",
    meaning="A file is read up to a limit, 2,000,000 characters unless set otherwise.",
    why="A model is split over files of a folder long before; larger ones are data or damage.",
    example="A file of 50 MB.",
    instead="Split the model over several files; keep data in CSV files.",
)
ENCODING = Rule(
    code="SYN-ENCODING",
    severity=Severity.ERROR,
    title="A file that is not UTF-8 text",
    meaning="Files are UTF-8, with or without a byte-order mark.",
    why="In another encoding names and texts turn into other characters silently.",
    example="A file saved as Windows-1252 or UTF-16.",
    instead="Save the file as UTF-8.",
    source="RFC 3629",
)
FORMAT = Rule(
    code="SYN-FORMAT",
    severity=Severity.ERROR,
    title="A file that cannot be formatted safely",
    meaning="Formatting would have changed more than spaces, so the file is left as it is.",
    why="A formatter that changes what a model says is worse than none.",
    example="None is known; this guards against mistakes in sysdsl itself.",
    instead="Report the file.",
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for value in globals().values() if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
)
