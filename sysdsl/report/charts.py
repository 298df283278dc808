"""The charts of a live simulation: one for each unit, drawn by the page's script like plots."""

from __future__ import annotations

import datetime as dt
import math

import attrs

from sysdsl.render.document import Curve, SimulationBlock
from sysdsl.render.plots import LinePlot, Series, TimeAxis
from sysdsl.render.plots.calendar import has_calendar, when
from sysdsl.render.plots.describe import series_sentence
from sysdsl.render.plots.line import time_span
from sysdsl.render.plots.marks import dash_of, series_role
from sysdsl.render.plots.panel import (
    end_label_lines,
    label_room,
    labels_height,
    time_axis_of,
    time_title,
)

_TABLE_ROWS = 13


@attrs.frozen(kw_only=True)
class Chart:
    """The curves that share a unit."""

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
    """Group curves by their unit, in the order of the first of each."""
    units = dict.fromkeys(curve.unit for curve in block.curves)
    return tuple(
        Chart(unit=unit, curves=tuple(curve for curve in block.curves if curve.unit == unit))
        for unit in units
    )


def plot_of(chart: Chart, block: SimulationBlock) -> LinePlot:
    """Return the plot of the reference run."""
    series = tuple(
        Series(name=curve.label, times=block.times, values=curve.values, unit=curve.unit, slot=slot)
        for slot, curve in enumerate(chart.curves)
    )
    names = ", ".join(curve.label for curve in chart.curves)
    return LinePlot(title=f"{block.title}: {names}", series=series, time=time_of(block))


def sentences_of(block: SimulationBlock) -> str:
    """Say how the first curves run in the reference run."""
    plots = [plot_of(chart, block) for chart in charts_of(block)]
    series = [each for plot in plots for each in plot.series][:4]
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
    moments = None
    if has_calendar(time):
        moments = [when(each, time) for each in block.times]
    return {
        "id": identifier,
        "times": [_rounded(each) for each in block.times],
        "timeUnit": block.time_unit,
        "moments": moments,
        "charts": [_chart_settings(chart, block) for chart in charts_of(block)],
    }


def _chart_settings(chart: Chart, block: SimulationBlock) -> dict[str, object]:
    plot = plot_of(chart, block)
    texts = tuple(series.name for series in plot.series)
    width, labels = plot.size.width, label_room(texts)
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
                "unit": curve.unit,
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
