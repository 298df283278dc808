"""Diagnostics as logging commands of Azure Pipelines."""

from __future__ import annotations

from collections.abc import Sequence

from sysdsl.diagnostics.diagnostic import Severity
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, region, worst_first
from sysdsl.diagnostics.neutral import neutral_line


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return one logging command a line, worst first; Azure knows errors and warnings only."""
    del options  # commands carry neither colours nor rules
    return "".join(_command(item, sources) for item in worst_first(located))


def _command(item: Located, sources: Sources) -> str:
    diagnostic = item.diagnostic
    kind = "error" if diagnostic.severity is Severity.ERROR else "warning"
    place = ""
    if item.location is not None:
        start = region(item.location, sources).start
        place = f"sourcepath={_escaped(item.path)};linenumber={start.line};"
        place += f"columnnumber={start.column};"
    text = " ".join(part for part in (diagnostic.message, diagnostic.hint) if part)
    return f"##vso[task.logissue type={kind};{place}code={diagnostic.code};]{_data(text)}\n"


def _data(text: str) -> str:
    # A message that holds a command of its own would be obeyed.
    return neutral_line(text).replace("%", "%AZP25").replace("##vso[", "## vso[")


def _escaped(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
