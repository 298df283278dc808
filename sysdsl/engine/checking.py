"""Checks of all methods over a model, repeated only where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.engine.changes import Changes, changes_between
from sysdsl.engine.each import EachMemo, check_each, in_order
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.model.rules import ALLOW_REASON, MISSING_METHOD, UNUSED_ALLOW
from sysdsl.plugin.declarations import Check
from sysdsl.plugin.loader import Failure, Plugin, Registry, failed, guarded


@attrs.define
class WholeMemo:
    """What a check of the whole model found, with the key it went by."""

    key: object
    found: tuple[Diagnostic, ...]


@attrs.define
class CheckMemo:
    """What earlier checks found, for reuse where nothing changed.

    Attributes:
        model: The model that was checked last.
        each: What checks of single elements found, by the identity of the check.
        whole: What checks of the whole model found, by the identity of the check.
    """

    model: Model | None = None
    each: dict[int, EachMemo] = attrs.field(factory=dict)
    whole: dict[int, WholeMemo] = attrs.field(factory=dict)


@attrs.frozen
class Allowance:
    """How a diagnostic fared against the suppressions of the model."""

    kept: tuple[Diagnostic, ...]
    suppressed: tuple[tuple[Diagnostic, str | None], ...]


def run_checks(
    model: Model, registry: Registry, core: tuple[Check, ...], memo: CheckMemo
) -> tuple[Diagnostic, ...]:
    """Return what the checks of the core and of the methods in use find.

    Args:
        model: The model.
        registry: What is installed.
        core: Checks that belong to no method.
        memo: Updated; give the same one again after an edit.
    """
    found: list[Diagnostic] = list(_missing_methods(model, registry))
    changes = None if memo.model is None else changes_between(memo.model, model)
    each: dict[int, EachMemo] = {}
    whole: dict[int, WholeMemo] = {}
    for name, check in _in_use(model, registry, core):
        key = id(check)
        if check.each is not None or check.each_prepared is not None:
            kept = memo.each.get(key)
            each[key] = kept or EachMemo()
            check_each(model, name, check, each[key], changes if kept else None)
            found.extend(in_order(each[key], model.positions))
        if check.whole is not None:
            whole[key] = _whole(model, name, check, memo.whole.get(key), changes)
            found.extend(whole[key].found)
    memo.model, memo.each, memo.whole = model, each, whole
    return tuple(found)


def methods_in_use(model: Model, registry: Registry) -> tuple[Plugin, ...]:
    """Return the plugins that a model uses: those it names, all installed ones otherwise."""
    named = model.info.body.use if model.info else ()
    if not named:
        return registry.plugins
    return tuple(plugin for plugin in registry.plugins if plugin.name in named)


def _missing_methods(model: Model, registry: Registry) -> Iterator[Diagnostic]:
    if model.info is None:
        return
    installed = {plugin.name for plugin in registry.plugins}
    for index, name in enumerate(model.info.body.use):
        if name not in installed:
            yield MISSING_METHOD.at(
                model.info.anchor("use", index),
                f"the method `{name}` is not installed",
                hint=f"install the plugin that brings `{name}`; the rest of the model works",
            )


def _in_use(
    model: Model, registry: Registry, core: tuple[Check, ...]
) -> Iterator[tuple[str, Check]]:
    for check in core:
        yield "core", check
    for plugin in methods_in_use(model, registry):
        for check in plugin.checks:
            yield plugin.name, check


def _whole(
    model: Model, name: str, check: Check, before: WholeMemo | None, changes: Changes | None
) -> WholeMemo:
    run = check.whole
    if run is None:
        return WholeMemo(None, ())
    make_key = check.key
    key = None if make_key is None else guarded(lambda: make_key(model))
    if before is not None:
        same = not _concerned(check, changes) if make_key is None else before.key == key
        if same:
            return before
    outcome = guarded(lambda: tuple(run(model)))
    if isinstance(outcome, Failure):
        outcome = (failed(name, "a check", outcome),)
    return WholeMemo(key, outcome)


def _concerned(check: Check, changes: Changes | None) -> bool:
    """Tell whether a check of the whole model reads anything that changed."""
    if changes is None:
        return True
    if changes.equations and (check.equations or not check.kinds):
        return True
    return bool(changes.kinds.intersection(check.kinds) if check.kinds else changes.names)


def apply_allowances(
    model: Model, diagnostics: Iterable[Diagnostic], catalogue: Iterable[str]
) -> Allowance:
    """Take out what the model allows itself, with reasons; report suppressions that do nothing.

    An `allow` holds for the element in whose body it stands and for everything inside; in the
    body of the `model` declaration it holds for the whole model.
    """
    known = set(catalogue)
    holders = {e.id: e for e in model.elements.values() if e.allows and e.origin is None}
    if not holders:
        return Allowance(tuple(diagnostics), ())
    used: set[tuple[str, int]] = set()
    kept: list[Diagnostic] = []
    suppressed: list[tuple[Diagnostic, str | None]] = []
    for diagnostic in diagnostics:
        hit = _allowed(diagnostic, model, holders)
        if hit is None:
            kept.append(diagnostic)
        else:
            used.add(hit[:2])
            suppressed.append((diagnostic, hit[2]))
    for holder in holders.values():
        for allow in holder.allows:
            anchor = Anchor(holder.id, "allow", (allow.index,))
            if allow.reason is None:
                kept.append(
                    ALLOW_REASON.at(
                        anchor,
                        f"`{allow.code}` is suppressed without a reason",
                        hint='write `because "..."` after it',
                    )
                )
            if (holder.id, allow.index) not in used:
                what = "does not fire here" if allow.code in known else "is no rule that is known"
                kept.append(UNUSED_ALLOW.at(anchor, f"`{allow.code}` {what}", hint="remove it"))
    return Allowance(tuple(kept), tuple(suppressed))


def _allowed(
    diagnostic: Diagnostic, model: Model, holders: Mapping[str, Element[Any]]
) -> tuple[str, int, str | None] | None:
    place = diagnostic.label.place
    # What the language itself refuses stays refused: nothing is gained by hiding it.
    if not isinstance(place, Anchor) or diagnostic.code.startswith(("MDL-", "SYN-")):
        return None
    name: str | None = place.element
    chain: list[str] = []
    while name is not None and name not in chain:
        chain.append(name)
        element = model.elements.get(name)
        name = element.parent if element else None
    if model.info is not None:
        chain.append(model.info.id)
    for holder in chain:
        for allow in holders[holder].allows if holder in holders else ():
            if allow.code == diagnostic.code:
                return holder, allow.index, allow.reason
    return None
