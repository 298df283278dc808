"""Runs in Python: columns of numbers, tables, pictures."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

import sysdsl
from sysdsl.api import UnusableModelError
from sysdsl.api.errors import MissingLibraryError

DECAY = """
model m "Tank"
simulation { time: 0 .. 10 days; step: 0.25 days; method: euler }
stock tank : litre = 100 [litre]
flow out : litre/day from tank = tank / life
const life : days = 5 days
intervention plug "Plug" { life = 50 days }
scenario hot "Hot summer" { life = 2 days }
test "It runs dry" { expect: at(10 days, tank) < 1 [litre] }
"""


@pytest.fixture(scope="module")
def model() -> sysdsl.LoadedModel:
    """Return a tank that runs dry."""
    return sysdsl.load_text(DECAY)


def test_a_run_has_columns(model: sysdsl.LoadedModel) -> None:
    """A run gives times and values by name; Euler's decay is exact."""
    run = model.simulate()
    assert run.times[0] == 0
    assert run.times[-1] == 10
    assert run["tank"][-1] == pytest.approx(100 * (1 - 0.25 / 5) ** 40)
    assert run.final["tank"] == run["tank"][-1]
    assert run.units["tank"] == "litre"
    assert "tank" in run
    with pytest.raises(KeyError, match="did you mean `tank`"):
        run["tnk"]


def test_scenarios_interventions_and_changes_count(model: sysdsl.LoadedModel) -> None:
    """What is in force changes the run; its title says so."""
    base = model.simulate().final["tank"]
    plugged = model.simulate(interventions=["plug"])
    assert plugged.final["tank"] > base
    assert plugged.title == "Tank: Plug"
    assert model.simulate(scenario="hot").final["tank"] < base
    changed = model.simulate(changes={"life": 50.0})
    assert changed.final["tank"] == plugged.final["tank"]


def test_unknown_names_are_refused(model: sysdsl.LoadedModel) -> None:
    """A scenario, an intervention or a constant that does not exist is named."""
    for settings in ({"scenario": "hott"}, {"interventions": ["plugg"]}, {"changes": {"lif": 1.0}}):
        with pytest.raises(UnusableModelError, match="did you mean"):
            model.simulate(**settings)


def test_a_map_cannot_be_run() -> None:
    """A model without stocks and equations says so."""
    with pytest.raises(UnusableModelError, match="no stocks"):
        sysdsl.load_text("a ->+ b").simulate()


def test_a_run_is_csv_and_json(model: sysdsl.LoadedModel) -> None:
    """Both hold the same numbers, `time` first."""
    run = model.simulate()
    rows = list(csv.reader(io.StringIO(run.to_csv())))
    assert rows[0] == ["time", *run.columns]
    assert [float(row[1]) for row in rows[1:]] == list(next(iter(run.columns.values())))
    assert json.loads(run.to_json())["columns"]["tank"] == list(run["tank"])


def test_without_pandas_the_remedy_is_named(
    model: sysdsl.LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data frames without pandas: one sentence that says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibraryError, match="pip install pandas"):
        model.simulate().to_pandas()


def test_a_run_is_a_data_frame(model: sysdsl.LoadedModel) -> None:
    """With pandas, a run is a frame by time."""
    pytest.importorskip("pandas", reason="pandas is optional")
    frame = model.simulate().to_pandas()
    assert frame.index.name == "time"
    assert frame["tank"].iloc[0] == 100


def test_a_run_draws_itself(model: sysdsl.LoadedModel) -> None:
    """A run shows a plot of its stocks and a table in a notebook; any variable can be drawn."""
    run = model.simulate()
    assert "<svg" in run._repr_html_()
    assert "tank" in run._repr_html_()
    assert run.plot("out").svg.startswith("<svg")
    with pytest.raises(KeyError):
        run.plot("outt")


def test_tests_of_the_model_are_run(model: sysdsl.LoadedModel) -> None:
    """`test` says by test what failed."""
    ((name, failures),) = model.test().items()
    assert name == "It runs dry"
    assert len(failures) == 1
