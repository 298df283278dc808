"""Words that all formats of a report share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sysdsl.diagnostics import Severity

SEVERITIES: Mapping[Severity, tuple[str, str]] = MappingProxyType(
    {
        Severity.ERROR: ("\N{MULTIPLICATION SIGN}", "Error"),
        Severity.WARNING: ("!", "Warning"),
        Severity.HINT: ("?", "Advice"),
        Severity.INFO: ("i", "Finding"),
    }
)
"""Glyph and word of each severity."""


_CODE = re.compile(r"[A-Z]{2,}[0-9]*(-[A-Z0-9]+)+")
_MEASURED = re.compile(r"(\S*\d\S*) (.+)")


def is_code(text: str) -> bool:
    """Tell whether a text is the code of a rule, `CLD-ISOLATED`, and no words."""
    return _CODE.fullmatch(text) is not None


def number_and_unit(value: str) -> tuple[str, str]:
    """Split `6,180 people` into number and unit; the unit is empty where there is none."""
    match = _MEASURED.fullmatch(value)
    return (match[1], match[2]) if match else (value, "")


def counted_word(count: int, word: str) -> str:
    """Return a word in the number that goes with a count."""
    return word if count == 1 else f"{word}s"


def counted(count: int, word: str) -> str:
    """Return a count with its word: `1 link`, `1,200 links`."""
    return f"{count:,} {counted_word(count, word)}"


def withheld_note(count: int) -> str:
    """Say how much was left out; empty for nothing."""
    if count <= 0:
        return ""
    return f"{count} withheld: parts of the model are not shown to readers of this report."
