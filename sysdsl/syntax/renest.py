"""The tree of a text after an edit: statements that it did not touch are kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sysdsl.syntax.nest import Placed, nested
from sysdsl.syntax.tree import Document, Statement


def renest(
    before: Document, text: str, path: str, leaves: Sequence[Placed], edit: tuple[int, int, int]
) -> Document | None:
    """Return the document of a text after an edit, None when braces may have moved.

    The result equals that of nesting all leaves, and its braces are in order if they were before.

    Args:
        before: The document before the edit, whose braces were in order.
        text: The text after the edit.
        path: How the file is named.
        leaves: The leaves after the edit, at absolute offsets.
        edit: Where leaves may differ, from and to, as offsets before the edit; and by how many
            characters the text grew.
    """
    start, end, delta = edit
    statements = before.statements
    starts = [s.offset for s in statements]
    # One more statement on either side: whether two stand on one line is looked at anew.
    first = max(0, bisect_left(starts, start) - 2)
    last = min(len(starts), bisect_right(starts, end) + 1)
    begin = statements[first].offset if first else 0
    finish = statements[last].offset + delta if last < len(statements) else len(text) + 1
    low = bisect_left(leaves, begin, key=_offset)
    high = bisect_left(leaves, finish, key=_offset)
    state = nested(text, path, leaves[low:high], 0)
    if len(state.stack) > 1 or state.depth or state.diagnostics:
        return None
    kept = state.stack[0].statements
    after = [moved(s, delta) for s in statements[last:]] if delta else statements[last:]
    return Document((*statements[:first], *kept, *after))


def moved(statement: Statement, delta: int) -> Statement:
    """Return a statement with all its offsets changed by as much; bodies nest 256 deep at most."""
    body = statement.body
    inner = None if body is None else tuple([moved(s, delta) for s in body])
    return Statement(
        statement.node, statement.doc, inner, statement.offset + delta, statement.end + delta
    )


def _offset(placed: Placed) -> int:
    return placed[0]
