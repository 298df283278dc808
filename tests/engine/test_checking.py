"""Checks run again where something changed, and rest elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sysdsl.diagnostics import Diagnostic
from sysdsl.engine.checking import CheckMemo, run_checks
from sysdsl.engine.engine import Engine
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import Check, Lookup
from sysdsl.plugin.loader import load
from workspace import registry

TEXT = 'actor a\nactor b\nconcern c "Cold rooms" by a\nconst k = 1\n'


class Watch:
    """Checks that note what they were asked to look at."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.checks = (
            Check(rules=(), each=self.each, kinds=("concern",)),
            Check(rules=(), whole=self.whole, kinds=("actor",)),
        )

    def each(self, element: Element[Any], lookup: Lookup) -> Iterator[Diagnostic]:
        """Look at a concern and at who holds it."""
        self.seen.append(element.id)
        lookup("a")
        yield from ()

    def whole(self, model: Model) -> Iterator[Diagnostic]:
        """Look at all actors."""
        self.seen.append(f"{len(model.by_kind['actor'])} actors")
        yield from ()


def looked_at(*edits: tuple[str, str]) -> list[list[str]]:
    """Return what checks look at in a text, and after each replacement in it."""
    watch, memo, empty = Watch(), CheckMemo(), load([]).value
    engine = Engine(registry())
    engine.put("m.sysdsl", TEXT)
    found = []
    for old, new in (("", ""), *edits):
        start = engine.text("m.sysdsl").index(old)
        engine.edit("m.sysdsl", start, start + len(old), new)
        watch.seen.clear()
        run_checks(engine.check(engine.models()[0]).model, empty, watch.checks, memo)
        found.append(sorted(watch.seen))
    return found


def test_a_check_rests_when_nothing_it_reads_changed() -> None:
    """A comment and another kind of element wake nobody."""
    first, comment, constant = looked_at(("actor b", "// note\nactor b"), ("k = 1", "k = 2"))
    assert ["2 actors"] == [name for name in first if name.endswith("actors")]
    assert [] == comment
    assert [] == constant


def test_a_check_runs_again_for_what_changed_and_for_its_users() -> None:
    """Who looked up an element is looked at again when that changes; others are not."""
    _, user, other, own = looked_at(
        ("actor a", 'actor a "Anna"'), ("actor b", 'actor b "Bert"'), ("Cold", "Damp")
    )
    assert 2 == len(user)
    assert ["2 actors"] == other
    assert 1 == len(own)
    assert own != ["2 actors"]


def test_elements_that_come_and_go_are_noticed() -> None:
    """A new concern is looked at alone; an actor that goes is missed."""
    _, come, gone = looked_at(("const k", "concern d by b\nconst k"), ("actor b\n", ""))
    assert 1 == len(come)
    assert "1 actors" in gone
