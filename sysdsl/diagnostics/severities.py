"""Severities as a workspace wants them, and the line that sums them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from sysdsl.diagnostics.diagnostic import Diagnostic, Severity
from sysdsl.diagnostics.located import Located, count_by_severity

_PLURALS: Mapping[Severity, str] = {
    Severity.ERROR: "errors",
    Severity.WARNING: "warnings",
    Severity.HINT: "hints",
    Severity.INFO: "findings",
}
_SINGULARS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "hint",
    Severity.INFO: "finding",
}


def with_severities(
    diagnostics: Iterable[Diagnostic], overrides: Mapping[str, Severity | None]
) -> tuple[Diagnostic, ...]:
    """Return diagnostics with the severities of a workspace; None leaves a rule out.

    A key is a code (`CLD-LOOP-OPEN`) or the beginning of codes with a star (`CLD-*`). A whole
    code decides before a beginning, a longer beginning before a shorter. Errors stay errors: the
    model cannot be analysed, whoever is told.
    """
    return tuple(
        changed
        for diagnostic in diagnostics
        if (changed := _with_severity(diagnostic, overrides)) is not None
    )


def summary(located: Iterable[Located], files: int) -> str:
    """Return the closing line: `2 errors, 1 warning in 3 files`, `No problems in 1 file`."""
    counts = count_by_severity(located)
    parts = [
        f"{number} {_SINGULARS[severity] if number == 1 else _PLURALS[severity]}"
        for severity, number in counts.items()
        if number
    ]
    return f"{', '.join(parts) or 'No problems'} in {files} {'file' if files == 1 else 'files'}"


def _with_severity(
    diagnostic: Diagnostic, overrides: Mapping[str, Severity | None]
) -> Diagnostic | None:
    if diagnostic.severity is Severity.ERROR:
        return diagnostic
    fitting = [key for key in overrides if _fits(key, diagnostic.code)]
    if not fitting:
        return diagnostic
    severity = overrides[max(fitting, key=lambda key: (not key.endswith("*"), len(key)))]
    return None if severity is None else attrs.evolve(diagnostic, severity=severity)


def _fits(key: str, code: str) -> bool:
    return code.startswith(key[:-1]) if key.endswith("*") else key == code
