"""Models become programs: members, units, flows, layers."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import Building, ward_model

from sysdsl.schema import value as v
from sysdsl_plugins.system_dynamics.layers import scopes
from sysdsl_plugins.system_dynamics.lower import lower_model
from sysdsl_plugins.system_dynamics.runs import run_model


def run(building, *layers, **changes):
    """Return the run of a model without problems."""
    made = run_model(building.model(), scopes(building.model(), layers), changes)
    assert made.diagnostics == ()
    return made.value.run


def problems(building, *layers):
    """Return codes and messages of what keeps a model from running."""
    made = run_model(building.model(), scopes(building.model(), layers))
    assert made.value is None
    return [(d.code, d.message) for d in made.diagnostics]


def test_members_run_on_their_own():
    """A scalar holds for each member; `x[*]` in a sum is all of them."""
    found = run(ward_model())
    assert found.series("discharged[medical]")[0] == 9.0
    assert found.series("discharged[surgical]")[0] == 6.0
    assert found.series("pressure")[0] == pytest.approx(100 / 240)


def test_array_flow_into_scalar_stock_adds_up():
    """A subscripted flow into a scalar stock adds up its members."""
    found = run(ward_model())
    assert found.series("home")[-1] == pytest.approx(15.0 * 730)


def test_one_member_is_defined_apart():
    """An equation for one member at model level replaces that member's value."""
    b = ward_model()
    b.set("referrals", "20", index=("medical",))
    assert run(b).series("admitted[medical]")[0] == 20.0
    assert run(b).series("admitted[surgical]")[0] == 6.0


def test_two_dimensions_and_lists_in_lists():
    """Lists in lists give values over two dimensions; sums run over what has a star."""
    b = Building()
    b.dimension("place", "north", "south")
    b.dimension("age", "young", "old")
    b.const("people[place,age]", "people", "{north: {young: 1, old: 2}, south: [3, 4]}")
    b.aux("by_place[place]", "people", "sum(people[place, every])")
    b.aux("by_age[age]", "people", "sum(people[every, age])")
    b.aux("total", "people", "sum(people)")
    b.aux("mean_age[age]", "people", "mean(people[every, age])")
    b.aux("largest", "people", "max(people[every, every])")
    found = run(b)
    values = {name: found.series(name)[0] for name in found.constants}
    assert values["people[south,old]"] == 4
    assert (values["by_place[north]"], values["by_place[south]"]) == (3, 7)
    assert (values["by_age[young]"], values["by_age[old]"]) == (4, 6)
    assert (values["total"], values["mean_age[old]"], values["largest"]) == (10, 3, 4)


def test_part_of_a_dimension_stands_for_its_members():
    """A dimension that picks from another takes its members' values."""
    b = Building()
    b.dimension("ward", "medical", "surgical", "eyes")
    b.dimension("inner", "medical", "surgical", of="ward")
    b.const("beds[ward]", "people", "[10, 20, 5]")
    b.aux("half[inner]", "people", "beds / 2")
    b.aux("inside", "people", "sum(half[every])")
    assert run(b).series("inside")[0] == 15.0


def test_size_of_a_dimension():
    """`size(ward)` counts the members of a dimension."""
    b = ward_model()
    b.aux("wards", "dmnl", "size(ward)")
    assert run(b).series("wards")[0] == 2.0


@pytest.mark.parametrize(
    "text, code, said",
    [
        ("treating", "SD-SUBSCRIPT", "does not say which"),
        ("treating[nowhere]", "SD-SUBSCRIPT", "no member of `ward`"),
        ("home[medical]", "SD-SUBSCRIPT", "has 0 subscripts"),
        ("unknown_thing", "SD-NO-EQUATION", "has none of its own"),
        ("smoth(home, 3)", "SD-UNKNOWN-FUNCTION", "`smoth`"),
        ("smooth(home)", "SD-ARGUMENTS", "without `time`"),
        ("smooth(home, 3, speed=4)", "SD-ARGUMENTS", "no argument `speed`"),
        ("abs(home, 3)", "SD-ARGUMENTS", "takes one argument"),
        ("delay_n(home, 3, order=1.5)", "SD-ARGUMENTS", "whole number"),
        ("always(home > 3)", "SD-TEST-ONLY", "only in a test"),
        ("'words'", "SD-NOT-A-NUMBER", "a text"),
        ("many", "SD-NO-EQUATION", "`many`"),
    ],
)
def test_what_is_wrong_is_said_at_the_equation(text, code, said):
    """Each problem has its code, names the thing, and stands at its element."""
    b = ward_model()
    b.aux("odd", "people", text)
    made = run_model(b.model())
    assert [d.code for d in made.diagnostics] == [code]
    assert said in made.diagnostics[0].message
    assert made.diagnostics[0].label.place.element == "odd"
    assert made.diagnostics[0].hint


def test_missing_member_is_named():
    """A list of values that leaves out a member names it."""
    b = ward_model()
    b.const("cost[ward]", "GBP", "{medical: 400}")
    assert problems(b) == [("SD-MEMBER-MISSING", "`cost` lists values and has none for `surgical`")]


def test_scalar_flow_into_array_stock_is_refused():
    """One amount for each member, or one to share: the model must say."""
    b = ward_model()
    b.flow("more", "people/day", "3", target="treating")
    assert [code for code, _ in problems(b)] == ["SD-FLOW-SUBSCRIPTS"]


def test_units_are_converted_by_their_scale():
    """Weeks, months, percent and prices by the week meet in one equation."""
    b = Building(time=(0, 10, "days"))
    b.const("stay", "days", "x(2, 'weeks')")
    b.const("rate", "people/week", "70")
    b.const("share", "%", "25")
    b.const("price", "GBP/(person*day)", "x(70, 'GBP/(person*week)')")
    b.stock("home", "people", "0")
    b.flow("arriving", "people/day", "rate * share", target="home")
    b.aux("waiting", "weeks", "stay + x(7, 'days')")
    b.aux("late", "dmnl", "1 if stay > x(1, 'week') else 0")
    b.aux("cost", "GBP/week", "home * price")
    found = run(b)
    assert found.series("stay")[0] == 14.0
    assert found.series("arriving")[0] == pytest.approx(2.5)
    assert found.series("waiting")[0] == pytest.approx(3.0)
    assert found.series("late")[0] == 1.0
    assert found.series("cost")[-1] == pytest.approx(25 * 70)


def test_run_in_years_needs_no_conversion():
    """Where all units are in the unit of time of the run, no factor enters the equations."""
    b = Building(time=(1900, 2000, "years"), step=(1, "years"))
    b.stock("people", "people", "1000")
    b.const("growth", "1/year", "0.02")
    b.flow("births", "people/year", "people * growth", target="people")
    assert run(b).series("births")[0] == 20.0


def test_delays_get_their_hidden_stocks():
    """A delay inside an equation keeps what is on its way; nothing of it is shown."""
    b = Building(time=(0, 40, "days"), step=(0.125, "days"), method="rk4")
    b.aux("entering", "people/day", "step(10, x(5, 'days'))")
    b.aux("leaving", "people/day", "delay3(entering, x(2, 'weeks') / 7)")
    b.aux("seen", "people/day", "smooth(entering, 3, initial=4)")
    found = run(b)
    assert found.series("leaving")[-1] == pytest.approx(10.0, rel=1e-3)
    assert found.series("seen")[0] == 4.0


def test_lookup_is_called_by_its_name():
    """A lookup gives the value at an argument, in its unit, also for members."""
    b = ward_model()
    b.lookup("effect", "dmnl", "points((0, 1), (0.5, 0.9), (1, 0.4))")
    b.aux("quality", "dmnl", "effect(pressure)")
    assert run(b).series("quality")[0] == pytest.approx(1 - 0.1 * (100 / 240) / 0.5)


def test_data_drive_a_model():
    """Data hold at their times, with straight lines between, dates counted from the start."""
    b = Building(time=(0, 30, "days"), step=(1, "days"), start="2026-04-01")
    b.data("seen", "people", "series(('2026-04-01', 10), ('2026-04-11', 20))")
    b.aux("twice", "people", "seen * 2")
    found = run(b)
    assert (found.series("twice")[0], found.series("twice")[5]) == (20.0, 30.0)
    assert found.series("seen")[-1] == 20.0


@pytest.mark.parametrize("points", ["points()", "points((1, 2), (1, 3))", "points((0, 1), (2,))"])
def test_unusable_points_are_refused(points):
    """A lookup needs points whose x increases."""
    b = ward_model()
    b.lookup("effect", "dmnl", points)
    assert [code for code, _ in problems(b)] == ["SD-LOOKUP-POINTS"]


def test_simultaneous_equations_are_shown_as_a_loop():
    """An algebraic loop names the elements along it, in the order of the source."""
    b = Building()
    b.aux("price", "GBP", "cost * demand")
    b.aux("demand", "dmnl", "2 - price / x(10, 'GBP')")
    b.const("cost", "GBP", "5")
    assert problems(b) == [
        ("SD-ALG-LOOP", "each needs the next at the same moment: `price` -> `demand` -> `price`")
    ]


def test_non_negative_stock_gives_no_more_than_it_has():
    """Outflows of a stock that must not fall below zero share what there is."""
    b = Building(time=(0, 10, "days"), step=(0.25, "days"))
    b.stock("store", "people", "10", non_negative="yes")
    b.flow("first", "people/day", "3", source="store")
    b.flow("second", "people/day", "1", source="store", target="other")
    b.stock("other", "people", "0")
    found = run(b)
    assert min(found.series("store")) == 0.0
    assert found.series("first")[0] == 3.0
    assert found.series("other")[-1] == pytest.approx(2.5)


def test_uniflow_does_not_reverse():
    """A flow declared one-way is cut at zero."""
    b = Building(time=(0, 1, "days"))
    b.stock("store", "people", "10")
    b.flow("out", "people/day", "-3", source="store", polarity="uniflow")
    assert run(b).series("store")[-1] == 10.0


def layered():
    """Return the ward model with a scenario and two interventions."""
    b = ward_model(start="2026-04-01")
    b.scenario("dry")
    b.set("free_capacity", "free_capacity * 0.5")
    b.intervention("reablement")
    b.set("free_capacity", "free_capacity * 1.2", from_="x(90, 'days')", over="x(30, 'days')")
    b.intervention("burst")
    b.set("free_capacity", "30", from_="'2026-05-01'", until="'2026-05-11'")
    b.intervention("empty")
    b.set("treating", "0")
    b.set("referrals", "5", index=("surgical",))
    return b


def at(found, name, day):
    """Return a value at a day."""
    return found.series(name)[int(day * 4)]


def test_override_blends_in_over_its_ramp():
    """`from` and `over` lead in a straight line from the base to the new value."""
    found = run(layered(), "reablement")
    days = (0, 90, 105, 120, 700)
    expected = (18.0, 18.0, 19.8, 21.6, 21.6)
    assert [at(found, "free_capacity", d) for d in days] == pytest.approx(expected)


def test_override_holds_between_dates():
    """`from` and `until` take dates where the simulation has a start."""
    found = run(layered(), "burst")
    assert [at(found, "free_capacity", d) for d in (29.75, 30, 39.75, 40)] == [18, 30, 30, 18]


def test_layers_stack_in_their_order():
    """An intervention in a scenario works on the scenario's value."""
    found = run(layered(), "dry", "reablement")
    assert at(found, "free_capacity", 700) == pytest.approx(18 * 0.5 * 1.2)


def test_override_of_a_stock_and_of_one_member():
    """A stock's initial value and single members can be replaced."""
    found = run(layered(), "empty")
    assert found.series("treating[medical]")[0] == 0.0
    assert found.series("admitted[surgical]")[0] == 5.0
    assert found.series("admitted[medical]")[0] == 14.0


def test_stock_cannot_be_replaced_later():
    """After the start, only flows change a stock."""
    b = ward_model()
    b.scenario("late")
    b.set("home", "100", from_="x(10, 'days')")
    assert [code for code, _ in problems(b, "late")] == ["SD-OVERRIDE"]


def test_layer_brings_its_own_elements():
    """What stands in a scenario's body is there only when the scenario is in force."""
    b = ward_model()
    b.scenario("dry")
    b.const("shrinking", "dmnl", "0.5")
    b.set("free_capacity", "18 * shrinking")
    assert "shrinking" not in run(b).constants
    assert run(b, "dry").series("free_capacity")[0] == 9.0


def test_changes_replace_equations():
    """A number given from outside replaces an equation, or a stock's initial value."""
    found = run(ward_model(), free_capacity=8.0, home=100.0)
    assert found.series("discharged[medical]")[0] == 4.0
    assert found.series("home")[0] == 100.0


def test_division_by_zero_names_variable_time_and_cause():
    """The first value that is not finite is told with its time and cause."""
    b = ward_model()
    b.aux("ratio", "dmnl", "home / (time() - x(5, 'days'))")
    assert problems(b) == [
        ("SD-NON-FINITE", "`ratio` became infinite at 5 days: division by zero (75 / 0)")
    ]


def test_run_too_large_names_the_limit():
    """A run beyond the limits is refused with the limit's name."""
    b = Building(time=(0, 1e9, "days"), step=(1, "days"))
    b.stock("s", "people", "0")
    b.flow("f", "people/day", "1", target="s")
    made = run_model(b.model())
    assert [d.code for d in made.diagnostics] == ["SD-LIMIT"]
    assert "`max_steps`" in made.diagnostics[0].hint


@pytest.mark.parametrize(
    "time, step, said",
    [((0, 10, "days"), (0.3, "days"), "`step`"), ((10, 0, "days"), (1, "days"), "`time`")],
)
def test_steps_that_do_not_fit_are_refused(time, step, said):
    """A span and a step that do not fit name the property at fault."""
    b = Building(time=time, step=step)
    b.stock("s", "people", "0")
    ((code, message),) = problems(b)
    assert code == "SD-SIMULATION"
    assert said in message


def test_sum_of_many_terms_and_deep_nesting():
    """A sum of 20,000 terms and 200 nested calls run."""
    b = Building(time=(0, 1, "days"))
    b.const("one", "dmnl", "1")
    deep = v.Use("one")
    for _ in range(200):
        deep = v.Apply("abs", (deep,))
    b.aux("deep", "dmnl", "0")
    b.aux("wide", "dmnl", "0")
    terms = (v.Use("one"),) * 20_000
    import attrs

    for name, value in (("deep", deep), ("wide", v.Chain(("+",) * 19_999, terms))):
        element = b.elements[name]
        b.elements[name] = attrs.evolve(element, body=attrs.evolve(element.body, equation=value))
    lowered = lower_model(b.model())
    assert lowered.diagnostics == ()
    assert run(b).series("wide")[0] == 20_000
    assert run(b).series("deep")[0] == 1
