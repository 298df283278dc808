"""What comes out: columns, pictures, the report, outcomes for options."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from build import ward_model

from sysdsl.render.document import SimulationBlock
from sysdsl.schema.value import Quantity, Span
from sysdsl_plugins.system_dynamics import plugin
from sysdsl_plugins.system_dynamics.simulation import SimulationSettings, simulate_model
from sysdsl_plugins.system_dynamics.wording import amount_text


def layered():
    """Return the ward model with layers, key variables and a range."""
    b = ward_model(key=("delayed", "home"), start="2026-04-01")
    b.const("extra", "people/day", "0", within=Span(Quantity(0.0), Quantity(14.0, "people/week")))
    b.aux("all_capacity", "people/day", "free_capacity + extra")
    b.scenario("dry")
    b.set("free_capacity", "free_capacity * 0.5")
    return b.model()


def test_columns_come_in_the_order_of_the_source():
    """Constants and variables of members are columns named `name[member]`."""
    result = simulate_model(layered()).value
    assert list(result.columns)[:3] == ["referrals[medical]", "referrals[surgical]", "stay"]
    assert all(len(c) == len(result.times) == 2921 for c in result.columns.values())
    assert (result.time_unit, result.start) == ("days", "2026-04-01")


@pytest.mark.parametrize(
    "settings, said",
    [
        (SimulationSettings(scenario="dri"), "`dri`"),
        (SimulationSettings(changes=("bedz=3",)), "`bedz`"),
        (SimulationSettings(changes=("beds",)), "does not give a number"),
    ],
)
def test_unknown_names_in_settings_are_told(settings, said):
    """A misspelt scenario or variable is answered with what was meant."""
    made = simulate_model(layered(), settings)
    assert made.value is None
    assert said in made.diagnostics[0].message


def test_outcomes_under_layers():
    """The evaluator gives final values under scenarios and interventions."""
    (evaluator,) = plugin.sysdsl_outcomes()
    base = evaluator.evaluate(layered(), ()).value
    dry = evaluator.evaluate(layered(), ("dry",)).value
    assert set(base) == set(evaluator.outcomes(layered()))
    assert dry["delayed"] > base["delayed"]


def test_pictures_are_offered():
    """Stock-flow diagram, behaviour, and a comparison for each key variable."""
    names = [view.name for f in plugin.sysdsl_figures() for view in f.views(layered())]
    assert names == ["stock-flow", "behaviour", "scenarios-delayed", "scenarios-home"]


def test_report_says_how_it_was_computed():
    """The section holds a live simulation, scenarios, structure and all equations."""
    (section,) = (s.build(layered()) for s in plugin.sysdsl_report_sections())
    assert [child.id for child in section.children] == [
        "simulation-what-if",
        "simulation-structure",
        "simulation-equations",
    ]
    assert any(isinstance(block, SimulationBlock) for block in section.blocks)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run the live simulation")
def test_live_simulation_gives_the_reference_run():
    """The script of the report computes the very curves that are drawn."""
    (section,) = (s.build(layered()) for s in plugin.sysdsl_report_sections())
    block = next(b for b in section.blocks if isinstance(b, SimulationBlock))
    assert [(s.name, s.low, s.high) for s in block.sliders] == [("extra", 0.0, 2.0)]
    script = f"console.log(JSON.stringify(({block.script})({{}})))"
    done = subprocess.run(["node", "-"], input=script, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    for curve in block.curves:
        assert found[curve.name] == pytest.approx(list(curve.values), rel=1e-9)
    assert tuple(found["time"]) == block.times


def test_analyses_write_text():
    """Each analysis that applies tells its result in words."""
    model = layered()
    for analysis in plugin.sysdsl_analyses():
        if analysis.applies(model):
            outcome = analysis.run(model, analysis.settings())
            assert analysis.text(outcome.value)


def test_same_bytes_under_any_hash_seed(under_two_hash_seeds):
    """Generated code and results do not depend on the order of sets."""
    folder = Path(__file__).parent
    under_two_hash_seeds(
        f"import sys; sys.path.insert(0, {str(folder)!r})\n"
        "from build import ward_model\n"
        "from sysdsl.codegen.javascript import javascript_source\n"
        "from sysdsl_plugins.system_dynamics.lower import lower_model\n"
        "from sysdsl_plugins.system_dynamics.simulation import simulate_model\n"
        "m = ward_model().model()\n"
        "x = lower_model(m).value\n"
        "print(javascript_source(x.program, x.grid, x.method))\n"
        "print(simulate_model(m).value)\n"
    )


@pytest.mark.parametrize(
    "number, unit, text",
    [
        (50.9955, "people", "51 people"),
        (55_000.0, "GBP/day", "\u00a355,000 a day"),
        (6181.7, "people/days", "6,182 people a day"),
        (0.24, "dmnl", "0.24"),
        (5e-17, "people", "0 people"),
        (3.0, "people/(bed*day)", "3 people a bed a day"),
        (2.0, "care_packages", "2 care packages"),
        (2.0, "m^2", "2 m^2"),
    ],
)
def test_amounts_are_said_as_people_say_them(number, unit, text):
    """Three digits, thousands separated, units in words, money with its sign."""
    assert amount_text(number, unit, scale=100.0) == text
