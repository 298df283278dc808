"""The standard library: what it declares can be imported, and is laid out as `fmt` would."""

from __future__ import annotations

from pathlib import Path

import pytest

from sysdsl.diagnostics import Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine, open_registry
from sysdsl.resources import library_files
from sysdsl.syntax.format import format_text

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path for folder in ("examples", "stdlib") for path in (ROOT / folder).rglob("[!.]*.sysdsl")
)


def _check(text: str) -> Checked:
    registry, _ = open_registry()
    engine = Engine(registry)
    engine.put("model.sysdsl", text)
    for target in engine.missing_imports():
        for path, content in library_files(target):
            engine.put(path, content, library=True)
    (folder,) = engine.models()
    return engine.check(folder)


def _errors(checked: Checked) -> list[str]:
    return [
        x.diagnostic.message for x in checked.diagnostics if x.diagnostic.severity is Severity.ERROR
    ]


def test_units_are_imported() -> None:
    """A unit of the library converts, under any of its names."""
    text = """
import std.units
simulation { time: 0 .. 10 days; step: 0.25 days }
stock work "Hours to do" : hours = 2 shifts
flow done "Done" : hours/day from work = work / pace
const pace "Time it takes" : days = 1 working_day
"""
    checked = _check(text)
    registry, _ = open_registry()
    analysis = registry.analyses["simulate"]
    run = analysis.run(checked.model, analysis.settings()).value
    assert _errors(checked) == []
    assert run.columns["work"][0] == pytest.approx(16)
    assert run.columns["pace"][0] == pytest.approx(1 / 3)


def test_an_archetype_is_imported() -> None:
    """Other elements can refer to a variable of an archetype of the library."""
    text = """
import deficit, repairs_put_off from std.archetypes.fixes_that_fail
gap "How much is put off?" { about: [deficit, repairs_put_off] }
"""
    assert _errors(_check(text)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_formatting_changes_nothing(path: Path) -> None:
    """Examples and library are laid out as `sysdsl fmt` lays out a file."""
    text = path.read_text(encoding="utf-8")
    assert format_text(text, path.name).value == text
