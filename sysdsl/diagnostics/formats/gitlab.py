"""Diagnostics as a code quality report of GitLab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sysdsl.diagnostics.diagnostic import Severity
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.formats.json import dumps
from sysdsl.diagnostics.located import Located, region
from sysdsl.diagnostics.neutral import neutral_line

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.HINT: "minor",
    Severity.INFO: "info",
}


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return a JSON array; diagnostics without a file are left out, as GitLab requires one."""
    del options  # the report has no place for them
    return dumps(
        [
            {
                "description": neutral_line(item.diagnostic.message),
                "check_name": item.diagnostic.code,
                "fingerprint": item.fingerprint,
                "severity": _SEVERITIES[item.diagnostic.severity],
                "location": {
                    "path": item.path,
                    "lines": {"begin": region(item.location, sources).start.line},
                },
            }
            for item in located
            if item.location is not None
        ]
    )
