"""Tests in the model: each runs the model under its own equations and judges what comes out.

`always`, `eventually`, `until`, `after`, `at` and `pattern` look at every step of the run, not
only at those that are saved. A reference mode (`pattern of x`) holds when the base run shows
it, or one of the scenarios.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from sysdsl.diagnostics import Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.numerics.behaviour import classify, shows
from sysdsl.schema import value as v
from sysdsl.schema.core import Pattern, Scenario, Test
from sysdsl_plugins.system_dynamics.expectations import Expecting, Judge, Verdict
from sysdsl_plugins.system_dynamics.layers import scopes, test_scopes
from sysdsl_plugins.system_dynamics.lower import (
    Lowered,
    Translation,
    finish,
    translate,
    translate_overrides,
)
from sysdsl_plugins.system_dynamics.place import Place
from sysdsl_plugins.system_dynamics.rules import REFERENCE_MODE, TEST_FAILED
from sysdsl_plugins.system_dynamics.wording import text_of

if TYPE_CHECKING:
    from sysdsl_plugins.system_dynamics.runs import ModelRun


@attrs.frozen(kw_only=True)
class Expectation:
    """One line `expect` with its verdict.

    Attributes:
        index: Which line it is, counted from 0.
        text: What is expected.
        verdict: Whether it holds.
    """

    index: int
    text: str
    verdict: Verdict


@attrs.frozen(kw_only=True)
class TestResult:
    """What came out of a test.

    Attributes:
        test: Identity of the test or reference mode.
        title: What it is called.
        passed: Whether the model ran and every expectation holds.
        expectations: In the order of the source.
        failures: What failed, one line each.
        diagnostics: Failures, and what kept the model from running.
    """

    __test__ = False  # pytest must not take it for a class of tests

    test: str
    title: str
    passed: bool
    expectations: tuple[Expectation, ...] = ()
    failures: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@attrs.frozen(kw_only=True)
class TestSettings:
    """Which tests to run."""

    __test__ = False  # pytest must not take it for a class of tests

    match: str = attrs.field(
        default="", metadata={"doc": "Run only tests whose title holds this text."}
    )


@attrs.frozen
class TestResults:
    """What came out of all tests."""

    __test__ = False  # pytest must not take it for a class of tests

    results: tuple[TestResult, ...]


def run_tests(model: Model, match: str = "") -> tuple[TestResult, ...]:
    """Run all tests and reference modes of a model whose title holds a text."""
    results = [run_test(model, test) for test in model.all(Test) if match in test.label]
    modes = [
        p
        for p in model.all(Pattern)
        if p.body.shape and isinstance(p.body.of, tuple) and match in p.label
    ]
    return (*results, *reference_modes(model, modes))


def reference_modes(model: Model, modes: Sequence[Element[Pattern]]) -> Iterator[TestResult]:
    """Yield how reference modes compare with the base run, or else with a scenario's."""
    runs: list[ModelRun] = []
    if modes:
        layers = ((), *(scopes(model, (s.id,)) for s in model.all(Scenario)))
        from sysdsl_plugins.system_dynamics.runs import run_model

        made = [run_model(model, layer).value for layer in layers]
        runs = [run for run in made if run is not None]
    for mode in modes:
        results = [r for run in runs if (r := reference_mode(mode, run)).expectations]
        if results:
            yield next((r for r in results if r.passed), results[0])


def tests_text(found: TestResults) -> str:
    """Return the results as lines of text."""
    lines = []
    for result in found.results:
        lines.append(f"{'passed' if result.passed else 'FAILED'}  {result.title}")
        lines.extend(f"        {line}" for line in result.failures)
    failed = sum(not result.passed for result in found.results)
    lines.append(f"{len(found.results) - failed} passed, {failed} failed")
    return "\n".join(lines)


@attrs.frozen(kw_only=True)
class Prepared:
    """A test ready to run.

    Attributes:
        lowered: The program with the slots that the expectations need; None if there is none.
        judges: Index, text and judge of each expectation.
        diagnostics: What there is to say before a run.
    """

    __test__ = False

    lowered: Lowered | None
    judges: tuple[tuple[int, str, Judge], ...]
    diagnostics: tuple[Diagnostic, ...]


def prepare_test(model: Model, test: Element[Test]) -> Prepared:
    """Return the program and the expectations of a test."""
    translation = translate(model, test_scopes(model, test))
    judges = _judges(translation, test)
    finished = finish(translation)
    return Prepared(lowered=finished.value, judges=judges, diagnostics=finished.diagnostics)


def check_test(model: Model, test: Element[Test]) -> tuple[Diagnostic, ...]:
    """Return what there is to say about a test without running it.

    What is wrong with the model itself, and circles that overrides close, are told elsewhere.
    """
    translation = translate_overrides(model, test_scopes(model, test))
    _judges(translation, test)
    return tuple(translation.lowering.diagnostics)


def _judges(translation: Translation, test: Element[Test]) -> tuple[tuple[int, str, Judge], ...]:
    judges: list[tuple[int, str, Judge]] = []
    for index, value in enumerate(test.body.expect):
        place = Place(
            owner=f"{test.id}.expect{index}",
            element=test.id,
            key="expect",
            path=(index,),
            testing=True,
        )
        qualifier = test.qualifier("expect", index)
        clauses = qualifier.clauses if qualifier else ()
        judge = Expecting(translation, place).judge(value, place, clauses)
        said = "".join(f" {word} {_clause(given, word)}" for word, given in clauses)
        judges.append((index, text_of(value) + said, judge))
    return tuple(judges)


def run_test(model: Model, test: Element[Test]) -> TestResult:
    """Run one test."""
    prepared = prepare_test(model, test)
    if prepared.lowered is None:
        return _without_run(test, prepared.diagnostics)
    every_step = attrs.evolve(prepared.lowered.grid, save_every=1)
    from sysdsl_plugins.system_dynamics.runs import run_lowered

    made = run_lowered(prepared.lowered, grid=every_step)
    if made.value is None:
        return _without_run(test, (*prepared.diagnostics, *made.diagnostics))
    run = made.value.run
    expectations = tuple(
        Expectation(index=index, text=text, verdict=judge(run))
        for index, text, judge in prepared.judges
    )
    failed = tuple(_failure(test, e) for e in expectations if not e.verdict.passed)
    return TestResult(
        test=test.id,
        title=test.label,
        passed=not failed,
        expectations=expectations,
        failures=tuple(d.message for d in failed),
        diagnostics=(*prepared.diagnostics, *failed),
    )


def reference_mode(mode: Element[Pattern], made: ModelRun) -> TestResult:
    """Compare the behaviour of variables with a reference mode."""
    found: list[Expectation] = []
    failures: list[Diagnostic] = []
    shape = mode.body.shape or ""
    for name in mode.body.of if isinstance(mode.body.of, tuple) else ():
        if name not in made.run.columns and name not in made.run.constants:
            continue
        behaviour = classify(made.run.times, made.run.series(name))
        passed = shows(behaviour, shape)
        message = "" if passed else f"`{name}` shows {behaviour.pattern.value}"
        verdict = Verdict(passed=passed, message=message)
        found.append(
            Expectation(index=len(found), text=f"pattern({name}) == {shape}", verdict=verdict)
        )
        if not passed:
            hint = "ask what structure would produce the reference mode, and what is missing"
            text = f"{message}, and the reference mode is {shape}"
            failures.append(REFERENCE_MODE.at(mode.anchor("shape"), text, hint=hint))
    return TestResult(
        test=mode.id,
        title=mode.label,
        passed=not failures,
        expectations=tuple(found),
        failures=tuple(d.message for d in failures),
        diagnostics=tuple(failures),
    )


def _clause(value: v.Value, word: str) -> str:
    """Return a clause as text; a share is a percentage again."""
    if word == "within" and isinstance(value, v.Quantity) and value.unit is None:
        return f"{value.value * 100:g} %"
    return text_of(value)


def _without_run(test: Element[Test], diagnostics: tuple[Diagnostic, ...]) -> TestResult:
    return TestResult(
        test=test.id,
        title=test.label,
        passed=False,
        failures=tuple(d.message for d in diagnostics),
        diagnostics=diagnostics,
    )


def _failure(test: Element[Test], expectation: Expectation) -> Diagnostic:
    return TEST_FAILED.at(
        test.anchor("expect", expectation.index),
        f"`{expectation.text}` does not hold: {expectation.verdict.message}",
        hint="correct the model, or say why the expectation is wrong",
    )
