"""Diagnostics as workflow commands of GitHub Actions, which become notes on a pull request.

Only the first few of a step are shown there (ten of each kind, unverified): worst come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sysdsl.diagnostics.diagnostic import Severity
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, region, worst_first
from sysdsl.diagnostics.neutral import neutral, neutral_line

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "notice",
    Severity.INFO: "notice",
}


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return one workflow command a line, worst first."""
    del options  # commands carry neither colours nor rules
    return "".join(_command(item, sources) for item in worst_first(located))


def _command(item: Located, sources: Sources) -> str:
    diagnostic = item.diagnostic
    properties = {}
    if item.location is not None:
        place = region(item.location, sources)
        properties = {
            "file": item.path,
            "line": str(place.start.line),
            "endLine": str(place.end.line),
            "col": str(place.start.column),
            "endColumn": str(place.end.column),
        }
        if place.start.line != place.end.line:
            # Columns are refused for ranges over several lines.
            del properties["col"], properties["endColumn"]
    properties["title"] = f"{diagnostic.code} {item.element}".strip()
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = "\n".join(part for part in (diagnostic.message, diagnostic.hint) if part)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(text)}\n"


def _data(text: str) -> str:
    return neutral(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(neutral_line(text)).replace(":", "%3A").replace(",", "%2C")
