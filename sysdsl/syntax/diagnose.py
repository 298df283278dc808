"""Why a statement cannot be read: one message for it, in the words of the field.

The checks are tried in order; each knows one mistake that people make and returns None when it
is another one. The last one says what could stand at the place.
"""

from __future__ import annotations

from collections.abc import Callable

from sysdsl.syntax import mistaken_operators as operators
from sysdsl.syntax import mistaken_separators as separators
from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, replacing
from sysdsl.syntax.place import Place
from sysdsl.syntax.scanner import KIND_OF

_CLAUSES = frozenset({"CLAUSE", "FROM", "AS", "WHEN"})
_WORDS = frozenset(kind for text, kind in KIND_OF.items() if text.isalpha())
_OPERATORS = frozenset({"PLUS", "MINUS", "STAR", "SLASH", "CARET", "COMPARE", "AND", "OR"})
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
        return p.finding(
            rules.COMMENT,
            "A comment begins with `/*`",
            "Comments begin with `//`, on each line.",
            at=bad,
        )
    return p.finding(
        rules.CHARACTER,
        f"`{bad[1]}` is not used in the language",
        "Remove it; texts stand between quotation marks, unusual names between backticks.",
        at=bad,
    )


def _hash_word(p: Place) -> Finding | None:
    first = p.lexemes[0]
    if first[0] != "TAG" or p.index != 0:
        return None
    start = first[2] - p.base
    return p.finding(
        rules.COMMENT,
        f"`{first[1]}` at the start of a line is no comment",
        "Comments begin with `//`; a tag stands behind a statement.",
        at=first,
        remedy=replacing("Write `//`", start, start + 1, "// "),
    )


def _lone_brace(p: Place) -> Finding | None:
    if p.kind != "LBRACE":
        return None
    if p.index == 0:
        return p.finding(
            rules.UNEXPECTED,
            "A body stands without anything it belongs to",
            "Write a kind and a name before `{`.",
        )
    return None


def _reserved(p: Place) -> Finding | None:
    here, before = p.near(0), p.near(-1)
    at = None
    if here[0] in _WORDS and "NAME" in p.expected and here[0] not in p.expected:
        at = here
    elif (before[0] in _CLAUSES and p.index == 2 and here[0] in {"EQUAL", "COLON", "LBRACE"}) or (
        p.index <= 1 and here[0] in {"COLON", "EQUAL"} and before[0] in _WORDS
    ):
        at = before
    elif p.index == 0 and here[0] in _WORDS:
        at = here
    elif before[0] in _CLAUSES and p.expected == {"LPAR"}:
        at = before
    if at is None:
        return None
    if p.index == 0 and at[0] in _CLAUSES:
        return p.finding(
            rules.UNEXPECTED,
            f"A clause with `{at[1]}` stands alone",
            "Put it behind the statement it belongs to, before its `{`.",
        )
    return p.finding(
        rules.RESERVED,
        f"`{at[1]}` is a word of the language, not a name",
        f"Choose another name, or write it between backticks: `` `{at[1]}` ``.",
        at=at,
        remedy=p.replacing(at, f"`{at[1]}`"),
    )


def _incomplete(p: Place) -> Finding | None:
    if p.kind not in {"$END", "LBRACE"}:
        return None
    last = p.near(-1)
    statement = [x for x in p.lexemes[: p.index] if x[0] != "DOC"]
    if p.kind == "$END" and len(statement) == 1 and last[0] == "NAME":
        return p.finding(
            rules.INCOMPLETE,
            f"`{last[1]}` alone says nothing",
            f"Write a kind before it, `stock {last[1]}`, or what it is equal to.",
            at=last,
        )
    missing = "a name" if last[0] == "ARROW" else "a value"
    if last[0] in _OPERATORS | _CLAUSES | {
        "EQUAL",
        "COLON",
        "COMMA",
        "ARROW",
        "DOTDOT",
        "NOT",
        "DOT",
        "IMPORT",
    }:
        return p.finding(
            rules.INCOMPLETE,
            f"After `{last[1]}` {missing} is missing",
            "Complete the statement, or remove the end of it.",
            at=last,
        )
    return None


def _dotted(p: Place) -> Finding | None:
    if p.kind == "DOT" and p.before == "NAME" and p.near(-2)[0] == "NAME":
        return p.finding(
            rules.NAME,
            "A new element has a name with a dot in it",
            "Declare it inside the body of the element it belongs to.",
        )
    return None


def _unit_words(p: Place) -> Finding | None:
    here, before = p.near(0), p.near(-1)
    if (
        here[0] == "NAME"
        and before[0] == "NAME"
        and p.near(-2)[0] in {"COLON", "SLASH"}
        and ("STAR" in p.expected and "EQUAL" in p.expected)
    ):
        joined = f"{before[1]}_{here[1]}"
        remedy = replacing(f"Write `{joined}`", before[2] - p.base, here[3] - p.base, joined)
        return p.finding(
            rules.UNIT_BRACKETS,
            f"The unit `{before[1]} {here[1]}` has two words",
            f"Join them: `{joined}`.",
            remedy=remedy,
        )
    return None


def _generic(p: Place) -> Finding:
    phrases = [phrase for kinds, phrase in _PHRASES if kinds <= p.expected]
    if "a value" in phrases and "a name" in phrases:
        phrases.remove("a name")
    words = ", ".join(phrases[:-1]) + (" or " if len(phrases) > 1 else "") + "".join(phrases[-1:])
    hint = f"Here can stand {words}." if words else "Check the statement."
    text = p.near(0)[1]
    if p.kind == "$END":
        return p.finding(rules.INCOMPLETE, "The statement ends too early", hint, at=p.near(-1))
    if p.index == 0:
        return p.finding(rules.UNEXPECTED, f"A statement cannot begin with `{text}`", hint)
    return p.finding(rules.UNEXPECTED, f"`{text}` cannot stand after `{p.near(-1)[1]}`", hint)


_CHECKS: tuple[Callable[[Place], Finding | None], ...] = (
    _bad_character,
    _hash_word,
    _lone_brace,
    operators.double_bar,
    separators.table,
    operators.arrow,
    operators.comparison,
    operators.modulo,
    operators.embedded_if,
    separators.brackets,
    _reserved,
    _incomplete,
    separators.quantities,
    separators.thousands,
    separators.several_targets,
    separators.list_without_brackets,
    _dotted,
    _unit_words,
    separators.separator,
)
