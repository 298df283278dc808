"""Stacked areas: how the parts of a whole change over time."""

from __future__ import annotations

from sysdsl.render.plots.describe import series_sentence
from sysdsl.render.plots.marks import band_path, band_role, line_path, series_role
from sysdsl.render.plots.panel import (
    Box,
    EndLabel,
    Panel,
    axes,
    end_labels,
    label_room,
    labels_height,
    time_panel,
    time_title,
)
from sysdsl.render.plots.ticks import drawable, span_of, value_axis
from sysdsl.render.plots.values import Series, StackedArea
from sysdsl.render.scene import Group, Item, Scene, Shape


def area_scene(plot: StackedArea) -> Scene:
    """Draw parts of a whole on top of one another."""
    times = plot.parts[0].times if plot.parts else ()
    levels = _levels(plot.parts, len(times))
    texts = tuple(part.name for part in plot.parts)
    height = max(plot.size.height, labels_height(texts) + 70)
    box = Box(width=plot.size.width, height=height, labels=label_room(texts))
    top = max(levels[-1], default=1.0)
    frame = time_panel(box, span_of(times) or (0.0, 1.0), plot.time, value_axis((0.0, top)))
    units = {part.unit for part in plot.parts}
    unit = units.pop() if len(units) == 1 else ""
    items: list[Item] = [
        _part(part, slot, (times, levels[slot], levels[slot + 1]), frame)
        for slot, part in enumerate(plot.parts)
    ]
    items.append(axes(frame, time_title(plot.time), unit))
    items.append(end_labels(frame, _labels(plot, levels, frame)))
    sentences = " ".join(series_sentence(part, plot.time) for part in plot.parts)
    return Scene(
        title=plot.title,
        description=plot.description or sentences or "No values.",
        width=plot.size.width,
        height=height,
        items=tuple(items),
    )


def _levels(parts: tuple[Series, ...], count: int) -> list[list[float]]:
    """Return the running sums: level 0 is zero, level i the top of part i - 1."""
    levels = [[0.0] * count]
    for part in parts:
        values = [value if drawable(value) and value > 0 else 0.0 for value in part.values]
        levels.append([below + value for below, value in zip(levels[-1], values, strict=True)])
    return levels


def _part(
    part: Series,
    slot: int,
    edges: tuple[tuple[float, ...], list[float], list[float]],
    frame: Panel,
) -> Group:
    times, low, high = edges
    area = band_path(list(zip(times, low, high, strict=True)), frame.x, frame.y)
    line = line_path(times, high, frame.x, frame.y)
    items: tuple[Item, ...] = ()
    if area:
        items = (
            Shape(path=area, role=band_role(slot, 3), fill=True),
            Shape(path=line, role="background", stroke=1.5),
        )
    return Group(items=items, element=part.element, kind="series", title=part.name)


def _labels(plot: StackedArea, levels: list[list[float]], frame: Panel) -> tuple[EndLabel, ...]:
    if not levels[0]:
        return ()
    return tuple(
        EndLabel(
            text=part.name,
            x=frame.right,
            y=frame.y.place((levels[slot][-1] + levels[slot + 1][-1]) / 2),
            role=series_role(slot),
        )
        for slot, part in enumerate(plot.parts)
    )
