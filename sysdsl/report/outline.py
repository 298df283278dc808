"""The table of contents of a report: numbers, titles and anchors of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from sysdsl.render.document import Report, Section

_UNFIT = re.compile(r"[^a-z0-9]+")
_TAKEN = ("main", "summary", "contents")


@attrs.frozen(kw_only=True)
class Entry:
    """A line of the table of contents; the summary has no number."""

    number: tuple[int, ...]
    title: str
    anchor: str
    children: tuple[Entry, ...] = ()


def outline(report: Report) -> tuple[Entry, ...]:
    """Return the table of contents, two levels deep."""
    ids = anchors(report)
    entries = [
        _entry(section, (number,), ids) for number, section in enumerate(report.sections, start=1)
    ]
    if report.summary:
        entries.insert(0, Entry(number=(), title="Summary", anchor="summary"))
    return tuple(entries)


def _entry(section: Section, number: tuple[int, ...], ids: dict[tuple[int, ...], str]) -> Entry:
    children = () if len(number) > 1 else section.children
    return Entry(
        number=number,
        title=section.title,
        anchor=ids[number],
        children=tuple(
            _entry(child, (*number, index), ids) for index, child in enumerate(children, start=1)
        ),
    )


def anchors(report: Report) -> dict[tuple[int, ...], str]:
    """Return an anchor for each section by its number; no two are the same."""
    taken = set(_TAKEN)
    found: dict[tuple[int, ...], str] = {}
    for number, section in _numbered(report.sections, ()):
        name = _UNFIT.sub("-", section.id.lower()).strip("-") or "section"
        # `s-` keeps these apart from the ids of pictures and sliders.
        anchor, count = f"s-{name}", 1
        while anchor in taken:
            count += 1
            anchor = f"s-{name}-{count}"
        taken.add(anchor)
        found[number] = anchor
    return found


def _numbered(
    sections: tuple[Section, ...], above: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], Section]]:
    for index, section in enumerate(sections, start=1):
        yield (*above, index), section
        yield from _numbered(section.children, (*above, index))
