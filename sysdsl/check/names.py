"""Checks of names across a model."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.diagnostics import Anchor, Diagnostic, Edit, Fix, Label
from sysdsl.model.model import Model
from sysdsl.model.rules import NAME_CASE, NAME_SIMILAR


def names_of(model: Model) -> tuple[str, ...]:
    """Return what checks of names depend on."""
    return tuple(model.elements)


def names_and_arrows(model: Model) -> tuple[object, ...]:
    """Return what checks of names in arrows depend on."""
    return (tuple(model.elements), model.arrows)


def differing_in_case(model: Model) -> Iterator[Diagnostic]:
    """Report names that differ only in capital letters."""
    first: dict[tuple[str | None, str], str] = {}
    for element in model.elements.values():
        if element.name is None:
            continue
        key = (element.parent, element.name.casefold())
        other = first.setdefault(key, element.id)
        if other != element.id and model.elements[other].name != element.name:
            yield NAME_CASE.at(
                Anchor(element.id),
                f"`{element.name}` and `{model.elements[other].name}` differ only in capitals",
                hint="rename one of them, or use one spelling",
                others=(Label(Anchor(other), "the other one"),),
            )


def looking_misspelt(model: Model) -> Iterator[Diagnostic]:
    """Report variables that one arrow mentions and that differ from another by a letter or two."""
    counts: dict[str, int] = {}
    where: dict[str, Anchor] = {}
    for arrow in model.arrows:
        for end, index in ((arrow.step.source, arrow.index), (arrow.step.target, arrow.index + 1)):
            counts[end] = counts.get(end, 0) + 1
            where.setdefault(end, Anchor(arrow.by, "loop", (index,)))
    lonely = [
        name
        for name, count in counts.items()
        if count == 1 and name in model.elements and model.elements[name].implied
    ]
    if not lonely:
        return
    by_size: dict[int, list[str]] = {}
    for name, element in model.elements.items():
        if element.name is not None and element.parent is None:
            by_size.setdefault(len(name), []).append(name)
    for name in lonely:
        near = _neighbour(name, by_size)
        if near is None or (counts.get(near, 0) == 1 and model.elements[near].implied):
            continue
        yield NAME_SIMILAR.at(
            where[name],
            f"`{name}` occurs only here, and `{near}` differs by a letter or two",
            hint=f"did you mean `{near}`? If not, declare `variable {name}`",
            fixes=(Fix(f"Change to `{near}`", (Edit(where[name], near),)),),
        )


def _neighbour(name: str, by_size: dict[int, list[str]]) -> str | None:
    # Two changes in a short word make another word: the shorter the name, the closer the match.
    allowed = 2 if len(name) >= 8 else 1 if len(name) >= 4 else 0
    for size in range(len(name) - allowed, len(name) + allowed + 1):
        for other in by_size.get(size, ()):
            if other != name and _distance(name, other, allowed) <= allowed:
                return other
    return None


def _distance(a: str, b: str, limit: int) -> int:
    """Return the number of letters inserted, removed, changed or swapped, up to `limit` + 1."""
    if len(set(a) ^ set(b)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (x != y))
            if before and i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return limit + 1
        before, row = row, now
    return row[-1]
