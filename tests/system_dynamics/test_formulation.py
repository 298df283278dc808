"""Craft of formulation: each rule fires where it should and is silent where not."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import Building, ward_model

from sysdsl.schema.core import Pattern
from sysdsl_plugins.system_dynamics import plugin
from sysdsl_plugins.system_dynamics.assessment import AssessmentSettings, assess


def codes(building):
    """Return the codes that the checks of the method report, sorted."""
    model = building.model()
    found = []
    for check in plugin.sysdsl_checks():
        if check.whole is not None:
            found += check.whole(model)
            continue
        prepared = check.prepare(model) if check.prepare else None
        for element in model.elements.values():
            if element.kind in check.kinds and check.each is not None:
                found += check.each(element, model.find)
            elif element.kind in check.kinds:
                found += check.each_prepared(element, model.find, prepared)
    assert all(d.code in {r.code for c in plugin.sysdsl_checks() for r in c.rules} for d in found)
    return sorted(d.code for d in found)


def sound(**options):
    """Return a small model with nothing to object to."""
    b = Building(time=(0, 100, "days"), step=(0.25, "days"), **options)
    b.stock("home", "people", "100")
    b.const("stay", "days", "5")
    b.const("arrivals", "people/day", "20")
    b.flow("arriving", "people/day", "arrivals", target="home")
    b.flow("leaving", "people/day", "home / stay", source="home")
    b.add("seen", Pattern(of=("home",), shape="constant"))
    return b


def test_sound_model_is_not_touched():
    """A well-formulated model gets no message."""
    assert codes(sound()) == []


CASES = {
    "SD-UNITS-MISSING": lambda b: b.aux("bare", None, "home / arrivals"),
    "SD-UNITS-MISMATCH": lambda b: b.aux("odd", "people", "home + stay"),
    "SD-CONST-EMBEDDED": lambda b: b.aux("half", "people", "home * 0.5"),
    "SD-DT-MENTIONED": lambda b: b.aux("quick", "people/day", "home / time_step()"),
    "SD-FLOW-LOOSE": lambda b: b.flow("loose", "people/day", "arrivals"),
    "SD-FLOW-UNIT": lambda b: b.flow("off", "people", "home", source="home"),
    "SD-NO-FIRST-ORDER-CONTROL": lambda b: b.flow("blind", "people/day", "arrivals", source="home"),
    "SD-UNUSED": lambda b: b.const("idle", "days", "3"),
    "SD-SUBSCRIPT": lambda b: b.aux("lost", "people", "home[nowhere]"),
    "SD-COMPLEX-EQ": lambda b: (
        b.const("a", "days", "1"),
        b.const("c", "days", "1"),
        b.aux("long", "people", "home * stay / a * a / c * c / stay"),
    ),
    "SD-LOOKUP-NONMONOTONE": lambda b: (
        b.lookup("bump", "dmnl", "points((0, 0), (1, 1), (2, 0))", beyond="extrapolate"),
        b.aux("y", "dmnl", "bump(home / arrivals / stay)"),
    ),
    "SD-LOOKUP-ENDSLOPE": lambda b: (
        b.lookup("line", "dmnl", "points((0, 0), (1, 1), (2, 3))"),
        b.aux("y", "dmnl", "line(home / arrivals / stay)"),
    ),
}


@pytest.mark.parametrize("code", sorted(CASES))
def test_rule_fires_alone(code):
    """Each rule fires for its mistake, and no other does."""
    b = sound()
    CASES[code](b)
    assert codes(b) == [code]


def test_step_rules():
    """Too large a step, and one that is no power of one half, are told."""
    b = sound()
    coarse = Building(time=(0, 100, "days"), step=(2, "days"))
    b.elements["simulation"] = coarse.elements["simulation"]
    assert codes(b) == ["SD-DT-TOO-LARGE"]
    odd = Building(time=(0, 100, "days"), step=(0.1, "days"))
    b.elements["simulation"] = odd.elements["simulation"]
    assert codes(b) == ["SD-DT-NOT-BINARY"]


def test_delay_stages_count_for_the_step():
    """A third-order delay has a third of its time in each stage."""
    b = sound()
    b.aux("seen_late", "people", "smooth3(home, 2.25 * stay / stay)")
    b.const("short", "days", "2.25")
    b.aux("seen_soon", "people", "smooth3(home, short)")
    assert "SD-DT-TOO-LARGE" in codes(b)


def test_model_without_reference_mode():
    """A model that does not say what it explains is asked."""
    b = sound()
    del b.elements["seen"]
    assert codes(b) == ["SD-NO-REFERENCE-MODE"]


def test_sketch_without_simulation_is_left_alone():
    """Stocks and flows without equations are a sketch: nothing is asked of them."""
    b = Building()
    del b.elements["simulation"]
    b.stock("home", None, None)
    b.flow("arriving", None, None, target="home")
    assert codes(b) == []


def test_assessment_lists_what_reviewers_know():
    """The SDM-Doc items are counted and located."""
    result = assess(ward_model().model(), AssessmentSettings()).value
    items = {item.title: item.elements for item in result.items}
    assert dict(result.counts)["stocks"] == 2
    assert items["`min` or `max`"] == ("delayed", "discharged")
    assert items["unused"] == ()


def test_claimed_equilibrium_is_looked_at():
    """A model that claims to start in equilibrium must not move by itself."""
    still = assess(sound(equilibrium="yes").model(), AssessmentSettings())
    assert still.diagnostics == ()
    moving = sound(equilibrium="yes")
    moving.elements["home"] = Building().elements["simulation"]
    moving.stock("home", "people", "50")
    found = assess(moving.model(), AssessmentSettings())
    assert [d.code for d in found.diagnostics] == ["SD-INIT-NOT-EQUILIBRIUM"]


def test_lookup_used_beyond_its_points_is_told():
    """The first time and argument beyond the points of a lookup are named."""
    b = sound()
    b.lookup("effect", "dmnl", "points((0, 1), (50, 0.5))", input="people")
    b.aux("quality", "dmnl", "effect(home)")
    (found,) = assess(b.model(), AssessmentSettings()).diagnostics
    assert found.code == "SD-LOOKUP-RANGE"
    assert "asked for 100 at 0 days; its points end at 0 and 50" in found.message
