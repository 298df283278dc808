"""Diagnostics as JSON Lines: one object a line, as in the `diagnostics` of the JSON format."""

from __future__ import annotations

from collections.abc import Sequence

from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.formats.json import as_object, dumps
from sysdsl.diagnostics.located import Located


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return one line for each diagnostic; nothing when there is none."""
    del options  # the lines speak of the diagnostics alone
    return "".join(dumps(as_object(item, sources), indent=None) for item in located)
