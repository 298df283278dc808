"""Plots of numbers as pictures: a value says what to show, `plot_scene` draws it.

Lines differ by colour and by dash pattern, markers by form, so that no plot needs colour to be
read; names stand at the ends of the lines. The same value gives the same picture. Values are
cheap to import; what draws them is imported when it is needed.
"""

from __future__ import annotations

from sysdsl.render.plots.choice import panels_of, time_plot
from sysdsl.render.plots.values import (
    Band,
    Cell,
    Column,
    ComparisonPlot,
    Event,
    FanPlot,
    Histogram,
    LinePlot,
    LineStyle,
    Observations,
    PhasePlot,
    Series,
    Size,
    SmallMultiples,
    StackedArea,
    Swing,
    Table,
    Target,
    TimeAxis,
    Tornado,
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
    from sysdsl.render.picture import framed

    return framed(
        title=scene.title,
        description=scene.description,
        items=scene.items,
        bounds=(0.0, 0.0, scene.width, scene.height),
        titled=True,
    )


def _drawn(plot: Plot) -> Scene:
    match plot:
        case LinePlot() | FanPlot() | ComparisonPlot():
            return _lines(plot)
        case SmallMultiples():
            from sysdsl.render.plots.multiples import multiples_scene

            return multiples_scene(plot)
        case StackedArea():
            from sysdsl.render.plots.area import area_scene

            return area_scene(plot)
        case PhasePlot():
            from sysdsl.render.plots.phase import phase_scene

            return phase_scene(plot)
        case Tornado():
            from sysdsl.render.plots.tornado import tornado_scene

            return tornado_scene(plot)
        case Histogram():
            from sysdsl.render.plots.histogram import histogram_scene

            return histogram_scene(plot)
        case Table():
            from sysdsl.render.plots.table import table_scene

            return table_scene(plot)


def _lines(plot: LinePlot | FanPlot | ComparisonPlot) -> Scene:
    from sysdsl.render.plots.line import comparison_scene, fan_scene, line_scene

    match plot:
        case LinePlot():
            return line_scene(plot)
        case FanPlot():
            return fan_scene(plot)
        case ComparisonPlot():
            return comparison_scene(plot)


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
    "panels_of",
    "plot_scene",
    "time_plot",
]
