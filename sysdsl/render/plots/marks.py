"""The marks of plots as shapes: lines with gaps, bands, dots, bars; and the palette's patterns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import attrs

from sysdsl.render.paths import Point, circle, polygon, polyline, rectangle
from sysdsl.render.plots.ticks import drawable
from sysdsl.render.scene import Shape
from sysdsl.render.theme import SERIES_COUNT

PALETTE = SERIES_COUNT
_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (8.0, 4.0),
    (2.0, 3.0),
    (10.0, 3.0, 2.0, 3.0),
    (5.0, 2.5),
    (14.0, 4.0),
    (8.0, 2.5, 2.0, 2.5, 2.0, 2.5),
    (1.5, 1.5),
)


@attrs.frozen(kw_only=True)
class Scale:
    """A linear map from values to pixels."""

    lower: float
    upper: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.lower) / (self.upper - self.lower)
        return self.start + share * (self.end - self.start)


def series_role(slot: int) -> str:
    """Return the colour token of a place in the palette."""
    return f"series-{slot % PALETTE + 1}"


def band_role(slot: int, strength: int) -> str:
    """Return the colour token of a filled area of a series; `strength` 1 is the lightest of 3."""
    return f"band-{slot % PALETTE + 1}-{min(max(strength, 1), 3)}"


def dash_of(slot: int) -> tuple[float, ...]:
    """Return the dash pattern of a place in the palette, distinct even without colour."""
    return _DASHES[slot % PALETTE]


def segment(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return the path of a straight line."""
    return polyline(((x1, y1), (x2, y2)))


def runs_of(points: Iterable[tuple[float, ...]]) -> list[list[tuple[float, ...]]]:
    """Split points at those that cannot be drawn."""
    runs: list[list[tuple[float, ...]]] = [[]]
    for point in points:
        if all(drawable(part) for part in point):
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def line_path(times: Sequence[float], values: Sequence[float], x: Scale, y: Scale) -> str:
    """Return the path of a line; a value without a neighbour becomes a short dash."""
    pieces = []
    for run in runs_of(zip(times, values, strict=True)):
        points = _thinned([(x.place(point[0]), y.place(point[1])) for point in run])
        if len(points) == 1:
            at_x, at_y = points[0]
            points = [(at_x - 2, at_y), (at_x + 2, at_y)]
        pieces.append(polyline(points))
    return " ".join(pieces)


def band_path(edges: Sequence[tuple[float, float, float]], x: Scale, y: Scale) -> str:
    """Return the outline of the space between two lines.

    Args:
        edges: Time, low, high.
        x: Horizontal scale of the panel.
        y: Vertical scale.
    """
    pieces = []
    for run in runs_of(edges):
        high = _thinned([(x.place(time), y.place(top)) for time, _, top in run])
        low = _thinned([(x.place(time), y.place(bottom)) for time, bottom, _ in run])
        pieces.append(polygon([*high, *reversed(low)]))
    return " ".join(pieces)


def dots(points: Iterable[Point], slot: int) -> str:
    """Return the path of hollow markers; their form differs by palette place."""
    return " ".join(_MARKERS[slot % len(_MARKERS)](a, b) for a, b in points)


def _circle(x: float, y: float) -> str:
    return circle(x, y, 3.0)


def _square(x: float, y: float) -> str:
    return rectangle(x - 2.7, y - 2.7, 5.4, 5.4)


def _diamond(x: float, y: float) -> str:
    return polygon(((x, y - 3.8), (x + 3.8, y), (x, y + 3.8), (x - 3.8, y)))


def _triangle(x: float, y: float) -> str:
    return polygon(((x, y - 3.6), (x + 3.5, y + 2.6), (x - 3.5, y + 2.6)))


_MARKERS = (_circle, _square, _diamond, _triangle)


def _thinned(points: list[Point]) -> list[Point]:
    """Keep first, lowest, highest and last point of each pixel column; the picture is the same."""
    if len(points) <= 2 * abs(points[-1][0] - points[0][0]) + 2:
        return points
    kept: list[Point] = []
    column: list[Point] = []
    for point in points:
        if column and math.floor(point[0]) != math.floor(column[0][0]):
            kept.extend(_extremes(column))
            column = []
        column.append(point)
    kept.extend(_extremes(column))
    return kept


def _extremes(column: list[Point]) -> list[Point]:
    chosen = {0, len(column) - 1}
    chosen.add(min(range(len(column)), key=lambda index: column[index][1]))
    chosen.add(max(range(len(column)), key=lambda index: column[index][1]))
    return [column[index] for index in sorted(chosen)]


def line_shape(path: str, slot: int, *, faint: bool = False) -> Shape:
    """Return a line of the palette."""
    if faint:
        return Shape(path=path, role="axis", stroke=1.2, dash=dash_of(slot))
    return Shape(path=path, role=series_role(slot), stroke=2.2, dash=dash_of(slot))
