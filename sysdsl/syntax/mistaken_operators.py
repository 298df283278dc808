"""Mistakes about operators and arrows, mostly from the habit of another notation."""

from __future__ import annotations

from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, replacing
from sysdsl.syntax.place import VALUE_STARTS, Place
from sysdsl.syntax.scanner import Lexeme


def double_bar(p: Place) -> Finding | None:
    """Find `||` where `or` is meant."""
    if p.kind == "BAR" and p.near(1)[0] in {"BAR", "ROWEND"}:
        first, second = p.near(0), p.near(1)
        start, end = first[2] - p.base, second[3] - p.base
        return p.finding(
            rules.OPERATOR,
            "`||` is not known here",
            "Write `or`.",
            remedy=replacing("Write `or`", start, end, "or"),
        )
    return None


def arrow(p: Place) -> Finding | None:
    """Find arrows of other notations."""
    here, after = p.near(0), p.near(1)
    if here[0] == "LEFT_ARROW":
        return _leftward(p, here)
    if here[0] == "FAT_ARROW":
        return p.finding(
            rules.ARROW, "`=>` is not known here", "Write `->` for a link, or `>=` to compare."
        )
    less = here if here[1] in {"<", "<="} else p.near(-1)
    follower = after if less is here else here
    if less[1] != "<" or follower[0] not in {"MINUS", "ARROW"} or less[3] != follower[2]:
        return None
    if follower[0] == "ARROW":
        return p.finding(
            rules.ARROW,
            "An arrow has two heads",
            "Write two links, one for each direction.",
            at=less,
        )
    return _leftward(p, less)


def _leftward(p: Place, less: Lexeme) -> Finding:
    names = [x for x in p.lexemes if x[0] == "NAME"]
    remedy = None
    if len(names) == 2 and len(p.lexemes) == 3:
        start, end = p.lexemes[0][2] - p.base, p.lexemes[-1][3] - p.base
        text = f"{names[1][1]} -> {names[0][1]}"
        remedy = replacing(f"Write `{text}`", start, end, text)
    return p.finding(
        rules.ARROW,
        "An arrow points to the left",
        "Arrows point to the right: put the cause first.",
        at=less,
        remedy=remedy,
    )


def comparison(p: Place) -> Finding | None:
    """Find `=`, `==`, `:=` and `<>` in each other's places."""
    here, before = p.near(0), p.near(-1)
    if here[1] == ">" and before[1] == "<" and before[3] == here[2]:
        span = (before[2] - p.base, here[3] - p.base)
        return p.finding(
            rules.OPERATOR,
            "`<>` is not known here",
            "Write `!=`.",
            remedy=replacing("Write `!=`", *span, "!="),
        )
    if here[1] == "==" and p.index >= 1 and "EQUAL" in p.expected:
        return p.finding(
            rules.OPERATOR,
            "`==` compares; an equation has `=`",
            "Write `=`.",
            remedy=p.replacing(here, "="),
        )
    if here[0] == "EQUAL" and before[0] == "COLON":
        span = (before[2] - p.base, here[3] - p.base)
        return p.finding(
            rules.OPERATOR,
            "`:=` is not known here",
            "Write `=`.",
            remedy=replacing("Write `=`", *span, "="),
        )
    if here[0] == "EQUAL" and "COMPARE" in p.expected:
        return p.finding(
            rules.OPERATOR,
            "`=` stands inside a value",
            "To compare, write `==`.",
            remedy=p.replacing(here, "=="),
        )
    return None


def modulo(p: Place) -> Finding | None:
    """Find `%` between two values."""
    if p.kind == "PERCENT" or (p.before == "PERCENT" and p.kind in VALUE_STARTS):
        at = p.near(0) if p.kind == "PERCENT" else p.near(-1)
        return p.finding(
            rules.MODULO,
            "`%` stands between two values",
            "`%` after a number means hundredths; for the remainder of a division"
            " write `modulo(a, b)`.",
            at=at,
        )
    return None


def embedded_if(p: Place) -> Finding | None:
    """Find an `if` inside a calculation or without its parts."""
    if p.kind == "IF" and "NUMBER" in p.expected:
        return p.finding(
            rules.UNEXPECTED,
            "`if` stands inside a calculation",
            "Put parentheses around it: `1 + (if a > b then 1 else 2)`.",
        )
    if p.kind == "$END" and p.expected & {"THEN", "ELSE"} and not p.open_brackets:
        missing = "then" if "THEN" in p.expected else "else"
        return p.finding(
            rules.INCOMPLETE,
            f"An `if` has no `{missing}`",
            "Write `if condition then value else value`.",
        )
    return None
