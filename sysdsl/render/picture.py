"""Put a drawing into a picture: margins, title, legend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from sysdsl.render.paths import number
from sysdsl.render.scene import Group, Label, Scene, Shape
from sysdsl.render.text import shorten, text_width

if TYPE_CHECKING:
    from sysdsl.render.scene import Item

MARGIN = 20.0
TITLE_SIZE = 15.0
_LEGEND_LINE = 20.0
_LEGEND_GAP = 22.0
_COMMAND = re.compile(r"([MLCQTAHVSZ])([^MLCQTAHVSZ]*)")
_NUMBER = re.compile(r"-?[0-9.]+")


def framed(
    *,
    title: str,
    description: str,
    items: tuple[Item, ...],
    bounds: tuple[float, float, float, float],
    titled: bool,
    key: tuple[tuple[float, tuple[Item, ...]], ...] = (),
) -> Scene:
    """Return a scene with a drawing moved to its place below the title and above the legend.

    Args:
        title: Accessible name, and drawn if `titled`.
        description: What the picture shows.
        items: The drawing.
        bounds: Left, upper, right and lower limit of the drawing.
        titled: Whether to draw the title.
        key: Entries of the legend: width, and items drawn around the middle of their left side;
            one without items begins a new row.
    """
    left, upper, right, lower = bounds
    name = shorten(title, 900.0, TITLE_SIZE, weight=600)
    least = text_width(name, TITLE_SIZE, weight=600) if titled else 0.0
    width = max(right - left, least, 160.0)
    head = MARGIN + (TITLE_SIZE * 1.9 if titled else 0.0)
    indent = MARGIN + (width - (right - left)) / 2
    parts: list[Item] = []
    if titled:
        parts.append(
            Label(
                text=name,
                x=MARGIN,
                y=MARGIN + 12,
                role="ink",
                size=TITLE_SIZE,
                weight=600,
                anchor="start",
            )
        )
    # Whole pixels, so that moving never rounds a coordinate.
    parts.append(moved(items, float(round(indent - left)), float(round(head - upper))))
    bottom = head + lower - upper
    if key:
        rows = _rows(key, width)
        for row, entries in enumerate(rows):
            y = bottom + 22.0 + row * _LEGEND_LINE
            for x, entry in entries:
                parts.append(moved(entry, MARGIN + x, y))
        bottom += 22.0 + (len(rows) - 1) * _LEGEND_LINE + 4.0
    return Scene(
        title=title,
        description=description,
        width=float(round(width + 2 * MARGIN)),
        height=float(round(bottom + MARGIN)),
        items=tuple(parts),
    )


def _rows(
    key: tuple[tuple[float, tuple[Item, ...]], ...], width: float
) -> list[list[tuple[float, tuple[Item, ...]]]]:
    rows: list[list[tuple[float, tuple[Item, ...]]]] = [[]]
    x = 0.0
    for wide, entry in key:
        if rows[-1] and (not entry or x + wide > width):
            rows.append([])
            x = 0.0
        if entry:
            rows[-1].append((x, entry))
            x += wide + _LEGEND_GAP
    return rows


def moved(items: tuple[Item, ...], dx: float, dy: float) -> Group:
    """Return items shifted by a distance, as one group."""
    return Group(items=tuple(_moved(item, dx, dy) for item in items))


def _moved(item: Item, dx: float, dy: float) -> Item:
    match item:
        case Shape():
            return attrs.evolve(item, path=_shifted(item.path, dx, dy))
        case Label():
            return attrs.evolve(item, x=item.x + dx, y=item.y + dy)
        case Group():
            return attrs.evolve(item, items=tuple(_moved(part, dx, dy) for part in item.items))


def _shifted(path: str, dx: float, dy: float) -> str:
    """Shift absolute path data; of an arc only the end point moves."""
    parts = []
    for letter, text in _COMMAND.findall(path):
        values = [float(value) for value in _NUMBER.findall(text)]
        shifted = []
        for index, value in enumerate(values):
            place = index % 7 - 5 if letter == "A" else index % 2
            if letter in "HV":
                place = int(letter == "V")
            shifted.append(value if place < 0 else value + (dy if place else dx))
        parts.append(letter + " ".join(number(value) for value in shifted))
    return " ".join(parts)
