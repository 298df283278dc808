"""Tokens to nodes: names, numbers, strings, dates and arrows, with what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from math import isinf
from typing import TYPE_CHECKING

from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, Report, replacing
from sysdsl.syntax.tree import Arrow, Date, Name, Prose, String, Tag, Truth

if TYPE_CHECKING:
    from sysdsl.diagnostics import Rule

_MAX_DIGITS = 400
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Letters of two scripts in one name are either a slip of the keyboard or a disguise.
_LATIN = re.compile("[A-Za-z]")
_LOOKALIKES = re.compile("[\u0391-\u03a9\u03bf\u03bd\u0400-\u04ff]")


def name(text: str, start: int, end: int, report: Report) -> Name:
    """Return a name: normalised, without backticks."""
    if text[0] == "`":
        text = text[1:-1].strip()
        if not text:
            _say(
                report,
                rules.NAME,
                (start, end),
                "A name between backticks is empty",
                "Write the name between the backticks, or leave it out.",
            )
        return Name(unicodedata.normalize("NFC", text), start, end)
    if text.isascii():
        return Name(text, start, end)
    text = unicodedata.normalize("NFC", text)
    if not text.isidentifier():
        _say(
            report,
            rules.NAME,
            (start, end),
            f"`{text}` holds a character that a name cannot hold",
            "Use letters, digits and `_`, or write the name between backticks.",
        )
    elif _LATIN.search(text) and _LOOKALIKES.search(text):
        _say(
            report,
            rules.MIXED_SCRIPTS,
            (start, end),
            f"`{text}` mixes Latin letters with letters of another script that look like them",
            "Type the name anew in one script.",
        )
    return Name(text, start, end)


def number_value(text: str, start: int, end: int, report: Report) -> float:
    """Return what a number as written amounts to; what is out of range counts as 0."""
    if len(text) > _MAX_DIGITS:
        _say(
            report,
            rules.NUMBER_RANGE,
            (start, end),
            f"A number of {len(text):,} characters is longer than the {_MAX_DIGITS} allowed",
            "Write it with an exponent, for example `1e6`.",
        )
        return 0.0
    value = float(text)
    if isinf(value):
        _say(
            report,
            rules.NUMBER_RANGE,
            (start, end),
            f"`{text}` is larger than any number that can be computed with",
            "Numbers go up to about 1.8e308; check the exponent.",
        )
        return 0.0
    if value == 0.0 and re.search("[1-9]", text.lower().partition("e")[0]):
        _say(
            report,
            rules.NUMBER_RANGE,
            (start, end),
            f"`{text}` is so small that it would be computed as 0",
            "Numbers go down to about 5e-324; check the exponent.",
        )
    return value


def string(text: str, start: int, end: int, report: Report) -> String:
    """Return a string with its escapes replaced."""
    value = text[1:-1]
    if "\\" in value:
        for match in _ESCAPE.finditer(text):
            if match[1] not in _ESCAPES:
                place = (start + match.start(), start + match.end())
                remedy = replacing(f"Write `\\\\{match[1]}`", *place, f"\\\\{match[1]}")
                report(
                    Finding(
                        rule=rules.ESCAPE,
                        start=place[0],
                        end=place[1],
                        message=f"`\\{match[1]}` means nothing in a text in quotes",
                        hint="Write `\\\\` for a backslash.",
                        remedy=remedy,
                    )
                )
        value = _ESCAPE.sub(lambda m: _ESCAPES.get(m[1], m[0]), value)
    return String(text, value, start, end)


def prose(text: str, start: int, end: int, _report: Report) -> Prose:
    """Return prose: dedented, without its first and last line end."""
    inner = re.sub(r'\\(["\\])', r"\1", text[3:-3]) if "\\" in text else text[3:-3]
    return Prose(text, dedent(inner), start, end)


def dedent(text: str) -> str:
    """Return a text without the indentation that all its lines but the first share."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, rest = lines[0].strip(), lines[1:]
    margins = [len(line) - len(line.lstrip(" \t")) for line in rest if line.strip()]
    margin = min(margins, default=0)
    body = [line[margin:].rstrip() for line in rest]
    while body and not body[-1]:
        body.pop()
    return "\n".join([first, *body] if first else body)


def date(text: str, start: int, end: int, report: Report) -> Date:
    """Return a date; a day that its month does not have is a finding."""
    if len(text) > len("2026-05"):
        year, month, day = (int(part) for part in text.split("-"))
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        length = 28 if month == 2 and not is_leap else _MONTH_LENGTHS[month - 1]
        if not 1 <= day <= length:
            _say(
                report,
                rules.DATE,
                (start, end),
                f"`{text}` is no date: that month has {length} days",
                "Check the day.",
            )
    return Date(text, start, end)


def arrow(text: str, start: int, end: int, _report: Report) -> Arrow:
    """Return an arrow."""
    return Arrow(text[2:], text[0] == "~", start, end)


def tag(text: str, start: int, end: int, _report: Report) -> Tag:
    """Return a tag without its hash sign."""
    return Tag(unicodedata.normalize("NFC", text[1:]), start, end)


def truth(text: str, start: int, end: int, _report: Report) -> Truth:
    """Return `true` or `false`."""
    return Truth(text == "true", start, end)


def doc(text: str, _start: int, _end: int, _report: Report) -> str:
    """Return the text of a `///` line."""
    return text[3:].removeprefix(" ").rstrip()


def _say(report: Report, rule: Rule, place: tuple[int, int], message: str, hint: str) -> None:
    report(Finding(rule=rule, start=place[0], end=place[1], message=message, hint=hint))


LITERALS = {
    "NAME": name,
    "STRING": string,
    "TEXT": prose,
    "DATE": date,
    "ARROW": arrow,
    "TAG": tag,
    "TRUE": truth,
    "FALSE": truth,
    "DOC": doc,
}
