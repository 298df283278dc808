"""Examples and the standard library: clean, tested, and showing what they are there to show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sysdsl.diagnostics import Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import open_registry

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("bottles", "burnout", "epidemic", "leaving_hospital_well")
MODELS = (
    *(f"examples/{name}" for name in EXAMPLES),
    *(f"stdlib/templates/{name}" for name in ("causal-map", "stock-and-flow", "whole-case")),
    *sorted(
        path.relative_to(ROOT).as_posix()
        for pattern in ("archetypes/*.sysdsl", "molecules/*", "units/*.sysdsl")
        for path in (ROOT / "stdlib").glob(pattern)
    ),
)
Check = Callable[[str], Checked]


def _told(checked: Checked) -> list[str]:
    """Return what a user would have to act upon: everything but results of a method."""
    return [
        f"{found.diagnostic.code}: {found.diagnostic.message}"
        for found in checked.diagnostics
        if found.diagnostic.severity is not Severity.INFO
    ]


def test_every_example_is_tested() -> None:
    """A folder of examples that is not in the list would never be checked."""
    folders = {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert folders == set(EXAMPLES)


@pytest.mark.parametrize("path", MODELS)
def test_clean(path: str, check_files: Check) -> None:
    """What we show to learn from draws no advice that its author has not answered."""
    assert _told(check_files(path)) == []


@pytest.mark.parametrize("path", MODELS)
def test_its_own_tests_hold(path: str, check_files: Check) -> None:
    """The tests that a model states hold."""
    registry, _ = open_registry()
    checked = check_files(path)
    tests = registry.analyses["tests"]
    if not tests.applies(checked.model):
        return
    results = tests.run(checked.model, tests.settings()).value.results
    assert [(r.title, r.failures) for r in results if not r.passed] == []


@pytest.mark.parametrize("path", [p for p in MODELS if p.startswith("examples/")])
def test_a_suppression_has_a_reason(path: str, check_files: Check) -> None:
    """Whatever an example suppresses, it says why."""
    suppressed = check_files(path).suppressed
    assert [found.message for found, reason in suppressed if not reason] == []


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "stdlib" / "archetypes").glob("[!.]*.sysdsl")),
    ids=lambda path: path.stem,
)
def test_an_archetype_is_found_in_its_own_map(path: Path, check_files: Check) -> None:
    """Each canonical map is recognised as exactly the archetype it teaches."""
    registry, _ = open_registry()
    model = check_files(path.relative_to(ROOT).as_posix()).model
    analysis = registry.analyses["archetypes"]
    found = analysis.run(model, analysis.settings()).value
    assert [match.name for match in found.archetypes] == [path.stem]


def test_a_template_is_summed_up() -> None:
    """`sysdsl new --list` says in a sentence what each template is for."""
    from sysdsl.resources import template_names

    names = template_names()
    assert set(names) == {"causal-map", "stock-and-flow", "whole-case"}
    assert all(text.startswith("A ") and text.endswith(".") for text in names.values())


def test_the_large_example_shows_five_archetypes(check_files: Check) -> None:
    """The map of the hospital case holds the five archetypes that it claims, and no others."""
    checked = check_files("examples/leaving_hospital_well")
    registry, _ = open_registry()
    analysis = registry.analyses["archetypes"]
    found = analysis.run(checked.model, analysis.settings()).value
    claimed = {e.body.type for e in checked.model.by_kind["archetype"]}
    assert len(claimed) == 5
    assert claimed <= {match.name for match in found.archetypes}
    told = [x for x in checked.diagnostics if x.diagnostic.code == "CLD-ARCHETYPE"]
    assert len(told) == len(claimed)


def test_the_large_example_has_what_it_promises(check_files: Check) -> None:
    """Its README names numbers of things; they are there."""
    kinds = check_files("examples/leaving_hospital_well").model.by_kind
    counts = {kind: len(kinds[kind]) for kind in ("evidence", "gap", "concern", "feedback")}
    assert counts == {"evidence": 9, "gap": 6, "concern": 12, "feedback": 14}
    assert len(kinds["intervention"]) == 5
    assert len(kinds["scenario"]) == 5
    assert len(kinds["perspective"]) == 2
