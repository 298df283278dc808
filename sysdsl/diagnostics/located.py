"""Diagnostics with their places found: what every output format starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from sysdsl.diagnostics.diagnostic import (
    Anchor,
    Diagnostic,
    Edit,
    Fix,
    Location,
    Severity,
)
from sysdsl.source import Position, SourceText, Span

# Finds the text that an anchor stands for; None when the element has no text of its own.
Where = Callable[[Anchor], Location | None]
# Names the element whose text a location lies in; empty outside every element.
Owner = Callable[[Location], str]


@attrs.frozen
class Note:
    """A further place of a diagnostic, with a few words about it."""

    location: Location | None
    message: str


@attrs.frozen(kw_only=True)
class Located:
    """A diagnostic with its places in the text.

    Attributes:
        diagnostic: What is said.
        location: Where; None when the place has no text, e.g. an element that was generated.
        notes: The other places, in the order given.
        fixes: Its fixes; every place of an edit is a `Location`.
        element: Qualified name of the element it is about, or empty.
        occurrence: How many of the same rule about the same element (or file) come before it.
    """

    diagnostic: Diagnostic
    location: Location | None
    notes: tuple[Note, ...] = ()
    fixes: tuple[Fix, ...] = ()
    element: str = ""
    occurrence: int = 0

    @property
    def path(self) -> str:
        """Path of the file, or empty."""
        return self.location.path if self.location else ""

    @property
    def fingerprint(self) -> str:
        """A name for this finding that survives edits elsewhere: no line takes part in it."""
        import hashlib

        subject = self.element or self.path
        text = "\0".join((self.diagnostic.code, subject, str(self.occurrence)))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@attrs.frozen
class Region:
    """A range in a file in lines and columns, both from 1; the end column is exclusive."""

    path: str
    start: Position
    end: Position


def locate(
    diagnostics: Iterable[Diagnostic], *, where: Where, owner: Owner | None = None
) -> tuple[Located, ...]:
    """Find the places of diagnostics; sort them by file and place, and drop exact repetitions."""
    return merged(_locate_one(diagnostic, where, owner) for diagnostic in diagnostics)


def merged(located: Iterable[Located]) -> tuple[Located, ...]:
    """Put diagnostics together, of several models perhaps: sorted, counted, repetitions dropped.

    Elements of two models may have one name; counting over all keeps fingerprints apart.
    """
    found: dict[tuple[object, ...], Located] = {}
    for item in located:
        found.setdefault(_order(item), item)
    counts: dict[tuple[str, str], int] = {}
    numbered = []
    for key in sorted(found):
        item = found[key]
        subject = (item.diagnostic.code, item.element or item.path)
        occurrence = counts.get(subject, 0)
        counts[subject] = occurrence + 1
        if item.occurrence != occurrence:
            item = attrs.evolve(item, occurrence=occurrence)
        numbered.append(item)
    return tuple(numbered)


def region(location: Location, sources: Mapping[str, SourceText]) -> Region:
    """Return a location in lines and columns; a file that is not known counts as empty.

    A byte-order mark takes no column, as in editors.
    """
    source = sources.get(location.path) or SourceText(location.path, "")
    start = _position(source, location.span.start)
    end = _position(source, max(location.span.start, location.span.end))
    return Region(location.path, start, end)


def worst_first(located: Iterable[Located]) -> list[Located]:
    """Sort by severity, keeping the order of the text within each."""
    return sorted(located, key=lambda item: item.diagnostic.severity.rank)


def count_by_severity(located: Iterable[Located]) -> dict[Severity, int]:
    """Count diagnostics by severity; every severity has an entry."""
    counts = dict.fromkeys(Severity, 0)
    for item in located:
        counts[item.diagnostic.severity] += 1
    return counts


def _locate_one(diagnostic: Diagnostic, where: Where, owner: Owner | None) -> Located:
    place = diagnostic.label.place
    location = _resolved(place, where)
    element = place.element if isinstance(place, Anchor) else ""
    if not element and location is not None and owner is not None:
        element = owner(location)
    notes = tuple(Note(_resolved(o.place, where), o.message) for o in diagnostic.others)
    fixes = (_located_fix(fix, where) for fix in diagnostic.fixes)
    return Located(
        diagnostic=diagnostic,
        location=location,
        notes=notes,
        fixes=tuple(fix for fix in fixes if fix is not None),
        element=element,
    )


def _located_fix(fix: Fix, where: Where) -> Fix | None:
    """Return the fix with its places found, None when one has no text: all edits or none."""
    edits = []
    for edit in fix.edits:
        location = _resolved(edit.place, where)
        through = None if edit.through is None else _resolved(edit.through, where)
        if location is None or (edit.through is not None and through is None):
            return None
        if through is not None:
            span = Span(location.span.start, max(location.span.end, through.span.end))
            location = Location(location.path, span)
        edits.append(Edit(location, edit.text))
    return attrs.evolve(fix, edits=tuple(edits))


def _resolved(place: Location | Anchor, where: Where) -> Location | None:
    return place if isinstance(place, Location) else where(place)


def _order(item: Located) -> tuple[object, ...]:
    diagnostic = item.diagnostic
    ends = (diagnostic.severity.rank, diagnostic.code, diagnostic.message, item.element)
    if item.location is None:
        return (1, "", 0, 0, *ends)
    span = item.location.span
    return (0, item.location.path, span.start, span.end, *ends)


def _position(source: SourceText, offset: int) -> Position:
    position = source.position(offset)
    if position.line == 1 and position.column > 1 and source.text.startswith("\ufeff"):
        return Position(1, position.column - 1)
    return position
