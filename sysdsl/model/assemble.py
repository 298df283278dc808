"""All files of a model to one model, building again only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Label, Location
from sysdsl.model.build import Built, build, implied_variable
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.model.places import span_of
from sysdsl.model.reassemble import (
    Last,
    Place,
    changed_statements,
    equations_of,
    link_references_of,
    reassemble,
)
from sysdsl.model.rules import DUPLICATE_NAME, LOOSE_PROPERTY, OWN_KIND, UNKNOWN_LINK
from sysdsl.resolve.entries import Entry, entries
from sysdsl.resolve.symbols import Clash, FileEntries, Symbols, collect, differing
from sysdsl.schema import Kind, Kinds
from sysdsl.schema.own import TYPE_WORDS, OwnKindReading, own_kind
from sysdsl.source import Span
from sysdsl.syntax.tree import Declaration, Document, Property, Section, Statement

_SPARE = 1000
_MANY_SPANS = 50_000

Groups = tuple[tuple[Entry, ...], ...]
"""Entries, one tuple a top-level statement."""

Spans = dict[tuple[int, str | None, tuple[int, ...]], tuple[Entry, Span]]
"""Where places in the model stand, by entry, property and path; the entry is kept beside."""


@attrs.frozen(eq=False)
class ModelFile:
    """One file of a model, parsed.

    Attributes:
        path: As shown to the user.
        document: Its statements.
        module: Name under which it was imported; None for the model's own files.
    """

    path: str
    document: Document
    module: str | None = None


@attrs.define
class EntryMemo:
    """What statements declare, by the identity of statement or section, with the module.

    Each is kept beside what it was made of: the identity of an object that is gone may come
    again.
    """

    kinds: Kinds | None = None
    statements: dict[tuple[int, str | None], tuple[Statement, tuple[Entry, ...]]] = attrs.field(
        factory=dict
    )
    sections: dict[tuple[int, str | None], tuple[Section, Groups]] = attrs.field(factory=dict)


@attrs.define
class Memo:
    """What earlier assemblies built, for reuse where nothing changed.

    Only what the last assembly used is kept.
    """

    own: dict[int, tuple[Statement, OwnKindReading | None]] = attrs.field(factory=dict)
    entries: EntryMemo = attrs.field(factory=EntryMemo)
    kinds: tuple[Kinds, tuple[Kind, ...], Kinds] | None = None
    implied: dict[str, Element[Any]] = attrs.field(factory=dict)
    last: Last | None = None
    classified: dict[int, tuple[Element[Any], str, Element[Any]]] = attrs.field(factory=dict)
    spans: Spans = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Assembly:
    """A model with what there is to say about it and where everything stands.

    Attributes:
        model: The model.
        diagnostics: Problems found while it was put together.
        places: From qualified name to where it stands.
        documents: The files by path.
        symbols: The names.
        spans: Ranges found before, from the start of the top-level statement.
    """

    model: Model
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, Place]
    documents: Mapping[str, Document]
    symbols: Symbols
    spans: Spans = attrs.field(factory=dict)

    def locate(self, place: Location | Anchor) -> Location | None:
        """Return the range in a file that a place stands for, None where there is none."""
        if isinstance(place, Location):
            return place
        found = self.places.get(place.element)
        if found is None:
            mention = self._mention(place.element)
            return None if mention is None else self.locate(mention)
        key = (id(found.entry), place.property, place.path)
        known = self.spans.get(key)
        if known is None or known[0] is not found.entry:
            span = span_of(found.entry, found.entry.statement, place.property, place.path)
            known = self.spans[key] = found.entry, span
        span = known[1]
        start = self.documents[found.path].starts[found.index]
        return Location(found.path, span.shifted(start))

    def _mention(self, name: str) -> Anchor | None:
        """Return where an arrow first mentions a variable that nobody declares."""
        for arrow in self.model.arrows:
            if name in (arrow.step.source, arrow.step.target):
                index = arrow.index + (0 if arrow.step.source == name else 1)
                return Anchor(arrow.by, "loop", (index,))
        return None


def assemble(
    files: Iterable[ModelFile],
    kinds: Kinds,
    memo: Memo,
    imported: Mapping[tuple[str, str], str] | None = None,
) -> Assembly:
    """Return the model that some files make up.

    Args:
        files: The files, in the order in which their elements count.
        kinds: The kinds of core and methods.
        memo: Updated; give the same one again after an edit.
        imported: From (file, name seen there) to qualified name, for imported names.
    """
    files = tuple(files)
    imported = imported or {}
    diagnostics: list[Diagnostic] = []
    kinds = _with_own_kinds(files, kinds, memo, diagnostics)
    file_entries = _entries(files, kinds, memo.entries)
    last = memo.last
    changed = None
    if last is not None and last.kinds is kinds and last.imported == imported:
        changed = changed_statements(last, file_entries)
    if last is not None and changed is not None:
        last = reassemble(last, file_entries, changed)
    else:
        last = _from_scratch(file_entries, kinds, imported, memo)
    memo.last = last
    diagnostics.extend(last.clashes)
    for built in last.built.values():
        if built.diagnostics:
            diagnostics.extend(built.diagnostics)
    diagnostics.extend(_unknown_links(link_references_of(last.built), last.model))
    diagnostics.extend(_loose(files))
    documents = {file.path: file.document for file in files}
    if len(memo.spans) > _MANY_SPANS:
        memo.spans.clear()
    return Assembly(
        last.model, tuple(diagnostics), last.places, documents, last.symbols, memo.spans
    )


def _from_scratch(
    files: tuple[FileEntries, ...],
    kinds: Kinds,
    imported: Mapping[tuple[str, str], str],
    memo: Memo,
) -> Last:
    symbols, table, clashes = collect(files, imported)
    places = dict(_places(files, table))
    identities: dict[tuple[str, int], list[str]] = {}
    for identity, place in places.items():
        identities.setdefault((place.path, place.index), []).append(identity)
    built = _build_all(table, symbols, kinds, memo)
    elements = _elements(table, built, memo)
    for name in symbols.implied:
        implied = memo.implied.get(name) or implied_variable(name)
        memo.implied[name] = implied
        elements[name] = implied
    model = Model(elements, equations_of(built), kinds)
    if memo.last is not None:
        model.remember(memo.last.model)
    return Last(
        kinds=kinds,
        imported=dict(imported),
        files=files,
        identities={key: tuple(names) for key, names in identities.items()},
        symbols=symbols,
        places=places,
        built=built,
        model=model,
        clashes=tuple(_clash(clash) for clash in clashes),
    )


def _with_own_kinds(
    files: tuple[ModelFile, ...], kinds: Kinds, memo: Memo, diagnostics: list[Diagnostic]
) -> Kinds:
    own: dict[int, tuple[Statement, OwnKindReading | None]] = {}
    found: list[OwnKindReading] = []
    for file in files:
        for _, statement in file.document.frame:
            node = statement.node
            if isinstance(node, Declaration) and node.kind.text == "kind":
                known = memo.own.get(id(statement))
                reading = known[1] if known else own_kind(statement)
                own[id(statement)] = (statement, reading)
                if reading is not None:
                    found.append(reading)
    memo.own = own
    for reading in found:
        diagnostics.extend(
            OWN_KIND.at(
                Anchor(reading.kind.name, key),
                f"the type of `{key}` cannot be read",
                hint="write one of " + ", ".join(f"`{word}(...)`" for word in TYPE_WORDS),
            )
            for key in reading.unreadable
        )
    made = tuple(reading.kind for reading in found)
    if memo.kinds is not None and memo.kinds[0] is kinds and memo.kinds[1] == made:
        return memo.kinds[2]
    joined = kinds.plus(made) if made else kinds
    memo.kinds = (kinds, made, joined)
    return joined


def _entries(
    files: tuple[ModelFile, ...], kinds: Kinds, memo: EntryMemo
) -> tuple[FileEntries, ...]:
    if memo.kinds is not kinds:
        memo.kinds = kinds
        memo.statements.clear()
        memo.sections.clear()
    kept: dict[tuple[int, str | None], tuple[Section, Groups]] = {}
    out: list[FileEntries] = []
    for file in files:
        parts: list[Groups] = []
        for _, section in file.document.sections:
            key = (id(section), file.module)
            found = memo.sections.get(key)
            if found is None:
                found = section, _groups(section, kinds, file.module, memo)
            kept[key] = found
            parts.append(found[1])
        out.append(FileEntries(file.path, tuple(chain.from_iterable(parts))))
    memo.sections = kept
    used = sum(len(file.groups) for file in out)
    if len(memo.statements) > 2 * used + _SPARE:
        memo.statements = {
            (id(statement), module): (statement, group)
            for (_, module), (section, groups) in kept.items()
            for statement, group in zip(section.statements, groups, strict=True)
        }
    return tuple(out)


def _groups(section: Section, kinds: Kinds, module: str | None, memo: EntryMemo) -> Groups:
    groups: list[tuple[Entry, ...]] = []
    for statement in section.statements:
        key = (id(statement), module)
        found = memo.statements.get(key)
        if found is None:
            found = memo.statements[key] = statement, entries(statement, kinds, module)
        groups.append(found[1])
    return tuple(groups)


def _places(
    files: tuple[FileEntries, ...], table: Mapping[str, tuple[str, Entry]]
) -> Iterator[tuple[str, Place]]:
    identities: dict[tuple[str, int], list[str]] = {}
    for identity, (path, entry) in table.items():
        identities.setdefault((path, id(entry)), []).append(identity)
    taken: dict[tuple[str, int], int] = {}
    for file in files:
        for index, group in enumerate(file.groups):
            for entry in group:
                key = (file.path, id(entry))
                n = taken.get(key, 0)
                taken[key] = n + 1
                yield identities[key][n], Place(file.path, index, entry)


def _build_all(
    table: Mapping[str, tuple[str, Entry]], symbols: Symbols, kinds: Kinds, memo: Memo
) -> dict[str, Built]:
    earlier: Mapping[str, Place] = memo.last.places if memo.last is not None else {}
    doubtful = None if memo.last is None else differing(memo.last.symbols, symbols)
    out: dict[str, Built] = {}
    for identity, (path, entry) in table.items():
        before = earlier.get(identity)
        if before is not None and before.path == path and before.entry is entry and memo.last:
            built = memo.last.built[identity]
            if _still_holds(built, symbols, path, doubtful):
                out[identity] = built
                continue
        out[identity] = build(identity, entry, path, symbols, kinds)
    return out


def _elements(
    table: Mapping[str, tuple[str, Entry]], built: Mapping[str, Built], memo: Memo
) -> dict[str, Element[Any]]:
    defaults: dict[str, str] = {}
    for identity, (path, entry) in table.items():
        element = built[identity].element
        if entry.word == "model" and element is not None and not (element.name or element.title):
            # `model { sensitivity: team }` without a name speaks of its file.
            stated = element.common.sensitivity
            if stated is not None:
                defaults[path] = stated
    return {
        identity: _classified(element, defaults.get(path), memo)
        for identity, (path, _) in table.items()
        if (element := built[identity].element) is not None
    }


def _classified(element: Element[Any], sensitivity: str | None, memo: Memo) -> Element[Any]:
    """Return an element with the sensitivity of its file where it states none."""
    if sensitivity is None or element.common.sensitivity is not None:
        return element
    before = memo.classified.get(id(element))
    if before is not None and before[0] is element and before[1] == sensitivity:
        return before[2]
    common = attrs.evolve(element.common, sensitivity=sensitivity)
    made = attrs.evolve(element, common=common)
    memo.classified[id(element)] = (element, sensitivity, made)
    return made


def _still_holds(
    built: Built, symbols: Symbols, path: str, doubtful: frozenset[str] | None
) -> bool:
    """Tell whether all names that were looked up mean what they meant."""
    for (names, scope), word, found in built.looked_up:
        if doubtful is not None and found.id not in doubtful and doubtful.isdisjoint(names):
            continue
        now = symbols.find(names, scope, path)
        if now != found or (now.id is not None and symbols.words.get(now.id) != word):
            return False
    return True


def _clash(clash: Clash) -> Diagnostic:
    name = clash.second.name or ""
    return DUPLICATE_NAME.at(
        Anchor(f"{clash.identity}"),
        f"`{name}` is already declared",
        hint="references mean the first one; rename one of the two",
        others=(Label(Anchor(clash.first.id), "declared here first"),),
    )


def _unknown_links(references: list[tuple[str, Anchor]], model: Model) -> Iterator[Diagnostic]:
    for link, anchor in references:
        if link not in model.link_names:
            yield UNKNOWN_LINK.at(
                anchor,
                f"nothing draws the link `{link}`",
                hint=f"draw it, for instance `{link.replace('->', '->+')}`, or correct the names",
            )


def _loose(files: tuple[ModelFile, ...]) -> Iterator[Diagnostic]:
    for file in files:
        for start, statement in file.document.frame:
            if isinstance(statement.node, Property):
                yield _loose_property(file.path, start, statement.node)


def _loose_property(path: str, start: int, node: Property) -> Diagnostic:
    return LOOSE_PROPERTY.at(
        Location(path, Span(start + node.key.start, start + node.key.end)),
        f"`{node.key.text}:` stands outside an element",
        hint="move it between the braces of the element it describes",
    )
