"""Diagnostics in the Reviewdog Diagnostic Format, whose fixes become suggestions in a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sysdsl.diagnostics.diagnostic import Location, Severity
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.formats.json import dumps
from sysdsl.diagnostics.located import Located, region
from sysdsl.diagnostics.neutral import neutral
from sysdsl.source import Position, SourceText

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.HINT: "INFO",
    Severity.INFO: "INFO",
}


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return one JSON object; diagnostics without a file are left out."""
    del options  # the format has no place for them
    return dumps(
        {
            "source": {"name": "sysdsl"},
            "diagnostics": [
                _diagnostic(item, item.location, sources)
                for item in located
                if item.location is not None
            ],
        }
    )


def _diagnostic(item: Located, location: Location, sources: Sources) -> dict[str, Any]:
    diagnostic = item.diagnostic
    text = "\n".join(part for part in (diagnostic.message, diagnostic.hint) if part)
    suggestions = [
        {"range": _range(edit.place, sources), "text": edit.text}
        for fix in item.fixes
        if len(fix.edits) == 1  # a suggestion is one replacement
        for edit in fix.edits
        if isinstance(edit.place, Location) and edit.place.path == item.path
    ]
    return {
        "message": neutral(text),
        "location": {"path": item.path, "range": _range(location, sources)},
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": diagnostic.code},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _range(location: Location, sources: Sources) -> dict[str, Any]:
    place = region(location, sources)
    source = sources.get(location.path) or SourceText(location.path, "")
    return {
        "start": _position(place.start, source),
        "end": _position(place.end, source),
    }


def _position(position: Position, source: SourceText) -> dict[str, int]:
    """Return a position with its column in bytes of UTF-8, as the format counts them."""
    before = source.line_text(position.line).removeprefix("\ufeff")[: position.column - 1]
    column = len(before.encode("utf-8", "surrogatepass")) + 1
    return {"line": position.line, "column": column}
