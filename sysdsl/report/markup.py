"""HTML from elements; the one place where text becomes HTML.

Everything that is not `Markup` is escaped. Attributes with a scheme, a script or a style are
refused, so that no text of a model can become live content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from sysdsl.render.svg import escape

_TAG = re.compile(r"[a-z][a-z0-9]*")
_ATTRIBUTE = re.compile(r"(?!on|style)[a-z][a-z-]*")
_LOCAL = re.compile(r"#[A-Za-z0-9._-]+")
_VOID = frozenset({"input", "br", "meta"})


@attrs.frozen
class Markup:
    """Finished HTML; only this module and the writers of pictures and style make it."""

    html: str


Content = str | Markup | None
Attributes = Mapping[str, str | bool | None]

NONE: Attributes = {}
EMPTY = Markup("")


def element(tag: str, attributes: Attributes = NONE, *children: Content) -> Markup:
    """Return an element; `True` attributes stand alone, `None` and `False` ones are left out.

    Raises:
        ValueError: A tag or attribute that a report may not contain.
    """
    if not _TAG.fullmatch(tag):
        raise ValueError(tag)
    opened = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{opened}>")
    inner = "".join(_html(child) for child in children)
    return Markup(f"<{tag}{opened}>{inner}</{tag}>")


def joined(parts: Iterable[Content], separator: str = "") -> Markup:
    """Return parts after one another; the separator is text."""
    return Markup(escape(separator).join(_html(part) for part in parts))


def _html(content: Content) -> str:
    match content:
        case Markup():
            return content.html
        case None:
            return ""
        case _:
            return escape(content)


def _attribute(name: str, value: str | bool | None) -> str:  # noqa: FBT001  an attribute's value
    if value is None or value is False:
        return ""
    if not _ATTRIBUTE.fullmatch(name):
        raise ValueError(name)
    if value is True:
        return f" {name}"
    if name in ("href", "src") and not _LOCAL.fullmatch(value):
        raise ValueError(value)
    return f' {name}="{escape(value)}"'
