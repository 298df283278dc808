"""Every rule fires on its example, alone, and says what is the case."""

from collections.abc import Callable

import pytest

from sysdsl.diagnostics import Rule
from sysdsl.engine.checked import Checked
from sysdsl_plugins.causal.analyses import ANALYSES
from sysdsl_plugins.causal.causal_map import map_key
from sysdsl_plugins.causal.link_rules import LINK_RULES, NAME_RULES
from sysdsl_plugins.causal.loop_rules import LEVERAGE_RULES, LOOP_RULES

Check = Callable[[str], Checked]
RULES = (*LINK_RULES, *NAME_RULES, *LOOP_RULES, *LEVERAGE_RULES)
WITH_EXAMPLE = [rule for rule in RULES if rule.example]


def messages(checked: Checked) -> list[tuple[str, str]]:
    """Return the codes and messages of a model."""
    return [(d.diagnostic.code, d.diagnostic.message) for d in checked.diagnostics]


def codes(checked: Checked) -> list[str]:
    """Return the codes of a model."""
    return [code for code, _ in messages(checked)]


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_example_fires_exactly_its_rule(check: Check, rule: Rule) -> None:
    """The example of a rule breaks that rule and no other."""
    assert set(codes(check(rule.example))) == {rule.code}


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_what_to_write_instead_is_clean(check: Check, rule: Rule) -> None:
    """Where the remedy is text of the language, it does not break the rule."""
    if "->" in rule.instead or rule.instead.startswith("variable "):
        assert rule.code not in codes(check(rule.instead))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explanations_are_complete(rule: Rule) -> None:
    """Every rule explains itself in full sentences."""
    assert rule.meaning.endswith(".")
    assert rule.why.endswith((".", "?"))
    assert rule.instead
    assert rule.source


CLEAN = """
variable target { type: goal }
target ->+ pressure because "Pressure is what was promised, less what is done"
pressure ->+ overtime because "Evenings are the only reserve"
overtime ->- pressure because "What is done no longer waits"
overtime ~>+ fatigue because "Sleep is not made up"
fatigue ->+ pressure because "Tired people make mistakes, and mistakes come back"
feedback B1 "Working late": pressure ->+ overtime ->- pressure
feedback R1 "Burnout": pressure ->+ overtime ~>+ fatigue ->+ pressure
archetype "Burnout" { type: fixes_that_fail; loops: [B1, R1] }
"""


def test_a_careful_map_only_gets_its_archetype(check: Check) -> None:
    """A map without mistakes is told what structure it has."""
    ((code, message),) = messages(check(CLEAN))
    assert code == "CLD-ARCHETYPE"
    assert message == (
        "the map bears out `Burnout`: `B1` and `R1` have the structure of Fixes that fail "
        "(confidence moderate)"
    )


def test_wrong_type_names_the_signs(check: Check) -> None:
    """A wrong type is reported with the number of minus signs, and can be fixed."""
    text = 'feedback spiral "Spiral": a ->- b ->+ a { type: reinforcing }\nconst c = 1\nc ->+ a'
    (found,) = check(text).diagnostics
    assert found.diagnostic.message == (
        "`spiral` is called reinforcing, but its links make it balancing (one minus sign)"
    )
    assert [fix.title for fix in found.diagnostic.fixes] == ["Change the type to `balancing`"]


def test_loop_without_sign_needs_a_link(check: Check) -> None:
    """A loop may refer to links by arrows without sign; those nobody drew leave it open."""
    drawn = 'a ->+ b\nb ->+ a\nfeedback R1 "Growth": a -> b -> a'
    assert codes(check(drawn)) == []
    assert "CLD-LOOP-OPEN" in codes(check('a ->+ b\nfeedback R1 "Growth": a -> b -> a'))


def test_contradiction_between_loop_and_link(check: Check) -> None:
    """A loop that reads a link the other way round contradicts it."""
    text = 'a ->+ b\nfeedback B1 "Control": a ->- b ->+ a'
    assert "CLD-PARALLEL-LINKS" in codes(check(text))


def test_suppression_with_a_reason(check: Check) -> None:
    """A rule may be broken where the model says why."""
    text = 'workload -> errors { allow: "CLD-POLARITY-MISSING" because "We do not know yet" }'
    checked = check(text)
    assert codes(checked) == []
    assert [d.code for d, _ in checked.suppressed] == ["CLD-POLARITY-MISSING"]


def test_large_maps_are_pointed_out(check: Check) -> None:
    """More than forty links do not fit one picture."""
    links = "\n".join(f'v{i} ->+ v{i + 1} because "x"' for i in range(42))
    assert {"CLD-TOO-LARGE", "CLD-LONG-CHAIN"} <= set(codes(check(links)))


def test_a_map_of_one_link_is_left_alone(check: Check) -> None:
    """The first line somebody writes is not criticised."""
    assert codes(check("workload ->+ errors")) == []


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("const beds : people = 10", "const beds : people = 11", True),
        ("const beds : people = 10", 'const beds "Beds" : people = 10', False),
        ("aux spare : people = beds - 1 people", "aux spare : people = 1 people - beds", False),
        ("variable mood", "variable mood { type: goal }", False),
        ("mood ->+ waiting", "mood ->- waiting", False),
        ('actor a "A"', 'actor a "B"', True),
    ],
)
def test_checks_rest_while_the_map_stays(check: Check, before: str, after: str, same: bool) -> None:
    """The value of a constant changes nothing in the map; what the map shows does."""
    rest = "beds ->- waiting\nwaiting ->+ mood\n"
    keys = [map_key(check(rest + text).model) for text in (before, after)]
    assert (keys[0] == keys[1]) is same


@pytest.mark.parametrize(
    "text",
    [
        "feedback B1: a -> b -> a",
        'feedback R1 "x": a ->+ b ->+ a ->+ c ->+ a',
        'feedback "x": a ->+ a',
        "a ->0 b",
        "archetype x { type: nonsense; loops: [R9] }",
        'archetype x "X" { type: escalation; loops: none }',
        'intervention i "I" { a ->+ b; level: goals }',
        'feedback R1 "x": a[m] ->+ b ->+ a[m]',
        "flow f : x to s = f\nstock s : x",
    ],
)
def test_odd_texts_never_break_the_checks(check: Check, text: str) -> None:
    """Whatever stands in a model, the checks and the analyses answer."""
    checked = check(text)
    assert "PLG-FAILED" not in codes(checked)
    for analysis in ANALYSES:
        analysis.text(analysis.run(checked.model, analysis.settings()).value)
