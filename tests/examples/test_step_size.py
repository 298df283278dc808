"""The step of integration: what a rule that mentions it does to the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine, open_registry

COPY = Path(__file__).parent / "step_size" / "model.sysdsl"


def _growth(texts: dict[str, str], scenario: str = "") -> float:
    """Return by how many people a day the queue grows in the second half of a run."""
    registry, _ = open_registry()
    engine = Engine(registry)
    for path, text in texts.items():
        engine.put(path, text)
    (folder,) = engine.models()
    analysis = registry.analyses["simulate"]
    run = analysis.run(engine.check(folder).model, analysis.settings(scenario=scenario)).value
    waiting, half = run.columns["waiting"], len(run.times) // 2
    growth: float = (waiting[-1] - waiting[half]) / (run.times[-1] - run.times[half])
    return growth


@pytest.mark.parametrize(("step", "growth"), [("0.125", 1.22), ("0.01", 0.79)])
def test_an_answer_that_depends_on_the_step(step: str, growth: float) -> None:
    """With a capacity divided by the step, the queue grows by 1.22 or by 0.79 in place of 0.75."""
    text = COPY.read_text(encoding="utf-8").replace("step: 0.125 days", f"step: {step} days")
    assert _growth({"model.sysdsl": text}) == pytest.approx(growth, abs=0.005)


def test_it_is_found(check_files: Callable[[str], Checked]) -> None:
    """The equation that mentions the step is reported, and so is the answer that depends on it."""
    codes = {x.diagnostic.code for x in check_files("tests/examples/step_size").diagnostics}
    assert "SD-DT-MENTIONED" in codes


@pytest.mark.parametrize("step", ["0.25", "0.125", "0.0625"])
def test_an_answer_that_does_not(step: str, root: Path) -> None:
    """In the example, a bed that somebody leaves is used at once: 0.75 a day at any step."""
    texts = {
        file.name: file.read_text(encoding="utf-8").replace("0.125 days", f"{step} days")
        for file in sorted((root / "examples" / "leaving_hospital_well").glob("[!.]*.sysdsl"))
    }
    assert _growth(texts, "too_far") == pytest.approx(0.75, abs=1e-6)
