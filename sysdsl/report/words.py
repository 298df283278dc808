"""Words that all formats of a report share."""

from __future__ import annotations

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


def withheld_note(count: int) -> str:
    """Say how much was left out; empty for nothing."""
    if count <= 0:
        return ""
    return f"{count} withheld: parts of the model are not shown to readers of this report."
