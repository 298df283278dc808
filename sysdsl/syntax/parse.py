"""Text to a document: always one, with what there is to say about the text."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from sysdsl.diagnostics import Diagnostic, Location, Outcome
from sysdsl.source import Span
from sysdsl.syntax import rules
from sysdsl.syntax.blocks import Block, Placed, blocks_of
from sysdsl.syntax.leaf import LeafCache, read_leaf
from sysdsl.syntax.lines import cut
from sysdsl.syntax.nest import nest
from sysdsl.syntax.scanner import REFUSED, scan
from sysdsl.syntax.tree import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE_LIMIT = 2_000_000
_MANY = 20


def parse(
    text: str, path: str, cache: LeafCache | None = None, *, limit: int = SIZE_LIMIT
) -> Outcome[Document]:
    """Return the document that a text holds; statements that cannot be read are `Broken`.

    Args:
        text: The text of one file.
        path: How the file is named in diagnostics.
        cache: Leaves parsed before, for whoever parses again and again; it is added to.
        limit: How many characters are read at most.
    """
    if len(text) > limit:
        return Outcome(Document(()), (too_large(text, path, limit),))
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        cache = LeafCache() if cache is None else cache
        blocks = blocks_of(text, read_leaves(text, cache), (0, len(text)), cache)
        return outcome_of(text, path, blocks, cache)
    finally:
        if was_enabled:
            gc.enable()


def outcome_of(
    text: str, path: str, blocks: tuple[Block, ...], cache: LeafCache
) -> Outcome[Document]:
    """Return the document that the blocks of a text make up, with all diagnostics."""
    document, diagnostics = nest(text, path, blocks, cache)
    return Outcome(document, tuple(_all_diagnostics(text, path, blocks, diagnostics)))


def read_leaves(text: str, cache: LeafCache) -> list[Placed]:
    """Return the leaves of a text with their absolute offsets."""
    return [(c.start, read_leaf(c, text, cache)) for c in cut(scan(text))]


def _all_diagnostics(
    text: str, path: str, blocks: tuple[Block, ...], structural: list[Diagnostic]
) -> list[Diagnostic]:
    """Return all diagnostics in the order of the text."""
    refused: list[int] = []
    if any(block.has_refused for block in blocks):
        refused = [match.start() for match in REFUSED.finditer(text)]
    found = [*structural, *_refusals(text, path, refused)]
    start = 0
    for block in blocks:
        for at, leaf in block.remarked:
            offset, end = start + at, start + at + len(leaf.text)
            if not any(offset <= place < end for place in refused):
                found.extend(finding.placed(path, offset) for finding in leaf.findings)
        start += block.length
    found.sort(key=_place)
    return found


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    place = diagnostic.label.place
    assert isinstance(place, Location)  # noqa: S101  syntax knows positions
    return place.span.start, place.span.end, diagnostic.code


def _refusals(text: str, path: str, places: list[int]) -> Iterator[Diagnostic]:
    for index, place in enumerate(places[:_MANY]):
        what = "bidirectional control" if ord(text[place]) > 0x600 else "control character"
        more = len(places) - _MANY if index == _MANY - 1 else 0
        yield rules.CHARACTER.at(
            Location(path, Span(place, place + 1)),
            f"There is a {what}, U+{ord(text[place]):04X}",
            hint="Remove it." if more <= 0 else f"Remove it and {more} more.",
        )


def too_large(text: str, path: str, limit: int) -> Diagnostic:
    """Return the diagnostic of a text beyond the limit."""
    return rules.SIZE.at(
        Location(path, Span(0, 0)),
        f"The file has {len(text):,} characters, and {limit:,} are read at most",
        hint="Split the model over several files of its folder, or raise the limit.",
    )
