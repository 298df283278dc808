"""Delayed discharge: a published teaching model with an analytic equilibrium.

Source: Symmetric (McKelvie, Wolstenholme), "delayed discharge" web simulation: 20 referrals a
day, 5 days of treatment, 5 % need a package for 24 months, 400 a bed-day, 120 a package-week.
See also Wolstenholme and McKelvie, The Dynamics of Care (2019), ch. 7.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import Building

from sysdsl_plugins.system_dynamics.formulation import check_equation
from sysdsl_plugins.system_dynamics.runs import run_model
from sysdsl_plugins.system_dynamics.step_size import StepSizeSettings, step_size

BED, PACKAGE = 400.0, 120.0 / 7.0


def discharge(*, beds, packages, step=0.125, days=60, start):
    """Return the model whose capacity logic mentions the step, as the published one does."""
    b = Building(time=(0, days, "days"), step=(step, "days"))
    b.const("referrals", "people/day", "20")
    b.const("stay", "days", "5")
    b.const("length", "days", "x(24, 'months')")
    b.const("needing", "dmnl", "0.05")
    b.const("beds", "people", str(beds))
    b.const("packages", "people", str(packages))
    treating, blocked, in_care = start
    b.stock("waiting", "people", "0")
    b.stock("treating", "people", str(treating))
    b.stock("blocked", "people", str(blocked))
    b.stock("in_care", "people", str(in_care))
    b.aux("treated", "people/day", "treating / stay")
    b.aux("free_beds", "people", "max(x(0, 'people'), beds - treating - blocked)")
    b.aux("free_packages", "people", "max(x(0, 'people'), packages - in_care)")
    b.flow("referred", "people/day", "referrals", target="waiting")
    b.flow(
        "admitted",
        "people/day",
        "min(referrals + waiting / time_step(), free_beds / time_step())",
        source="waiting",
        target="treating",
    )
    b.flow("home", "people/day", "treated * (1 - needing)", source="treating")
    b.flow("ready", "people/day", "treated * needing", source="treating", target="blocked")
    b.flow(
        "started",
        "people/day",
        "min(ready + blocked / time_step(), free_packages / time_step())",
        source="blocked",
        target="in_care",
    )
    b.flow("ended", "people/day", "in_care / length", source="in_care")
    b.aux("cost", "GBP/day", f"(treating + blocked) * {BED} + in_care * {PACKAGE}")
    return b.model()


def queue_growth(model, step):
    """Return by how much the queue grows in a day, at the end of the run."""
    made = run_model(model)
    assert made.diagnostics == ()
    waiting = made.value.run.series("waiting")
    day = round(1 / step)
    return waiting[-1] - waiting[-1 - day], made.value.run


def test_equilibrium_is_the_analytic_one():
    """With room for all: 100 beds, 730.5 packages, 52,523 a day, 23.84 % of it for care."""
    model = discharge(beds=110, packages=800, start=(100, 0, 730.5), days=730)
    run = run_model(model).value.run
    assert run.series("treating")[-1] == pytest.approx(100.0, rel=1e-9)
    assert run.series("in_care")[-1] == pytest.approx(730.5, rel=1e-9)
    assert run.series("cost")[-1] == pytest.approx(52_523, abs=0.5)
    share = run.series("in_care")[-1] * PACKAGE / run.series("cost")[-1]
    assert share == pytest.approx(0.2384, abs=5e-5)


def test_too_little_for_care_blocks_beds():
    """15 % of 55,000 a day: 65.9 treated, 51.0 blocked, the queue grows by 6.8 a day."""
    beds, packages = 55_000 * 0.85 / BED, 55_000 * 0.15 / PACKAGE
    assert (beds, packages) == pytest.approx((116.875, 481.25))
    start = (65.9, 51.0, packages)
    step = 1 / 64
    growth, run = queue_growth(
        discharge(beds=beds, packages=packages, step=step, start=start, days=120), step
    )
    assert run.series("treated")[-1] == pytest.approx(13.18, abs=0.05)
    assert run.series("treating")[-1] == pytest.approx(65.9, abs=0.3)
    assert run.series("blocked")[-1] == pytest.approx(51.0, abs=0.4)
    assert growth == pytest.approx(6.8, abs=0.05)


@pytest.mark.parametrize("step, expected", [(0.125, 1.22), (0.01, 0.79)])
def test_capacity_divided_by_the_step_depends_on_the_step(step, expected):
    """30 % for care: 0.75 a day in truth, 1.22 with a step of 0.125, 0.79 with 0.01."""
    beds, packages = 55_000 * 0.70 / BED, 55_000 * 0.30 / PACKAGE
    start = (beds, 0, 19.25 * 0.05 * 730.5)
    growth, _ = queue_growth(discharge(beds=beds, packages=packages, step=step, start=start), step)
    assert growth == pytest.approx(expected, abs=0.01)


def test_step_is_found_guilty_twice():
    """The usual rule is satisfied (1/4 of 5 days), yet two other rules find the fault."""
    beds, packages = 55_000 * 0.70 / BED, 55_000 * 0.30 / PACKAGE
    model = discharge(beds=beds, packages=packages, start=(beds, 0, 703))
    found = step_size(model, StepSizeSettings())
    assert [d.code for d in found.diagnostics] == ["SD-DT-SENSITIVE"]
    assert found.value.sensitive
    codes = {d.code for e in model.elements.values() for d in check_equation(e, model.find)}
    assert "SD-DT-MENTIONED" in codes
