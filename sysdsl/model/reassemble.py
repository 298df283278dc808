"""An assembly after an edit that changed what statements say but not what they declare."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.model.build import Built, build
from sysdsl.model.element import Element, Equation
from sysdsl.model.model import Model
from sysdsl.resolve.entries import Entry
from sysdsl.resolve.symbols import FileEntries, Symbols, mentions
from sysdsl.schema import Kinds


@attrs.frozen(eq=False)
class Place:
    """Where an element was declared: the file and the top-level statement."""

    path: str
    index: int
    entry: Entry


@attrs.frozen(kw_only=True, eq=False)
class Last:
    """What the last assembly was made of, and what it made.

    Attributes:
        kinds: The kinds in force.
        imported: What imported names meant.
        files: Entries by file and top-level statement.
        identities: Qualified names of the entries of a statement, by path and index.
        symbols: The names.
        places: Where each element stands.
        built: What each entry became, by qualified name.
        classified: Elements as they are in the model, with the sensitivity of their files.
        model: The model.
        clashes: What there was to say about names declared twice.
    """

    kinds: Kinds
    imported: Mapping[tuple[str, str], str]
    files: tuple[FileEntries, ...]
    identities: Mapping[tuple[str, int], tuple[str, ...]]
    symbols: Symbols
    places: Mapping[str, Place]
    built: Mapping[str, Built]
    model: Model
    clashes: tuple[Diagnostic, ...]


def changed_statements(
    last: Last, files: tuple[FileEntries, ...]
) -> tuple[tuple[int, int], ...] | None:
    """Return file and index of the statements that changed.

    None when statements came or went, or declare something else than before: names may then mean
    something else anywhere.
    """
    if len(files) != len(last.files):
        return None
    changed: list[tuple[int, int]] = []
    for number, (before, now) in enumerate(zip(last.files, files, strict=True)):
        if before.path != now.path or len(before.groups) != len(now.groups):
            return None
        if before.groups == now.groups and all(map(is_, before.groups, now.groups)):
            continue
        for index, (old, new) in enumerate(zip(before.groups, now.groups, strict=True)):
            if old is not new:
                if not _declare_alike(old, new):
                    return None
                changed.append((number, index))
    return tuple(changed)


def _declare_alike(before: tuple[Entry, ...], now: tuple[Entry, ...]) -> bool:
    return len(before) == len(now) and all(
        a.id == b.id
        and a.word == b.word
        and a.scope == b.scope
        and a.name == b.name
        and a.mode == b.mode
        and a.word != "model"
        and mentions(a) == mentions(b)
        for a, b in zip(before, now, strict=True)
    )


def reassemble(
    last: Last, files: tuple[FileEntries, ...], changed: tuple[tuple[int, int], ...]
) -> Last:
    """Return the assembly after an edit, building only what changed.

    Args:
        last: The assembly before.
        files: The entries now.
        changed: From `changed_statements`.
    """
    built = dict(last.built)
    places = dict(last.places)
    elements = dict(last.model.elements)
    touched: list[Element[Any]] = []
    equations = False
    for number, index in changed:
        file = files[number]
        names = last.identities[file.path, index]
        for identity, entry in zip(names, file.groups[index], strict=True):
            made = build(identity, entry, file.path, last.symbols, last.kinds)
            places[identity] = Place(file.path, index, entry)
            equations = equations or made.equation is not None
            if made.element is not None:
                inherited = _inherited(last.built[identity].element, elements.get(identity))
                element = _classified(made.element, inherited)
                touched.extend(e for e in (elements.get(identity), element) if e is not None)
                elements[identity] = element
            built[identity] = made
    found = last.model.equations
    if equations:
        found = tuple(b.equation for b in built.values() if b.equation is not None)
    model = carried_over(last.model, Model(elements, found, last.kinds), touched)
    return attrs.evolve(last, files=files, places=places, built=built, model=model)


def _inherited(built: Element[Any] | None, kept: Element[Any] | None) -> str | None:
    """Return the sensitivity that an element had from its file, not from its own body."""
    if built is None or kept is None or built.common.sensitivity is not None:
        return None
    return kept.common.sensitivity


def _classified(element: Element[Any], inherited: str | None) -> Element[Any]:
    if element.common.sensitivity is not None or inherited is None:
        return element
    return attrs.evolve(element, common=attrs.evolve(element.common, sensitivity=inherited))


def carried_over(before: Model, now: Model, touched: list[Element[Any]]) -> Model:
    """Give a model what was worked out for the one before and cannot have changed."""
    known = before.__dict__
    names = tuple(dict.fromkeys(element.id for element in touched))
    now.remember(before, names if before.elements.keys() == now.elements.keys() else None)
    draws = any(_redraws(before.find(name), now.find(name), before.kinds) for name in names)
    for name in () if draws else ("arrows", "link_names"):
        if name in known:
            now.__dict__[name] = known[name]
    if "by_kind" in known:
        by_kind = dict(known["by_kind"])
        for kind in {element.kind for element in touched}:
            group = by_kind.get(kind, ())
            by_kind[kind] = tuple(now.elements[element.id] for element in group)
        now.__dict__["by_kind"] = by_kind
    return now


def _redraws(before: Element[Any] | None, now: Element[Any] | None, kinds: Kinds) -> bool:
    """Tell whether an element draws other arrows than before."""
    if before is None or now is None or before.kind != now.kind or before.parent != now.parent:
        return True
    kind = kinds.find(now.kind)
    place = kind.at("loop") if kind else None
    return place is not None and getattr(before.body, place.field) != getattr(now.body, place.field)


def equations_of(built: Mapping[str, Built]) -> tuple[Equation, ...]:
    """Return the equations that stand on their own."""
    return tuple(b.equation for b in built.values() if b.equation is not None)


def link_references_of(built: Mapping[str, Built]) -> list[tuple[str, Anchor]]:
    """Return the links that values refer to, with the places of the references."""
    return [pair for b in built.values() if b.link_references for pair in b.link_references]
