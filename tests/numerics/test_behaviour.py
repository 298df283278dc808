"""Patterns of behaviour and measures of fit."""

import math
import random

import pytest

from sysdsl.numerics.behaviour import Pattern, classify, shows
from sysdsl.numerics.statistics import fit

TIMES = [i * 0.1 for i in range(401)]
CASES = {
    Pattern.CONSTANT: lambda t: 5 + 0.001 * math.sin(t),
    Pattern.LINEAR_GROWTH: lambda t: 3 * t,
    Pattern.LINEAR_DECLINE: lambda t: 100 - 2 * t,
    Pattern.EXPONENTIAL_GROWTH: lambda t: math.exp(0.1 * t),
    Pattern.GOAL_SEEKING_GROWTH: lambda t: 1 - math.exp(-0.2 * t),
    Pattern.S_SHAPED_GROWTH: lambda t: 1 / (1 + math.exp(-(t - 20) / 3)),
    Pattern.ACCELERATING_DECLINE: lambda t: 100 - math.exp(0.1 * t),
    Pattern.GOAL_SEEKING_DECLINE: lambda t: math.exp(-0.1 * t),
    Pattern.S_SHAPED_DECLINE: lambda t: 1 / (1 + math.exp((t - 20) / 3)),
    Pattern.OVERSHOOT_AND_COLLAPSE: lambda t: t * math.exp(-0.2 * t),
    Pattern.OVERSHOOT_AND_SETTLE: lambda t: 1 - math.exp(-0.2 * t) * math.cos(0.2 * t),
    Pattern.DECLINE_THEN_GROWTH: lambda t: (t - 20) ** 2,
    Pattern.DAMPED_OSCILLATION: lambda t: math.exp(-0.05 * t) * math.sin(t),
    Pattern.SUSTAINED_OSCILLATION: math.sin,
    Pattern.GROWING_OSCILLATION: lambda t: math.exp(0.05 * t) * math.sin(t),
}


@pytest.mark.parametrize("pattern", list(Pattern))
def test_pattern_is_recognised(pattern):
    """A textbook case of each pattern is recognised."""
    assert classify(TIMES, [CASES[pattern](t) for t in TIMES]).pattern == pattern


@pytest.mark.parametrize("pattern", list(Pattern))
def test_pattern_does_not_depend_on_scale(pattern):
    """Units of value and of time change nothing."""
    values = [1e6 * CASES[pattern](t) for t in TIMES]
    assert classify([365 * t for t in TIMES], values).pattern == pattern


@pytest.mark.parametrize(
    "pattern",
    [Pattern.OVERSHOOT_AND_COLLAPSE, Pattern.SUSTAINED_OSCILLATION, Pattern.DECLINE_THEN_GROWTH],
)
def test_pattern_survives_small_noise(pattern):
    """Noise of half a percent of the range adds no turning point."""
    noise = random.Random(1)
    values = [CASES[pattern](t) for t in TIMES]
    size = 0.005 * (max(values) - min(values))
    assert classify(TIMES, [v + noise.gauss(0, size) for v in values]).pattern == pattern


def test_key_times_are_found():
    """Peak, inflection and period are those of the curve."""
    peak = classify(TIMES, [CASES[Pattern.OVERSHOOT_AND_COLLAPSE](t) for t in TIMES])
    assert peak.turns[0] == pytest.approx(5.0, abs=0.2)
    bend = classify(TIMES, [CASES[Pattern.S_SHAPED_GROWTH](t) for t in TIMES])
    assert bend.inflection == pytest.approx(20.0, abs=0.2)
    wave = classify(TIMES, [math.sin(t) for t in TIMES])
    assert wave.period == pytest.approx(2 * math.pi, rel=0.02)


def test_family_of_patterns():
    """A test may ask for a wider word."""
    wave = classify(TIMES, [math.sin(t) for t in TIMES])
    assert shows(wave, "oscillation")
    assert shows(wave, "sustained_oscillation")
    assert not shows(wave, "growth")


def test_theil_shares_sum_to_one():
    """The mean square error splits into bias, variation and covariation without rest."""
    noise = random.Random(2)
    measured = [noise.gauss(10, 3) for _ in range(50)]
    simulated = [0.8 * m + noise.gauss(4, 1) for m in measured]
    found = fit(simulated, measured)
    assert found.bias + found.variation + found.covariation == pytest.approx(1.0, abs=1e-12)
    assert 0 < found.r2 < 1


@pytest.mark.parametrize(
    "simulated, share",
    [
        ([2.0, 3.0, 4.0], "bias"),
        ([0.0, 2.0, 4.0], "variation"),
        ([3.0, 2.0, 1.0], "covariation"),
    ],
)
def test_theil_names_the_kind_of_error(simulated, share):
    """A shift is bias, a stretch is variation, what is out of phase is covariation."""
    assert getattr(fit(simulated, [1.0, 2.0, 3.0]), share) == pytest.approx(1.0)


def test_errors_of_a_known_pair():
    """MAE, MAPE and RMSE of a pair worked by hand."""
    found = fit([2.0, 4.0], [1.0, 2.0])
    assert (found.mae, found.mape) == (1.5, 1.0)
    assert found.rmse == pytest.approx(math.sqrt(2.5))
    assert fit([1.0, 1.0], [1.0, 1.0]).r2 is None
