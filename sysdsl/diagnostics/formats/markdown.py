"""Diagnostics as Markdown, for the summary of a build step or a comment on a change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, region, worst_first
from sysdsl.diagnostics.neutral import neutral_line
from sysdsl.diagnostics.severities import summary

# A comment of thousands of rows is read by nobody, and refused by the sites that show it.
_MOST_ROWS = 100

_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+!|@~&]")


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return a summary and a table of diagnostics, worst first."""
    del options  # Markdown carries neither colours nor rules
    head = f"**{summary(located, len(sources))}**\n"
    if not located:
        return head
    rows = [_row(item, sources) for item in worst_first(located)[:_MOST_ROWS]]
    table = ("| | Where | What | Rule |", "| --- | --- | --- | --- |", *rows)
    rest = len(located) - len(rows)
    tail = f"\nand {rest} more\n" if rest else ""
    return head + "\n" + "\n".join(table) + "\n" + tail


def _row(item: Located, sources: Sources) -> str:
    diagnostic = item.diagnostic
    place = item.element
    if item.location is not None:
        place = f"{item.path}:{region(item.location, sources).start.line}"
    text = " ".join(part for part in (diagnostic.message, diagnostic.hint) if part)
    cells = (diagnostic.severity.value, _code(place), _prose(text), _code(diagnostic.code))
    return f"| {' | '.join(cells)} |"


def _prose(text: str) -> str:
    """Return a message as Markdown: names in backticks stay code, all other markup is text."""
    pieces = neutral_line(text).split("`")
    if len(pieces) % 2 == 0:  # a lone backtick
        return _MARKUP.sub(r"\\\g<0>", neutral_line(text))
    return "".join(
        _code(piece) if number % 2 else _MARKUP.sub(r"\\\g<0>", piece)
        for number, piece in enumerate(pieces)
    )


def _code(text: str) -> str:
    plain = neutral_line(text).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`" if plain.strip() else ""
