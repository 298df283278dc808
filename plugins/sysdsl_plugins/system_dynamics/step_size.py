"""The effect of the time step: the same run with half the step must come to the same."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Outcome
from sysdsl.model.model import Model
from sysdsl.schema.core import Stock
from sysdsl_plugins.system_dynamics.formulation_rules import DT_SENSITIVE
from sysdsl_plugins.system_dynamics.layers import scopes
from sysdsl_plugins.system_dynamics.lower import lower_model
from sysdsl_plugins.system_dynamics.quantities import simulation_of
from sysdsl_plugins.system_dynamics.runs import ModelRun, run_lowered
from sysdsl_plugins.system_dynamics.simulation import SimulationSettings

TOLERANCE = 0.01
"""Share of a variable's largest value by which it may change (1 %, a reader's eye)."""


TELLING = 0.0001
"""Share from which a change is worth a line."""


@attrs.frozen(kw_only=True)
class Change:
    """How much a variable changes when the step is halved.

    Attributes:
        name: Its slot.
        change: Largest difference at a saved time.
        share: The same as a share of the variable's largest value.
        time: When it is largest.
    """

    name: str
    change: float
    share: float
    time: float


@attrs.frozen(kw_only=True)
class StepSizeSettings:
    """How much a variable may change."""

    scenario: str = attrs.field(default="", metadata={"doc": "The scenario in force, by name."})
    tolerance: float = attrs.field(
        default=TOLERANCE,
        metadata={"doc": "Share of a variable's largest value by which it may change."},
    )


@attrs.frozen(kw_only=True)
class StepSizeResult:
    """The effect of halving the step.

    Attributes:
        step: Step of the model.
        method: Integrator.
        sensitive: Whether a variable changes by more than the tolerance.
        changes: Variables that change, the most first.
    """

    step: float
    method: str
    sensitive: bool
    changes: tuple[Change, ...]


def step_size(model: Model, settings: StepSizeSettings) -> Outcome[StepSizeResult | None]:
    """Run a model with its step and with half of it, and compare."""
    layers = SimulationSettings(scenario=settings.scenario).layers
    lowered = lower_model(model, scopes(model, layers))
    if lowered.value is None:
        return Outcome(None, lowered.diagnostics)
    whole = run_lowered(lowered.value)
    half = run_lowered(lowered.value, grid=lowered.value.grid.halved())
    if whole.value is None or half.value is None:
        return Outcome(None, (*lowered.diagnostics, *whole.diagnostics, *half.diagnostics))
    found = sorted(_changes(whole.value, half.value), key=lambda c: (-c.share, c.name))
    result = StepSizeResult(
        step=lowered.value.grid.step,
        method=lowered.value.method.value,
        sensitive=any(c.share > settings.tolerance for c in found),
        changes=tuple(found),
    )
    diagnostics = [] if not result.sensitive else [_sensitive(model, result, whole.value)]
    return Outcome(result, tuple(diagnostics))


def step_size_text(result: StepSizeResult | None) -> str:
    """Return the effect as lines of text."""
    if result is None:
        return "The model cannot be simulated."
    verdict = "matters" if result.sensitive else "does not matter"
    lines = [f"Halving the step of {result.step:g} ({result.method}) {verdict}."]
    telling = [c for c in result.changes if c.share >= TELLING]
    if not telling:
        lines.append(f"  No variable changes by {TELLING:.2%} of its largest value or more.")
    lines += [
        f"  {c.name} changes by up to {c.share:.2%} of its largest value, at {c.time:g}"
        for c in telling[:10]
    ]
    return "\n".join(lines)


def _changes(whole: ModelRun, half: ModelRun) -> list[Change]:
    found = []
    shown = {slot.name for slot in whole.lowered.program.dynamic() if slot.saved}
    for name in whole.run.columns:
        if name not in shown:
            continue
        a, b = whole.run.series(name), half.run.series(name)
        size = max(map(abs, (*a, *b)))
        gaps = [abs(x - y) for x, y in zip(a, b, strict=True)]
        largest = max(range(len(gaps)), key=gaps.__getitem__)
        if size > 0.0 and gaps[largest] > 1e-12 * size:
            found.append(
                Change(
                    name=name,
                    change=gaps[largest],
                    share=gaps[largest] / size,
                    time=whole.run.times[largest],
                )
            )
    return found


def _sensitive(model: Model, result: StepSizeResult, whole: ModelRun) -> Diagnostic:
    simulation = simulation_of(model)
    worst = _telling(result.changes, whole)
    unit = whole.quantities.time_name
    return DT_SENSITIVE.at(
        simulation.anchor("step") if simulation else Anchor("model"),
        f"with half the step, `{worst.name}` differs by {worst.share:.1%} "
        f"of its largest value at {worst.time:g} {unit}".rstrip(),
        hint="shorten `step` until results stay, or remove what mentions the step",
    )


def _telling(changes: Sequence[Change], whole: ModelRun) -> Change:
    """Return the stock that changes most, or else the variable that does."""
    quantities = whole.quantities.by_id
    stocks = [
        c
        for c in changes
        if (q := quantities.get(c.name.partition("[")[0])) is not None and q.is_a(Stock)
    ]
    best = next((c for c in stocks if math.isclose(c.share, changes[0].share, rel_tol=0.5)), None)
    return best or changes[0]
