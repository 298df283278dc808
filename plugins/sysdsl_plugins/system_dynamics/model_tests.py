"""Tests in the model: each runs the model under its own equations and judges what comes out.

`always`, `eventually`, `until`, `after`, `at` and `pattern` look at every step of the run, not
only at those that are saved. Reference modes (`pattern of x`) are judged in the base run.
"""

from __future__ import annotations

import attrs

from sysdsl.diagnostics import Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.numerics.behaviour import classify, shows
from sysdsl.schema import value as v
from sysdsl.schema.core import Pattern, Test
from sysdsl_plugins.system_dynamics.expectations import Expecting, Judge, Verdict
from sysdsl_plugins.system_dynamics.layers import test_scopes
from sysdsl_plugins.system_dynamics.lower import finish, translate
from sysdsl_plugins.system_dynamics.place import Place
from sysdsl_plugins.system_dynamics.rules import REFERENCE_MODE, TEST_FAILED
from sysdsl_plugins.system_dynamics.runs import ModelRun, run_lowered, run_model
from sysdsl_plugins.system_dynamics.wording import text_of


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
        diagnostics: Failures, and what kept the model from running.
    """

    __test__ = False  # pytest must not take it for a class of tests

    test: str
    title: str
    passed: bool
    expectations: tuple[Expectation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def run_tests(model: Model) -> tuple[TestResult, ...]:
    """Run all tests and reference modes of a model, in the order of the source."""
    results = [run_test(model, test) for test in model.all(Test)]
    modes = [p for p in model.all(Pattern) if p.body.shape and isinstance(p.body.of, tuple)]
    if modes:
        base = run_model(model)
        if base.value is not None:
            results.extend(reference_mode(mode, base.value) for mode in modes)
    return tuple(results)


def run_test(model: Model, test: Element[Test]) -> TestResult:
    """Run one test."""
    translation = translate(model, test_scopes(model, test))
    prepared: list[tuple[int, str, Judge]] = []
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
        prepared.append((index, text_of(value) + said, judge))
    finished = finish(translation)
    if finished.value is None:
        return _without_run(test, finished.diagnostics)
    every_step = attrs.evolve(finished.value.grid, save_every=1)
    made = run_lowered(finished.value, grid=every_step)
    if made.value is None:
        return _without_run(test, (*finished.diagnostics, *made.diagnostics))
    run = made.value.run
    expectations = tuple(
        Expectation(index=index, text=text, verdict=judge(run)) for index, text, judge in prepared
    )
    failed = tuple(_failure(test, e) for e in expectations if not e.verdict.passed)
    return TestResult(
        test=test.id,
        title=test.label,
        passed=not failed,
        expectations=expectations,
        diagnostics=(*finished.diagnostics, *failed),
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
        diagnostics=tuple(failures),
    )


def _clause(value: v.Value, word: str) -> str:
    """Return a clause as text; a share is a percentage again."""
    if word == "within" and isinstance(value, v.Quantity) and value.unit is None:
        return f"{value.value * 100:g} %"
    return text_of(value)


def _without_run(test: Element[Test], diagnostics: tuple[Diagnostic, ...]) -> TestResult:
    return TestResult(test=test.id, title=test.label, passed=False, diagnostics=diagnostics)


def _failure(test: Element[Test], expectation: Expectation) -> Diagnostic:
    return TEST_FAILED.at(
        test.anchor("expect", expectation.index),
        f"`{expectation.text}` does not hold: {expectation.verdict.message}",
        hint="correct the model, or say why the expectation is wrong",
    )
