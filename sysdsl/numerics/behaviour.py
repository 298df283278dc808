"""Patterns of behaviour over time: which one a series shows, and when it turns.

The classes follow the pattern recognition of Barlas and Kanar (Behaviour-pattern Testing
Software, 1999); the algorithm is our own: smooth, scale to 0..1, count turning points that exceed
a threshold, and for series without one look at how the slope changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import median

import attrs

STILL = 0.02
"""Range, as a share of the mean, below which a series counts as constant."""
TURN = 0.02
"""Share of the range by which a series must go back before a turning point counts."""
BEND = 0.1
"""Change of the slope, as a share of the mean slope, below which a series counts as straight."""
DECREMENT = 0.1
"""Natural logarithm of the ratio of successive swings from which an oscillation is damped, or
grows."""
COLLAPSE = 0.5
"""Share of its rise that a series must lose again for its overshoot to count as a collapse."""


class Pattern(StrEnum):
    """A pattern of behaviour over time."""

    CONSTANT = "constant"
    LINEAR_GROWTH = "linear_growth"
    LINEAR_DECLINE = "linear_decline"
    EXPONENTIAL_GROWTH = "exponential_growth"
    GOAL_SEEKING_GROWTH = "goal_seeking_growth"
    S_SHAPED_GROWTH = "s_shaped_growth"
    ACCELERATING_DECLINE = "accelerating_decline"
    GOAL_SEEKING_DECLINE = "goal_seeking_decline"
    S_SHAPED_DECLINE = "s_shaped_decline"
    OVERSHOOT_AND_COLLAPSE = "overshoot_and_collapse"
    OVERSHOOT_AND_SETTLE = "overshoot_and_settle"
    DECLINE_THEN_GROWTH = "decline_then_growth"
    DAMPED_OSCILLATION = "damped_oscillation"
    SUSTAINED_OSCILLATION = "sustained_oscillation"
    GROWING_OSCILLATION = "growing_oscillation"


FAMILIES = {
    "growth": (
        Pattern.LINEAR_GROWTH,
        Pattern.EXPONENTIAL_GROWTH,
        Pattern.GOAL_SEEKING_GROWTH,
        Pattern.S_SHAPED_GROWTH,
    ),
    "decline": (
        Pattern.LINEAR_DECLINE,
        Pattern.ACCELERATING_DECLINE,
        Pattern.GOAL_SEEKING_DECLINE,
        Pattern.S_SHAPED_DECLINE,
    ),
    "exponential_decline": (Pattern.GOAL_SEEKING_DECLINE,),
    "overshoot": (Pattern.OVERSHOOT_AND_COLLAPSE, Pattern.OVERSHOOT_AND_SETTLE),
    "oscillation": (
        Pattern.DAMPED_OSCILLATION,
        Pattern.SUSTAINED_OSCILLATION,
        Pattern.GROWING_OSCILLATION,
    ),
}
"""Wider words that a test may ask for."""


@attrs.frozen(kw_only=True)
class Behaviour:
    """The pattern of a series with its key times.

    Attributes:
        pattern: Its class.
        turns: Times of turning points.
        inflection: Time at which the slope is steepest, for S-shaped patterns.
        period: Mean time between like turning points, for oscillations.
    """

    pattern: Pattern
    turns: tuple[float, ...] = ()
    inflection: float | None = None
    period: float | None = None


def shows(behaviour: Behaviour, word: str) -> bool:
    """Return whether a behaviour is of a pattern or a family of patterns."""
    return behaviour.pattern == word or behaviour.pattern in FAMILIES.get(word, ())


def classify(times: Sequence[float], values: Sequence[float]) -> Behaviour:
    """Classify a series.

    Args:
        times: Shape (n,), increasing, evenly spaced.
        values: Shape (n,), finite.

    Raises:
        ValueError: If the series are of unequal length or empty.
    """
    if not values or len(times) != len(values):
        raise ValueError(f"series of {len(times)} times and {len(values)} values")
    smooth = _smoothed(values)
    low, high = min(smooth), max(smooth)
    mean = math.fsum(abs(v) for v in smooth) / len(smooth)
    if len(values) < 3 or high - low <= STILL * mean:
        return Behaviour(pattern=Pattern.CONSTANT)
    scaled = [(v - low) / (high - low) for v in smooth]
    turns = _turning_points(scaled, TURN)
    if turns:
        return _turning(times, scaled, turns)
    return _monotone(times, scaled)


def _smoothed(values: Sequence[float]) -> list[float]:
    last = len(values) - 1
    middle = [median(values[i - 1 : i + 2]) if 0 < i < last else values[i] for i in range(last + 1)]
    radius = len(values) // 40
    # The window shrinks evenly towards the ends, so that straight lines stay as they are.
    windows = [min(radius, i, last - i) for i in range(last + 1)]
    return [math.fsum(middle[i - r : i + r + 1]) / (2 * r + 1) for i, r in enumerate(windows)]


def _turning_points(scaled: Sequence[float], threshold: float) -> list[int]:
    """Return the indices of extremes after which the series goes back by the threshold."""
    turns: list[int] = []
    low = high = 0
    direction = 0
    for i, value in enumerate(scaled):
        if value > scaled[high]:
            high = i
        if value < scaled[low]:
            low = i
        if direction >= 0 and scaled[high] - value > threshold:
            if direction > 0:
                turns.append(high)
            direction, low = -1, i
        elif direction <= 0 and value - scaled[low] > threshold:
            if direction < 0:
                turns.append(low)
            direction, high = 1, i
        if direction < 0 and scaled[high] < value:
            high = i
    return turns


def _turning(times: Sequence[float], scaled: Sequence[float], turns: list[int]) -> Behaviour:
    points = [0, *turns, len(scaled) - 1]
    swings = [scaled[b] - scaled[a] for a, b in pairwise(points)]
    at = tuple(times[i] for i in turns)
    if len(turns) >= 3 or (len(turns) == 2 and abs(swings[2]) > abs(swings[1]) / 2):
        return Behaviour(pattern=_oscillation(swings), turns=at, period=_period(at))
    if swings[0] < 0:
        return Behaviour(pattern=Pattern.DECLINE_THEN_GROWTH, turns=at)
    kept = scaled[-1] - scaled[0]
    if kept < (1 - COLLAPSE) * swings[0]:
        return Behaviour(pattern=Pattern.OVERSHOOT_AND_COLLAPSE, turns=at)
    return Behaviour(pattern=Pattern.OVERSHOOT_AND_SETTLE, turns=at)


def _oscillation(swings: Sequence[float]) -> Pattern:
    """Judge by the mean logarithmic decrement of swings between turning points."""
    whole = [abs(s) for s in swings[1:-1]] or [abs(s) for s in swings]
    if len(whole) < 2:
        return Pattern.SUSTAINED_OSCILLATION
    decrement = math.log(whole[0] / whole[-1]) / (len(whole) - 1)
    if decrement > DECREMENT / 2:
        return Pattern.DAMPED_OSCILLATION
    return (
        Pattern.GROWING_OSCILLATION
        if decrement < -DECREMENT / 2
        else (Pattern.SUSTAINED_OSCILLATION)
    )


def _period(turns: Sequence[float]) -> float | None:
    if len(turns) < 2:
        return None
    return 2.0 * (turns[-1] - turns[0]) / (len(turns) - 1)


def _monotone(times: Sequence[float], scaled: Sequence[float]) -> Behaviour:
    grows = scaled[-1] > scaled[0]
    rise = [v if grows else 1.0 - v for v in scaled]
    slope = _smoothed([b - a for a, b in pairwise(rise)])
    mean = math.fsum(slope) / len(slope)
    if max(slope) - min(slope) <= BEND * mean:
        straight = Pattern.LINEAR_GROWTH if grows else Pattern.LINEAR_DECLINE
        return Behaviour(pattern=straight)
    steepest = max(range(len(slope)), key=slope.__getitem__)
    up = slope[steepest] - slope[0]
    down = slope[steepest] - slope[-1]
    bend = 0.1 * (max(slope) - min(slope))
    if up > bend and down > bend:
        shape = Pattern.S_SHAPED_GROWTH if grows else Pattern.S_SHAPED_DECLINE
        return Behaviour(pattern=shape, inflection=times[steepest])
    if up > down:
        shape = Pattern.EXPONENTIAL_GROWTH if grows else Pattern.ACCELERATING_DECLINE
    else:
        shape = Pattern.GOAL_SEEKING_GROWTH if grows else Pattern.GOAL_SEEKING_DECLINE
    return Behaviour(pattern=shape)
