"""Mistakes about brackets, commas, bars and what stands side by side."""

from __future__ import annotations

from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, Remedy, replacing
from sysdsl.syntax.place import CLOSER_OF, VALUE_ENDS, VALUE_STARTS, Place

_MARKS = {"LPAR": "(", "LSQB": "[", "RPAR": ")", "RSQB": "]"}
_THOUSANDS = 3


def table(p: Place) -> Finding | None:
    """Find tables that are not rows between bars."""
    if p.kind == "ROW_BREAK" or (p.kind == "$END" and p.expected == {"ROWEND", "BAR"}):
        return p.finding(
            rules.TABLE_RULE,
            "A row of the table does not end with a bar",
            "Each row begins and ends with `|`, one row a line.",
            at=p.near(-1),
        )
    if p.kind in {"BAR", "ROWEND"} and p.before == "MINUS":
        return p.finding(
            rules.TABLE_RULE,
            "A table has no line of dashes below its heads",
            "Remove the line; the first row holds the heads.",
        )
    if p.kind == "BAR" and p.index == 0:
        return p.finding(
            rules.TABLE_RULE,
            "A table stands without anything it is the value of",
            "Write `key:` or `name =` above it.",
        )
    return None


def brackets(p: Place) -> Finding | None:
    """Find brackets without their partners, and `;` inside brackets."""
    opened = p.open_brackets
    if p.kind in {"RPAR", "RSQB"}:
        if not opened:
            return p.finding(
                rules.STRAY_CLOSER,
                f"`{p.near(0)[1]}` closes nothing",
                "Remove it, or write the bracket it closes.",
                remedy=p.replacing(p.near(0), "", title="Remove it"),
            )
        if CLOSER_OF[opened[-1][0]] != p.kind:
            mark = _MARKS[CLOSER_OF[opened[-1][0]]]
            return p.finding(
                rules.UNCLOSED,
                f"`{opened[-1][1]}` is not closed by `{mark}`",
                f"Write `{mark}` before `{p.near(0)[1]}`.",
                at=opened[-1],
                remedy=p.inserting(p.near(0)[2], mark, title=f"Insert `{mark}`"),
            )
    if p.kind in {"$END", "LBRACE"} and opened:
        mark = _MARKS[CLOSER_OF[opened[-1][0]]]
        end = p.near(-1)[3]
        return p.finding(
            rules.UNCLOSED,
            f"`{opened[-1][1]}` is never closed",
            f"Write `{mark}` where it ends.",
            at=opened[-1],
            remedy=p.inserting(end, mark, title=f"Insert `{mark}`"),
        )
    if p.kind == "SEMICOLON" and opened:
        return p.finding(
            rules.SEPARATOR,
            "`;` stands inside brackets",
            "Values in brackets are separated by commas.",
            remedy=p.replacing(p.near(0), ","),
        )
    return None


def quantities(p: Place) -> Finding | None:
    """Find two quantities side by side."""
    here = p.near(0)
    if here[0] == "NUMBER" and p.before == "NAME" and p.near(-2)[0] == "NUMBER":
        start = here[2] - p.base
        return p.finding(
            rules.QUANTITY,
            "Two quantities stand side by side",
            "Add them with `+`.",
            remedy=replacing("Insert `+`", start, start, "+ "),
        )
    return None


def thousands(p: Place) -> Finding | None:
    """Find commas that group the digits of a number."""
    before, after = p.near(-1), p.near(1)
    if (
        p.kind == "COMMA"
        and before[0] == "NUMBER"
        and after[0] in {"NUMBER", "ZEROS"}
        and (len(after[1].partition(".")[0]) == _THOUSANDS and before[3] + 1 == after[2])
    ):
        return p.finding(
            rules.NUMBER,
            f"`{before[1]},{after[1]}` has a comma in a number",
            f"Write `{before[1]}_{after[1]}`.",
            remedy=p.replacing(p.near(0), "_", title="Write `_`"),
        )
    return None


def several_targets(p: Place) -> Finding | None:
    """Find several links in one statement."""
    kinds = [x[0] for x in p.lexemes[: p.index]]
    if (
        p.kind in {"ARROW", "COMMA"}
        and "ARROW" in kinds
        and (p.kind == "COMMA" or "COMMA" in kinds)
    ):
        return p.finding(
            rules.SEPARATOR,
            "Several links stand in one statement",
            "Write one on each line; several targets may only end a link.",
        )
    return None


def list_without_brackets(p: Place) -> Finding | None:
    """Find several values without brackets."""
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
    is_plain = all(
        x[0] in {"NAME", "COMMA", "NUMBER", "STRING", "DOT"}
        for x in p.lexemes[p.lexemes.index(start) + 1 :]
    )
    return p.finding(
        rules.LIST_BRACKETS,
        "Several values stand without brackets",
        "Put them in brackets: `[a, b]`.",
        remedy=remedy if is_plain else None,
    )


def separator(p: Place) -> Finding | None:
    """Find two values or statements with nothing between them."""
    here = p.near(0)
    if p.before not in VALUE_ENDS or here[0] not in VALUE_STARTS:
        return None
    if p.open_brackets:
        return p.finding(
            rules.SEPARATOR,
            f"There is no comma before `{here[1]}`",
            "Separate the values by commas.",
            remedy=p.inserting(p.near(-1)[3], ",", title="Insert a comma"),
        )
    if here[0] == "NAME" and p.near(1)[0] in {"COLON", "EQUAL", "NAME", "STRING", "ARROW"}:
        return p.finding(
            rules.SEPARATOR,
            f"A statement begins at `{here[1]}` on the same line",
            "Begin a new line, or write `;` between the statements.",
            remedy=p.inserting(p.near(-1)[3], ";", title="Insert `;`"),
        )
    return None
