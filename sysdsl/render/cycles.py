"""The shortest loops that together cover every link that lies on a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def shortest_loops(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Return short loops, shortest first, until each link on any loop is in one of them.

    Args:
        count: Number of nodes, named 0 to count - 1.
        links: Directed links.

    Source: after Oliva, System Dynamics Review 20(4), 2004, shortest independent loop set.
    """
    following: list[list[int]] = [[] for _ in range(count)]
    for source, target in sorted(set(links)):
        if source != target:
            following[source].append(target)
    found = set()
    for source, targets in enumerate(following):
        for target in targets:
            loop = _path(following, target, source)
            if loop:
                start = loop.index(min(loop))
                found.add((*loop[start:], *loop[:start]))
    covered: set[tuple[int, int]] = set()
    kept = []
    for loop in sorted(found, key=lambda loop: (len(loop), loop)):
        pairs = set(zip(loop, (*loop[1:], loop[0]), strict=True))
        if not pairs <= covered:
            covered |= pairs
            kept.append(loop)
    return kept


def _path(following: list[list[int]], start: int, end: int) -> tuple[int, ...]:
    """Return a shortest path from `start` to `end`, or () if there is none."""
    before = {start: -1}
    front = [start]
    while front and end not in before:
        further = []
        for node in front:
            for after in following[node]:
                if after not in before:
                    before[after] = node
                    further.append(after)
        front = further
    if end not in before:
        return ()
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return tuple(reversed(path))
