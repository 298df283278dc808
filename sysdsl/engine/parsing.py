"""Files of the engine: a text with what it parses to."""

from __future__ import annotations

import attrs

from sysdsl.diagnostics import Diagnostic
from sysdsl.syntax.leaf import LeafCache
from sysdsl.syntax.parse import parse
from sysdsl.syntax.tree import Document


@attrs.frozen(eq=False)
class Parsed:
    """A text with its statements and what there is to say about it."""

    text: str
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    path: str
    cache: LeafCache
    limit: int


def parsed(text: str, path: str, *, limit: int, cache: LeafCache | None = None) -> Parsed:
    """Parse a text."""
    cache = cache or LeafCache()
    outcome = parse(text, path, cache, limit=limit)
    return Parsed(text, outcome.value, outcome.diagnostics, path, cache, limit)


def edit(before: Parsed, start: int, end: int, replacement: str) -> Parsed:
    """Replace a range of a text and parse what that touches."""
    text = before.text[:start] + replacement + before.text[end:]
    return parsed(text, before.path, limit=before.limit, cache=before.cache)
