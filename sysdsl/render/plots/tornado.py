"""Tornado charts: how far a result moves when each assumption is varied alone."""

from __future__ import annotations

from sysdsl.render.paths import rectangle
from sysdsl.render.plots.marks import Scale, segment, series_role
from sysdsl.render.plots.numbers import readable, scaled_unit
from sysdsl.render.plots.ticks import Axis, drawable, exact_axis, span_of
from sysdsl.render.plots.values import Swing, Tornado
from sysdsl.render.scene import Group, Item, Label, Scene, Shape
from sysdsl.render.text import text_width, wrap

_ROW = 34.0
_BAR = 18.0
_TOP = 52.0
_BOTTOM = 46.0
_NAMES = 200.0
_ROOM = 62.0


def tornado_scene(plot: Tornado) -> Scene:
    """Draw a tornado chart; low inputs are filled, high inputs are outlined."""
    swings = sorted(
        (swing for swing in plot.swings if drawable(swing.low) and drawable(swing.high)),
        key=lambda swing: (-abs(swing.high - swing.low), swing.name),
    )
    values = [plot.base, *(value for swing in swings for value in (swing.low, swing.high))]
    lower, upper = span_of(values) or (0.0, 1.0)
    names = [wrap(swing.name, _NAMES, 12.5) for swing in swings]
    widest = max((text_width(line, 12.5) for lines in names for line in lines), default=0.0)
    left, right = widest + 16 + _ROOM, plot.size.width - _ROOM
    bottom = _TOP + _ROW * len(swings)
    axis = exact_axis(lower, upper, count=max(2, int((right - left) / 90)))
    scale = Scale(lower=axis.lower, upper=axis.upper, start=left, end=right)
    items: list[Item] = [_grid(plot, axis, scale, bottom), _key(left)]
    items.extend(
        _bar(swing, lines, plot.base, scale, _TOP + _ROW * row + _ROW / 2)
        for row, (swing, lines) in enumerate(zip(swings, names, strict=True))
    )
    return Scene(
        title=plot.title,
        description=plot.description or _described(plot, swings),
        width=plot.size.width,
        height=max(plot.size.height, bottom + _BOTTOM),
        items=tuple(items),
    )


def _described(plot: Tornado, swings: list[Swing]) -> str:
    unit = f" {plot.unit}" if plot.unit else ""
    parts = [f"{plot.result} is {readable(plot.base)}{unit} in the base run."]
    parts.extend(
        f"{swing.name} from {swing.low_input} to {swing.high_input}: "
        f"{readable(swing.low)} to {readable(swing.high)}."
        for swing in swings
    )
    return " ".join(parts)


def _grid(plot: Tornado, axis: Axis, scale: Scale, bottom: float) -> Group:
    items: list[Item] = []
    for tick in axis.ticks:
        x = scale.place(tick.value)
        items.append(Shape(path=segment(x, _TOP, x, bottom), role="grid", stroke=1.0))
        items.append(Label(text=tick.label, x=x, y=bottom + 18, role="muted", size=12.0))
    base = scale.place(plot.base) if drawable(plot.base) else scale.start
    items.append(Shape(path=segment(base, _TOP - 6, base, bottom), role="ink", stroke=1.4))
    items.append(
        Label(text=f"base {readable(plot.base)}", x=base, y=_TOP - 12, role="ink", size=12.0)
    )
    unit = scaled_unit(axis.power, plot.unit)
    title = f"{plot.result} ({unit})" if unit else plot.result
    middle = (scale.start + scale.end) / 2
    items.append(Label(text=title, x=middle, y=bottom + 37, role="muted", size=12.0))
    return Group(items=tuple(items), kind="axes")


def _key(left: float) -> Group:
    low = rectangle(left, 6, 12, 12)
    high = rectangle(left + 90, 6, 12, 12)
    return Group(
        items=(
            Shape(path=low, role=series_role(0), fill=True),
            Label(text="low input", x=left + 18, y=16, role="muted", size=12.0, anchor="start"),
            Shape(path=high, role="band-2-1", fill=True),
            Shape(path=high, role=series_role(1), stroke=1.4),
            Label(text="high input", x=left + 108, y=16, role="muted", size=12.0, anchor="start"),
        ),
        kind="key",
    )


def _bar(swing: Swing, lines: tuple[str, ...], base: float, scale: Scale, y: float) -> Group:
    items: list[Item] = []
    origin = scale.place(base) if drawable(base) else scale.start
    low, high = scale.place(swing.low), scale.place(swing.high)
    for end, slot in ((low, 0), (high, 1)):
        path = rectangle(min(origin, end), y - _BAR / 2, abs(end - origin), _BAR)
        role = "band-2-1" if slot else series_role(0)
        items.append(Shape(path=path, role=role, fill=True))
        if slot:
            items.append(Shape(path=path, role=series_role(1), stroke=1.4))
    for end, text, other in ((low, swing.low_input, high), (high, swing.high_input, low)):
        leftwards = end < other or (end == other and end == low and text == swing.low_input)
        items.append(
            Label(
                text=text,
                x=min(end, origin) - 6 if leftwards else max(end, origin) + 6,
                y=y + 4,
                role="muted",
                size=11.5,
                anchor="end" if leftwards else "start",
            )
        )
    start = scale.start - _ROOM - 6
    top = y + 4.5 - 7.5 * (len(lines) - 1)
    items.extend(
        Label(text=line, x=start, y=top + 15 * row, role="ink", size=12.5, anchor="end")
        for row, line in enumerate(lines)
    )
    return Group(items=tuple(items), element=swing.element, kind="swing", title=swing.name)
