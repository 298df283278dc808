"""A text that is parsed anew after each edit, at the cost of what the edit touched."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

import attrs

from sysdsl.diagnostics import Outcome
from sysdsl.syntax.blocks import Block, Placed, blocks_of, placed
from sysdsl.syntax.leaf import LeafCache, read_leaf
from sysdsl.syntax.lines import cut
from sysdsl.syntax.parse import SIZE_LIMIT, outcome_of, read_leaves, too_large
from sysdsl.syntax.scanner import scan
from sysdsl.syntax.tree import Document

# How many leaves before an edit may end elsewhere because of it: a line end looks at two
# lexemes ahead, which belong to the next two leaves at most.
_BEFORE = 3
_AFTER = 6


@attrs.frozen(kw_only=True, slots=False)
class Parsed:
    """A text with its leaves in blocks, so that an edit moves few of them."""

    path: str
    text: str
    blocks: tuple[Block, ...]
    cache: LeafCache = attrs.field(eq=False, repr=False)
    has_open_prose: bool = False
    limit: int = SIZE_LIMIT

    @cached_property
    def leaves(self) -> list[Placed]:
        """All leaves with absolute offsets."""
        return placed(self.blocks)

    @cached_property
    def outcome(self) -> Outcome[Document]:
        """The document and its diagnostics, equal to what `parse` returns for the text."""
        if len(self.text) > self.limit:
            return Outcome(Document(()), (too_large(self.text, self.path, self.limit),))
        return outcome_of(self.text, self.path, self.blocks, self.cache)


def read(
    text: str, path: str, cache: LeafCache | None = None, *, limit: int = SIZE_LIMIT
) -> Parsed:
    """Return a text parsed, ready for edits."""
    cache = LeafCache() if cache is None else cache
    leaves = read_leaves(text, cache) if len(text) <= limit else []
    return Parsed(
        path=path,
        text=text,
        blocks=blocks_of(text, leaves, (0, len(text)), cache),
        cache=cache,
        has_open_prose=any(leaf.open_prose for _, leaf in leaves),
        limit=limit,
    )


def edit(parsed: Parsed, start: int, end: int, replacement: str) -> Parsed:
    """Return what is parsed after the characters from `start` to `end` are replaced.

    The result equals that of reading the whole new text.
    """
    text = parsed.text[:start] + replacement + parsed.text[end:]
    if parsed.has_open_prose or max(len(text), len(parsed.text)) > parsed.limit:
        return read(text, parsed.path, parsed.cache, limit=parsed.limit)
    spliced = _splice(parsed, text, (start, end), len(replacement) - (end - start))
    if spliced is None:
        return read(text, parsed.path, parsed.cache, limit=parsed.limit)
    return attrs.evolve(parsed, text=text, blocks=spliced)


def _splice(
    parsed: Parsed, text: str, span: tuple[int, int], delta: int
) -> tuple[Block, ...] | None:
    """Return the blocks after an edit, or None if the edit reaches to the end of the text."""
    first, last, begin, finish = _touched(parsed.blocks, span)
    reach = 1
    while True:
        old = placed(parsed.blocks[first:last], begin)
        is_all = last == len(parsed.blocks)
        renewed = _renewed(parsed, text, (old, is_all), span, delta)
        if renewed is not None:
            before, after = parsed.blocks[:first], parsed.blocks[last:]
            made = blocks_of(text, renewed, (begin, finish + delta), parsed.cache)
            return (*before, *made, *after)
        if is_all:
            return None
        grown = min(len(parsed.blocks), last + reach)
        finish += sum(block.length for block in parsed.blocks[last:grown])
        last, reach = grown, reach * 4


def _touched(blocks: tuple[Block, ...], span: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the blocks to look at: one more on either side than the edit touches."""
    starts = list(accumulate([block.length for block in blocks], initial=0))
    first = max(0, min(bisect_right(starts, span[0]), len(blocks)) - 2)
    last = min(bisect_right(starts, span[1]), len(blocks))
    if last < len(blocks) and starts[last] - span[1] < 2000:
        last += 1
    return first, last, starts[first], starts[last]


def _renewed(
    parsed: Parsed,
    text: str,
    old_leaves: tuple[list[Placed], bool],
    span: tuple[int, int],
    delta: int,
) -> list[Placed] | None:
    """Return the leaves of the touched blocks after an edit.

    None when the cuts do not meet the old ones again within the blocks looked at.
    """
    old, is_all = old_leaves
    index = max(0, sum(1 for offset, _ in old if offset < span[0]) - _BEFORE)
    restart = old[index][0] if index and old else (old[0][0] if old and old[0][0] < span[0] else 0)
    if not index and parsed.blocks and old and old[0][0] >= span[0]:
        restart = 0
    after = [i for i, (offset, _) in enumerate(old) if offset > span[1]]
    width = _AFTER
    while True:
        whole = width >= len(after)
        if whole and not is_all and not after:
            return None
        edge = old[after[-1] if whole else after[width]][0] + delta if after else len(text)
        limit = len(text) if whole and is_all else _line_end(text, edge)
        lexemes = scan(text, restart, limit)
        if limit < len(text) and any(lexeme[0] == "OPEN_TEXT" for lexeme in lexemes):
            return None
        cuts = cut(lexemes)
        known = {old[i][0] + delta: i for i in after}
        certain = cuts if limit == len(text) else cuts[:-2]
        fresh: list[Placed] = []
        for c in certain:
            if c.start in known:
                rest = [(offset + delta, leaf) for offset, leaf in old[known[c.start] :]]
                return [*old[:index], *fresh, *rest]
            fresh.append((c.start, read_leaf(c, text, parsed.cache)))
        if limit == len(text):
            return [*old[:index], *fresh]
        if whole:
            return None
        width *= 4


def _line_end(text: str, position: int) -> int:
    ends = [text.find(mark, position) for mark in "\n\r"]
    return min((end for end in ends if end >= 0), default=len(text))
