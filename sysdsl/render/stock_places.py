"""Put stocks on a grid: material runs from left to right in straight chains."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sysdsl.render.stock_flow import FlowNode

STOCK = (116.0, 54.0)
PITCH = 252.0
CLOUD_FLOW = 146.0
"""Distance of a cloud's centre from the edge of its stock."""

_ROW_GAP = 136.0
_BLOCK_GAP = 120.0
Cell = tuple[int, int]
Point = tuple[float, float]


def stock_places(names: Sequence[str], flows: Sequence[FlowNode]) -> dict[str, Point]:
    """Return the centre of each stock.

    Each connected part of the material network is a block; its longest path is a row, the next
    longest path among the rest is the row below where it joins, and so on. Blocks are put side
    by side and below one another.

    Args:
        names: Ids of stocks, sorted.
        flows: All flows.
    """
    following: dict[str, list[str]] = {name: [] for name in names}
    for flow in flows:
        if (
            flow.source
            and flow.target
            and flow.source != flow.target
            and flow.target not in following[flow.source]
        ):
            following[flow.source].append(flow.target)
    blocks = [_block(part, following, flows) for part in _parts(names, following)]
    return _packed(blocks)


def beside(known: Mapping[str, Point], near: Iterable[str]) -> Point:
    """Return a free place for a new stock, as close as may be to those it exchanges with."""
    anchors = [known[name] for name in near if name in known] or list(known.values())
    x, y = anchors[0]
    for ring in range(1, 12):
        for dx, dy in ((ring, 0), (0, ring), (-ring, 0), (0, -ring), (ring, ring), (-ring, ring)):
            at = (x + dx * PITCH, y + dy * 190.0)
            if all(abs(at[0] - px) > 180 or abs(at[1] - py) > 130 for px, py in known.values()):
                return at
    return x, max(py for _, py in known.values()) + 190.0


def _parts(names: Sequence[str], following: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the connected parts, largest first."""
    near: dict[str, set[str]] = {name: set() for name in names}
    for name, others in following.items():
        for other in others:
            near[name].add(other)
            near[other].add(name)
    seen: set[str] = set()
    parts = []
    for name in names:
        if name not in seen:
            part, stack = [], [name]
            seen.add(name)
            while stack:
                at = stack.pop()
                part.append(at)
                stack.extend(sorted(near[at] - seen))
                seen |= near[at]
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _longest_path(
    names: Sequence[str], following: Mapping[str, list[str]], fed: AbstractSet[str]
) -> list[str]:
    """Return the longest path after leaving out links that go back.

    Args:
        names: Where the path may lead.
        following: Stocks that each one feeds.
        fed: Stocks fed from outside the model, where a path round and round begins.
    """
    inside = set(names)
    order: list[str] = []
    state: dict[str, int] = {}
    forward: dict[str, list[str]] = {name: [] for name in names}
    for start in _sources_first(names, following, fed):
        stack = (
            [(start, iter(sorted(set(following[start]) & inside)))] if start not in state else []
        )
        state.setdefault(start, 1)
        while stack:
            at, others = stack[-1]
            other = next(others, None)
            if other is None:
                stack.pop()
                state[at] = 2
                order.append(at)
            elif state.get(other) != 1:
                forward[at].append(other)
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(sorted(set(following[other]) & inside))))
    best: dict[str, list[str]] = {}
    for name in order:
        tails = sorted(
            (best[other] for other in forward[name]), key=lambda path: (-len(path), path)
        )
        best[name] = [name, *(tails[0] if tails else [])]
    return min(best.values(), key=lambda path: (-len(path), path))


def _sources_first(
    names: Sequence[str], following: Mapping[str, list[str]], fed: AbstractSet[str]
) -> list[str]:
    """Sort: first what no other stock feeds, then what is fed from outside."""
    later = {other for name in names for other in following[name]}
    return sorted(names, key=lambda name: (name in later, name not in fed, name))


def _block(
    part: Sequence[str], following: Mapping[str, list[str]], flows: Sequence[FlowNode]
) -> dict[str, Point]:
    """Return centres of the stocks of one part, the first row at y = 0."""
    cells: dict[str, Cell] = {}
    left = list(part)
    fed = {flow.target for flow in flows if flow.source is None and flow.target}
    while left:
        path = _longest_path(left, following, fed)
        column, row = _free_cells(path, cells, following)
        cells |= {name: (column + step, row) for step, name in enumerate(path)}
        left = [name for name in left if name not in cells]
    heights: dict[int, float] = {}
    rows = sorted({row for _, row in cells.values()})
    y = 0.0
    for before, row in zip([None, *rows], rows, strict=False):
        if before is not None:
            down, up = _reach(cells, flows, before, 1), _reach(cells, flows, row, -1)
            y += max(STOCK[1] + _ROW_GAP, down + up + 40.0)
        heights[row] = y
    return {name: (column * PITCH, heights[row]) for name, (column, row) in cells.items()}


def _free_cells(
    path: Sequence[str], cells: Mapping[str, Cell], following: Mapping[str, list[str]]
) -> Cell:
    """Return the cell of the first stock of a path that joins those already placed."""
    if not cells:
        return 0, 0
    wishes: list[Cell] = []
    for step, name in enumerate(path):
        for placed, (column, row) in cells.items():
            if name in following[placed] or placed in following[name]:
                wishes.extend((column - step, row + shift) for shift in (1, -1, 2, -2, 3, -3))
    taken = set(cells.values())
    for column, row in wishes:
        if not taken & {(column + step, row) for step in range(len(path))}:
            return column, row
    return 0, max(row for _, row in taken) + 1


def _reach(cells: Mapping[str, Cell], flows: Sequence[FlowNode], row: int, side: int) -> float:
    """Return how far a row's stocks and cloud flows may reach down (side 1) or up (side -1)."""
    here = {name for name, (_, at) in cells.items() if at == row}
    outs = any(flow.source in here and flow.target is None for flow in flows)
    ins = [flow.target for flow in flows if flow.target in here and flow.source is None]
    crowded = len(ins) > len(set(ins)) or any(cells[name][0] > 0 for name in ins if name)
    far = outs if side > 0 else crowded
    return STOCK[1] / 2 + (CLOUD_FLOW + 20.0 if far else 0.0)


def _packed(blocks: Sequence[Mapping[str, Point]]) -> dict[str, Point]:
    """Put blocks in rows of about the same width."""
    sizes = []
    for block in blocks:
        wide = (
            max(x for x, _ in block.values())
            - min(x for x, _ in block.values())
            + STOCK[0]
            + 2 * CLOUD_FLOW
        )
        high = (
            max(y for _, y in block.values())
            - min(y for _, y in block.values())
            + STOCK[1]
            + CLOUD_FLOW
        )
        sizes.append((wide, high + _BLOCK_GAP))
    area = sum(wide * high for wide, high in sizes)
    limit = max([wide for wide, _ in sizes] + [sqrt(1.7 * area)]) if sizes else 0.0
    places: dict[str, Point] = {}
    x = y = row = 0.0
    for block, (wide, high) in zip(blocks, sizes, strict=True):
        if x > 0 and x + wide > limit + 1:
            x, y, row = 0.0, y + row, 0.0
        left, upper = min(a for a, _ in block.values()), min(b for _, b in block.values())
        places |= {name: (a - left + x, b - upper + y) for name, (a, b) in block.items()}
        x += wide + 60.0
        row = max(row, high)
    return places
