"""Times of the model: the grid of a run, dates, moments."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sysdsl.diagnostics import Anchor, Diagnostic, Outcome
from sysdsl.model.model import Model
from sysdsl.numerics.failures import GridError
from sysdsl.numerics.grid import Grid, grid
from sysdsl.numerics.integrators import Method
from sysdsl.schema import value as v
from sysdsl_plugins.system_dynamics.quantities import Quantities, simulation_of
from sysdsl_plugins.system_dynamics.rules import SIMULATION

_SETTINGS = {"time": "time", "step": "step", "save_step": "save"}


def grid_of(model: Model, quantities: Quantities) -> Outcome[Grid | None]:
    """Return the times that the model is simulated at."""
    simulation = simulation_of(model)
    span = simulation.body.time if simulation else None
    if simulation is None or not isinstance(span, v.Span):
        return Outcome(None, (_missing(model),))
    body = simulation.body
    start = _number(quantities, span.low)
    stop = _number(quantities, span.high)
    step = _number(quantities, body.step)
    save = _number(quantities, body.save)
    if start is None or stop is None:
        return Outcome(None, (_missing(model),))
    try:
        return Outcome(grid(start, stop, 1.0 if step is None else step, save))
    except GridError as error:
        key = _SETTINGS[error.setting]
        message = f"`{key}` of the simulation does not fit: {error.reason}"
        hint = "choose a step that divides the time span, best a power of one half"
        return Outcome(None, (SIMULATION.at(simulation.anchor(key), message, hint=hint),))


def method_of(model: Model) -> Method:
    """Return the integrator that the model asks for; Euler where it does not say."""
    simulation = simulation_of(model)
    asked = simulation.body.method if simulation else None
    return Method(asked) if asked else Method.EULER


def start_date(model: Model) -> date | None:
    """Return the calendar date of time zero, if the model gives it."""
    simulation = simulation_of(model)
    given = simulation.body.start if simulation else None
    text = given[0] if isinstance(given, tuple) else given
    return day(text) if text else None


def day(text: str) -> date | None:
    """Return the date that `2026-05-14` or `2026-05` means; its first day for a month."""
    try:
        return date.fromisoformat(text if text.count("-") > 1 else f"{text}-01")
    except ValueError:
        return None


def moment(model: Model, quantities: Quantities, text: str) -> float | None:
    """Return the time of a calendar date in the unit of time of the run."""
    start, then = start_date(model), day(text)
    if start is None or then is None:
        return None
    return float((then - start).days / (quantities.time.scale or Fraction(1)))


def _number(quantities: Quantities, given: v.Value | None) -> float | None:
    if not isinstance(given, v.Quantity):
        return None
    if not given.unit:
        return given.value
    return given.value * float(quantities.scale(given.unit))


def _missing(model: Model) -> Diagnostic:
    simulation = simulation_of(model)
    info = model.info
    place = simulation.anchor() if simulation else info.anchor() if info else Anchor("model")
    return SIMULATION.at(
        place,
        "the model does not say over which time it is to be simulated",
        hint="write `simulation { time: 0 .. 100 days; step: 0.25 days }`",
    )
