"""Diagnostics as JSON: version 1 of the project's own format.

Within version 1 keys may be added, never removed or changed in meaning. Lines and columns count
from 1, offsets from 0, both in code points; ends are exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sysdsl.diagnostics.diagnostic import Fix, Location
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, count_by_severity, region

VERSION = 1


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return one JSON object with a summary and the diagnostics in the order of the text."""
    counts = count_by_severity(located)
    return dumps(
        {
            "version": VERSION,
            "tool": {"name": "sysdsl", "version": options.version},
            "summary": {
                "files": len(sources),
                **{severity.value: number for severity, number in counts.items()},
            },
            "diagnostics": [as_object(item, sources) for item in located],
        }
    )


def dumps(value: object, *, indent: int | None = 2) -> str:
    """Return JSON in ASCII alone: any text survives any terminal, pipe and file system."""
    import json

    text = json.dumps(value, indent=indent, ensure_ascii=True, allow_nan=False)
    # The one control character that JSON lets through.
    return text.replace("\x7f", "\\u007f") + "\n"


def as_object(item: Located, sources: Sources) -> dict[str, Any]:
    """Return a diagnostic as a JSON object."""
    diagnostic = item.diagnostic
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "element": item.element or None,
        "location": _location(item.location, sources),
        "label": diagnostic.label.message or None,
        "notes": [
            {"message": note.message, "location": _location(note.location, sources)}
            for note in item.notes
        ],
        "fixes": [_fix(fix, sources) for fix in item.fixes],
        "fingerprint": item.fingerprint,
    }


def _location(location: Location | None, sources: Sources) -> dict[str, Any] | None:
    if location is None:
        return None
    place = region(location, sources)
    return {
        "path": location.path,
        "start": {
            "line": place.start.line,
            "column": place.start.column,
            "offset": location.span.start,
        },
        "end": {"line": place.end.line, "column": place.end.column, "offset": location.span.end},
    }


def _fix(fix: Fix, sources: Sources) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [
            {"location": _location(edit.place, sources), "text": edit.text}
            for edit in fix.edits
            if isinstance(edit.place, Location)
        ],
    }
