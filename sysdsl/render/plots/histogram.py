"""Histograms: how often each range of a result came out in many runs."""

from __future__ import annotations

import math

from sysdsl.render.paths import rectangle
from sysdsl.render.plots.marks import band_role, segment, series_role
from sysdsl.render.plots.numbers import readable
from sysdsl.render.plots.panel import Box, Panel, axes, panel
from sysdsl.render.plots.ticks import Axis, drawable, exact_axis, nice_step, value_axis, widened
from sysdsl.render.plots.values import Histogram
from sysdsl.render.scene import Group, Item, Label, Scene, Shape

_MARKS = ((0.05, "5 %"), (0.5, "median"), (0.95, "95 %"))


def histogram_scene(plot: Histogram) -> Scene:
    """Draw a histogram with its median and the range of the middle 90 %."""
    values = sorted(value for value in plot.values if drawable(value))
    edges, counts = binned(values, plot.bins)
    x_axis = exact_axis(edges[0], edges[-1], count=7)
    y_axis = _whole_counts(max(counts, default=0))
    frame = panel(Box(width=plot.size.width, height=plot.size.height, labels=24.0), x_axis, y_axis)
    title = f"{plot.result} ({plot.unit})" if plot.unit else plot.result
    items: list[Item] = [axes(frame, title, "runs")]
    items.extend(_bars(edges, counts, frame))
    if values:
        items.append(_quantiles(values, frame))
    return Scene(
        title=plot.title,
        description=plot.description or _described(plot, values),
        width=plot.size.width,
        height=plot.size.height,
        items=tuple(items),
    )


def binned(values: list[float], bins: int | None) -> tuple[list[float], list[int]]:
    """Count values in bins with round edges.

    Returns:
        Edges (one more than there are bins) and counts; a value on an edge counts above it.
    """
    if not values:
        return [0.0, 1.0], [0]
    wanted = bins or min(30, max(8, round(math.sqrt(len(values)))))
    lower, upper = widened(min(values), max(values))
    step = nice_step((upper - lower) / wanted)
    first, last = math.floor(lower / step), math.floor(upper / step) + 1
    counts = [0] * (last - first)
    for value in values:
        counts[min(max(math.floor(value / step) - first, 0), last - first - 1)] += 1
    return [number * step for number in range(first, last + 1)], counts


def quantile(ordered: list[float], share: float) -> float:
    """Return a quantile of sorted values by linear interpolation.

    Source: Hyndman and Fan, The American Statistician 50 (1996), definition 7.
    """
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _whole_counts(largest: int) -> Axis:
    return value_axis((0.0, float(max(largest, 5))))


def _described(plot: Histogram, values: list[float]) -> str:
    if not values:
        return "No values."
    unit = f" {plot.unit}" if plot.unit else ""
    low, middle, high = (readable(quantile(values, share)) for share, _ in _MARKS)
    left_out = len(plot.values) - len(values)
    tail = f" {left_out} runs without a finite result are left out." if left_out else ""
    return (
        f"{len(values)} runs: median {middle}{unit}; nine in ten lie between {low} and "
        f"{high}{unit}.{tail}"
    )


def _bars(edges: list[float], counts: list[int], frame: Panel) -> list[Item]:
    bars: list[Item] = []
    for low, high, count in zip(edges, edges[1:], counts, strict=False):
        if not count:
            continue
        left, right = frame.x.place(low), frame.x.place(high)
        top = frame.y.place(count)
        path = rectangle(left + 0.5, top, max(right - left - 1, 0.5), frame.bottom - top)
        shapes = (
            Shape(path=path, role=band_role(0, 3), fill=True),
            Shape(path=path, role=series_role(0), stroke=1.0),
        )
        bars.append(
            Group(items=shapes, kind="bar", title=f"{readable(low)} to {readable(high)}: {count}")
        )
    return bars


def _quantiles(values: list[float], frame: Panel) -> Group:
    items: list[Item] = []
    for share, name in _MARKS:
        value = quantile(values, share)
        x = frame.x.place(value)
        dash = () if share == 0.5 else (3.0, 3.0)
        path = segment(x, frame.top - 4, x, frame.bottom)
        items.append(Shape(path=path, role="ink", stroke=1.4, dash=dash))
        anchor = "end" if share < 0.5 else "start"
        away = -5 if anchor == "end" else 5
        items.append(
            Label(
                text=f"{name} {readable(value)}",
                x=x + away,
                y=frame.top - (10 if share != 0.5 else -6),
                role="ink",
                size=12.0,
                anchor=anchor,
            )
        )
    return Group(items=tuple(items), kind="quantiles")
