"""Phase plots: one quantity against another, with the direction of time."""

from __future__ import annotations

import math
from itertools import pairwise

from sysdsl.render.paths import Point, circle, polygon
from sysdsl.render.plots.calendar import moment
from sysdsl.render.plots.marks import line_path, line_shape, series_role
from sysdsl.render.plots.numbers import readable
from sysdsl.render.plots.panel import Box, Panel, axes, panel
from sysdsl.render.plots.ticks import drawable, span_of, value_axis
from sysdsl.render.plots.values import PhasePlot, Series
from sysdsl.render.scene import Group, Item, Label, Scene, Shape
from sysdsl.render.text import text_width

_ARROWS = (0.15, 0.4, 0.65, 0.9)


def phase_scene(plot: PhasePlot) -> Scene:
    """Draw a phase plot with arrows along the path and marks at its start and end."""
    points = [
        (time, across, up)
        for time, across, up in zip(plot.x.times, plot.x.values, plot.y.values, strict=True)
        if drawable(across) and drawable(up)
    ]
    x_axis = value_axis(span_of(plot.x.values), count=6)
    y_axis = value_axis(span_of(plot.y.values))
    frame = panel(Box(width=plot.size.width, height=plot.size.height, labels=30.0), x_axis, y_axis)
    items: list[Item] = [axes(frame, _title(plot.x), _title(plot.y))]
    path = line_path(plot.x.values, plot.y.values, frame.x, frame.y)
    if path:
        pixels = [(frame.x.place(across), frame.y.place(up)) for _, across, up in points]
        heads = tuple(
            Shape(path=head, role=series_role(0), fill=True) for head in _arrow_heads(pixels)
        )
        line = line_shape(path, 0)
        items.append(Group(items=(line, *heads), kind="series", title=plot.title))
        for word, index in (("start", 0), ("end", -1)):
            text = f"{word}: {moment(points[index][0], plot.time)}"
            items.append(_end_mark(pixels, pixels[index], text, frame))
    return Scene(
        title=plot.title,
        description=plot.description or _described(plot, points),
        width=plot.size.width,
        height=plot.size.height,
        items=tuple(items),
    )


def _title(series: Series) -> str:
    return f"{series.name} ({series.unit})" if series.unit else series.name


def _described(plot: PhasePlot, points: list[tuple[float, float, float]]) -> str:
    if not points:
        return "No values."
    (_, x0, y0), (_, x1, y1) = points[0], points[-1]
    return (
        f"{plot.y.name} against {plot.x.name}: from ({readable(x0)}, {readable(y0)}) "
        f"to ({readable(x1)}, {readable(y1)})."
    )


def _arrow_heads(pixels: list[Point]) -> list[str]:
    lengths = [0.0]
    for before, after in pairwise(pixels):
        lengths.append(lengths[-1] + math.dist(before, after))
    heads, index = [], 1
    for share in _ARROWS:
        wanted = share * lengths[-1]
        while index < len(pixels) - 1 and lengths[index] < wanted:
            index += 1
        if index < len(pixels) and lengths[-1] > 40:
            heads.append(_head(pixels[index - 1], pixels[index]))
    return [head for head in heads if head]


def _head(before: Point, tip: Point) -> str:
    length = math.dist(before, tip)
    if length == 0:
        return ""
    ux, uy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    back = (tip[0] - 9 * ux, tip[1] - 9 * uy)
    left = (back[0] - 4.5 * uy, back[1] + 4.5 * ux)
    right = (back[0] + 4.5 * uy, back[1] - 4.5 * ux)
    return polygon((tip, left, right))


def _end_mark(pixels: list[Point], at: Point, text: str, frame: Panel) -> Group:
    x, y = at
    width = text_width(text, 12.0)
    places = [
        (x + dx, y + dy, anchor)
        for dx, dy, anchor in (
            (10, -8, "start"),
            (-10, -8, "end"),
            (10, 18, "start"),
            (-10, 18, "end"),
            (0, -14, "middle"),
            (-14, -26, "end"),
            (14, -26, "start"),
            (-34, -8, "end"),
            (34, -8, "start"),
        )
    ]
    left, base, anchor = max(places, key=lambda place: _clearance(place, width, pixels, frame))
    dot = circle(x, y, 4.5)
    label = Label(text=text, x=left, y=base, role="ink", size=12.0, anchor=anchor)
    ground = Shape(path=dot, role="background", fill=True)
    ring = Shape(path=dot, role=series_role(0), stroke=2.0)
    return Group(items=(ground, ring, label), kind="mark")


def _clearance(
    place: tuple[float, float, str], width: float, pixels: list[Point], frame: Panel
) -> float:
    """Return how far the path stays from a label, at most 8 pixels; negative outside the frame."""
    x, y, anchor = place
    left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    right = left + width
    if left < frame.left or right > frame.right + 20 or y - 10 < frame.top or y > frame.bottom - 3:
        return -1.0
    gaps = (max(left - a, a - right, (y - 10) - b, b - (y + 3), 0.0) for a, b in pixels)
    return min(8.0, *gaps)
