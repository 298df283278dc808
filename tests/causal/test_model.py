"""The map of a model: layers, implied links, analyses, pictures, report."""

from collections.abc import Callable

import pytest

from sysdsl.engine.checked import Checked
from sysdsl.plugin import Analysis
from sysdsl.render.diagram import DiagramGraph
from sysdsl_plugins.causal import results as r
from sysdsl_plugins.causal.analyses import (
    ANALYSES,
    run_archetypes,
    run_leverage,
    run_loops,
    run_paths,
    run_perspectives,
)
from sysdsl_plugins.causal.causal_map import read_map
from sysdsl_plugins.causal.figures import causal_views
from sysdsl_plugins.causal.report import feedback_section

Check = Callable[[str], Checked]

WAITING = """
model waiting "Leaving hospital"
actor trust "Hospital trust"
actor council "Council"
evidence audit "Ward audit" on 2026-05-01 { type: document }
variable delayed "People who wait" { owner: trust }
variable safe "Level held to be safe" { type: goal }
safe ->- beds
delayed ~>+ frailty { because: "Ten days in bed"; evidence: audit }
link habit "Panels grant what is on the menu": frailty ->+ package_size
feedback R1 "Losing strength": delayed ~>+ frailty ->+ package_size ->- free_care ->- delayed
feedback B1 "Escalation beds": delayed ->+ beds ->- delayed { story: "The corridor clears." }
pattern of delayed { shape: oscillation }
perspective home_first "Home is where recovery happens" {
  held_by: council
  beds ->0 delayed because "They fill in a week"
  rejects: frailty -> package_size
}
perspective flow "The bed is scarce" {
  held_by: trust
  beds ->+ delayed
}
intervention reablement "Reablement team" { acts_on: beds -> delayed; level: goals }
"""

TANK = """
stock water : litre = 10
const target : litre = 50
const response : hour = 2
flow inflow : litre/hour to water = (target - water) / response
"""


@pytest.fixture(scope="module")
def waiting(check: Check) -> Checked:
    """A checked model with two perspectives and an intervention."""
    return check(WAITING)


def test_links_loops_and_titles(waiting: Checked) -> None:
    """Links come from statements, named links and loops; a loop adds those nobody drew."""
    graph = read_map(waiting.model).graph
    pairs = {(e.source, e.target, e.sign.value, e.delayed) for e in graph.edges}
    assert pairs == {
        ("safe", "beds", "-", False),
        ("delayed", "frailty", "+", True),
        ("frailty", "package_size", "+", False),
        ("package_size", "free_care", "-", False),
        ("free_care", "delayed", "-", False),
        ("delayed", "beds", "+", False),
        ("beds", "delayed", "-", False),
    }
    assert graph.node("delayed").owner == "trust"
    assert graph.node("safe").type == "goal"


def test_loops_keep_their_names(waiting: Checked) -> None:
    """Declared loops are listed under their names, with their evidence."""
    found = run_loops(waiting.model, r.LoopsSettings()).value
    assert [(row.name, row.title, row.type, row.delayed, row.evidenced) for row in found.loops] == [
        ("B1", "Escalation beds", "balancing", False, 0),
        ("R1", "Losing strength", "reinforcing", True, 1),
    ]
    assert found.participation[0] == ("delayed", 2)


def test_perspectives_differ(waiting: Checked) -> None:
    """One perspective denies two links, the other turns a sign."""
    rows = {
        (c.first, c.second): c
        for c in run_perspectives(waiting.model, r.NoSettings()).value.comparisons
    }
    base, home, flow = "Base model", "Home is where recovery happens", "The bed is scarce"
    assert rows[base, home].denied == (
        f"frailty -> package_size, denied by {home}",
        f"beds -> delayed, denied by {home}",
    )
    assert rows[base, flow].conflicts == ("beds ->- delayed / beds ->+ delayed",)
    assert rows[base, flow].variables == 1.0


def test_leverage_and_claims(waiting: Checked) -> None:
    """Acting on a link of a balancing loop is level 8; claiming goals is too much."""
    (row,) = run_leverage(waiting.model, r.NoSettings()).value.interventions
    assert (row.number, row.claimed, row.overclaims) == (8, "Goals", True)
    assert "LEV-CLAIM" in {d.diagnostic.code for d in waiting.diagnostics}


def test_paths_and_unknown_variables(waiting: Checked) -> None:
    """Paths follow the map; a misspelt variable is answered with its neighbour."""
    found = run_paths(waiting.model, r.PathsSettings(source="beds", target="free_care")).value
    assert [(row.variable, row.net, row.delayed) for row in found.influences] == [
        ("free_care", "+", True)
    ]
    (problem,) = run_paths(waiting.model, r.PathsSettings(source="bads")).diagnostics
    assert problem.hint == "did you mean `beds`?"
    assert run_paths(waiting.model, r.PathsSettings()).value.source == "delayed"


def test_patterns_stand_beside_archetypes(check: Check) -> None:
    """An observed pattern is shown beside the behaviour to expect."""
    text = "a ->+ fix ->- a\nfix ~>+ side ->+ a\npattern of a { shape: oscillation }"
    (row,) = run_archetypes(check(text).model, r.NoSettings()).value.archetypes
    assert row.patterns == (("a", "oscillation"),)


def test_archetypes_rest_on_what_was_drawn(check: Check) -> None:
    """Loops of stock-and-flow arithmetic are no archetypes; they are listed as implied."""
    model = check(TANK + "water ->+ pressure\npressure ->+ leak ->- water").model
    loops = run_loops(model, r.LoopsSettings()).value.loops
    assert {(row.text, row.implied) for row in loops} == {
        ("water ->- inflow ->+ water", True),
        ("water ->+ pressure ->+ leak ->- water", False),
    }
    found = run_archetypes(model, r.NoSettings()).value
    assert (found.considered, found.archetypes) == (1, ())


def test_a_claim_inside_a_richer_structure_is_confirmed(check: Check) -> None:
    """Fixes that fail is part of shifting the burden; who declared it is not contradicted."""
    text = """
    feedback B1 "Quick": symptom ->+ fix ->- symptom
    feedback B2 "Lasting": symptom ->+ cure ~>- symptom
    feedback R1 "Erosion": symptom ->+ fix ->+ side ->- cure ~>- symptom
    archetype a1 "Relief" { type: fixes_that_fail; loops: [B1, R1] }
    archetype a2 "Dependence" { type: shifting_the_burden; loops: [B1, B2, R1] }
    """
    checked = check(text)
    rows = run_archetypes(checked.model, r.NoSettings()).value.archetypes
    assert {(row.name, row.claims) for row in rows} == {
        ("fixes_that_fail", ("Relief",)),
        ("shifting_the_burden", ("Dependence",)),
    }
    assert "CLD-ARCHETYPE-MISMATCH" not in {d.diagnostic.code for d in checked.diagnostics}


def test_what_a_test_computes_is_not_in_the_map(check: Check) -> None:
    """An auxiliary inside a test belongs to the test."""
    text = TANK + 'test "Full" {\n  aux inside : litre = water\n  expect: always(inside >= 0)\n}'
    names = [node.name for node in read_map(check(text).model).graph.nodes]
    assert not [name for name in names if "inside" in name]


def test_equations_close_loops(check: Check) -> None:
    """A stock and its flow make a balancing loop that nobody drew."""
    found = run_loops(check(TANK).model, r.LoopsSettings()).value
    assert [(row.type, row.text) for row in found.loops] == [
        ("balancing", "water ->- inflow ->+ water")
    ]


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda a: a.name)
def test_every_analysis_speaks(waiting: Checked, analysis: Analysis) -> None:
    """Each analysis runs with some settings, gives its result class, and has words for it."""
    settings = analysis.settings(source="beds") if analysis.name == "paths" else analysis.settings()
    outcome = analysis.run(waiting.model, settings)
    assert isinstance(outcome.value, analysis.result)
    assert analysis.text(outcome.value).strip()
    assert analysis.applies(waiting.model)
    assert outcome == analysis.run(waiting.model, settings)


def test_pictures_of_every_standpoint(waiting: Checked) -> None:
    """The map is drawn as it is, and as each perspective has it, with denied links dotted."""
    views = list(causal_views(waiting.model))
    assert [view.name for view in views] == [
        "causal-map",
        "causal-map-home_first",
        "causal-map-flow",
    ]
    base, home, _ = (view.content for view in views)
    assert isinstance(base, DiagramGraph)
    assert [loop.label for loop in base.loops] == ["B1", "R1"]
    assert {(e.source, e.target) for e in home.edges if e.disputed} == {
        ("beds", "delayed"),
        ("frailty", "package_size"),
    }
    assert "More People who wait raises frailty, with a delay." in views[0].text


def test_report_has_a_section(waiting: Checked) -> None:
    """The report explains, shows, lists, compares and says where to act."""
    section = feedback_section(waiting.model)
    assert section is not None
    assert [child.id for child in section.children] == [
        "feedback-loops",
        "feedback-perspectives",
        "feedback-leverage",
    ]


def test_a_model_without_map_has_no_section(check: Check) -> None:
    """Without links there is nothing to report."""
    assert feedback_section(check('actor a "A"').model) is None
