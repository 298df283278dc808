"""Lines over time: one plot for results, with reference data, targets, events and fan bands."""

from __future__ import annotations

import attrs

from sysdsl.render.plots.describe import series_sentence
from sysdsl.render.plots.key import ROW, key_entries, key_group, key_rows
from sysdsl.render.plots.marks import (
    band_path,
    band_role,
    dots,
    line_path,
    line_shape,
    segment,
    series_role,
)
from sysdsl.render.plots.numbers import percent_change
from sysdsl.render.plots.panel import (
    Box,
    EndLabel,
    Panel,
    axes,
    end_labels,
    event_marks,
    label_room,
    labels_height,
    time_panel,
    time_title,
)
from sysdsl.render.plots.ticks import drawable, span_of, value_axis
from sysdsl.render.plots.values import (
    Band,
    ComparisonPlot,
    FanPlot,
    LinePlot,
    LineStyle,
    Observations,
    Series,
    Target,
    TimeAxis,
)
from sysdsl.render.scene import Group, Item, Label, Scene, Shape

_TELLING = 0.1  # an end below this share of the peak is no measure of a change


def line_scene(plot: LinePlot) -> Scene:
    """Draw lines over time."""
    numbered = with_slots(plot.series)
    texts = tuple(label.text for label in _labels(plot, numbered, None))
    height = max(plot.size.height, labels_height(texts) + 70)
    key = ROW * len(key_rows(key_entries(plot.bands, plot.observations), plot.size.width))
    box = Box(
        width=plot.size.width,
        height=height + key,
        labels=max(label_room(texts), plot.label_room),
        ticks=plot.tick_room,
        key=key,
    )
    return Scene(
        title=plot.title,
        description=plot.description or described(plot, numbered),
        width=box.width,
        height=box.height,
        items=line_items(plot, box),
    )


def line_items(
    plot: LinePlot, box: Box, *, y_span: tuple[float, float] | None = None
) -> tuple[Item, ...]:
    """Draw the plot into a box; `y_span` replaces the range of its own values."""
    numbered = with_slots(plot.series)
    frame = time_panel(box, time_span(plot), plot.time, value_axis(y_span or value_span(plot)))
    items: list[Item] = [axes(frame, time_title(plot.time), _unit(plot))]
    items.extend(_band_group(band, rank, frame) for rank, band in enumerate(plot.bands))
    items.append(event_marks(frame, plot.events))
    items.extend(_target_line(target, frame) for target in plot.targets)
    items.extend(
        _series_group(series, plot.time, frame)
        for series in sorted(numbered, key=lambda series: series.style is LineStyle.NORMAL)
    )
    items.extend(_dot_group(observed, frame) for observed in plot.observations)
    if value_span(plot) is None:
        middle, centre = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        items.append(Label(text="no values to show", x=middle, y=centre, role="muted"))
    if box.key:
        rows = key_rows(key_entries(plot.bands, plot.observations), box.width)
        items.append(key_group(rows, (box.left, box.top), box.width))
    if box.labels:
        items.append(end_labels(frame, _labels(plot, numbered, frame)))
    return tuple(items)


def fan_scene(plot: FanPlot) -> Scene:
    """Draw nested bands around a middle line."""
    return line_scene(
        LinePlot(
            title=plot.title,
            series=(plot.middle,),
            time=plot.time,
            bands=plot.bands,
            observations=plot.observations,
            targets=plot.targets,
            events=plot.events,
            description=plot.description,
            size=plot.size,
        )
    )


def comparison_scene(plot: ComparisonPlot) -> Scene:
    """Draw a base run and others on the same axes."""
    base = attrs.evolve(plot.base, slot=0, style=LineStyle.FAINT)
    others = []
    for rank, series in enumerate(plot.others):
        change = change_against(plot.base, series)
        name = f"{series.name} ({change})" if change else series.name
        slot = rank if series.slot is None else series.slot
        others.append(attrs.evolve(series, name=name, slot=slot))
    return line_scene(
        LinePlot(
            title=plot.title,
            series=(base, *others),
            time=plot.time,
            targets=plot.targets,
            events=plot.events,
            description=plot.description,
            size=plot.size,
        )
    )


def change_against(base: Series, other: Series) -> str | None:
    """Write how far a run is from the base run: at its end, or at its peak as `peak -40 %`."""
    before, after = _last(base), _last(other)
    if before is None or after is None:
        return None
    peaks = [max(filter(drawable, each.values)) for each in (base, other)]
    if abs(before[1]) >= _TELLING * peaks[0]:
        return percent_change(before[1], after[1])
    change = percent_change(*peaks)
    return f"peak {change}" if change else None


def with_slots(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Give each series without a palette place the next one."""
    numbered, following = [], 0
    for each in series:
        slot = following if each.slot is None else each.slot
        numbered.append(attrs.evolve(each, slot=slot))
        following = max(following, slot + 1)
    return tuple(numbered)


def time_span(plot: LinePlot) -> tuple[float, float]:
    """Return first and last time of all that is drawn."""
    times = [time for series in plot.series for time in series.times]
    times.extend(time for band in plot.bands for time in band.times)
    times.extend(time for observed in plot.observations for time in observed.times)
    return span_of(times) or (0.0, 1.0)


def value_span(plot: LinePlot) -> tuple[float, float] | None:
    """Return least and largest value of all that is drawn."""
    values = [value for series in plot.series for value in series.values]
    values.extend(value for observed in plot.observations for value in observed.values)
    values.extend(value for band in plot.bands for value in (*band.low, *band.high))
    found = span_of(values)
    if found is None:
        return None
    return span_of((*found, *(target.value for target in plot.targets)))


def described(plot: LinePlot, numbered: tuple[Series, ...]) -> str:
    """Say in sentences how each line runs."""
    sentences = [series_sentence(series, plot.time) for series in numbered]
    sentences.extend(f"Band: {band.name}." for band in plot.bands)
    return " ".join(sentences) or "No values."


def _unit(plot: LinePlot) -> str:
    if plot.unit is not None:
        return plot.unit
    units = {series.unit for series in plot.series}
    return units.pop() if len(units) == 1 else ""


def _last(series: Series) -> tuple[float, float] | None:
    pairs = [pair for pair in zip(series.times, series.values, strict=True) if drawable(pair[1])]
    return pairs[-1] if pairs else None


def _labels(
    plot: LinePlot, numbered: tuple[Series, ...], frame: Panel | None
) -> tuple[EndLabel, ...]:
    """Collect the end labels; without a frame only their texts matter."""
    units = {series.unit for series in numbered}
    found: list[EndLabel] = []

    def add(text: str, at: tuple[float, float] | None, role: str, weight: int = 600) -> None:
        if text and at is not None:
            x, y = (frame.x.place(at[0]), frame.y.place(at[1])) if frame else at
            found.append(EndLabel(text=text, x=x, y=y, role=role, weight=weight))

    for series in numbered:
        several = plot.unit is None and len(units) > 1 and series.unit
        name = f"{series.name} ({series.unit})" if several else series.name
        if series.style is LineStyle.FAINT:
            add(name, _last(series), "muted", 400)
        else:
            add(name, _last(series), series_role(series.slot or 0))
    end = time_span(plot)[1]
    for target in plot.targets:
        add(target.name, (end, target.value) if drawable(target.value) else None, "ink")
    return tuple(found)


def _band_group(band: Band, rank: int, frame: Panel) -> Group:
    edges = list(zip(band.times, band.low, band.high, strict=True))
    shape = Shape(path=band_path(edges, frame.x, frame.y), role=band_role(0, rank + 1), fill=True)
    return Group(items=(shape,), kind="band", title=band.name)


def _target_line(target: Target, frame: Panel) -> Group:
    if not drawable(target.value):
        return Group(items=(), kind="target")
    y = frame.y.place(target.value)
    path = segment(frame.left, y, frame.right, y)
    shape = Shape(path=path, role="ink", stroke=1.2, dash=(3.0, 3.0))
    return Group(items=(shape,), kind="target", title=target.name)


def _series_group(series: Series, time: TimeAxis, frame: Panel) -> Group:
    faint = series.style is LineStyle.FAINT
    path = line_path(series.times, series.values, frame.x, frame.y)
    items = (line_shape(path, series.slot or 0, faint=faint),) if path else ()
    return Group(
        items=items,
        element=series.element,
        kind="series",
        title=series_sentence(series, time),
        data=(("series", series.name),),
    )


def _dot_group(observed: Observations, frame: Panel) -> Group:
    points = [
        (frame.x.place(time), frame.y.place(value))
        for time, value in zip(observed.times, observed.values, strict=True)
        if drawable(time) and drawable(value)
    ]
    path = dots(points, observed.slot)
    items: tuple[Item, ...] = ()
    if path:
        items = (
            Shape(path=path, role="background", fill=True),
            Shape(path=path, role=series_role(observed.slot), stroke=1.4),
        )
    return Group(items=items, kind="observations", title=observed.name)
