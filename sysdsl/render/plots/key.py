"""The key above a panel: samples of bands and markers with their names."""

from __future__ import annotations

import attrs

from sysdsl.render.paths import Point, rectangle
from sysdsl.render.plots.marks import band_role, dots, series_role
from sysdsl.render.plots.values import Band, Observations
from sysdsl.render.scene import Group, Item, Label, Shape
from sysdsl.render.text import shorten, text_width

ROW = 18.0
_TEXT = 12.0
_SAMPLE = 20.0
_GAP = 18.0


@attrs.frozen
class KeyEntry:
    """A name and what it looks like: the band of that rank, or the marker of that palette place."""

    name: str
    band: int | None = None
    marker: int | None = None


def key_entries(
    bands: tuple[Band, ...], observations: tuple[Observations, ...]
) -> tuple[KeyEntry, ...]:
    """Return the entries for what has no label of its own."""
    entries = [KeyEntry(band.name, band=rank) for rank, band in enumerate(bands) if band.name]
    entries.extend(KeyEntry(each.name, marker=each.slot) for each in observations if each.name)
    return tuple(entries)


def key_rows(entries: tuple[KeyEntry, ...], width: float) -> list[list[KeyEntry]]:
    """Break entries into rows of at most `width` pixels."""
    rows: list[list[KeyEntry]] = []
    used = width
    for entry in entries:
        need = _width(entry, width)
        if used + need > width or not rows:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += need
    return rows


def key_group(rows: list[list[KeyEntry]], corner: Point, width: float) -> Group:
    """Draw the rows, the first one with its upper left corner at `corner`."""
    items: list[Item] = []
    left, top = corner
    for number, row in enumerate(rows):
        x, y = left, top + ROW * number
        for entry in row:
            items.extend(_entry(entry, x, y, width))
            x += _width(entry, width)
    return Group(items=tuple(items), kind="key")


def _width(entry: KeyEntry, width: float) -> float:
    name = shorten(entry.name, width - _SAMPLE - _GAP, _TEXT)
    return _SAMPLE + text_width(name, _TEXT) + _GAP


def _entry(entry: KeyEntry, x: float, y: float, width: float) -> list[Item]:
    items: list[Item] = []
    if entry.band is not None:
        path = rectangle(x, y + 3, 14, 10)
        items.append(Shape(path=path, role=band_role(0, entry.band + 1), fill=True))
    if entry.marker is not None:
        path = dots([(x + 7, y + 8)], entry.marker)
        items.append(Shape(path=path, role=series_role(entry.marker), stroke=1.4))
    name = shorten(entry.name, width - _SAMPLE - _GAP, _TEXT)
    at = x + _SAMPLE
    items.append(Label(text=name, x=at, y=y + 12, role="muted", size=_TEXT, anchor="start"))
    return items
