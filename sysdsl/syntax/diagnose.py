"""Why a statement cannot be read: one message for it, in the words of the field.

The checks are tried in order; each knows one mistake that people make and returns None when it
is another one. The last one says what could stand at the place.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, Remedy, replacing
from sysdsl.syntax.scanner import KIND_OF, Lexeme  # noqa: TC001

_CLAUSES = frozenset({"CLAUSE", "FROM", "AS", "WHEN"})
_WORDS = frozenset(kind for text, kind in KIND_OF.items() if text.isalpha())
_PAIRS = {"LPAR": "RPAR", "LSQB": "RSQB"}
_MARKS = {"LPAR": "(", "LSQB": "[", "RPAR": ")", "RSQB": "]"}
_VALUE_ENDS = frozenset({"NAME", "NUMBER", "STRING", "DATE", "RPAR", "RSQB", "PERCENT", "TRUE",
                         "FALSE", "TEXT"})  # fmt: skip
_VALUE_STARTS = frozenset({"NAME", "NUMBER", "STRING", "DATE", "LPAR", "TRUE", "FALSE", "IF",
                           "TEXT"})  # fmt: skip
_OPERATORS = frozenset({"PLUS", "MINUS", "STAR", "SLASH", "CARET", "COMPARE", "AND", "OR"})
_THOUSANDS = 3
_PHRASES = (
    (frozenset({"NUMBER", "STRING"}), "a value"),
    (frozenset({"NAME"}), "a name"),
    (frozenset({"EQUAL"}), "`=`"),
    (frozenset({"COLON"}), "`:`"),
    (frozenset({"ARROW"}), "an arrow"),
    (frozenset({"PLUS"}), "an operator"),
    (frozenset({"CLAUSE"}), "a clause such as `because`"),
    (frozenset({"COMMA"}), "a comma"),
    (frozenset({"RPAR"}), "`)`"),
    (frozenset({"RSQB"}), "`]`"),
    (frozenset({"THEN"}), "`then`"),
    (frozenset({"ELSE"}), "`else`"),
    (frozenset({"ROWEND"}), "`|`"),
    (frozenset({"$END"}), "the end of the statement"),
)


@attrs.frozen(kw_only=True)
class Place:
    """Where reading a leaf got stuck, and what could have stood there."""

    lexemes: list[Lexeme]
    index: int
    expected: frozenset[str]
    base: int

    def near(self, step: int) -> Lexeme:
        """Return the lexeme `step` places away; an empty one beyond the ends."""
        index = self.index + step
        if 0 <= index < len(self.lexemes):
            return self.lexemes[index]
        end = self.lexemes[-1][3] if self.lexemes and index >= 0 else self.base
        return ("$END", "", end, end)

    @property
    def kind(self) -> str:
        """Kind of the lexeme that does not fit."""
        return self.near(0)[0]

    @property
    def before(self) -> str:
        """Kind of the lexeme before it."""
        return self.near(-1)[0]

    @property
    def open_brackets(self) -> list[Lexeme]:
        """Brackets open at the place, outermost first."""
        stack: list[Lexeme] = []
        for lexeme in self.lexemes[: self.index]:
            if lexeme[0] in _PAIRS:
                stack.append(lexeme)
            elif lexeme[0] in {"RPAR", "RSQB"} and stack:
                stack.pop()
        return stack

    def finding(
        self,
        rule: rules.Rule,
        message: str,
        hint: str,
        *,
        at: Lexeme | None = None,
        remedy: Remedy | None = None,
    ) -> Finding:
        """Return a finding at a lexeme, by default the one that does not fit."""
        _, _, first, last = at or self.near(0)
        start, end = first - self.base, last - self.base
        return Finding(
            rule=rule, start=start, end=end, message=message, hint=hint, remedy=remedy
        )

    def replacing(self, at: Lexeme, text: str, *, title: str = "") -> Remedy:
        """Return a remedy that replaces a lexeme."""
        return replacing(
            title or f"Write `{text}`", at[2] - self.base, at[3] - self.base, text
        )

    def inserting(self, position: int, text: str, *, title: str) -> Remedy:
        """Return a remedy, not safe, that inserts a text at an absolute offset."""
        place = position - self.base
        return Remedy(title=title, edits=((place, place, text),), safe=False)


def diagnose(place: Place) -> Finding:
    """Return the one message about a leaf that cannot be read."""
    for check in _CHECKS:
        finding = check(place)
        if finding is not None:
            return finding
    return _generic(place)


# ---- the checks -----------------------------------------------------------------------------


def _bad_character(p: Place) -> Finding | None:
    bad = next((x for x in p.lexemes if x[0] in {"BAD", "BLOCK_COMMENT"}), None)
    if bad is None:
        return None
    if bad[0] == "BLOCK_COMMENT":
        return p.finding(rules.COMMENT, "A comment begins with `/*`",
                         "Comments begin with `//`, on each line.", at=bad)  # fmt: skip
    return p.finding(rules.CHARACTER, f"`{bad[1]}` is not used in the language",
                     "Remove it; texts stand between quotation marks, unusual names between"
                     " backticks.", at=bad)  # fmt: skip


def _hash_word(p: Place) -> Finding | None:
    first = p.lexemes[0]
    if first[0] != "TAG" or p.index != 0:
        return None
    start = first[2] - p.base
    return p.finding(rules.COMMENT, f"`{first[1]}` at the start of a line is no comment",
                     "Comments begin with `//`; a tag stands behind a statement.", at=first,
                     remedy=replacing("Write `//`", start, start + 1, "// "))  # fmt: skip


def _lone_brace(p: Place) -> Finding | None:
    if p.kind != "LBRACE":
        return None
    if p.index == 0:
        return p.finding(rules.UNEXPECTED, "A body stands without anything it belongs to",
                         "Write a kind and a name before `{`.")  # fmt: skip
    return None


def _table(p: Place) -> Finding | None:
    if p.kind == "ROW_BREAK" or (p.kind == "$END" and p.expected == {"ROWEND", "BAR"}):
        return p.finding(rules.TABLE_RULE, "A row of the table does not end with a bar",
                         "Each row begins and ends with `|`, one row a line.", at=p.near(-1))  # fmt: skip
    if "BAR" in {p.before, p.near(-2)[0]} and p.kind in {"MINUS", "BAR", "ROWEND", "COLON"} and (
        "MINUS" in {p.kind, p.before}
    ):
        return p.finding(rules.TABLE_RULE, "A table has no line of dashes below its heads",
                         "Remove the line; the first row holds the heads.")  # fmt: skip
    if p.kind == "BAR" and p.index == 0:
        return p.finding(rules.TABLE_RULE, "A table stands without anything it is the value of",
                         "Write `key:` or `name =` above it.")  # fmt: skip
    return None


def _double_bar(p: Place) -> Finding | None:
    if p.kind == "BAR" and p.near(1)[0] in {"BAR", "ROWEND"}:
        first, second = p.near(0), p.near(1)
        start, end = first[2] - p.base, second[3] - p.base
        return p.finding(rules.OPERATOR, "`||` is not known here", "Write `or`.",
                         remedy=replacing("Write `or`", start, end, "or"))  # fmt: skip
    return None


def _arrow(p: Place) -> Finding | None:
    here, after = p.near(0), p.near(1)
    if here[0] == "LEFT_ARROW":
        return _leftward(p, here)
    if here[0] == "FAT_ARROW":
        return p.finding(rules.ARROW, "`=>` is not known here",
                         "Write `->` for a link, or `>=` to compare.")  # fmt: skip
    less = here if here[1] in {"<", "<="} else p.near(-1)
    follower = after if less is here else here
    if less[1] != "<" or follower[0] not in {"MINUS", "ARROW"} or less[3] != follower[2]:
        return None
    if follower[0] == "ARROW":
        return p.finding(rules.ARROW, "An arrow has two heads",
                         "Write two links, one for each direction.", at=less)  # fmt: skip
    return _leftward(p, less)


def _leftward(p: Place, less: Lexeme) -> Finding:
    names = [x for x in p.lexemes if x[0] == "NAME"]
    remedy = None
    if len(names) == 2 and len(p.lexemes) == 3:  # noqa: PLR2004  `a <- b`
        start, end = p.lexemes[0][2] - p.base, p.lexemes[-1][3] - p.base
        text = f"{names[1][1]} -> {names[0][1]}"
        remedy = replacing(f"Write `{text}`", start, end, text)
    return p.finding(rules.ARROW, "An arrow points to the left",
                     "Arrows point to the right: put the cause first.", at=less,
                     remedy=remedy)  # fmt: skip


def _comparison(p: Place) -> Finding | None:
    here, before = p.near(0), p.near(-1)
    if here[1] == ">" and before[1] == "<" and before[3] == here[2]:
        span = (before[2] - p.base, here[3] - p.base)
        return p.finding(rules.OPERATOR, "`<>` is not known here", "Write `!=`.",
                         remedy=replacing("Write `!=`", *span, "!="))  # fmt: skip
    if here[1] == "==" and p.index >= 1 and "EQUAL" in p.expected:
        return p.finding(rules.OPERATOR, "`==` compares; an equation has `=`", "Write `=`.",
                         remedy=p.replacing(here, "="))  # fmt: skip
    if here[0] == "EQUAL" and before[0] == "COLON":
        span = (before[2] - p.base, here[3] - p.base)
        return p.finding(rules.OPERATOR, "`:=` is not known here", "Write `=`.",
                         remedy=replacing("Write `=`", *span, "="))  # fmt: skip
    if here[0] == "EQUAL" and "COMPARE" in p.expected:
        return p.finding(rules.OPERATOR, "`=` stands inside a value", "To compare, write `==`.",
                         remedy=p.replacing(here, "=="))  # fmt: skip
    return None


def _modulo(p: Place) -> Finding | None:
    if p.kind == "PERCENT" or (p.before == "PERCENT" and p.kind in _VALUE_STARTS):
        at = p.near(0) if p.kind == "PERCENT" else p.near(-1)
        return p.finding(rules.MODULO, "`%` stands between two values",
                         "`%` after a number means hundredths; for the remainder of a division"
                         " write `modulo(a, b)`.", at=at)  # fmt: skip
    return None


def _reserved(p: Place) -> Finding | None:
    here, before = p.near(0), p.near(-1)
    at = None
    if here[0] in _WORDS and "NAME" in p.expected and here[0] not in p.expected:
        at = here
    elif before[0] in _CLAUSES and p.index == 2 and here[0] in {"EQUAL", "COLON", "LBRACE"}:  # noqa: PLR2004
        at = before
    elif p.index <= 1 and here[0] in {"COLON", "EQUAL"} and before[0] in _WORDS:
        at = before
    elif p.index == 0 and here[0] in _WORDS:
        at = here
    elif before[0] in _CLAUSES and p.expected == {"LPAR"}:
        at = before
    if at is None or (at[0] == "IF" and p.index > 0):
        return None
    if p.index == 0 and at[0] in _CLAUSES:
        return p.finding(rules.UNEXPECTED, f"A clause with `{at[1]}` stands alone",
                         "Put it behind the statement it belongs to, before its `{`.")  # fmt: skip
    return p.finding(rules.RESERVED, f"`{at[1]}` is a word of the language, not a name",
                     f"Choose another name, or write it between backticks: `` `{at[1]}` ``.",
                     at=at, remedy=p.replacing(at, f"`{at[1]}`"))  # fmt: skip


def _embedded_if(p: Place) -> Finding | None:
    if p.kind == "IF" and p.index > 0:
        return p.finding(rules.UNEXPECTED, "`if` stands inside a calculation",
                         "Put parentheses around it: `1 + (if a > b then 1 else 2)`.")  # fmt: skip
    if p.kind == "$END" and p.expected & {"THEN", "ELSE"} and not p.open_brackets:
        missing = "then" if "THEN" in p.expected else "else"
        return p.finding(rules.INCOMPLETE, f"An `if` has no `{missing}`",
                         "Write `if condition then value else value`.")  # fmt: skip
    return None


def _brackets(p: Place) -> Finding | None:
    opened = p.open_brackets
    if p.kind in {"RPAR", "RSQB"}:
        if not opened:
            return p.finding(rules.STRAY_CLOSER, f"`{p.near(0)[1]}` closes nothing",
                             "Remove it, or write the bracket it closes.",
                             remedy=p.replacing(p.near(0), "", title="Remove it"))  # fmt: skip
        if _PAIRS[opened[-1][0]] != p.kind:
            mark = _MARKS[_PAIRS[opened[-1][0]]]
            return p.finding(rules.UNCLOSED, f"`{opened[-1][1]}` is not closed by `{mark}`",
                             f"Write `{mark}` before `{p.near(0)[1]}`.", at=opened[-1],
                             remedy=p.inserting(p.near(0)[2], mark, title=f"Insert `{mark}`"))  # fmt: skip
    if p.kind in {"$END", "LBRACE"} and opened:
        mark = _MARKS[_PAIRS[opened[-1][0]]]
        end = p.near(-1)[3]
        return p.finding(rules.UNCLOSED, f"`{opened[-1][1]}` is never closed",
                         f"Write `{mark}` where it ends.", at=opened[-1],
                         remedy=p.inserting(end, mark, title=f"Insert `{mark}`"))  # fmt: skip
    if p.kind == "SEMICOLON" and opened:
        return p.finding(rules.SEPARATOR, "`;` stands inside brackets",
                         "Values in brackets are separated by commas.",
                         remedy=p.replacing(p.near(0), ","))  # fmt: skip
    return None


def _incomplete(p: Place) -> Finding | None:
    if p.kind not in {"$END", "LBRACE"}:
        return None
    last = p.near(-1)
    statement = [x for x in p.lexemes[: p.index] if x[0] != "DOC"]
    if p.kind == "$END" and len(statement) == 1 and last[0] == "NAME":
        return p.finding(rules.INCOMPLETE, f"`{last[1]}` alone says nothing",
                         f"Write a kind before it, `stock {last[1]}`, or what it is equal to.",
                         at=last)  # fmt: skip
    missing = "a name" if last[0] == "ARROW" else "a value"
    if last[0] in _OPERATORS | _CLAUSES | {"EQUAL", "COLON", "COMMA", "ARROW", "DOTDOT", "NOT",
                                            "DOT", "IMPORT"}:  # fmt: skip
        return p.finding(rules.INCOMPLETE, f"After `{last[1]}` {missing} is missing",
                         "Complete the statement, or remove the end of it.", at=last)  # fmt: skip
    return None


def _quantities(p: Place) -> Finding | None:
    here = p.near(0)
    if here[0] == "NUMBER" and p.before == "NAME" and p.near(-2)[0] == "NUMBER":
        start = here[2] - p.base
        return p.finding(rules.QUANTITY, "Two quantities stand side by side",
                         "Add them with `+`.",
                         remedy=replacing("Insert `+`", start, start, "+ "))  # fmt: skip
    return None


def _thousands(p: Place) -> Finding | None:
    before, after = p.near(-1), p.near(1)
    if p.kind == "COMMA" and before[0] == "NUMBER" and after[0] in {"NUMBER", "ZEROS"} and (
        len(after[1].partition(".")[0]) == _THOUSANDS and before[3] + 1 == after[2]
    ):
        return p.finding(rules.NUMBER, f"`{before[1]},{after[1]}` has a comma in a number",
                         f"Write `{before[1]}_{after[1]}`.",
                         remedy=p.replacing(p.near(0), "_", title="Write `_`"))  # fmt: skip
    return None


def _several_targets(p: Place) -> Finding | None:
    kinds = [x[0] for x in p.lexemes[: p.index]]
    if p.kind in {"ARROW", "COMMA"} and "ARROW" in kinds and (p.kind == "COMMA" or "COMMA" in kinds):
        return p.finding(rules.SEPARATOR, "Several links stand in one statement",
                         "Write one on each line; several targets may only end a link.")  # fmt: skip
    return None


def _list_without_brackets(p: Place) -> Finding | None:
    if p.kind != "COMMA" or p.open_brackets:
        return None
    start = next((x for x in p.lexemes if x[0] in {"COLON", "EQUAL"}), None)
    if start is None:
        return None
    edits = (
        (start[3] + 1 - p.base, start[3] + 1 - p.base, "["),
        (p.lexemes[-1][3] - p.base, p.lexemes[-1][3] - p.base, "]"),
    )
    remedy = Remedy(title="Put brackets around the values", edits=edits, safe=False)
    is_plain = all(x[0] in {"NAME", "COMMA", "NUMBER", "STRING", "DOT"}
                   for x in p.lexemes[p.lexemes.index(start) + 1 :])  # fmt: skip
    return p.finding(rules.LIST_BRACKETS, "Several values stand without brackets",
                     "Put them in brackets: `[a, b]`.", remedy=remedy if is_plain else None)  # fmt: skip


def _dotted(p: Place) -> Finding | None:
    if p.kind == "DOT" and p.before == "NAME" and p.near(-2)[0] == "NAME":
        return p.finding(rules.NAME, "A new element has a name with a dot in it",
                         "Declare it inside the body of the element it belongs to.")  # fmt: skip
    return None


def _unit_words(p: Place) -> Finding | None:
    here, before = p.near(0), p.near(-1)
    if here[0] == "NAME" and before[0] == "NAME" and p.near(-2)[0] in {"COLON", "SLASH"} and (
        "STAR" in p.expected and "EQUAL" in p.expected
    ):
        joined = f"{before[1]}_{here[1]}"
        remedy = replacing(f"Write `{joined}`", before[2] - p.base, here[3] - p.base, joined)
        return p.finding(rules.UNIT_BRACKETS, f"The unit `{before[1]} {here[1]}` has two words",
                         f"Join them: `{joined}`.", remedy=remedy)  # fmt: skip
    return None


def _separator(p: Place) -> Finding | None:
    here = p.near(0)
    if p.before not in _VALUE_ENDS or here[0] not in _VALUE_STARTS:
        return None
    if p.open_brackets:
        return p.finding(rules.SEPARATOR, f"There is no comma before `{here[1]}`",
                         "Separate the values by commas.",
                         remedy=p.inserting(p.near(-1)[3], ",", title="Insert a comma"))  # fmt: skip
    if here[0] == "NAME" and p.near(1)[0] in {"COLON", "EQUAL", "NAME", "STRING", "ARROW"}:
        return p.finding(rules.SEPARATOR, f"A statement begins at `{here[1]}` on the same line",
                         "Begin a new line, or write `;` between the statements.",
                         remedy=p.inserting(p.near(-1)[3], ";", title="Insert `;`"))  # fmt: skip
    return None


def _generic(p: Place) -> Finding:
    phrases = [phrase for kinds, phrase in _PHRASES if kinds <= p.expected]
    if "a value" in phrases and "a name" in phrases:
        phrases.remove("a name")
    words = ", ".join(phrases[:-1]) + (" or " if len(phrases) > 1 else "") + "".join(phrases[-1:])
    hint = f"Here can stand {words}." if words else "Check the statement."
    text = p.near(0)[1]
    if p.kind == "$END":
        return p.finding(rules.INCOMPLETE, "The statement ends too early", hint,
                         at=p.near(-1))  # fmt: skip
    if p.index == 0:
        return p.finding(rules.UNEXPECTED, f"A statement cannot begin with `{text}`", hint)
    return p.finding(
        rules.UNEXPECTED, f"`{text}` cannot stand after `{p.near(-1)[1]}`", hint
    )


_CHECKS: tuple[Callable[[Place], Finding | None], ...] = (
    _bad_character,
    _hash_word,
    _lone_brace,
    _double_bar,
    _table,
    _arrow,
    _comparison,
    _modulo,
    _embedded_if,
    _brackets,
    _reserved,
    _incomplete,
    _quantities,
    _thousands,
    _several_targets,
    _list_without_brackets,
    _dotted,
    _unit_words,
    _separator,
)
