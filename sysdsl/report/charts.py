"""The charts of a live simulation, drawn by the page's script like plots.

Curves that share a unit share a chart, unless one of them would lie flat on its axis.
"""

from __future__ import annotations

import datetime as dt
import math

import attrs

from sysdsl.render.document import Curve, SimulationBlock
from sysdsl.render.plots import LinePlot, Series, TimeAxis
from sysdsl.render.plots.calendar import when
from sysdsl.render.plots.describe import series_sentence
from sysdsl.render.plots.line import time_span, value_span
from sysdsl.render.plots.marks import dash_of, series_role
from sysdsl.render.plots.panel import (
    end_label_lines,
    label_room,
    labels_height,
    tick_room,
    time_axis_of,
    time_title,
)
from sysdsl.render.plots.ticks import drawable, value_axis
from sysdsl.render.plots.values import WIDE, Size
from sysdsl.units import spoken_unit

_TABLE_ROWS = 13
# A curve that reaches less than this share of the axis is read from an axis of its own.
_LEAST_HEIGHT = 0.05
# From this number of charts on each is lower, so that all can be seen while a slider moves.
_MANY = 3
_LOW = 220.0


@attrs.frozen(kw_only=True)
class Chart:
    """The curves on one axis; `unit` is in words."""

    unit: str
    curves: tuple[Curve, ...]


def time_of(block: SimulationBlock) -> TimeAxis:
    """Return the axis of time of a simulation; an unreadable start date is no date."""
    try:
        start = dt.date.fromisoformat(block.start) if block.start else None
    except ValueError:
        start = None
    return TimeAxis(unit=block.time_unit, start=start)


def charts_of(block: SimulationBlock) -> tuple[Chart, ...]:
    """Group curves by unit and size, in the order of the first of each."""
    groups: list[list[Curve]] = []
    for curve in block.curves:
        fitting = next((group for group in groups if _share_an_axis(group, curve)), None)
        if fitting is None:
            groups.append([curve])
        else:
            fitting.append(curve)
    return tuple(Chart(unit=spoken_unit(g[0].unit), curves=tuple(g)) for g in groups)


def _share_an_axis(group: list[Curve], curve: Curve) -> bool:
    if group[0].unit != curve.unit:
        return False
    sizes = [_size(each) for each in (*group, curve)]
    return min(sizes) >= _LEAST_HEIGHT * max(sizes)


def _size(curve: Curve) -> float:
    return max((abs(value) for value in curve.values if drawable(value)), default=0.0)


def plots_of(block: SimulationBlock) -> tuple[LinePlot, ...]:
    """Return the plots of the reference run, their axes of time below one another."""
    charts = charts_of(block)
    size = WIDE if len(charts) < _MANY else Size(width=WIDE.width, height=_LOW)
    plots = tuple(_plot(chart, block, size) for chart in charts)
    axes = (value_axis(value_span(plot)) for plot in plots)
    ticks = max(map(tick_room, axes), default=0.0)
    names = (label_room(tuple(each.name for each in plot.series)) for plot in plots)
    labels = max(names, default=0.0)
    return tuple(attrs.evolve(plot, tick_room=ticks, label_room=labels) for plot in plots)


def _plot(chart: Chart, block: SimulationBlock, size: Size) -> LinePlot:
    series = tuple(
        Series(name=curve.label, times=block.times, values=curve.values, unit=chart.unit, slot=slot)
        for slot, curve in enumerate(chart.curves)
    )
    names = ", ".join(curve.label for curve in chart.curves)
    return LinePlot(title=f"{block.title}: {names}", series=series, time=time_of(block), size=size)


def sentences_of(block: SimulationBlock) -> str:
    """Say how the first curves run in the reference run."""
    series = [each for plot in plots_of(block) for each in plot.series][:4]
    return " ".join(series_sentence(each, time_of(block)) for each in series)


def table_rows(block: SimulationBlock) -> tuple[int, ...]:
    """Return the indices of the times shown in the value table: all, or some evenly spread."""
    last = len(block.times) - 1
    if last < _TABLE_ROWS:
        return tuple(range(last + 1))
    return tuple(round(last * row / (_TABLE_ROWS - 1)) for row in range(_TABLE_ROWS))


def settings_of(identifier: str, block: SimulationBlock) -> dict[str, object]:
    """Return what the script has to know about a simulation, as JSON values."""
    time = time_of(block)
    moments = [when(each, time) for each in block.times]
    return {
        "id": identifier,
        "times": [_rounded(each) for each in block.times],
        "moments": moments,
        "charts": [
            _chart_settings(chart, plot)
            for chart, plot in zip(charts_of(block), plots_of(block), strict=True)
        ],
    }


def _chart_settings(chart: Chart, plot: LinePlot) -> dict[str, object]:
    texts = tuple(series.name for series in plot.series)
    width, labels = plot.size.width, plot.label_room
    ends = time_span(plot)
    axis = time_axis_of(ends, plot.time, width, labels)
    return {
        "unit": chart.unit,
        "title": time_title(plot.time),
        "width": width,
        "height": max(plot.size.height, labels_height(texts) + 70),
        "labels": round(labels, 1),
        "ends": [axis.lower, axis.upper],
        "ticks": [[_rounded(tick.value), tick.label] for tick in axis.ticks],
        "curves": [
            {
                "name": curve.name,
                "label": curve.label,
                "unit": chart.unit,
                "lines": list(end_label_lines(curve.label)),
                "role": series_role(slot),
                "dash": " ".join(f"{length:g}" for length in dash_of(slot)) or "none",
                "reference": [_rounded(value) for value in curve.values],
            }
            for slot, curve in enumerate(chart.curves)
        ],
    }


def _rounded(value: float) -> float | None:
    """Keep seven digits: more cannot be seen; what is not finite has no place in JSON."""
    return float(f"{value:.7g}") if math.isfinite(value) else None
