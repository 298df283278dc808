"""HTML for notebooks: tables and texts in which nothing of a model is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from sysdsl.diagnostics.neutral import neutral


def shown(text: object) -> str:
    """Return a text for HTML: no markup, no control characters."""
    return escape(neutral(str(text)))


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; cells are texts and numbers, never markup."""
    body = "".join(f"<tr>{''.join(f'<td>{shown(cell)}</td>' for cell in row)}</tr>" for row in rows)
    heads = "".join(f"<th>{shown(cell)}</th>" for cell in head)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def pre(text: str) -> str:
    """Return lines of text in a fixed-width block."""
    return f"<pre>{shown(text)}</pre>"
