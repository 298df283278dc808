"""The names of a model and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

import attrs

from sysdsl.resolve.entries import Entry, arrow_at
from sysdsl.syntax.tree import Declaration, LinkStatement, Ref

_MANY, _ENOUGH, _LONG = 300, 20, 60

Key = tuple[str | None, str]
"""A scope (None for the model) and a name in it."""


@attrs.frozen
class Found:
    """What a name means: exactly one element, several, or none.

    Attributes:
        id: Qualified name of the element, None when there is none or more than one.
        rivals: Qualified names when there is more than one.
        rest: Names left over after the element: a property of it was meant.
    """

    id: str | None
    rivals: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Symbols:
    """All names of a model.

    Attributes:
        scopes: From scope and name to the qualified name.
        anywhere: From a name to the qualified names of all elements so called, at any depth.
        parents: From a qualified name to that of the element it stands in.
        words: From a qualified name to the word of its kind.
        imported: From (file, visible name) to the qualified name.
        implied: Variables that only links mention.
    """

    scopes: Mapping[Key, str]
    anywhere: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str | None]
    words: Mapping[str, str]
    imported: Mapping[tuple[str, str], str]
    implied: tuple[str, ...]

    def find(self, names: tuple[str, ...], scope: str | None, path: str) -> Found:
        """Return what a dotted name means where it stands.

        Scopes are searched from the innermost outwards, then what the file imports, then the
        model; then a nested name that is the only one so called is found from anywhere.

        Args:
            names: The parts of the name.
            scope: Qualified name of the element in whose body it stands.
            path: The file it stands in.
        """
        start = self._first(names[0], scope, path)
        if start.id is None:
            return start
        found, rest = start.id, names[1:]
        while rest:
            inner = self.scopes.get((found, rest[0]))
            if inner is None:
                break
            found, rest = inner, rest[1:]
        return Found(found, (), rest)

    def _first(self, name: str, scope: str | None, path: str) -> Found:
        place = scope
        while place is not None:
            found = self.scopes.get((place, name))
            if found is not None:
                return Found(found)
            place = self.parents.get(place)
        found = self.imported.get((path, name)) or self.scopes.get((None, name))
        if found is not None:
            return Found(found)
        rivals = self.anywhere.get(name, ())
        if len(rivals) == 1:
            return Found(rivals[0])
        return Found(None, rivals)

    def similar(self, name: str) -> str | None:
        """Return the known name most like a misspelt one, or None."""
        near: Iterable[str] = self.anywhere
        if len(self.anywhere) > _MANY:
            # Comparing each unknown name with each known one would take quadratic time.
            near = sorted({n for part in _shortened(name) for n in self._by_part.get(part, ())})
        return next(iter(get_close_matches(name, near, 1, 0.75)), None)

    @cached_property
    def _by_part(self) -> Mapping[str, tuple[str, ...]]:
        """From names with a letter left out, and whole ones, to the names themselves."""
        found: dict[str, list[str]] = {}
        for name in self.anywhere:
            for part in _shortened(name):
                names = found.setdefault(part, [])
                # Names made by a generator may share a part by the thousand.
                if len(names) < _ENOUGH:
                    names.append(name)
        return {part: tuple(names) for part, names in found.items()}


def _shortened(name: str) -> set[str]:
    """Return a name and what is left of it without one of its letters.

    Two names that differ by a letter or two share one of these (Garbe 2012, symmetric deletion).
    """
    if len(name) > _LONG:
        return {name}
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


@attrs.frozen(eq=False)
class Clash:
    """Two declarations of one name: the first stays, the second gets another identity."""

    first: Entry
    second: Entry
    identity: str


@attrs.frozen(eq=False)
class FileEntries:
    """The entries of one file, one tuple a top-level statement."""

    path: str
    groups: tuple[tuple[Entry, ...], ...]


def collect(
    files: Iterable[FileEntries], imported: Mapping[tuple[str, str], str]
) -> tuple[Symbols, Mapping[str, tuple[str, Entry]], tuple[Clash, ...]]:
    """Collect the names of a model.

    Returns:
        The symbols; the entries by identity with their files, in the order of the source; and
        the clashes of names.
    """
    scopes: dict[Key, str] = {}
    parents: dict[str, str | None] = {}
    words: dict[str, str] = {}
    table: dict[str, tuple[str, Entry]] = {}
    numbers: dict[str, int] = {}
    anywhere: dict[str, list[str]] = {}
    clashes: list[Clash] = []
    mentioned: list[tuple[str, Entry]] = []
    for file in files:
        for group in file.groups:
            for entry in group:
                identity = entry.id
                clash = identity in table and entry.name is not None
                if identity in table:
                    identity = _numbered(identity, table, numbers)
                if clash:
                    clashes.append(Clash(table[entry.id][1], entry, identity))
                table[identity] = (file.path, entry)
                parents[identity] = entry.scope
                words[identity] = entry.word
                if entry.name is not None and entry.word != "model" and not clash:
                    outer = entry.scope if entry.scope is not None else entry.module
                    scopes.setdefault((outer, entry.name), identity)
                    anywhere.setdefault(entry.name, []).append(identity)
                if _mentions(entry):
                    mentioned.append((file.path, entry))
    symbols = Symbols(
        scopes=scopes,
        anywhere={name: tuple(found) for name, found in anywhere.items()},
        parents=parents,
        words=words,
        imported=imported,
        implied=(),
    )
    return _with_implied(symbols, mentioned, scopes, anywhere), table, tuple(clashes)


def differing(before: Symbols, now: Symbols) -> frozenset[str] | None:
    """Return plain and qualified names that may mean something else than before.

    None when any may: what is imported changed, or an element stands in another one.
    """
    moved = (
        name for name, parent in now.parents.items() if before.parents.get(name, parent) != parent
    )
    if before.imported != now.imported or any(True for _ in moved):
        return None
    scopes = {name for (_, name), _ in before.scopes.items() ^ now.scopes.items()}
    anywhere = {name for name, _ in before.anywhere.items() ^ now.anywhere.items()}
    words = {name for name, _ in before.words.items() ^ now.words.items()}
    return frozenset(scopes | anywhere | words)


def _numbered(identity: str, table: Mapping[str, object], numbers: dict[str, int]) -> str:
    """Return an identity that is free; `numbers` holds the last one given for each name."""
    n = numbers.get(identity, 1) + 1
    while f"{identity} #{n}" in table:
        n += 1
    numbers[identity] = n
    return f"{identity} #{n}"


def _mentions(entry: Entry) -> bool:
    """Tell whether arrows of an entry declare the variables they mention."""
    if entry.word == "link" and isinstance(entry.statement.node, LinkStatement):
        return True
    return entry.kind is not None and entry.kind.links == "causal"


def mentions(entry: Entry) -> tuple[str, ...]:
    """Return the plain names that the arrows of an entry mention."""
    node = entry.statement.node
    refs: tuple[Ref, ...] = ()
    if isinstance(node, LinkStatement):
        source, target, _ = arrow_at(node, entry.arrow)
        refs = (source, target)
    elif isinstance(node, Declaration) and node.loop is not None:
        refs = node.loop.refs
    return tuple(ref.path.names[0].text for ref in refs if len(ref.path.names) == 1)


def _with_implied(
    symbols: Symbols,
    mentioned: Iterable[tuple[str, Entry]],
    scopes: dict[Key, str],
    anywhere: dict[str, list[str]],
) -> Symbols:
    implied: dict[str, None] = {}
    for path, entry in mentioned:
        for name in mentions(entry):
            if name not in implied and symbols.find((name,), entry.scope, path) == Found(None):
                implied[name] = None
    for name in implied:
        scopes[(None, name)] = name
        anywhere.setdefault(name, []).append(name)
    return attrs.evolve(
        symbols,
        scopes=scopes,
        anywhere={name: tuple(found) for name, found in anywhere.items()},
        implied=tuple(implied),
    )
