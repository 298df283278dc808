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


RULES = sorted(_declared(), key=lambda pair: (pair[1].code, pair[0]))


def test_a_code_is_declared_once() -> None:
    """No two rules share a code."""
    codes = [rule.code for _, rule in RULES]
    assert len(codes) > 4
    assert [] == sorted({code for code in codes if codes.count(code) > 1})


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule: Rule) -> None:
    """A rule has a title, a meaning, a reason, a remedy and a source.

    It has an example unless the mistake is not in a text (a map too large for one picture).
    """
    assert _CODE.fullmatch(rule.code)
    assert rule.title == rule.title.strip()
    assert 0 < len(rule.title) <= 80
    assert "\n" not in rule.title
    assert not rule.title.endswith(".")
    assert rule.meaning.strip().endswith((".", "!", "?", ":"))
    assert rule.why.strip().endswith((".", "!", "?"))
    assert rule.instead.strip()
    assert rule.instead.strip() != rule.example.strip()
    assert rule.source.strip()
