"""What differs between two models, as far as checks care."""

from __future__ import annotations

from operator import is_

import attrs

from sysdsl.model.model import Model


@attrs.frozen(kw_only=True)
class Changes:
    """What differs between a model and the one before.

    Attributes:
        names: Elements that are new, gone, or not the same objects.
        kinds: Their kinds, before and now.
        equations: Whether free-standing equations differ.
    """

    names: tuple[str, ...]
    kinds: frozenset[str]
    equations: bool


def changes_between(before: Model, now: Model) -> Changes | None:
    """Return what differs; None when elements changed places: everything may then differ."""
    old, new = before.elements, now.elements
    names = [name for name, element in new.items() if old.get(name) is not element]
    gone = [name for name in old if name not in new]
    if gone or len(old) != len(new):
        stayed = [name for name in old if name in new]
        if stayed != [name for name in new if name in old]:
            return None
    elif names and list(old) != list(new):
        return None
    names.extend(gone)
    held = [found[name].kind for found in (old, new) for name in names if name in found]
    equations = len(before.equations) != len(now.equations) or not all(
        map(is_, before.equations, now.equations)
    )
    return Changes(names=tuple(names), kinds=frozenset(held), equations=equations)
