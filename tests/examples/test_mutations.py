"""One mutated copy of an example for each rule fires exactly that rule, and nothing besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from examples.mutations import causal, dynamics, model, syntax
from examples.mutations.elsewhere import ELSEWHERE
from sysdsl.cli.files import RULES as FILE_RULES
from sysdsl.diagnostics import Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from workspace import folder_engine, registry

ROOT = Path(__file__).resolve().parents[2]
MUTATIONS = {**causal.MUTATIONS, **dynamics.MUTATIONS, **model.MUTATIONS, **syntax.MUTATIONS}

# Without feedback there are no archetypes either: what the map showed, it shows no longer.
SHOWN_NO_LONGER = {"CLD-NO-LOOP": Counter({"CLD-ARCHETYPE": 1})}


@cache
def _engine(example: str) -> Engine:
    """Return an engine that holds an example; mutations are undone after each test."""
    return folder_engine(ROOT / "examples", example)


def _check(engine: Engine) -> Checked:
    (folder,) = engine.models()
    return engine.check(folder)


def _codes(checked: Checked) -> Counter[str]:
    return Counter(found.diagnostic.code for found in checked.diagnostics)


@cache
def _before(example: str) -> Counter[str]:
    return _codes(_check(_engine(example)))


def mutated(text: str, old: str, new: str) -> str:
    """Return a text with one place replaced.

    Args:
        text: The text.
        old: What stands there; `…` means whatever stands between two parts of it. Empty for
            the end of the text.
        new: What stands there afterwards.
    """
    first, _, last = old.partition("…")
    if not old:
        return text + new
    assert text.count(first) == 1, f"{first!r} stands there {text.count(first)} times"
    start = text.index(first)
    end = text.index(last, start + len(first)) + len(last)
    return text[:start] + new + text[end:]


@contextmanager
def _mutant(path: str, old: str, new: str) -> Iterator[Checked]:
    engine = _engine(path.partition("/")[0])
    text = (ROOT / "examples" / path).read_text(encoding="utf-8")
    put = engine.put_table if path.endswith(".csv") else engine.put
    put(path, mutated(text, old, new))
    try:
        yield _check(engine)
    finally:
        put(path, text)


@pytest.mark.parametrize("code", sorted(MUTATIONS))
def test_a_mutation_fires_exactly_its_rule(code: str) -> None:
    """One change to an example draws one finding more: of the rule, at its severity."""
    path, old, new = MUTATIONS[code]
    before = _before(path.partition("/")[0])
    with _mutant(path, old, new) as checked:
        found = _codes(checked)
        told = [x for x in checked.diagnostics if x.diagnostic.code == code]
    assert found - before == Counter({code: 1})
    assert before - found == SHOWN_NO_LONGER.get(code, Counter())
    severities = {x.diagnostic.severity for x in told}
    assert severities == {registry().catalogue.rules[code].severity}


@pytest.mark.parametrize("code", sorted(dynamics.RUNS))
def test_a_run_of_a_mutation_finds_exactly_its_rule(code: str) -> None:
    """Some mistakes show in a run only: the analysis that makes it reports the rule alone."""
    name, path, old, new = dynamics.RUNS[code]
    analysis = registry().analyses[name]
    engine = _engine(path.partition("/")[0])
    assert analysis.run(_check(engine).model, analysis.settings()).diagnostics == ()
    with _mutant(path, old, new) as checked:
        told = analysis.run(checked.model, analysis.settings()).diagnostics
    assert {x.code for x in told} == {code}
    assert {x.severity for x in told} == {registry().catalogue.rules[code].severity}


def test_no_rule_is_left_out() -> None:
    """Each rule there is has a mutation, a run, or a reason and a test elsewhere; one of them."""
    rules = {*registry().catalogue.rules, *(rule.code for rule in FILE_RULES)}
    listed = [*MUTATIONS, *dynamics.RUNS, *ELSEWHERE]
    assert sorted(listed) == sorted(rules)


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_what_is_tested_elsewhere_is_tested(code: str) -> None:
    """The test that is said to break a rule exists and names it."""
    _, path = ELSEWHERE[code]
    text = (ROOT / path).read_text(encoding="utf-8")
    assert code in text


def test_a_mutation_leaves_no_trace() -> None:
    """After a mutation is undone, the example is as it was."""
    for example in ("bottles", "burnout", "epidemic", "leaving_hospital_well"):
        found = [x.diagnostic for x in _check(_engine(example)).diagnostics]
        assert all(x.severity is Severity.INFO for x in found), example
