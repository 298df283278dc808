"""Names close to a misspelt one: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

# Longer names are compared by their first characters only: the cost of a comparison is the
# product of both lengths, and a hostile text may hold a name of a megabyte.
_LONGEST = 64


def nearest(name: str, candidates: Iterable[str], *, limit: int = 1) -> tuple[str, ...]:
    """Return the candidates that `name` was probably meant to be, best first.

    One slip (a wrong, missing, extra or swapped character) is allowed in names of three to five
    characters, two in names up to eleven, three beyond; differences of case and between `_`
    and `-` count for nothing. Ties keep the order of the candidates.
    """
    wanted = _folded(name)
    allowed = 0 if len(wanted) < 3 else 1 if len(wanted) < 6 else 2 if len(wanted) < 12 else 3
    found: list[tuple[int, str]] = []
    for candidate in dict.fromkeys(candidates):
        if candidate == name:
            continue
        slips = _slips(wanted, _folded(candidate), allowed)
        if slips is not None:
            found.append((slips, candidate))
    found.sort(key=lambda pair: pair[0])
    return tuple(candidate for _, candidate in found[:limit])


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return a hint such as "Did you mean `flow`?", or None when nothing is close."""
    close = nearest(name, candidates, limit=3)
    if not close:
        return None
    named = [f"`{candidate}`" for candidate in close]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
    return f"Did you mean {listed}?"


def _folded(name: str) -> str:
    return name[:_LONGEST].casefold().replace("-", "_")


def _slips(left: str, right: str, allowed: int) -> int | None:
    """Count the slips between two names; None when they are more than allowed.

    Optimal string alignment distance (Damerau 1964, restricted): insertions, deletions,
    replacements and swaps of neighbours, each counted as one.
    """
    if abs(len(left) - len(right)) > allowed:
        return None
    left, right = _without_common_ends(left, right)
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return None
    return row[-1] if row[-1] <= allowed else None


def _without_common_ends(left: str, right: str) -> tuple[str, str]:
    """Cut what two names begin and end with alike: it takes no slips to keep it."""
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]
