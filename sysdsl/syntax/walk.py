"""Walks over the tree with a stack of their own: however deep a text nests, nothing recurses."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _fields(cls: Hashable) -> tuple[str, ...]:
    """Return the names of the fields that count when two nodes are compared."""
    return tuple(
        field.name for field in attrs.fields(cast("type[attrs.AttrsInstance]", cls)) if field.eq
    )


def _parts(item: object) -> tuple[object, ...]:
    if isinstance(item, tuple):
        return item
    if attrs.has(type(item)):
        cls: Any = type(item)
        return tuple(getattr(item, name) for name in _fields(cls))
    return ()


def walk(node: object) -> Iterator[object]:
    """Yield a node and all nodes below it, in the order of the source."""
    stack = [node]
    while stack:
        item = stack.pop()
        if not isinstance(item, tuple):
            yield item
        stack.extend(
            part for part in reversed(_parts(item)) if isinstance(part, tuple) or _is_node(part)
        )


def _is_node(item: object) -> bool:
    return attrs.has(type(item))


def same(left: object, right: object) -> bool:
    """Whether two nodes, documents or tuples of nodes say the same, positions aside."""
    stack = [(left, right)]
    while stack:
        a, b = stack.pop()
        if a is b:
            continue
        if type(a) is not type(b):
            return False
        mine, theirs = _parts(a), _parts(b)
        if len(mine) != len(theirs) or (not mine and a != b):
            return False
        stack.extend(zip(mine, theirs, strict=True))
    return True


def depth_exceeds(node: object, limit: int) -> bool:
    """Whether nodes nest deeper than a limit."""
    level: list[object] = [node]
    for _ in range(limit):
        level = [
            part
            for item in level
            for child in _parts(item)
            for part in (child if isinstance(child, tuple) else (child,))
            if _is_node(part)
        ]
        if not level:
            return False
    return True
