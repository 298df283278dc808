"""A panel: the frame of a chart with axes, grid and the labels at the right end of its lines."""

from __future__ import annotations

import attrs

from sysdsl.render.plots.apart import pushed_apart
from sysdsl.render.plots.calendar import has_calendar, time_axis
from sysdsl.render.plots.marks import Scale, segment
from sysdsl.render.plots.numbers import scaled_unit
from sysdsl.render.plots.ticks import Axis, Tick, drawable
from sysdsl.render.plots.values import Event, TimeAxis
from sysdsl.render.scene import Group, Item, Label, Shape
from sysdsl.render.text import text_width, wrap

TEXT = 12.0
_LINE = 15.0
_LABEL_COLUMN = 168.0
_TOP, _BOTTOM = 30.0, 44.0
_LEADER_FROM = 5.0


@attrs.frozen(kw_only=True)
class EndLabel:
    """A label beside the right end of a mark.

    Attributes:
        text: May wrap onto several lines.
        x, y: Where the mark ends, in pixels.
        role: Colour token of the text.
        weight: Font weight.
    """

    text: str
    x: float
    y: float
    role: str
    weight: int = 600


@attrs.frozen(kw_only=True)
class Panel:
    """Scales and axes of one chart; `left`, `top`, `right`, `bottom` bound the drawing area."""

    left: float
    top: float
    right: float
    bottom: float
    x: Scale
    y: Scale
    x_axis: Axis
    y_axis: Axis


@attrs.frozen(kw_only=True)
class Box:
    """The place of a whole chart in the picture.

    Attributes:
        left, top, width, height: In pixels.
        labels: Width of the column for end labels, 0 for none.
        ticks: Least width of the column for the numbers of the value axis.
        key: Height of the key above the drawing area.
    """

    left: float = 0.0
    top: float = 0.0
    width: float
    height: float
    labels: float = 0.0
    ticks: float = 0.0
    key: float = 0.0


def label_room(texts: tuple[str, ...]) -> float:
    """Return the width of the column that end labels need."""
    lines = [line for text in texts for line in end_label_lines(text)]
    return max((text_width(line, TEXT, weight=600) for line in lines), default=0.0) + 14.0


def tick_room(axis: Axis) -> float:
    """Return the width of the column that the numbers of a value axis need."""
    return max((text_width(tick.label, TEXT) for tick in axis.ticks), default=0.0)


def labels_height(texts: tuple[str, ...]) -> float:
    """Return the height that end labels need below one another."""
    return sum(_LINE * len(end_label_lines(text)) for text in texts)


def panel(box: Box, x_axis: Axis, y_axis: Axis) -> Panel:
    """Place the drawing area of a chart in its box."""
    left = box.left + max(tick_room(y_axis), box.ticks) + 10
    right = box.left + box.width - max(box.labels, 16.0)
    top, bottom = box.top + _TOP + box.key, box.top + box.height - _BOTTOM
    return Panel(
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        x=Scale(lower=x_axis.lower, upper=x_axis.upper, start=left, end=right),
        y=Scale(lower=y_axis.lower, upper=y_axis.upper, start=bottom, end=top),
        x_axis=x_axis,
        y_axis=y_axis,
    )


def time_panel(box: Box, ends: tuple[float, float], time: TimeAxis, y_axis: Axis) -> Panel:
    """Place a chart over time."""
    return panel(box, time_axis_of(ends, time, box.width, box.labels), y_axis)


def time_axis_of(ends: tuple[float, float], time: TimeAxis, width: float, labels: float) -> Axis:
    """Lay out the axis of time of a chart that is `width` wide with its end labels."""
    room = width - labels - 40
    return time_axis(*ends, time, count=max(3, int(room / (80 if has_calendar(time) else 60))))


def end_label_lines(text: str) -> tuple[str, ...]:
    """Break the name of a line as it is written at its end."""
    return wrap(text, _LABEL_COLUMN, TEXT, weight=600)


def time_title(time: TimeAxis) -> str:
    """Return the title of the axis of time; dates need none."""
    return "" if has_calendar(time) else (time.unit or "time")


def axes(panel: Panel, x_title: str, y_title: str) -> Group:
    """Draw grid, ticks and titles; the value axis has its title above it."""
    items: list[Item] = []
    for tick in panel.y_axis.ticks:
        y = panel.y.place(tick.value)
        role = "axis" if tick.value == 0 else "grid"
        items.append(Shape(path=segment(panel.left, y, panel.right, y), role=role, stroke=1.0))
        items.append(_tick_label(tick, panel.left - 8, y + 4, "end"))
    for tick in panel.x_axis.ticks:
        x = panel.x.place(tick.value)
        path = segment(x, panel.bottom, x, panel.bottom + 5)
        items.append(Shape(path=path, role="axis", stroke=1.0))
        items.append(_tick_label(tick, x, panel.bottom + 19, "middle"))
    items.append(
        Shape(
            path=segment(panel.left, panel.bottom, panel.right, panel.bottom),
            role="axis",
            stroke=1.0,
        )
    )
    items.extend(_titles(panel, x_title, y_title))
    return Group(items=tuple(items), kind="axes")


def _tick_label(tick: Tick, x: float, y: float, anchor: str) -> Label:
    return Label(text=tick.label, x=x, y=y, role="muted", size=TEXT, anchor=anchor)


def _titles(panel: Panel, x_title: str, y_title: str) -> list[Item]:
    found: list[Item] = []
    y_text = scaled_unit(panel.y_axis.power, y_title)
    if y_text:
        at = panel.left - 8 - tick_room(panel.y_axis)
        found.append(
            Label(text=y_text, x=at, y=panel.top - 14, role="muted", size=TEXT, anchor="start")
        )
    x_text = scaled_unit(panel.x_axis.power, x_title)
    if x_text:
        middle = (panel.left + panel.right) / 2
        found.append(Label(text=x_text, x=middle, y=panel.bottom + 37, role="muted", size=TEXT))
    return found


def end_labels(panel: Panel, labels: tuple[EndLabel, ...]) -> Group:
    """Write the names of lines at their ends, pushed apart; moved ones get a leader."""
    wrapped = [end_label_lines(label.text) for label in labels]
    gaps = tuple(_LINE * len(lines) for lines in wrapped)
    wanted = tuple(label.y for label in labels)
    places = pushed_apart(wanted, gaps, panel.top - 8, panel.bottom + 8) if labels else ()
    items: list[Item] = []
    for label, lines, place in zip(labels, wrapped, places, strict=True):
        start = panel.right + 10
        if abs(place - label.y) > _LEADER_FROM or label.x < panel.right - 12:
            path = segment(label.x + 3, label.y, start - 2, place)
            items.append(Shape(path=path, role="axis", stroke=0.8))
        first = place - _LINE * (len(lines) - 1) / 2 + TEXT * 0.36
        items.extend(
            Label(
                text=line,
                x=start,
                y=first + _LINE * row,
                role=label.role,
                size=TEXT,
                weight=label.weight,
                anchor="start",
            )
            for row, line in enumerate(lines)
        )
    return Group(items=tuple(items), kind="labels")


def event_marks(panel: Panel, events: tuple[Event, ...]) -> Group:
    """Draw vertical lines at moments worth knowing, each with its name beside its top."""
    items: list[Item] = []
    for rank, event in enumerate(sorted(events, key=lambda event: event.time)):
        if not (drawable(event.time) and panel.x.lower <= event.time <= panel.x.upper):
            continue
        x = panel.x.place(event.time)
        path = segment(x, panel.top - 4, x, panel.bottom)
        items.append(Shape(path=path, role="muted", stroke=1.2, dash=(3.0, 3.0)))
        fits = x + 6 + text_width(event.name, TEXT) < panel.right
        items.append(
            Label(
                text=event.name,
                x=x + 5 if fits else x - 5,
                y=panel.top + 8 + 16 * (rank % 3),
                role="muted",
                size=TEXT,
                anchor="start" if fits else "end",
            )
        )
    return Group(items=tuple(items), kind="events")
