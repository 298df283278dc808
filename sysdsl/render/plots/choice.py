"""Choose a plot for results over time."""

from __future__ import annotations

import attrs

from sysdsl.render.plots.values import LinePlot, Series, SmallMultiples, TimeAxis


def time_plot(title: str, series: tuple[Series, ...], time: TimeAxis) -> LinePlot | SmallMultiples:
    """Choose the plot for results over time: one chart for one unit, a panel each for several."""
    if len({each.unit for each in series}) <= 1:
        return LinePlot(title=title, series=series, time=time)
    return panels_of(title, series, time, columns=2 if len(series) in (2, 4) else 3)


def panels_of(
    title: str, series: tuple[Series, ...], time: TimeAxis, *, columns: int = 3
) -> SmallMultiples:
    """Give each series a panel of its own, as for quantities with different units."""
    firsts = (attrs.evolve(each, slot=0) for each in series)
    plots = tuple(LinePlot(title=each.name, series=(each,), time=time) for each in firsts)
    return SmallMultiples(title=title, plots=plots, columns=columns)
