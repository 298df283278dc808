"""Where an axis has its ticks: steps of 1, 2 or 5 times a power of ten."""

from __future__ import annotations

import math
from collections.abc import Iterable

import attrs

from sysdsl.render.plots.numbers import fixed, power_of_ten

_FLAT = 1e-9  # a span this small beside the values is rounding, not a change
_STEADY = 0.05  # a span below this share of the values is shown for what it is: a level line
_LARGEST = 1e300  # beyond this, sums of two values overflow


@attrs.frozen
class Tick:
    """A labelled place on an axis."""

    value: float
    label: str


@attrs.frozen(kw_only=True)
class Axis:
    """The range of an axis and its ticks.

    Attributes:
        lower: Value at its start.
        upper: Value at its end, above `lower`.
        ticks: In increasing order, inside the range.
        power: Tick labels are divided by ten to this power.
    """

    lower: float
    upper: float
    ticks: tuple[Tick, ...]
    power: int = 0


def drawable(value: float) -> bool:
    """Tell whether a value has a place on an axis."""
    return -_LARGEST < value < _LARGEST


def span_of(values: Iterable[float]) -> tuple[float, float] | None:
    """Return the least and the largest drawable value, or None if there is none."""
    finite = [value for value in values if drawable(value)]
    return (min(finite), max(finite)) if finite else None


def nice_step(raw: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is at least `raw` (> 0)."""
    power = math.floor(math.log10(raw))
    for factor in (1, 2, 5):
        step = float(f"{factor}e{power}")
        if step >= raw * (1 - _FLAT):
            return step
    return float(f"1e{power + 1}")


def widened(lower: float, upper: float) -> tuple[float, float]:
    """Give a range without extent some room around its value."""
    largest = max(abs(lower), abs(upper))
    if upper - lower > _FLAT * largest and upper - lower > 1e-290:
        return lower, upper
    room = largest * 0.5 if largest > 1e-280 else 1.0
    return lower - room, upper + room


def value_axis(span: tuple[float, float] | None, *, count: int = 5) -> Axis:
    """Lay out an axis of values: its ends are ticks, and it starts at zero unless far from it.

    It also starts at zero where values hardly change, so that no ripple looks like a wave.
    """
    lower, upper = span or (0.0, 1.0)
    steady = upper - lower < _STEADY * max(abs(lower), abs(upper))
    if lower >= 0 and (lower <= 0.6 * upper or steady):
        lower = 0.0
    elif upper <= 0 and (upper >= 0.6 * lower or steady):
        upper = 0.0
    lower, upper = widened(lower, upper)
    step = nice_step((upper - lower) / count)
    first, last = math.floor(lower / step + _FLAT), math.ceil(upper / step - _FLAT)
    return _axis(first, last, step, (first * step, last * step))


def exact_axis(lower: float, upper: float, *, count: int, step: float | None = None) -> Axis:
    """Lay out an axis that keeps its ends, with ticks at multiples of a step between them.

    Without a step, one of 1, 2, 5 times a power of ten is taken that gives about `count` ticks.
    """
    lower, upper = widened(lower, upper)
    step = step or nice_step((upper - lower) / max(count, 1))
    first, last = math.ceil(lower / step - _FLAT), math.floor(upper / step + _FLAT)
    return _axis(first, last, step, (lower, upper))


def _axis(first: int, last: int, step: float, ends: tuple[float, float]) -> Axis:
    values = [number * step for number in range(first, last + 1)]
    power = power_of_ten(max((abs(value) for value in values), default=0.0))
    decimals = max(0, power - math.floor(math.log10(step) + _FLAT))
    divisor = float(f"1e{power}")
    ticks = tuple(Tick(value, fixed(value / divisor, decimals)) for value in values)
    return Axis(lower=ends[0], upper=ends[1], ticks=ticks, power=power)
