"""Diagnostics one a line, as compilers print them: `file:line:column: error[CODE] message`."""

from __future__ import annotations

from collections.abc import Sequence

from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, region
from sysdsl.diagnostics.neutral import inert, neutral_line
from sysdsl.diagnostics.severities import summary


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return one line for each diagnostic and a closing summary."""
    del options  # a line has no use for them
    lines = [_line(item, sources) for item in located]
    return inert("\n".join((*lines, summary(located, len(sources)))) + "\n")


def _line(item: Located, sources: Sources) -> str:
    diagnostic = item.diagnostic
    place = ""
    if item.location is not None:
        start = region(item.location, sources).start
        place = f"{neutral_line(item.path)}:{start.line}:{start.column}: "
    elif item.element:
        place = f"{neutral_line(item.element)}: "
    message = neutral_line(diagnostic.message)
    return f"{place}{diagnostic.severity.value}[{diagnostic.code}] {message}"
