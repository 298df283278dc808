"""Checks of all methods over a model, repeated only where something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import is_
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.model.rules import ALLOW_REASON, MISSING_METHOD, UNUSED_ALLOW
from sysdsl.plugin.declarations import Check, Lookup
from sysdsl.plugin.loader import Failure, Plugin, Registry, failed, guarded

_EachCheck = Callable[[Element[Any], Lookup], Iterable[Diagnostic]]
_Seen = tuple[tuple[str, Element[Any] | None], ...]


@attrs.define
class CheckMemo:
    """What earlier checks found, for reuse where nothing changed."""

    each: dict[tuple[int, int], tuple[Element[Any], _Seen, tuple[Diagnostic, ...]]] = attrs.field(
        factory=dict
    )
    whole: dict[int, tuple[tuple[object, ...], tuple[Diagnostic, ...]]] = attrs.field(factory=dict)
    prepared: dict[int, object] = attrs.field(factory=dict)


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
    each: dict[tuple[int, int], tuple[Element[Any], _Seen, tuple[Diagnostic, ...]]] = {}
    for name, check in _in_use(model, registry, core):
        run = check.each
        if check.prepare is not None and check.each_prepared is not None:
            run = _prepared(model, check, memo)
        if run is not None:
            found.extend(_each(model, name, (check, run), memo, each))
        if check.whole is not None:
            found.extend(_whole(model, name, check, memo))
    memo.each = each
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


def _prepared(model: Model, check: Check, memo: CheckMemo) -> _EachCheck | None:
    """Return the function of an element, bound to what it needs to know of the whole model."""
    prepare, function = check.prepare, check.each_prepared
    if prepare is None or function is None:
        return None
    outcome = guarded(lambda: prepare(model))
    value = None if isinstance(outcome, Failure) else outcome
    if memo.prepared.get(id(check)) != value:
        memo.each = {key: found for key, found in memo.each.items() if key[0] != id(check)}
    memo.prepared[id(check)] = value
    return lambda element, lookup: function(element, lookup, value)


def _each(
    model: Model,
    name: str,
    checking: tuple[Check, _EachCheck],
    memo: CheckMemo,
    kept: dict[tuple[int, int], tuple[Element[Any], _Seen, tuple[Diagnostic, ...]]],
) -> Iterator[Diagnostic]:
    check, run = checking
    for kind in check.kinds or tuple(model.by_kind):
        for element in model.by_kind.get(kind, ()):
            if element.origin is not None:
                continue
            key = (id(check), id(element))
            before = memo.each.get(key)
            if before is None or before[0] is not element or not _same(before[1], model):
                before = _look(model, name, run, element)
            kept[key] = before
            yield from before[2]


def _same(seen: _Seen, model: Model) -> bool:
    return all(model.elements.get(name) is element for name, element in seen)


def _look(
    model: Model, plugin: str, run: _EachCheck, element: Element[Any]
) -> tuple[Element[Any], _Seen, tuple[Diagnostic, ...]]:
    seen: dict[str, Element[Any] | None] = {}

    def lookup(name: str) -> Element[Any] | None:
        found = model.elements.get(name)
        seen[name] = found
        return found

    outcome = guarded(lambda: tuple(run(element, lookup)))
    if isinstance(outcome, Failure):
        outcome = (failed(plugin, f"a check of `{element.id}`", outcome),)
    return element, tuple(seen.items()), outcome


def _whole(model: Model, name: str, check: Check, memo: CheckMemo) -> tuple[Diagnostic, ...]:
    run = check.whole
    if run is None:
        return ()
    inputs = _inputs(model, check)
    before = memo.whole.get(id(check))
    if before is not None and _unchanged(before[0], inputs, keyed=check.key is not None):
        return before[1]
    outcome = guarded(lambda: tuple(run(model)))
    if isinstance(outcome, Failure):
        outcome = (failed(name, "a check", outcome),)
    memo.whole[id(check)] = (inputs, outcome)
    return outcome


def _inputs(model: Model, check: Check) -> tuple[object, ...]:
    """Return what a check of the whole model depends on."""
    key = check.key
    if key is not None:
        return (guarded(lambda: key(model)),)
    kinds = check.kinds or tuple(model.by_kind)
    inputs: list[object] = [e for kind in kinds for e in model.by_kind.get(kind, ())]
    if check.equations or not check.kinds:
        inputs.extend(model.equations)
    return tuple(inputs)


def _unchanged(before: tuple[object, ...], now: tuple[object, ...], *, keyed: bool) -> bool:
    if keyed:
        return before == now
    # Identity is enough: an element that did not change is the same object.
    return len(before) == len(now) and all(map(is_, before, now))


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
