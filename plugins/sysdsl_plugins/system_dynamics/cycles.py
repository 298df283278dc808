"""Feedback loops of a program: simple cycles, in an order that does not depend on hashing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs


@attrs.frozen
class Cycles:
    """Cycles of a graph.

    Attributes:
        cycles: Each from its first node in the order given, to the last before it closes.
        components: Strongly connected component of each node.
        truncated: Whether there are more.
    """

    cycles: tuple[tuple[str, ...], ...]
    components: Mapping[str, int]
    truncated: bool


def cycles_of(
    graph: Mapping[str, Sequence[str]], most: int = 1_000, work: int = 1_000_000
) -> Cycles:
    """Enumerate simple cycles, each once, rooted at its first node in the order of the graph.

    Args:
        graph: Successors of each node.
        most: Most cycles returned.
        work: Most steps taken.
    """
    order = {name: index for index, name in enumerate(graph)}
    components = _components(graph)
    found: list[tuple[str, ...]] = []
    left = work
    for root in graph:
        path = [root]
        inside = {root}
        pending = [iter(graph[root])]
        while pending:
            left -= 1
            if left < 0 or len(found) > most:
                return Cycles(tuple(found[:most]), components, truncated=True)
            step = next(pending[-1], None)
            if step is None:
                pending.pop()
                inside.discard(path.pop())
            elif step == root:
                found.append(tuple(path))
            elif (
                step not in inside
                and order[step] > order[root]
                and components[step] == components[root]
            ):
                path.append(step)
                inside.add(step)
                pending.append(iter(graph[step]))
    return Cycles(tuple(found), components, truncated=False)


def _components(graph: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the strongly connected component of each node (Tarjan 1972, iterative)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    component: dict[str, int] = {}
    stack: list[str] = []
    count = 0
    for root in graph:
        pending = [] if root in index else [(root, iter(graph[root]))]
        while pending:
            node, rest = pending[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
            step = next((s for s in rest if s not in component), None)
            if step is not None and step not in index:
                pending.append((step, iter(graph[step])))
                continue
            if step is not None:
                low[node] = min(low[node], index[step])
                continue
            pending.pop()
            if pending:
                low[pending[-1][0]] = min(low[pending[-1][0]], low[node])
            if low[node] == index[node]:
                while node not in component:
                    component[stack.pop()] = count
                count += 1
    return component
