"""Plots of numbers as pictures: a value says what to show, `plot_scene` draws it.

Lines differ by colour and by dash pattern, markers by form, so that no plot needs colour to be
read; names stand at the ends of the lines. The same value gives the same picture.
"""

from __future__ import annotations

from sysdsl.render.picture import framed
from sysdsl.render.plots.area import StackedArea, area_scene
from sysdsl.render.plots.histogram import Histogram, histogram_scene
from sysdsl.render.plots.line import (
    ComparisonPlot,
    FanPlot,
    LinePlot,
    comparison_scene,
    fan_scene,
    line_scene,
)
from sysdsl.render.plots.multiples import SmallMultiples, multiples_scene, panels_of
from sysdsl.render.plots.phase import PhasePlot, phase_scene
from sysdsl.render.plots.table import Cell, Column, Table, table_scene
from sysdsl.render.plots.tornado import Swing, Tornado, tornado_scene
from sysdsl.render.plots.values import (
    Band,
    Event,
    LineStyle,
    Observations,
    Series,
    Size,
    Target,
    TimeAxis,
)
from sysdsl.render.scene import Scene

Plot = (
    LinePlot
    | FanPlot
    | ComparisonPlot
    | SmallMultiples
    | StackedArea
    | PhasePlot
    | Tornado
    | Histogram
    | Table
)


def plot_scene(plot: Plot, *, titled: bool = False) -> Scene:
    """Draw a plot.

    Args:
        plot: What to draw.
        titled: For a picture that stands alone: with its title and a margin around it.
    """
    scene = _drawn(plot)
    if not titled:
        return scene
    return framed(
        title=scene.title,
        description=scene.description,
        items=scene.items,
        bounds=(0.0, 0.0, scene.width, scene.height),
        titled=True,
    )


def _drawn(plot: Plot) -> Scene:
    match plot:
        case LinePlot():
            return line_scene(plot)
        case FanPlot():
            return fan_scene(plot)
        case ComparisonPlot():
            return comparison_scene(plot)
        case SmallMultiples():
            return multiples_scene(plot)
        case StackedArea():
            return area_scene(plot)
        case PhasePlot():
            return phase_scene(plot)
        case Tornado():
            return tornado_scene(plot)
        case Histogram():
            return histogram_scene(plot)
        case Table():
            return table_scene(plot)


def time_plot(title: str, series: tuple[Series, ...], time: TimeAxis) -> LinePlot | SmallMultiples:
    """Choose the plot for results over time: one chart for one unit, a panel each for several."""
    if len({each.unit for each in series}) <= 1:
        return LinePlot(title=title, series=series, time=time)
    return panels_of(title, series, time, columns=2 if len(series) in (2, 4) else 3)


__all__ = [
    "Band",
    "Cell",
    "Column",
    "ComparisonPlot",
    "Event",
    "FanPlot",
    "Histogram",
    "LinePlot",
    "LineStyle",
    "Observations",
    "PhasePlot",
    "Plot",
    "Series",
    "Size",
    "SmallMultiples",
    "StackedArea",
    "Swing",
    "Table",
    "Target",
    "TimeAxis",
    "Tornado",
    "area_scene",
    "comparison_scene",
    "fan_scene",
    "histogram_scene",
    "line_scene",
    "multiples_scene",
    "panels_of",
    "phase_scene",
    "plot_scene",
    "table_scene",
    "time_plot",
    "tornado_scene",
]
