"""The simulation as a live part of a report, with sliders for constants."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from sysdsl.codegen.javascript import javascript_source
from sysdsl.model.model import Model
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.program import Formula
from sysdsl.render.document import Curve, SimulationBlock, Slider
from sysdsl.schema.core import Const
from sysdsl_plugins.system_dynamics.behaviour_plots import key_variables
from sysdsl_plugins.system_dynamics.lower import Lowered, lower_model
from sysdsl_plugins.system_dynamics.quantities import Quantity, simulation_of
from sysdsl_plugins.system_dynamics.ranges_of_constants import range_of
from sysdsl_plugins.system_dynamics.runs import run_lowered
from sysdsl_plugins.system_dynamics.simulation import SimulationResult
from sysdsl_plugins.system_dynamics.wording import is_share

MOST_SLIDERS = 6
"""Sliders where the model names none."""
MOST_ROWS = 400
"""Saved rows of a live run: as many as a screen can show."""
MOST_STEPS = 20_000
"""Steps of a live run; each move of a slider runs them all."""
NOTCHES = 100
"""Steps of a slider from end to end."""


def live_simulation(model: Model, base: SimulationResult) -> SimulationBlock | None:
    """Return the live simulation of the base run; None where no constant may be moved."""
    lowered = lower_model(model).value
    if lowered is None or lowered.grid.steps > MOST_STEPS:
        return None
    sliders = tuple(sliders_of(model, lowered))
    variables = key_variables(model, base)
    thin = attrs.evolve(lowered.grid, save_every=_save_every(lowered.grid))
    made = run_lowered(lowered, grid=thin).value
    if not sliders or not variables or made is None:
        return None
    names = tuple(variable.name for variable in variables)
    return SimulationBlock(
        title=f"{model.title}: behaviour over time",
        script=javascript_source(lowered.program, thin, lowered.method, names).strip(),
        sliders=sliders,
        curves=tuple(
            Curve(name=x.name, label=x.label, unit=x.unit, values=made.run.series(x.name))
            for x in variables
        ),
        times=made.run.times,
        time_unit=base.time_unit,
        start=base.start,
    )


def sliders_of(model: Model, lowered: Lowered) -> Iterator[Slider]:
    """Yield a slider for each constant that the model names, or else that has a range."""
    simulation = simulation_of(model)
    named = simulation.body.sliders if simulation else ()
    chosen = named if isinstance(named, tuple) else ()
    constants = {f.slot.name: f for f in lowered.program.constants}
    count = 0
    for quantity in lowered.quantities.by_id.values():
        fits = (
            quantity.id in chosen if chosen else range_of(lowered.quantities, quantity) is not None
        )
        formula = constants.get(quantity.id)
        if not quantity.is_a(Const) or not fits or formula is None:
            continue
        if not chosen and count == MOST_SLIDERS:
            return
        count += 1
        yield _slider(lowered, quantity, formula)


def _slider(lowered: Lowered, quantity: Quantity, formula: Formula) -> Slider:
    value = getattr(formula.equation, "value", 0.0)
    given = range_of(lowered.quantities, quantity)
    low, high = given or (min(0.0, 2 * value), max(2 * value, 0.0) or 1.0)
    share = is_share(quantity.unit, low, high)
    return Slider(
        name=quantity.id,
        label=quantity.element.label,
        unit="%" if share else quantity.unit,
        low=low,
        high=high,
        step=(high - low) / NOTCHES,
        value=value,
        factor=100.0 if share else 1.0,
    )


def _save_every(grid: Grid) -> int:
    """Return how many steps lie between saved rows so that few enough are saved.

    The last row is among them where a number of steps allows it.
    """
    least = max(grid.save_every, -(-grid.steps // MOST_ROWS))
    fitting = (n for n in range(least, 4 * least) if not grid.steps % n)
    return next(fitting, least)
