"""An edit gives what a fresh reading gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from workspace import registry

EXAMPLES = Path(__file__).parents[2] / "examples"
SNIPPETS = ["x", " ", "\n", "{", "}", "->+ b", "actor q\n", "// c\n", '"', "= 3", "a ->- b\n", ": "]


def outline(checked: Checked) -> list[tuple[object, ...]]:
    """Return what is said, with places."""
    return [
        (item.diagnostic.code, item.diagnostic.message, item.location, item.element)
        for item in checked.diagnostics
    ]


@pytest.mark.parametrize("name", ["burnout/burnout.sysdsl", "epidemic/epidemic.sysdsl"])
def test_random_edits_equal_a_fresh_reading(name: str) -> None:
    """After each of many edits, the model and everything said about it are the same."""
    generator = random.Random(7)
    text = (EXAMPLES / name).read_text("utf-8")
    kept = Engine(registry())
    kept.put("m.sysdsl", text)
    kept.check(kept.models()[0])
    for _ in range(40):
        start = generator.randrange(len(text) + 1)
        end = min(len(text), start + generator.choice([0, 0, 1, 5, 20]))
        new = generator.choice([*SNIPPETS, ""])
        kept.edit("m.sysdsl", start, end, new)
        text = text[:start] + new + text[end:]
        assert kept.text("m.sysdsl") == text
        fresh = Engine(registry())
        fresh.put("m.sysdsl", text)
        one, two = kept.check(kept.models()[0]), fresh.check(fresh.models()[0])
        assert one.model == two.model
        assert outline(one) == outline(two)


def test_an_unchanged_element_stays_the_same_object() -> None:
    """What checks compare is identity; a comment above changes none."""
    made = Engine(registry())
    made.put("m.sysdsl", "actor a\nconcern c by a\nx ->+ y\n")
    before = made.check(made.models()[0]).model
    made.edit("m.sysdsl", 0, 0, "// a comment\n")
    after = made.check(made.models()[0]).model
    assert all(after.elements[name] is element for name, element in before.elements.items())


def test_elements_stay_the_same_objects_while_a_brace_is_missing() -> None:
    """Below a body that is not closed yet, what was read stays read."""
    made = Engine(registry())
    rest = "".join(f"actor a{n} {{\n  role: b\n}}\n" for n in range(80))
    made.put("m.sysdsl", rest)
    before = made.check(made.models()[0]).model
    made.edit("m.sysdsl", 0, 0, "actor z {\n  role: c\n")
    after = made.check(made.models()[0]).model
    assert "z" in after.elements
    assert all(after.elements[name] is element for name, element in before.elements.items())


def test_an_element_is_built_again_when_a_name_it_uses_changes_its_meaning() -> None:
    """The text of the concern is the same; what it refers to is not."""
    made = Engine(registry())
    made.put("m.sysdsl", "actor a\nconcern c by a\n")
    assert not made.check(made.models()[0]).diagnostics
    made.edit("m.sysdsl", 6, 7, "b")
    (item,) = made.check(made.models()[0]).diagnostics
    assert item.diagnostic.code == "MDL-UNKNOWN-NAME"
