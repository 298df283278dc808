"""Diagnostics as text for people, editors and build servers.

Each format is a pure function of located diagnostics and the sources they speak of. They are
loaded when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

import attrs

from sysdsl.diagnostics.catalogue import Catalogue
from sysdsl.diagnostics.located import Located
from sysdsl.source import SourceText

Sources = Mapping[str, SourceText]


@attrs.frozen(kw_only=True)
class FormatOptions:
    """What a format may want to know beside the diagnostics.

    Attributes:
        colour: Whether the reader is a terminal that shows colours.
        width: Columns of the terminal.
        catalogue: Rules, for formats that carry their descriptions.
        version: Version of sysdsl, for formats that name the tool.
    """

    colour: bool = False
    width: int = 100
    catalogue: Catalogue = attrs.field(factory=lambda: Catalogue({}))
    version: str = ""


Format = Callable[[Sequence[Located], Sources, FormatOptions], str]

# Name on the command line -> module here; each module has a function `render`.
FORMATS: Mapping[str, str] = {
    "text": "terminal",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "rdjson": "rdjson",
    "azure": "azure",
    "markdown": "markdown",
}


def format_named(name: str) -> Format:
    """Return the format of a name in `FORMATS`.

    Raises:
        KeyError: There is no such format.
    """
    render: Format = import_module(f"{__name__}.{FORMATS[name]}").render
    return render


def render_diagnostics(
    name: str, located: Sequence[Located], sources: Sources, options: FormatOptions
) -> str:
    """Return located diagnostics in the format of a name.

    Args:
        name: A key of `FORMATS`.
        located: From `locate`.
        sources: Every file that was checked, by path; those without diagnostics count too.
        options: Colour, width, rules, version.

    Raises:
        KeyError: There is no such format.
    """
    return format_named(name)(located, sources, options)
