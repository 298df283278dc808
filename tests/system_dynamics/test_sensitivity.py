"""What results rest on: effects of constants, spread of ensembles."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import Building

from sysdsl.schema.value import Quantity, Span
from sysdsl_plugins.system_dynamics import plugin
from sysdsl_plugins.system_dynamics.sensitivity import (
    SensitivitySettings,
    UncertaintySettings,
    sensitivity,
    uncertainty,
)


def span(low, high, unit=None):
    """Return a range."""
    return Span(Quantity(float(low)), Quantity(float(high), unit))


def filling(distribution=None, **options):
    """Return a bath that is filled for ten days, from a range of rates, half of it lost."""
    b = Building(time=(0, 10, "days"), step=(0.5, "days"), **options)
    b.const("rate", "l/day", "7", within=span(7, 21, "l/week"), distribution=distribution)
    b.const("kept", "dmnl", "0.5", within=span(0.4, 0.6))
    b.const("fixed", "l/day", "0")
    b.stock("bath", "l", "0")
    b.flow("inflow", "l/day", "rate * kept + fixed", target="bath")
    return b


def test_each_constant_moves_alone():
    """The effect of a constant is that of its range, converted to its unit."""
    found = sensitivity(filling().model(), SensitivitySettings()).value
    assert found.base == {"bath": 35.0}
    effects = {e.constant: (e.low, e.high) for e in found.effects}
    assert effects == {
        "rate": pytest.approx((5.0, 15.0)),
        "kept": pytest.approx((28.0, 42.0)),
    }
    assert [e.constant for e in found.effects] == ["kept", "rate"]


def test_constant_under_a_layer_is_still_varied():
    """Where a scenario works on a constant's value, the value below it is varied."""
    b = filling()
    b.scenario("more")
    b.set("rate", "rate * 2")
    found = sensitivity(b.model(), SensitivitySettings(scenario="more")).value
    assert next(e.high for e in found.effects if e.constant == "rate") == pytest.approx(30.0)


@pytest.mark.parametrize("distribution", [None, "triangular", "normal"])
def test_ensemble_is_the_same_for_the_same_seed(distribution):
    """The seed decides; quantiles lie in order and, drawn evenly, within the range."""
    model = filling(distribution).model()
    first = uncertainty(model, UncertaintySettings(runs=50, seed=3)).value
    assert first == uncertainty(model, UncertaintySettings(runs=50, seed=3)).value
    assert first != uncertainty(model, UncertaintySettings(runs=50, seed=4)).value
    ends = [row[-1] for row in first.spreads[0].quantiles]
    assert ends == sorted(ends)
    if distribution is None:
        assert 4.0 <= ends[0] <= ends[-1] <= 18.0


def test_failed_runs_are_counted_and_left_out():
    """A run that meets a value that is not finite is numbered, and the others stay."""
    b = filling()
    b.aux("odd", "dmnl", "sqrt(0.5 - kept)")
    found = uncertainty(b.model(), UncertaintySettings(runs=40)).value
    assert 0 < len(found.failed) < 40
    assert len(found.spreads[0].quantiles) == 5


def test_tornado_is_offered():
    """The picture of effects comes where a constant has a range."""
    views = [v for f in plugin.sysdsl_figures() for v in f.views(filling().model())]
    (tornado,) = (v for v in views if v.name == "sensitivity")
    assert [s.name for s in tornado.content.swings] == ["kept", "rate"]
