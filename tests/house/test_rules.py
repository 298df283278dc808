"""Explanations: every code that a user can meet says what it means and what to do."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import sysdsl
import sysdsl_plugins
from sysdsl.diagnostics import Rule

_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9*]+)+")

_TITLE = re.compile(r"\S(.*[^\s.])?")


def _declared() -> Iterator[tuple[str, Rule]]:
    """Yield every rule that a module holds under a name or in a tuple, once, with the module."""
    seen: set[int] = set()
    for package in (sysdsl, sysdsl_plugins):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.startswith("sysdsl.cli"):
                continue
            for value in vars(importlib.import_module(found.name)).values():
                for rule in value if isinstance(value, tuple) else (value,):
                    if isinstance(rule, Rule) and id(rule) not in seen:
                        seen.add(id(rule))
                        yield found.name, rule


@pytest.fixture(scope="module")
def rules() -> list[tuple[str, Rule]]:
    """Return every rule with the module that declares it, sorted by code."""
    return sorted(_declared(), key=lambda pair: (pair[1].code, pair[0]))


def test_a_code_is_declared_once(rules: list[tuple[str, Rule]]) -> None:
    """No two rules share a code."""
    modules: dict[str, list[str]] = {}
    for module, rule in rules:
        modules.setdefault(rule.code, []).append(module)
    assert len(modules) > 4
    assert {} == {code: where for code, where in modules.items() if len(where) > 1}


def test_every_rule_is_explained(rules: list[tuple[str, Rule]]) -> None:
    """A rule has a title, a meaning, a reason, a remedy and a source.

    It has an example unless the mistake is not in a text (a map too large for one picture).
    """
    assert [] == [
        f"{module} {rule.code}: {fault}" for module, rule in rules for fault in _faults(rule)
    ]


def _faults(rule: Rule) -> list[str]:
    checks = {
        "code is not upper case with hyphens": _CODE.fullmatch(rule.code),
        "title is empty or long": 0 < len(rule.title) <= 80,
        "title is not one line without a full stop": _TITLE.fullmatch(rule.title),
        "meaning is no sentence": rule.meaning.strip().endswith((".", "!", "?", ":")),
        "why is no sentence": rule.why.strip().endswith((".", "!", "?")),
        "instead is empty or repeats the example": rule.instead.strip()
        not in {"", rule.example.strip()},
        "source is empty": rule.source.strip(),
    }
    return [fault for fault, passed in checks.items() if not passed]
