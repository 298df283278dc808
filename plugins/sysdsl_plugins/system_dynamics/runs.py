"""Runs of a model, with what went wrong as messages at its elements."""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs

from sysdsl.codegen.limits import DEFAULT_LIMITS, Limits
from sysdsl.codegen.simulate import simulate
from sysdsl.diagnostics import Anchor, Diagnostic, Outcome
from sysdsl.model.model import Model
from sysdsl.numerics.failures import LimitExceededError, NonFiniteStateError
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.integrators import Method
from sysdsl.numerics.run import Run
from sysdsl_plugins.system_dynamics.lower import Lowered, lower_model, owner_of
from sysdsl_plugins.system_dynamics.quantities import Quantities, simulation_of
from sysdsl_plugins.system_dynamics.rules import LIMIT, NON_FINITE

_LIMITS = {
    "max_steps": ("steps", "a longer `step` or a shorter `time`"),
    "max_slots": ("values in each step", "fewer members of dimensions"),
    "max_array_size": ("members of one array", "fewer members of dimensions"),
    "max_saved_values": ("values to keep", "a longer `save`"),
    "max_pipeline": ("steps held by fixed delays", "a longer `step` or a shorter delay"),
}


@attrs.frozen(kw_only=True)
class ModelRun:
    """A run with what its slots mean."""

    run: Run
    lowered: Lowered

    @property
    def quantities(self) -> Quantities:
        """What the slots mean."""
        return self.lowered.quantities


def run_model(
    model: Model,
    scopes: tuple[str, ...] = (),
    changes: Mapping[str, float] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome[ModelRun | None]:
    """Simulate a model under layers and changes; None with the reasons where it cannot be."""
    lowered = lower_model(model, scopes, changes)
    if lowered.value is None:
        return Outcome(None, lowered.diagnostics)
    made = run_lowered(lowered.value, limits=limits)
    return Outcome(made.value, (*lowered.diagnostics, *made.diagnostics))


def run_lowered(
    lowered: Lowered,
    *,
    grid: Grid | None = None,
    method: Method | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome[ModelRun | None]:
    """Run a program at its own times and with its own method unless others are given."""
    try:
        run = simulate(
            lowered.program, grid or lowered.grid, method or lowered.method, limits=limits
        )
    except NonFiniteStateError as failure:
        return Outcome(None, (non_finite(lowered.quantities, failure),))
    except LimitExceededError as failure:
        return Outcome(None, (too_large(lowered.quantities, failure),))
    return Outcome(ModelRun(run=run, lowered=lowered))


def non_finite(quantities: Quantities, failure: NonFiniteStateError) -> Diagnostic:
    """Return the message about a value that is not finite."""
    owner = owner_of(failure.slot, quantities)
    _, bracket, members = failure.slot.partition("[")
    shown = owner + (bracket + members.partition("]")[0] + "]" if bracket else "")
    when = f"{failure.time:g} {quantities.time_name}".strip()
    became = "no number" if math.isnan(failure.value) else "infinite"
    operands = ""
    if failure.cause.endswith("division by zero") and failure.operands:
        operands = f" ({failure.operands[0]:g} / 0)"
    return NON_FINITE.at(
        Anchor(owner, "value"),
        f"`{shown}` became {became} at {when}: {failure.cause}{operands}",
        hint="say what holds then, for instance with `divide(a, b, otherwise: x)` or `max`"
        if "zero" in failure.cause
        else "shorten the time step, or look at what it is made of at that time",
    )


def too_large(quantities: Quantities, failure: LimitExceededError) -> Diagnostic:
    """Return the message about a run that is too large."""
    simulation = simulation_of(quantities.model)
    what, remedy = _LIMITS[failure.setting]
    return LIMIT.at(
        simulation.anchor() if simulation else Anchor("model"),
        f"the run has {failure.value:,} {what}; the limit is {failure.limit:,}",
        hint=f"choose {remedy}, or raise `{failure.setting}`",
    )
