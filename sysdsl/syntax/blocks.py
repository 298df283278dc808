"""The leaves of a text in blocks, so that an edit moves few of them and repeats little."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain

import attrs

from sysdsl.syntax.leaf import Leaf, LeafCache
from sysdsl.syntax.scanner import REFUSED
from sysdsl.syntax.tree import Section, Statement

Placed = tuple[int, Leaf]

_USUAL_SIZE = 32
_LARGEST_SIZE = 128


@attrs.frozen(kw_only=True, eq=False)
class Block:
    """Some leaves in a row; their offsets are relative to the block.

    Attributes:
        length: Number of characters up to the next block.
        leaves: The leaves.
        section: What they make up by themselves; None where a brace in them has no partner,
            or a statement begins right behind a `}`.
        is_indented: Whether there is a section, and all bodies in it stand further to the right
            than their headers.
        closes: How many bodies that are open before the block end in it.
        opens: How many bodies that begin in it are open behind it.
        remarked: Leaves that there is something to say about.
        has_refused: Whether there is a character in it that no text may hold.
    """

    length: int
    leaves: tuple[Placed, ...]
    section: Section | None
    is_indented: bool
    closes: int
    opens: int
    remarked: tuple[Placed, ...]
    has_refused: bool


def blocks_of(
    text: str, leaves: list[Placed], span: tuple[int, int], cache: LeafCache
) -> tuple[Block, ...]:
    """Return leaves at absolute offsets as blocks that fill a range of the text.

    A block ends outside all bodies where it can, so that it makes sense by itself.

    Args:
        text: The text.
        leaves: Those of its leaves that lie in the range.
        span: Where the range begins and ends.
        cache: Statements met before; it is added to.
    """
    blocks = []
    begin = span[0]
    for first, last in _ranges(leaves):
        finish = leaves[last][0] if last < len(leaves) else span[1]
        relative = tuple([(offset - begin, leaf) for offset, leaf in leaves[first:last]])
        blocks.append(_block(text, (begin, finish), relative, cache))
        begin = finish
    return tuple(blocks)


def placed(blocks: Iterable[Block], start: int = 0) -> list[Placed]:
    """Return the leaves of blocks in a row with absolute offsets."""
    blocks = tuple(blocks)
    starts = accumulate([block.length for block in blocks], initial=start)
    return list(
        chain.from_iterable(
            [(s + offset, leaf) for offset, leaf in block.leaves]
            for s, block in zip(starts, blocks, strict=False)
        )
    )


def is_run_on(text: str, closed: int, start: int) -> bool:
    """Tell whether a statement that starts somewhere stands right behind the `}` before it."""
    gap = text[closed:start]
    return not ("\n" in gap or "\r" in gap or ";" in gap)


def indent(text: str, offset: int) -> int | None:
    """Return the width of the space before a leaf, None if it is not first on its line."""
    line = text.rfind("\n", 0, offset) + 1
    line = max(line, text.rfind("\r", line, offset) + 1)
    margin = text[line:offset]
    return None if margin.strip(" \t\u00a0\ufeff") else len(margin)


def _ranges(leaves: list[Placed]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    first = depth = 0
    for index, (_, leaf) in enumerate(leaves, 1):
        if leaf.kind == "header":
            depth += 1
        elif leaf.kind == "closer" and depth:
            depth -= 1
        size = index - first
        if size >= _USUAL_SIZE and (not depth or size >= _LARGEST_SIZE):
            ranges.append((first, index))
            first, depth = index, 0
    if first < len(leaves) or not leaves:
        ranges.append((first, len(leaves)))
    return ranges


def _block(text: str, span: tuple[int, int], leaves: tuple[Placed, ...], cache: LeafCache) -> Block:
    closes = opens = 0
    for _, leaf in leaves:
        if leaf.kind == "header":
            opens += 1
        elif leaf.kind == "closer":
            if opens:
                opens -= 1
            else:
                closes += 1
    alone = not (opens or closes or _has_run_on(text, span, leaves))
    return Block(
        length=span[1] - span[0],
        leaves=leaves,
        section=_section(text, span[0], leaves, cache) if alone else None,
        is_indented=alone and _is_indented(text, span[0], leaves),
        closes=closes,
        opens=opens,
        remarked=tuple([placed for placed in leaves if placed[1].findings]),
        has_refused=REFUSED.search(text, *span) is not None,
    )


def _has_run_on(text: str, span: tuple[int, int], leaves: tuple[Placed, ...]) -> bool:
    """Tell whether a statement begins right behind a `}`, in the block or where the next begins."""
    begin, finish = span
    closed: int | None = None
    for offset, leaf in leaves:
        if leaf.kind == "closer":
            closed = begin + offset + 1
        elif closed is not None:
            if leaf.kind != "note" and is_run_on(text, closed, begin + offset):
                return True
            closed = None
    return closed is not None and finish < len(text) and is_run_on(text, closed, finish)


def _section(text: str, begin: int, leaves: tuple[Placed, ...], cache: LeafCache) -> Section:
    """Return what leaves make up whose braces all have partners."""
    statements: list[Statement] = []
    starts: list[int] = []
    # Bodies that are being filled: the offset and the leaf of the header, and what stands in it.
    opened: list[tuple[int, Leaf, list[Statement]]] = []
    for offset, leaf in leaves:
        if leaf.kind == "header":
            opened.append((offset, leaf, []))
        elif leaf.kind == "closer":
            at, header, body = opened.pop()
            if opened:
                base = opened[0][0]
                opened[-1][2].append(_statement(header, body, at - base, offset + 1 - base))
            else:
                written = text[begin + at : begin + offset + 1]
                statement = cache.statements.get(written)
                if statement is None:
                    statement = _statement(header, body, 0, len(written))
                    cache.keep(written, statement)
                statements.append(statement)
                starts.append(at)
        elif leaf.node is not None:
            if opened:
                at = offset - opened[0][0]
                inner = Statement(leaf.node, leaf.doc, None, at, at + len(leaf.text))
                opened[-1][2].append(inner)
            else:
                statements.append(cache.statement(leaf))
                starts.append(offset)
    return Section(tuple(statements), tuple(starts))


def _statement(header: Leaf, body: list[Statement], start: int, end: int) -> Statement:
    assert header.node is not None  # noqa: S101  headers are statements
    return Statement(header.node, header.doc, tuple(body), start, end)


def _is_indented(text: str, begin: int, leaves: tuple[Placed, ...]) -> bool:
    margins: list[int | None] = []
    for offset, leaf in leaves:
        if leaf.kind == "closer":
            margins.pop()
        elif margins or leaf.kind == "header":
            margin = indent(text, begin + offset)
            around = margins[-1] if margins else None
            if margin is not None and around is not None and margin <= around:
                return False
            if leaf.kind == "header":
                margins.append(margin)
    return True
