"""Checks of single elements, repeated only for those that changed or use what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from sysdsl.diagnostics import Diagnostic
from sysdsl.engine.changes import Changes
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import Check, Lookup
from sysdsl.plugin.loader import Failure, failed, guarded

_Run = Callable[[Element[Any], Lookup], Iterable[Diagnostic]]


@attrs.define
class EachMemo:
    """What a check found, for reuse where nothing changed.

    Attributes:
        found: What there is to say, by element; elements with nothing to say are left out.
        used: Names that the check of an element looked up.
        users: The same the other way round.
        prepared: What the check knew of the whole model.
    """

    found: dict[str, tuple[Diagnostic, ...]] = attrs.field(factory=dict)
    used: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    users: dict[str, set[str]] = attrs.field(factory=dict)
    prepared: object = None

    def forget(self, name: str) -> None:
        """Forget what was found about an element."""
        self.found.pop(name, None)
        for used in self.used.pop(name, ()):
            self.users[used].discard(name)

    def clear(self) -> None:
        """Forget everything."""
        self.found.clear()
        self.used.clear()
        self.users.clear()


def check_each(
    model: Model, plugin: str, check: Check, memo: EachMemo, changes: Changes | None
) -> None:
    """Bring up to date what a check finds about single elements.

    Args:
        model: The model.
        plugin: Name of the plugin, for messages.
        check: The check.
        memo: Updated.
        changes: What changed since the memo was up to date; None when everything may have.
    """
    run = check.each
    if check.prepare is not None and check.each_prepared is not None:
        prepared, run = _prepared(model, check)
        if memo.prepared != prepared:
            changes = None
        memo.prepared = prepared
    if run is None:
        return
    if changes is None:
        memo.clear()
        for kind in check.kinds or tuple(model.by_kind):
            for element in model.by_kind.get(kind, ()):
                _look(model, plugin, run, element, memo)
        return
    stale = dict.fromkeys(changes.names)
    for name in changes.names:
        stale |= dict.fromkeys(memo.users.get(name, ()))
    for name in stale:
        memo.forget(name)
        changed = model.elements.get(name)
        if changed is not None and (not check.kinds or changed.kind in check.kinds):
            _look(model, plugin, run, changed, memo)


def in_order(memo: EachMemo, positions: Mapping[str, int]) -> list[Diagnostic]:
    """Return what was found in the order of the source."""
    names = sorted(memo.found, key=positions.__getitem__)
    return [diagnostic for name in names for diagnostic in memo.found[name]]


def _prepared(model: Model, check: Check) -> tuple[object, _Run | None]:
    """Return what a check needs to know of the whole model, and its function bound to that."""
    prepare, function = check.prepare, check.each_prepared
    if prepare is None or function is None:
        return None, None
    outcome = guarded(lambda: prepare(model))
    value = None if isinstance(outcome, Failure) else outcome
    return value, lambda element, lookup: function(element, lookup, value)


def _look(model: Model, plugin: str, run: _Run, element: Element[Any], memo: EachMemo) -> None:
    if element.origin is not None:
        return
    seen: dict[str, None] = {}

    def lookup(name: str) -> Element[Any] | None:
        seen[name] = None
        return model.elements.get(name)

    outcome = guarded(lambda: tuple(run(element, lookup)))
    if isinstance(outcome, Failure):
        outcome = (failed(plugin, f"a check of `{element.id}`", outcome),)
    if outcome:
        memo.found[element.id] = outcome
    if seen:
        memo.used[element.id] = tuple(seen)
        for name in seen:
            memo.users.setdefault(name, set()).add(element.id)
