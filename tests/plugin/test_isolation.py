"""A plugin that misbehaves is named; what all others bring is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from sysdsl.diagnostics import Anchor, Diagnostic, Rule, Severity
from sysdsl.engine.engine import Engine, open_registry
from sysdsl.model.model import Model
from sysdsl.plugin import Check, hookimpl
from sysdsl.plugin.loader import Source, installed
from sysdsl.schema import element, words

RULE = Rule(
    code="BAD-RULE",
    severity=Severity.HINT,
    title="t",
    meaning="m",
    why="w",
    example="e",
    instead="i",
)


def plugin(**hooks: Callable[[], object]) -> ModuleType:
    """Return a module of hooks."""
    module = ModuleType("bad_plugin")
    for name, function in hooks.items():
        setattr(module, name, hookimpl(function))
    return module


def checking(function: Callable[[Model], object]) -> ModuleType:
    """Return a plugin with one check of the whole model."""
    check = Check(rules=(RULE,), whole=function)  # type: ignore[arg-type]  # wrong on purpose
    return plugin(sysdsl_checks=lambda: [check])


def load_with(module: ModuleType | Callable[[], ModuleType]) -> tuple[Engine, list[str]]:
    """Load the shipped methods and a bad one; return the engine and what is said about it."""
    load = module if callable(module) else lambda: module
    registry, problems = open_registry([Source("bad", load), *installed()])
    engine = Engine(registry)
    engine.put("m.sysdsl", "a ->+ b\nb ->+ c\nc ->+ a\nfeedback B1: a ->+ b ->+ c ->+ a\n")
    return engine, [problem.message for problem in problems]


def said(engine: Engine) -> dict[str, str]:
    """Return what is said about the model, by code."""
    return {
        item.diagnostic.code: item.diagnostic.message
        for item in engine.check(engine.models()[0]).diagnostics
    }


def explode() -> ModuleType:
    """Fail on import."""
    raise ImportError("no module named numpyy")


def leave() -> ModuleType:
    """Leave the program on import."""
    sys.exit(3)


def deepen(model: Model) -> Iterator[Diagnostic]:
    """Recurse without end."""
    return deepen(model)


@pytest.mark.parametrize(
    "module, reason",
    [
        (explode, "ImportError"),
        (leave, "SystemExit"),
        (plugin(sysdsl_checks=lambda: 5), "not iterable"),
        (plugin(sysdsl_checks=lambda: ["garbage"]), "returned str"),
        (plugin(sysdsl_elements=lambda: [int]), "no element kind"),
        (plugin(sysdsl_nonsense=lambda: ()), "sysdsl_nonsense"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_named(
    module: ModuleType | Callable[[], ModuleType], reason: str
) -> None:
    """And the shipped methods check the model as ever."""
    engine, problems = load_with(module)
    assert len(problems) == 1
    assert "`bad`" in problems[0]
    assert reason in problems[0]
    assert "CLD-LOOP-TYPE-MISMATCH" in said(engine)


def test_a_plugin_of_another_version_is_refused() -> None:
    """The message says which version it is written for."""
    module = plugin()
    module.SYSDSL_API = 99  # type: ignore[attr-defined]  # as an author would write it
    _, problems = load_with(module)
    assert "99" in problems[0]


@pytest.mark.parametrize(
    "function, reason",
    [
        (lambda _: 1 / 0, "ZeroDivisionError"),
        (lambda _: sys.exit(), "SystemExit"),
        (deepen, "RecursionError"),
        (lambda _: 5, "TypeError"),
    ],
)
def test_a_check_that_fails_is_named(function: Callable[[Model], object], reason: str) -> None:
    """And every other finding stays."""
    engine, problems = load_with(checking(function))
    assert not problems
    found = said(engine)
    assert reason in found["PLG-FAILED"]
    assert "CLD-LOOP-TYPE-MISMATCH" in found


def test_what_a_check_prints_does_not_mix_with_results(capsys: pytest.CaptureFixture[str]) -> None:
    """Another program may read standard output."""

    def chatty(_: Model) -> tuple[Diagnostic, ...]:
        print("hello")  # noqa: T201  # what must not reach standard output
        return (RULE.at(Anchor("a"), "here"),)

    engine, _ = load_with(checking(chatty))
    assert said(engine)["BAD-RULE"] == "here"
    assert capsys.readouterr().out == ""


def test_two_plugins_of_one_name_leave_the_first() -> None:
    """The second is reported."""
    sources = [Source("twin", plugin), Source("twin", plugin)]
    _, problems = open_registry(sources)
    assert ["the plugin `twin` is left out: another plugin has the same name"] == [
        problem.message for problem in problems
    ]


def test_a_method_the_core_has_never_seen_is_checked() -> None:
    """Its kind is understood by the declaration alone."""

    @element("wonder", group="Fixture")
    class Wonder:
        """Something to wonder about."""

        because_of: str | None = words(doc="What makes one wonder.", required=True)

    registry, problems = open_registry(
        [Source("fixture", lambda: plugin(sysdsl_elements=lambda: [Wonder]))]
    )
    assert not problems
    engine = Engine(registry)
    engine.put("m.sysdsl", 'wonder w { becuase_of: "x" }\n')
    found = {
        item.diagnostic.code: item.diagnostic.hint
        for item in engine.check(engine.models()[0]).diagnostics
    }
    assert found["MDL-UNKNOWN-PROPERTY"] == "did you mean `because_of`?"
    assert "MDL-MISSING-PROPERTY" in found
