"""Search for simple cycles and paths under a budget of steps, in an order that never varies.

Vertices are integers; `adjacency[v]` holds the successors of `v` in ascending order. The number
of cycles and paths grows exponentially with the size of a map, so that every search here stops
after a number of steps (edges looked at) and says so. Steps, not seconds, so that the same map
gives the same answer on every machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

Adjacency = Sequence[Sequence[int]]
Walk = tuple[int, ...]


class Budget:
    """Steps that a search may still take."""

    __slots__ = ("left",)

    def __init__(self, steps: int) -> None:
        """Start with a number of steps."""
        self.left = steps

    def spend(self, steps: int) -> bool:
        """Take steps away; return whether any are left."""
        self.left -= steps
        return self.left > 0


def components(adjacency: Adjacency, vertices: Sequence[int]) -> list[list[int]]:
    """Return the strongly connected components of an induced subgraph.

    Each component is sorted and components come in the order of their least vertex.

    Source: Tarjan, SIAM Journal on Computing 1 (1972) 146-160; iterative.
    """
    inside = set(vertices)
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    pending: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in vertices:
        if root in order:
            continue
        work = [(root, iter(adjacency[root]))]
        order[root] = low[root] = len(order)
        pending.append(root)
        on_stack.add(root)
        while work:
            v, targets = work[-1]
            for w in targets:
                if w not in inside:
                    continue
                if w not in order:
                    order[w] = low[w] = len(order)
                    pending.append(w)
                    on_stack.add(w)
                    work.append((w, iter(adjacency[w])))
                    break
                if w in on_stack:
                    low[v] = min(low[v], order[w])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[v])
                if low[v] == order[v]:
                    found.append(_unstack(pending, on_stack, v))
    return sorted(found)


def _unstack(pending: list[int], on_stack: set[int], root: int) -> list[int]:
    component: list[int] = []
    while not component or component[-1] != root:
        component.append(pending.pop())
    on_stack.difference_update(component)
    return sorted(component)


def cyclic_components(adjacency: Adjacency, vertices: Sequence[int]) -> list[list[int]]:
    """Return the strongly connected components that hold a cycle."""
    return [
        part
        for part in components(adjacency, vertices)
        if len(part) > 1 or part[0] in adjacency[part[0]]
    ]


def distances(adjacency: Adjacency, start: int, *, limit: int | None = None) -> dict[int, int]:
    """Return the number of edges from a vertex to each vertex it reaches, itself included."""
    found = {start: 0}
    queue = deque([start])
    while queue:
        v = queue.popleft()
        if limit is not None and found[v] >= limit:
            break
        for w in adjacency[v]:
            if w not in found:
                found[w] = found[v] + 1
                queue.append(w)
    return found


def elementary_cycles(adjacency: Adjacency, budget: Budget) -> Iterator[Walk]:
    """Yield every simple cycle once, beginning with its least vertex.

    Ends early when the budget is used up.

    Source: Johnson, SIAM Journal on Computing 4 (1975) 77-84; iterative.
    """
    waiting = cyclic_components(adjacency, range(len(adjacency)))[::-1]
    while waiting:
        part = waiting.pop()
        if not budget.spend(len(part)):
            return
        inside = set(part)
        local = {v: [w for w in adjacency[v] if w in inside] for v in part}
        yield from _cycles_through(local, part[0], budget)
        if budget.left <= 0:
            return
        waiting.extend(cyclic_components(adjacency, part[1:])[::-1])


def _cycles_through(local: dict[int, list[int]], start: int, budget: Budget) -> Iterator[Walk]:
    path = [start]
    blocked = {start}
    waits: dict[int, set[int]] = {v: set() for v in local}
    stack = [iter(local[start])]
    closed = [False]
    while stack:
        for w in stack[-1]:
            if not budget.spend(1):
                return
            if w == start:
                closed[-1] = True
                yield tuple(path)
            elif w not in blocked:
                path.append(w)
                closed.append(False)
                stack.append(iter(local[w]))
                blocked.add(w)
                break
        else:
            stack.pop()
            v = path.pop()
            if closed.pop():
                if closed:
                    closed[-1] = True
                _unblock(v, blocked, waits)
            else:
                for w in local[v]:
                    waits[w].add(v)


def _unblock(vertex: int, blocked: set[int], waits: dict[int, set[int]]) -> None:
    pending = [vertex]
    while pending:
        v = pending.pop()
        if v in blocked:
            blocked.remove(v)
            pending.extend(waits[v])
            waits[v].clear()


def paths_of_length(
    adjacency: Adjacency, start: int, length: int, to_goal: dict[int, int], budget: Budget
) -> Iterator[Walk]:
    """Yield the simple paths of exactly `length` edges from a vertex to the goal.

    Args:
        adjacency: Successors of each vertex.
        start: First vertex; for cycles it is the goal as well.
        length: Number of edges, at least 1.
        to_goal: Edges from a vertex to the goal, 0 for the goal itself; others are not entered.
        budget: Steps that remain; the search ends when it is used up.
    """
    path = [start]
    visited = {start}
    stack = [iter(adjacency[start])]
    while stack:
        for w in stack[-1]:
            if not budget.spend(1):
                return
            distance = to_goal.get(w)
            if distance is None:
                continue
            if distance == 0:
                if len(path) == length:
                    yield (*path, w)
            elif len(path) + distance <= length and w not in visited:
                path.append(w)
                visited.add(w)
                stack.append(iter(adjacency[w]))
                break
        else:
            stack.pop()
            visited.discard(path.pop())


def walks_from(adjacency: Adjacency, start: int, limit: int, budget: Budget) -> Iterator[Walk]:
    """Yield every simple path from a vertex with 1 to `limit` edges, depth first."""
    path = [start]
    visited = {start}
    stack = [iter(adjacency[start])]
    while stack:
        for w in stack[-1]:
            if not budget.spend(1):
                return
            if w in visited:
                continue
            yield (*path, w)
            if len(path) < limit:
                path.append(w)
                visited.add(w)
                stack.append(iter(adjacency[w]))
                break
        else:
            stack.pop()
            visited.discard(path.pop())


def by_length(
    of_length: Callable[[int, Budget], Iterator[Walk]], longest: int, cap: int, steps: int
) -> tuple[list[Walk], int]:
    """Collect walks of 1, 2, 3, ... edges until one more would exceed the cap or the budget.

    Returns:
        The walks, shortest first, and the length up to which they are complete.
    """
    budget = Budget(steps)
    found: list[Walk] = []
    for length in range(1, longest + 1):
        for walk in of_length(length, budget):
            if len(found) >= cap:
                return found, length - 1
            found.append(walk)
        if budget.left <= 0:
            return found, length - 1
    return found, longest
