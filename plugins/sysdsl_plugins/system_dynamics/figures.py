"""The pictures of the method; what draws them is imported when something is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from sysdsl.model.model import Model
from sysdsl.plugin import Figure
from sysdsl.render.view import View
from sysdsl.schema.core import Flow, Simulation, Stock


def stock_flow_views(model: Model) -> Iterable[View]:
    """Return the stock-flow diagram of a model."""
    if not model.all(Stock) or not model.all(Flow):
        return ()
    from sysdsl_plugins.system_dynamics import stock_flow

    return (stock_flow.stock_flow_view(model),)


def behaviour_views(model: Model) -> Iterable[View]:
    """Return behaviour over time in the base run."""
    if not model.all(Simulation):
        return ()
    from sysdsl_plugins.system_dynamics import behaviour_plots

    return behaviour_plots.behaviour_views(model)


def comparison_views(model: Model) -> Iterable[View]:
    """Return key variables under scenarios and interventions."""
    if not model.all(Simulation):
        return ()
    from sysdsl_plugins.system_dynamics import behaviour_plots

    return behaviour_plots.comparison_views(model)


def sensitivity_views(model: Model) -> Iterable[View]:
    """Return what the first key variable rests on."""
    if not model.all(Simulation):
        return ()
    from sysdsl_plugins.system_dynamics import behaviour_plots

    return behaviour_plots.sensitivity_views(model)


FIGURES = (
    Figure(
        name="stock-flow",
        title="Stock-flow diagram",
        doc=(
            "Stocks as boxes, flows as pipes with valves, clouds where the boundary is, and what "
            "each flow depends on. Read it along the pipes: what fills each box, what drains it?"
        ),
        views=stock_flow_views,
    ),
    Figure(
        name="behaviour",
        title="Behaviour over time",
        doc=(
            "What the key variables do in the base run. Look at the shape first (growth, goal, "
            "overshoot, swing), then at when it turns, and only then at numbers."
        ),
        views=behaviour_views,
    ),
    Figure(
        name="comparison",
        title="Scenarios and interventions",
        doc=(
            "Key variables in the base run, faint, and under each scenario and intervention. "
            "Ask what gets better first and worse later."
        ),
        views=comparison_views,
    ),
    Figure(
        name="sensitivity",
        title="What results rest on",
        doc=(
            "The first key variable at the end of the run when each constant is moved over its "
            "range alone, the strongest on top. Improve what is known about those first."
        ),
        views=sensitivity_views,
    ),
)
"""All pictures of the method."""
