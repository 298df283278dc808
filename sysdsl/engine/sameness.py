"""Whether two results are the same: equal, and not-a-number counts as equal to itself."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

import attrs


def same(left: object, right: object) -> bool:
    """Say whether two values tell the same.

    Unlike `==`, not-a-number is the same as not-a-number, or a simulation with one gap would be
    redone for ever; and a mapping in another order is another value, because the order of the
    source shows in what is printed. Works without recursion.
    """
    pairs = [(left, right)]
    while pairs:
        a, b = pairs.pop()
        if a is b:
            continue
        if type(a) is not type(b):
            return False
        parts = _parts(a)
        if parts is None:
            if a != b and not (a != a and b != b):  # noqa: PLR0124  true for NaN alone
                return False
            continue
        others = _parts(b)
        if others is None or len(parts) != len(others):
            return False
        pairs.extend(zip(parts, others, strict=True))
    return True


def _parts(value: Any) -> tuple[Any, ...] | None:  # noqa: ANN401
    """Return what a value consists of, None for one that is compared as a whole."""
    if isinstance(value, (tuple, list)):
        return tuple(value)
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    cls: Hashable = type(value)
    names = _compared_fields(cls)
    return None if names is None else tuple([getattr(value, name) for name in names])


@cache
def _compared_fields(cls: Hashable) -> tuple[str, ...] | None:
    """Return the fields of a class that count for equality, None when it is no attrs class."""
    if not isinstance(cls, type) or not attrs.has(cls):
        return None
    return tuple(field.name for field in attrs.fields(cls) if field.eq)
