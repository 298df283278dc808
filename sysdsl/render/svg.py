"""Write a picture as SVG that browsers, converters and strict content policies all accept.

Colours are presentation attributes with a class beside them, so that a page can recolour the
picture by style rules; there is no `style=`, `var()`, `paint-order` or `foreignObject`, which
converters misread or policies refuse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sysdsl.render.fonts import FONT_FAMILY
from sysdsl.render.paths import number, rectangle
from sysdsl.render.scene import Group, Label, Scene, Shape
from sysdsl.render.theme import class_rules, fill, ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sysdsl.render.scene import Item
    from sysdsl.render.theme import Theme

# What XML 1.0 cannot hold, and controls that reorder text on the screen to deceive.
_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_PATH = re.compile(r"[MLHVCSQTAZ0-9., \-]*")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_PLAIN_ID = re.compile(r"[A-Za-z0-9.-]")


def escape(text: str) -> str:
    """Return text for an XML attribute or element; characters unfit for XML become U+FFFD."""
    return _UNFIT.sub("\ufffd", text).translate(_ENTITIES)


def element_id(prefix: str, kind: str, element: str) -> str:
    """Return the `id` that `write_svg` gives to the first group of a model element.

    Different elements never share an id: all but ASCII letters, digits, `.` and `-` is spelt
    as its code point between underscores.
    """
    name = "".join(c if _PLAIN_ID.match(c) else f"_{ord(c):x}_" for c in element)
    return f"{prefix}-{kind}-{name}" if kind else f"{prefix}-{name}"


def write_svg(
    scene: Scene,
    *,
    theme: Literal["light", "dark", "auto"] = "light",
    standalone: bool = True,
    prefix: str = "picture",
) -> str:
    """Write a scene as an SVG document.

    Args:
        scene: What to draw.
        theme: Colours of the presentation attributes; `auto` is light with style rules that
            follow the reader's system.
        standalone: A file of its own, with name space and background, rather than a part of an
            HTML page, whose style sheet then decides about colours (`theme.theme_css`).
        prefix: Start of every id; give each picture of a page its own.

    Raises:
        ValueError: A path, role, kind or prefix that is not what a scene may hold.
    """
    colours: Theme = "dark" if theme == "dark" else "light"
    if not _NAME.fullmatch(prefix):
        raise ValueError(prefix)
    width, height = number(scene.width), number(scene.height)
    parts = ["<svg"]
    if standalone:
        parts.append(' xmlns="http://www.w3.org/2000/svg"')
    parts.append(
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="{prefix}-title {prefix}-desc"'
        f" font-family=\"{FONT_FAMILY}, 'Segoe UI', Helvetica, Arial, sans-serif\""
        ' fill="none" stroke-linejoin="round">\n'
        f'<title id="{prefix}-title">{escape(scene.title)}</title>\n'
        f'<desc id="{prefix}-desc">{escape(scene.description)}</desc>\n'
    )
    if theme == "auto":
        rules = class_rules({"background", *_roles(scene.items)}, "dark")
        parts.append(f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>\n")
    if standalone:
        ground = Shape(
            path=rectangle(0, 0, scene.width, scene.height), role="background", fill=True
        )
        parts.append(_shape(ground, colours) + "\n")
    parts.extend(_items(scene.items, colours, prefix))
    parts.append("</svg>\n")
    return "".join(parts)


def _items(items: tuple[Item, ...], theme: Theme, prefix: str) -> Iterator[str]:
    """Write items in order, with an explicit stack so that nesting has no limit."""
    used: set[str] = set()
    stack: list[Iterator[Item]] = [iter(items)]
    while stack:
        item = next(stack[-1], None)
        match item:
            case None:
                stack.pop()
                if stack:
                    yield "</g>\n"
            case Group():
                yield _open_group(item, prefix, used)
                stack.append(iter(item.items))
            case Shape():
                yield _shape(item, theme) + "\n"
            case Label():
                yield _label(item, theme) + "\n"


def _open_group(group: Group, prefix: str, used: set[str]) -> str:
    attributes = ""
    if group.element is not None:
        first = name = element_id(prefix, group.kind, group.element)
        count = 1
        while name in used:
            count += 1
            name = f"{first}_{count}"
        used.add(name)
        attributes += f' id="{name}"'
    if group.kind:
        attributes += f' class="k-{_checked(_NAME, group.kind)}"'
    if group.element is not None:
        attributes += f' data-element="{escape(group.element)}"'
    for key, value in group.data:
        attributes += f' data-{_checked(_NAME, key)}="{escape(value)}"'
    title = f"<title>{escape(group.title)}</title>" if group.title else ""
    return f"<g{attributes}>{title}\n"


def _shape(shape: Shape, theme: Theme) -> str:
    classes = []
    attributes = ""
    if shape.fill:
        classes.append(f"f-{shape.role}")
        attributes += f' fill="{fill(shape.role, theme)}"'
    if shape.stroke:
        classes.append(f"s-{shape.role}")
        attributes += f' stroke="{ink(shape.role, theme)}" stroke-width="{number(shape.stroke)}"'
        if shape.dash:
            attributes += f' stroke-dasharray="{" ".join(number(length) for length in shape.dash)}"'
    return f'<path class="{" ".join(classes)}" d="{_checked(_PATH, shape.path)}"{attributes}/>'


def _label(label: Label, theme: Theme) -> str:
    x, y = number(label.x), number(label.y)
    attributes = (
        f' x="{x}" y="{y}" font-size="{number(label.size)}" fill="{ink(label.role, theme)}"'
    )
    if label.anchor != "start":
        attributes += f' text-anchor="{"end" if label.anchor == "end" else "middle"}"'
    if label.weight != 400:
        attributes += f' font-weight="{label.weight}"'
    if label.italic:
        attributes += ' font-style="italic"'
    if label.rotate:
        attributes += f' transform="rotate({number(label.rotate)} {x} {y})"'
    return f'<text class="t-{label.role}"{attributes}>{escape(label.text)}</text>'


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _roles(items: tuple[Item, ...]) -> set[str]:
    roles: set[str] = set()
    stack: list[Item] = list(items)
    while stack:
        item = stack.pop()
        if isinstance(item, Group):
            stack.extend(item.items)
        else:
            roles.add(item.role)
    return roles
