"""Slips of the keyboard and of other notations: what was meant, said once, and read on."""

from __future__ import annotations

from types import MappingProxyType

from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, Remedy, replacing
from sysdsl.syntax.scanner import Lexeme

_OPERATORS = MappingProxyType(
    {
        "&&": ("AND", "and"),
        "&": ("AND", "and"),
        "!": ("NOT", "not"),
        "**": ("CARET", "^"),
        "\u2264": ("COMPARE", "<="),
        "\u2265": ("COMPARE", ">="),
        "\u2260": ("COMPARE", "!="),
        "\u00d7": ("STAR", "*"),
        "\u00f7": ("SLASH", "/"),
        "\u2212": ("MINUS", "-"),
        "\u2013": ("MINUS", "-"),
        "\u2026": ("DOTDOT", ".."),
        "\u2192": ("ARROW", "->"),
    }
)
_CURRENCIES = MappingProxyType(
    {"\u00a3": "GBP", "\u20ac": "EUR", "$": "USD", "\u00a5": "JPY", "\u20b9": "INR"}
)
_OPEN = MappingProxyType(
    {
        "OPEN_STRING": ("STRING", '"', "quotation mark"),
        "OPEN_TEXT": ("TEXT", '"""', "triple quotation mark"),
        "OPEN_NAME": ("NAME", "`", "backtick"),
    }
)
MENDABLE = frozenset(_OPEN) | {
    "DATE_LIKE",
    "HASH",
    "LATE_DOC",
    "CURLY_QUOTES",
    "SINGLE_QUOTES",
    "LEADING_DOT",
    "TRAILING_DOT",
    "ZEROS",
    "BASED",
    "FOREIGN_OPERATOR",
    "STARS",
    "LONG_ARROW",
    "CURRENCY",
    "INVISIBLE",
}


def mend(lexemes: list[Lexeme], base: int) -> tuple[list[Lexeme], list[Finding]]:
    """Return the lexemes with slips replaced by what was meant, and a finding for each slip."""
    mended: list[Lexeme] = []
    findings: list[Finding] = []
    for lexeme in lexemes:
        kind = lexeme[0]
        if kind not in MENDABLE:
            mended.append(lexeme)
            continue
        replacements, finding = _mended(lexeme, base)
        mended.extend(replacements)
        findings.append(finding)
    return mended, findings


def _mended(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    kind = lexeme[0]
    if kind in {"HASH", "LATE_DOC", "INVISIBLE"}:
        return [], _dropped(lexeme, base)
    if kind in {"CURLY_QUOTES", "SINGLE_QUOTES"}:
        return _quotes(lexeme, base)
    if kind in _OPEN:
        return _closed(lexeme, base)
    if kind == "CURRENCY":
        return _currency(lexeme, base)
    if kind in {"FOREIGN_OPERATOR", "STARS", "LONG_ARROW"}:
        return _operator(lexeme, base)
    return _date(lexeme, base) if kind == "DATE_LIKE" else _number(lexeme, base)


def _dropped(lexeme: Lexeme, base: int) -> Finding:
    kind, text, first, last = lexeme
    start, end = first - base, last - base
    if kind == "HASH":
        return Finding(
            rule=rules.COMMENT,
            start=start,
            end=end,
            message="A comment begins with `#`",
            hint="Comments begin with `//`.",
            remedy=replacing("Write `//`", start, start + 1, "//"),
        )
    if kind == "LATE_DOC":
        return Finding(
            rule=rules.DOC_PLACE,
            start=start,
            end=end,
            message="A `///` line stands behind a statement",
            hint="Put it on a line of its own above the statement, or write `//`.",
            remedy=replacing("Make it a comment", start, start + 3, "//"),
        )
    return Finding(
        rule=rules.CHARACTER,
        start=start,
        end=end,
        message=f"There is an invisible character, U+{ord(text):04X}",
        hint="Remove it.",
        remedy=replacing("Remove the invisible character", start, end, ""),
    )


def _quotes(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    kind, text, first, last = lexeme
    inner = text[1:-1].replace("\\", "\\\\").replace('"', '\\"')
    straight = f'"{inner}"'
    which = "curly" if kind == "CURLY_QUOTES" else "single"
    return [("STRING", straight, first, last)], Finding(
        rule=rules.QUOTES,
        start=first - base,
        end=last - base,
        message=f"A text stands between {which} quotation marks",
        hint='Use straight double quotation marks: "...".',
        remedy=replacing(f"Write {straight}", first - base, last - base, straight),
    )


def _closed(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    kind, text, first, last = lexeme
    real, mark, words = _OPEN[kind]
    body = text.rstrip().rstrip("\\")
    if kind == "OPEN_STRING":
        body = '"' + body[1:]
    place = last - base
    remedy = Remedy(
        title=f"Close it at the end of the line with {mark}",
        edits=((place, place, mark),),
        safe=False,
    )
    return [(real, body + mark, first, last)], Finding(
        rule=rules.UNCLOSED,
        start=first - base,
        end=last - base,
        message=f"The {words} at the start of this text is never closed",
        hint=f"Write {mark} where the text ends.",
        remedy=remedy,
    )


def _currency(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    _, text, first, last = lexeme
    code = _CURRENCIES[text[0]]
    amount = text[1:].strip().replace(",", "_").strip("_")
    return [("NUMBER", amount, first, last), ("NAME", code, last, last)], Finding(
        rule=rules.CURRENCY,
        start=first - base,
        end=last - base,
        message=f"`{text}` has the currency before the amount",
        hint=f"Write the currency as a unit: `{amount} {code}`.",
        remedy=Remedy(
            title=f"Write `{amount} {code}`",
            edits=((first - base, last - base, f"{amount} {code}"),),
            safe=False,
        ),
    )


def _operator(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    kind, text, first, last = lexeme
    if kind == "LONG_ARROW":
        real, meant, rule = "ARROW", text[text.index(">") - 1 :], rules.ARROW
    else:
        real, meant = _OPERATORS[text]
        rule = rules.ARROW if real == "ARROW" else rules.OPERATOR
    spaced = f"{meant} " if text == "!" else meant
    return [(real, meant, first, last)], Finding(
        rule=rule,
        start=first - base,
        end=last - base,
        message=f"`{text}` is not known here",
        hint=f"Write `{meant}`.",
        remedy=replacing(f"Write `{meant}`", first - base, last - base, spaced),
    )


def _date(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    _, text, first, last = lexeme
    year, month, day = (part[:2] if i else part for i, part in enumerate(text.split("-")))
    meant = f"{year}-{month:0>2}-{day.rstrip('_'):0>2}"
    is_date = meant.replace("-", "").isdigit() and "01" <= month.zfill(2) <= "12"
    return [("DATE", meant if is_date else f"{year}-01-01", first, last)], Finding(
        rule=rules.DATE,
        start=first - base,
        end=last - base,
        message=f"`{text}` looks like a date, and is not written as one",
        hint="Write year, month and day with two digits each, as in `2026-05-01`; put spaces"
        " around `-` to subtract.",
        remedy=replacing(f"Write `{meant}`", first - base, last - base, meant) if is_date else None,
    )


def _number(lexeme: Lexeme, base: int) -> tuple[list[Lexeme], Finding]:
    kind, text, first, last = lexeme
    if kind == "LEADING_DOT":
        meant = f"0{text}"
    elif kind == "TRAILING_DOT":
        meant = text[:-1].lstrip("0") or "0"
    elif kind == "BASED":
        meant = _from_base(text)
    else:
        meant = text.lstrip("0_") or "0"
        meant = f"0{meant}" if meant.startswith(".") else meant.rstrip("_")
    return [("NUMBER", meant, first, last)], Finding(
        rule=rules.NUMBER,
        start=first - base,
        end=last - base,
        message=f"The number `{text}` is not written as numbers are",
        hint=f"Write `{meant}`.",
        remedy=replacing(f"Write `{meant}`", first - base, last - base, meant),
    )


def _from_base(text: str) -> str:
    try:
        return str(int(text[:20], 0))
    except ValueError:
        return "0"
