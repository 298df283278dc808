"""Loops that matter: invariants and known shifts of dominance."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import Building

from sysdsl_plugins.system_dynamics.cycles import cycles_of
from sysdsl_plugins.system_dynamics.loop_scores import LoopScoresSettings, loop_scores


def scores(building):
    """Return the loops of a model by their elements, and the times."""
    result = loop_scores(building.model(), LoopScoresSettings()).value
    return {loop.elements: loop for loop in result.loops}, result.times


def logistic():
    """Return growth that meets a limit."""
    b = Building(time=(0, 20, "years"), step=(1 / 64, "years"))
    b.stock("people", "people", "10")
    b.const("growth", "1/year", "0.6")
    b.const("room", "people", "1000")
    b.aux("left", "dmnl", "1 - people / room")
    b.flow("births", "people/year", "people * growth * left", target="people")
    return b


def test_isolated_loop_scores_one():
    """A loop that is alone accounts for everything, with its sign."""
    b = Building(time=(0, 10, "years"), step=(0.125, "years"))
    b.stock("people", "people", "10")
    b.const("rate", "1/year", "0.1")
    b.flow("births", "people/year", "people * rate", target="people")
    b.stock("water", "l", "10")
    b.flow("leak", "l/year", "water * rate", source="water")
    loops, _ = scores(b)
    assert set(loops["people", "births"].relative) == {1.0}
    assert set(loops["water", "leak"].relative) == {-1.0}
    assert loops["people", "births"].polarity == "reinforcing"
    assert loops["water", "leak"].polarity == "balancing"


def test_relative_scores_sum_to_one():
    """At each time the sizes of the relative scores of one part sum to 1."""
    loops, times = scores(logistic())
    for k in range(len(times)):
        assert sum(abs(loop.relative[k]) for loop in loops.values()) == pytest.approx(1.0)


def test_dominance_shifts_at_the_inflection():
    """In logistic growth the limit takes over where the stock is half of the room."""
    loops, times = scores(logistic())
    grows = next(loop for loop in loops.values() if loop.polarity == "reinforcing")
    limits = next(loop for loop in loops.values() if loop.polarity == "balancing")
    shift = next(
        t for t, a, b in zip(times, grows.relative, limits.relative, strict=True) if -b > a
    )
    # 1000 / (1 + 99 exp(-0.6 t)) is 500 at t = ln(99) / 0.6 = 7.66.
    assert shift == pytest.approx(7.66, abs=0.15)


def test_lumping_flows_changes_nothing():
    """One flow or two halves of it: the loops together have the same score."""
    split = logistic()
    split.elements["births"] = logistic().elements["births"]
    whole, _ = scores(logistic())
    halves = Building(time=(0, 20, "years"), step=(1 / 64, "years"))
    halves.elements.update({k: v for k, v in logistic().elements.items() if k != "births"})
    halves.flow("some", "people/year", "people * growth * left / 2", target="people")
    halves.flow("others", "people/year", "people * growth * left / 2", target="people")
    parts, times = scores(halves)

    def total(loops, k, polarity):
        return sum(x.relative[k] for x in loops.values() if x.polarity == polarity)

    for k in range(0, len(times), 20):
        for polarity in ("reinforcing", "balancing"):
            assert total(parts, k, polarity) == pytest.approx(total(whole, k, polarity), abs=1e-9)


def test_nothing_moves_nothing_matters():
    """At equilibrium all scores are 0."""
    b = logistic()
    b.stock("people", "people", "1000")
    loops, _ = scores(b)
    assert all(set(loop.relative) == {0.0} for loop in loops.values())


def test_delay_counts_as_one_element():
    """The stages of a delay do not show as elements of a loop."""
    b = Building(time=(0, 40, "days"), step=(0.125, "days"))
    b.stock("staff", "people", "10")
    b.const("goal", "people", "20")
    b.const("time_to_act", "days", "4")
    b.aux("seen", "people", "smooth3(staff, time_to_act)")
    b.flow("hired", "people/day", "(goal - seen) / time_to_act", target="staff")
    loops, _ = scores(b)
    assert ("staff", "seen", "hired") in {tuple(x) for x in map(rotated, loops)}


def rotated(elements):
    """Return a loop from `staff` on."""
    if "staff" not in elements:
        return elements
    start = elements.index("staff")
    return (*elements[start:], *elements[:start])


def test_cycles_are_found_once_and_capped():
    """All six cycles among four nodes that reach each other in a ring and back; a cap tells."""
    ring = {"a": ["b", "d"], "b": ["c", "a"], "c": ["d", "b"], "d": ["a", "c"]}
    found = cycles_of(ring)
    assert len(found.cycles) == 6
    assert not found.truncated
    assert cycles_of(ring, most=2).truncated
    apart = cycles_of({"a": ["b"], "b": ["a"], "c": ["c"]})
    assert apart.components["a"] == apart.components["b"] != apart.components["c"]


def test_a_model_at_rest_has_no_dominant_loop():
    """What rounding makes of a quantity in equilibrium is no behaviour."""
    b = Building(time=(0, 10, "years"), step=(0.1, "years"))
    b.stock("people", "people", "1000 / 3")
    b.const("share", "1/year", "0.3")
    b.flow("births", "people/year", "people * share", target="people")
    b.flow("deaths", "people/year", "people * share * (1 + 1e-13)", source="people")
    found, _ = scores(b)
    assert all(value == 0.0 for loop in found.values() for value in loop.relative)
