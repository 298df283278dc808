"""Explanations keep their word: an example shows its mistake, and what to write instead does not.

An example is sysdsl text. Where it is a part of a model, the rest stands in `AROUND`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import sysdsl
from sysdsl.api import Findings
from sysdsl.diagnostics import Rule, Severity
from sysdsl.engine.engine import open_registry

_RUN = "simulation {{ time: 0 .. 100 days; step: 0.25 days }}\n"
_WANTED = 'pattern "As seen" of home {{ shape: s_shaped_growth }}\n'
_HOME = "stock home : people = 0 [people]\n"
_FILLED = _RUN + _HOME + "flow arriving : people/day to home = rate\nconst rate : people/day = 1\n"
_WARD = "stock ward : people = 100 [people]\n"
_TREATING = "stock treating : people = 100 [people]\n"
_STAY = "const stay : days = 5 days\n"
_BODY = "system county {{\n  {}\n}}"
_CONSTANT = "const stay : days\n"

AROUND: Mapping[str, str] = {
    "CLD-EQUATION-POLARITY": "const budget : people = 100\n{}",
    "SD-ALG-LOOP": _FILLED + "const cost : GBP = 3 GBP\nconst month : days = 30\n{}",
    "SD-ARGUMENTS": _FILLED + "const delayed : people = 3\nconst week : days = 7\n{}",
    "SD-COMPLEX-EQ": "stock staff : people = 9 [people]\nconst goal : people = 12 [people]\n"
    "const delay : weeks = 4 weeks\nconst budget : dmnl = 1\nconst pressure : dmnl = 1\n"
    "const support : dmnl = 1\n{}",
    "SD-CONST-EMBEDDED": _WARD + "{}",
    "SD-DT-MENTIONED": _WARD + "const free_beds : people = 5 [people]\n{}",
    "SD-DT-NOT-BINARY": _HOME + "{}",
    "SD-DT-TOO-LARGE": _WARD + "{}",
    "SD-FLOW-LOOSE": "stock waiting : people = 0 [people]\n{}",
    "SD-FLOW-SUBSCRIPTS": _RUN + "dimension ward {{ members: [medical, surgical] }}\n"
    "const referrals[ward] : people/day = 14\n{}",
    "SD-LOOKUP-POINTS": _FILLED + "{}\naux y : dmnl = effect(rate)",
    "SD-MEMBER-MISSING": _RUN + "dimension ward {{ members: [medical, surgical] }}\n"
    "stock beds[ward] : people = 0\nflow admitted[ward] : people/day to beds = referrals\n{}",
    "SD-NO-EQUATION": _FILLED + "const demand : dmnl = 1\nconst capacity : dmnl = 1\n{}",
    "SD-NO-FIRST-ORDER-CONTROL": _RUN + _TREATING + _STAY + "const capacity : people/day = 5\n{}",
    "SD-NO-REFERENCE-MODE": _HOME + "{}",
    "SD-NOT-A-NUMBER": _FILLED + _TREATING + "const beds : people = 5\n{}",
    "SD-OVERRIDE": _FILLED + "{}",
    "SD-SIMULATION": _HOME
    + "const rate : people/day = 1\nflow arriving : people/day to home = rate\n{}",
    "SD-SUBSCRIPT": _RUN + "dimension ward {{ members: [medical, surgical] }}\n"
    "stock treating[ward] : people = 0\n{}",
    "SD-TEST-ONLY": _FILLED + "{}",
    "SD-UNKNOWN-FUNCTION": _FILLED + "const delayed : people = 3\nconst week : days = 7\n{}",
    "SD-UNUSED": _FILLED + "{}",
    "SYN-CURRENCY": "intervention team {{\n  {}\n}}",
    "SYN-DATE": "decision d {{\n  {}\n}}",
    "SYN-ESCAPE": "evidence e1 {{\n  {}\n}}",
    "SYN-LIST": "actor acute_trust\nactor social_care\n" + _BODY,
    "SYN-MODULO": "aux day : days\nconst week : days = 7\n{}",
    "SYN-NUMBER": _CONSTANT + "{}",
    "SYN-NUMBER-RANGE": "const cost : GBP\n{}",
    "SYN-OPERATOR": 'const a : dmnl = 1\nconst b : dmnl = 1\ntest "Both" {{\n  {}\n}}',
    "SYN-QUANTITY": _CONSTANT + "{}",
    "SYN-QUOTES": _BODY,
    "SYN-SEPARATOR": "actor acute_trust\nactor social_care\n" + _BODY,
    "SYN-TABLE": "kind matrix of element {{ scores: value() }}\nmatrix m {{\n  {}\n}}",
    "SYN-UNCLOSED": _BODY,
}
"""The rest of the model around an example, and around what to write instead."""

_MUTATIONS = "tests/examples/mutations"
_BESIDE = "tests/rules/test_rules_beside_models.py"

ELSEWHERE: Mapping[str, str] = {
    "CFG-SETTINGS": _BESIDE,
    "CLD-LOOPS-TRUNCATED": _BESIDE,
    "CLD-TOO-LARGE": _MUTATIONS,
    "FIL-TOO-LARGE": _BESIDE,
    "FIL-UNREADABLE": _BESIDE,
    "MDL-IMPORT-CYCLE": _MUTATIONS,
    "MDL-TABLE-CELL": _MUTATIONS,
    "MDL-TABLE-COLUMN": _MUTATIONS,
    "MDL-TABLE-FORM": _MUTATIONS,
    "MDL-TABLE-MISSING": _MUTATIONS,
    "PLG-BROKEN": _BESIDE,
    "PLG-FAILED": "tests/plugin",
    "SD-DT-SENSITIVE": _MUTATIONS,
    "SD-INIT-NOT-EQUILIBRIUM": _MUTATIONS,
    "SD-LIMIT": _MUTATIONS,
    "SD-LOOKUP-RANGE": _MUTATIONS,
    "SD-NON-FINITE": _MUTATIONS,
    "SD-REFERENCE-MODE": _MUTATIONS,
    "SD-TEST-FAILED": _MUTATIONS,
    "SYN-ENCODING": _BESIDE,
    "SYN-FORMAT": _BESIDE,
    "SYN-NESTING": _MUTATIONS,
    "SYN-SIZE": _MUTATIONS,
}
"""Rules that no short text can break, with the place that shows them."""

BESIDES: Mapping[str, tuple[str, ...]] = {
    "MDL-ALLOW-REASON": ("MDL-UNUSED-ALLOW",),  # one line can do without both
}
"""Warnings and errors that an example draws besides its own."""


def _rules() -> tuple[Rule, ...]:
    from sysdsl.cli.files import RULES

    registry, problems = open_registry()
    assert problems == ()
    return (*registry.catalogue, *RULES)


RULES = [pytest.param(rule, id=rule.code) for rule in _rules() if rule.code not in ELSEWHERE]


def _checked(rule: Rule, text: str) -> Findings:
    around = AROUND.get(rule.code)
    return sysdsl.check_text(around.format(text) if around else text)


def is_advice(text: str) -> bool:
    """Tell a sentence from sysdsl text: it begins with a capital and ends with a full stop."""
    return text[:1].isupper() and text.rstrip().endswith(".")


@pytest.mark.parametrize("rule", RULES)
def test_an_example_shows_its_mistake(rule: Rule) -> None:
    """The example of a rule breaks it, at its severity, and no other rule that a user must obey."""
    found = _checked(rule, rule.example)
    told = {(f.code, f.severity) for f in found}
    assert (rule.code, rule.severity.value) in told, str(found)
    grave = {Severity.ERROR.value, Severity.WARNING.value}
    besides = {code for code, severity in told if severity in grave}
    assert besides - {rule.code, *BESIDES.get(rule.code, ())} == set(), str(found)


@pytest.mark.parametrize("rule", RULES)
def test_what_to_write_instead_is_right(rule: Rule) -> None:
    """What to write instead does not break the rule and has no errors; advice is a sentence."""
    if is_advice(rule.instead):
        return
    found = _checked(rule, rule.instead)
    assert rule.code not in {f.code for f in found}, str(found)
    assert found.errors == (), str(found)


def test_rules_shown_elsewhere_exist() -> None:
    """The tables of this file name no rule that is gone."""
    known = {rule.code for rule in _rules()}
    assert {*AROUND, *ELSEWHERE, *BESIDES} - known == set()
