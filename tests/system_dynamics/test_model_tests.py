"""Tests in the model: verdicts, first failures, reference modes."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import ward_model

from sysdsl.schema.core import Pattern
from sysdsl_plugins.system_dynamics.model_tests import run_tests


def verdict(expect, **options):
    """Return whether an expectation holds for the ward model, and why not."""
    b = ward_model()
    b.aux("inside", "people", "sum(treating[every]) + home")
    b.test("t", expect, **options)
    (result,) = run_tests(b.model())
    return result.passed, result.failures


@pytest.mark.parametrize(
    "expect",
    [
        "always(delayed >= 0)",
        "home >= 0",
        "eventually(delayed > x(100, 'people'))",
        "until(x(10, 'days'), delayed == 0)",
        "after(x(100, 'days'), delayed > 0)",
        "at(x(90, 'days'), home) == 1350",
        "at(x(2, 'weeks'), home) == x(210, 'people')",
        "at(x(90, 'days'), home) > at(x(80, 'days'), home)",
        "always(home == cumulative(sum(discharged[every])))",
        "always(inside == initial(inside) + cumulative(sum(admitted[every])))",
        "always(discharged[every] > 0)",
        "not eventually(home < 0)",
        "always(home >= 0) and always(delayed >= 0)",
        "eventually(home < 0) or always(delayed >= 0)",
        "always(0 <= pressure)",
    ],
)
def test_expectation_holds(expect):
    """What is true of the run is found true."""
    assert verdict(expect) == (True, ())


@pytest.mark.parametrize(
    "expect, said",
    [
        ("always(delayed <= x(100, 'people'))", "first fails at 48.25: `delayed` is 101.25"),
        ("eventually(home < 0)", "never holds; at the end `home` is 10950"),
        ("until(x(60, 'days'), delayed == 0)", "first fails at"),
        ("at(x(90, 'days'), home) == 1", "`at(90 days, home)` is 1350"),
        ("always(treating[every] <= x(100, 'people'))", "for medical"),
        ("at(x(9999, 'days'), home) > 0", "is nan"),
        ("not always(home >= 0)", "does not hold"),
    ],
)
def test_failure_says_when_and_what(expect, said):
    """A failed expectation names the first time and the values found then."""
    passed, failures = verdict(expect)
    assert not passed
    assert said in failures[0]


def test_pattern_of_a_run():
    """`pattern(x)` is the class of behaviour; a wider word will do."""
    words = ("linear_growth", "growth", "oscillation")
    assert verdict("pattern(home) == linear_growth", words=words)[0]
    assert verdict("pattern(home) == growth", words=words)[0]
    passed, failures = verdict("pattern(home) == oscillation", words=words)
    assert not passed
    assert "`home` shows linear_growth" in failures[0]


def test_within_a_share_and_within_an_amount():
    """`within 5 % of y` is relative, `within 10 people of y` is not."""
    share = [(0, {"within": "0.05", "of": "x(1400, 'people')"})]
    amount = [(0, {"within": "x(10, 'people')", "of": "x(1400, 'people')"})]
    assert verdict("at(x(90, 'days'), home)", qualifiers=share)[0]
    passed, failures = verdict("at(x(90, 'days'), home)", qualifiers=amount)
    assert not passed
    assert "is 1350, not within 10 of 1400" in failures[0]


def test_test_runs_under_its_own_equations_and_layers():
    """Overrides and auxiliaries of a test hold in that test alone."""
    b = ward_model()
    b.scenario("dry")
    b.set("free_capacity", "0")
    b.test("empty", "always(discharged[every] == 0)")
    b.set("treating", "0")
    b.set("referrals", "0")
    b.test("dry", "always(inside == initial(inside) + 20 * time())", scenario=("dry",))
    b.aux("inside", "people", "sum(treating[every])")
    b.test("base", "always(discharged[every] == 0)")
    assert [r.passed for r in run_tests(b.model())] == [True, True, False]


def test_failure_stands_at_its_line():
    """The diagnostic of a failed expectation points to its line."""
    b = ward_model()
    b.test("t", "home >= 0", "home < 0")
    (result,) = run_tests(b.model())
    (failure,) = result.diagnostics
    assert failure.code == "SD-TEST-FAILED"
    assert (failure.label.place.property, failure.label.place.path) == ("expect", (1,))


def test_reference_mode_is_compared_with_the_base_run():
    """A pattern seen in the world is compared with what the model does."""
    b = ward_model()
    b.add("seen", Pattern(of=("home",), shape="linear_growth"))
    b.add("not_seen", Pattern(of=("home",), shape="oscillation"))
    good, bad = run_tests(b.model())
    assert good.passed
    assert [d.code for d in bad.diagnostics] == ["SD-REFERENCE-MODE"]


def test_every_step_is_looked_at():
    """What happens between saved times counts too."""
    from sysdsl.schema.value import Quantity

    b = ward_model(save=Quantity(10.0, "days"))
    b.aux("spike", "dmnl", "pulse(1, x(5, 'days'))")
    b.test("t", "eventually(spike > 0)")
    assert run_tests(b.model())[0].passed
