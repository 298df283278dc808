"""What results rest on: constants moved over their ranges, one by one or all together.

One by one shows which constants matter; all together, drawn at random from their ranges, show
how far results may spread. Ranges are those that the author gives with `within`. A normal
distribution has 95 % of its weight within the range. Neither says which behaviour is possible
under another structure.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence

import attrs

from sysdsl.codegen.python import CompiledRun, compile_run
from sysdsl.codegen.simulate import run_compiled
from sysdsl.diagnostics import Outcome
from sysdsl.model.model import Model
from sysdsl.numerics.failures import NonFiniteStateError
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.run import Run
from sysdsl.schema.core import Const
from sysdsl_plugins.system_dynamics.layers import scopes
from sysdsl_plugins.system_dynamics.lower import Lowered, lower_model
from sysdsl_plugins.system_dynamics.quantities import Quantity
from sysdsl_plugins.system_dynamics.ranges_of_constants import range_of
from sysdsl_plugins.system_dynamics.wording import number_text

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles kept of an ensemble."""

DEVIATIONS = 1.959964
"""Standard deviations of a normal distribution on each side that hold 95 % of its weight."""


@attrs.frozen(kw_only=True)
class SensitivitySettings:
    """What is varied under which layer."""

    scenario: str = attrs.field(default="", metadata={"doc": "The scenario in force, by name."})


@attrs.frozen(kw_only=True)
class Effect:
    """The effect of one constant on one variable at the end of the run.

    Attributes:
        constant: Slot of the constant.
        variable: Slot of the variable.
        low_input, high_input: Ends of the constant's range.
        low, high: Value of the variable at the end, for either; None where that run failed.
    """

    constant: str
    variable: str
    low_input: float
    high_input: float
    low: float | None
    high: float | None

    @property
    def swing(self) -> float:
        """How far the variable moves; 0 where a run failed."""
        return abs(self.high - self.low) if self.low is not None and self.high is not None else 0.0


@attrs.frozen(kw_only=True)
class SensitivityResult:
    """Effects of constants on variables.

    Attributes:
        base: Final value of each variable in the base run.
        effects: For each variable, the strongest first.
    """

    base: Mapping[str, float]
    effects: tuple[Effect, ...]


@attrs.frozen(kw_only=True)
class UncertaintySettings:
    """How many runs are drawn."""

    runs: int = attrs.field(default=100, metadata={"doc": "How many runs are drawn."})
    seed: int = attrs.field(default=1, metadata={"doc": "Seed of the random numbers."})
    scenario: str = attrs.field(default="", metadata={"doc": "The scenario in force, by name."})


@attrs.frozen(kw_only=True)
class Spread:
    """How a variable spreads over the runs of an ensemble.

    Attributes:
        variable: Its slot.
        quantiles: Values at each saved time, shape (n_quantiles, n_times).
    """

    variable: str
    quantiles: tuple[tuple[float, ...], ...]


@attrs.frozen(kw_only=True)
class UncertaintyResult:
    """An ensemble of runs.

    Attributes:
        seed: Seed of the random numbers.
        runs: Runs asked for.
        failed: Numbers of the runs that met a value that is not finite; left out of the spread.
        constants: Constants that were drawn.
        times: Saved times, shape (n_times,).
        levels: Quantiles kept.
        spreads: One for each variable.
    """

    seed: int
    runs: int
    failed: tuple[int, ...]
    constants: tuple[str, ...]
    times: tuple[float, ...]
    levels: tuple[float, ...]
    spreads: tuple[Spread, ...]


@attrs.frozen
class _Varied:
    """A constant that is varied."""

    quantity: Quantity
    slot: str
    low: float
    high: float
    value: float


def sensitivity(
    model: Model, settings: SensitivitySettings, variables: Sequence[str] = ()
) -> Outcome[SensitivityResult | None]:
    """Move each constant to the ends of its range, one at a time."""
    lowered = lower_model(model, scopes(model, (settings.scenario,)))
    if lowered.value is None:
        return Outcome(None, lowered.diagnostics)
    compiled = compile_run(lowered.value.program, lowered.value.method)
    few = _ends_only(lowered.value.grid)
    base = _attempt(compiled, few, {})
    if base is None:
        return Outcome(None, lowered.diagnostics)
    names = _outcomes(model, lowered.value, variables)
    effects = []
    for varied in varied_constants(lowered.value):
        runs = [_attempt(compiled, few, {varied.slot: x}) for x in (varied.low, varied.high)]
        for name in names:
            low, high = (None if run is None else run.series(name)[-1] for run in runs)
            effects.append(
                Effect(
                    constant=varied.quantity.id,
                    variable=name,
                    low_input=varied.low,
                    high_input=varied.high,
                    low=low,
                    high=high,
                )
            )
    order = {name: index for index, name in enumerate(names)}
    effects.sort(key=lambda e: (order[e.variable], -e.swing, e.constant))
    finals = {name: base.series(name)[-1] for name in names}
    return Outcome(SensitivityResult(base=finals, effects=tuple(effects)), lowered.diagnostics)


def uncertainty(
    model: Model, settings: UncertaintySettings, variables: Sequence[str] = ()
) -> Outcome[UncertaintyResult | None]:
    """Draw constants at random from their ranges, and keep quantiles of what comes out."""
    lowered = lower_model(model, scopes(model, (settings.scenario,)))
    if lowered.value is None:
        return Outcome(None, lowered.diagnostics)
    compiled = compile_run(lowered.value.program, lowered.value.method)
    grid = _thinned(lowered.value.grid)
    names = _outcomes(model, lowered.value, variables)
    varied = tuple(varied_constants(lowered.value))
    dice = random.Random(settings.seed)
    failed: list[int] = []
    kept: dict[str, list[tuple[float, ...]]] = {name: [] for name in names}
    for number in range(settings.runs):
        run = _attempt(compiled, grid, {x.slot: _drawn(dice, x) for x in varied})
        if run is None:
            failed.append(number)
            continue
        for name in names:
            kept[name].append(run.series(name))
    spreads = tuple(
        Spread(variable=name, quantiles=_quantiles(rows)) for name, rows in kept.items() if rows
    )
    result = UncertaintyResult(
        seed=settings.seed,
        runs=settings.runs,
        failed=tuple(failed),
        constants=tuple(x.quantity.id for x in varied),
        times=grid.saved(),
        levels=QUANTILES,
        spreads=spreads,
    )
    return Outcome(result, lowered.diagnostics)


def varied_constants(lowered: Lowered) -> Iterator[_Varied]:
    """Yield the constants that have a range, also where a layer works on their value."""
    constants = {f.slot.name: f for f in lowered.program.constants}
    for quantity in lowered.quantities.by_id.values():
        given = range_of(lowered.quantities, quantity)
        if not quantity.is_a(Const) or given is None:
            continue
        for slot in (quantity.id, f"{quantity.id}.before1"):
            if slot in constants:
                value = float(getattr(constants[slot].equation, "value", 0.0))
                yield _Varied(quantity, slot, *given, value)
                break


def sensitivity_text(result: SensitivityResult | None) -> str:
    """Return the effects as lines of text."""
    if result is None:
        return "The model cannot be simulated."
    if not result.effects:
        return "No constant has a range: write `within low .. high` after its value."
    lines = []
    for name, base in result.base.items():
        lines.append(f"{name}: {number_text(base)} at the end")
        lines += [
            f"  {e.constant} from {number_text(e.low_input)} to {number_text(e.high_input)}: "
            f"{_shown(e.low)} to {_shown(e.high)}"
            for e in result.effects
            if e.variable == name
        ]
    return "\n".join(lines)


def uncertainty_text(result: UncertaintyResult | None) -> str:
    """Return the spread at the end as lines of text."""
    if result is None:
        return "The model cannot be simulated."
    drawn = ", ".join(result.constants) or "no constant: none has a range"
    lines = [f"{result.runs} runs with seed {result.seed}, drawing {drawn}"]
    if result.failed:
        lines.append(f"{len(result.failed)} runs met a value that is not finite; left out")
    for spread in result.spreads:
        low, middle, high = (spread.quantiles[i][-1] for i in (0, 2, 4))
        lines.append(
            f"  {spread.variable}: {number_text(middle)} at the end in the middle, "
            f"90 % of runs from {number_text(low)} to {number_text(high)}"
        )
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "not finite" if value is None else number_text(value)


def _outcomes(model: Model, lowered: Lowered, variables: Sequence[str]) -> tuple[str, ...]:
    from sysdsl_plugins.system_dynamics.key_variables import key_slots

    return tuple(variables) or key_slots(model, lowered)


def _attempt(compiled: CompiledRun, grid: Grid, parameters: Mapping[str, float]) -> Run | None:
    try:
        return run_compiled(compiled, grid, parameters)
    except NonFiniteStateError:
        return None


def _ends_only(grid: Grid) -> Grid:
    return attrs.evolve(grid, save_every=max(grid.steps, 1))


def _thinned(grid: Grid) -> Grid:
    least = max(grid.save_every, -(-grid.steps // 200))
    fitting = (n for n in range(least, 4 * least) if not grid.steps % n)
    return attrs.evolve(grid, save_every=next(fitting, least))


def _drawn(dice: random.Random, varied: _Varied) -> float:
    low, high, value = varied.low, varied.high, varied.value
    match varied.quantity.element.body.distribution:
        case "triangular":
            return dice.triangular(low, high, min(max(value, low), high))
        case "normal":
            return dice.normalvariate(value, (high - low) / (2 * DEVIATIONS))
        case _:
            return dice.uniform(low, high)


def _quantiles(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Return quantiles at each time, linear between order statistics."""
    ordered = [sorted(column) for column in zip(*rows, strict=True)]
    return tuple(tuple(_quantile(column, level) for column in ordered) for level in QUANTILES)


def _quantile(ordered: Sequence[float], level: float) -> float:
    position = level * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])
