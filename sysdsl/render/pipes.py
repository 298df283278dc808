"""Pipes of material flows: where they run between stocks and clouds, and where their valves sit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import attrs

from sysdsl.render.link_arc import Box
from sysdsl.render.stock_places import CLOUD_FLOW, STOCK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sysdsl.render.stock_flow import FlowNode

Point = tuple[float, float]
Side = Literal["left", "right", "up", "down"]

CLOUD = (36.0, 22.0)
VALVE = (20.0, 18.0)
HANDLE = 14.0
_CLOUD_STOP_ACROSS, _CLOUD_STOP_DOWN = 17.0, 12.0
_VALVE_AHEAD = 90.0
_WIDE, _HIGH = STOCK[0] / 2, STOCK[1] / 2
_OUT: Mapping[Side, Point] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
}


@attrs.frozen(kw_only=True)
class Pipe:
    """A flow as drawn.

    Attributes:
        flow: Id of the flow.
        points: Corners of the pipe in the direction of flow.
        valve: Centre of the valve.
        upright: Whether the pipe is vertical at the valve.
        handle: Unit vector from the valve to its handle.
        label: Anchor of the label.
        label_side: Which part of the label's width is at the anchor.
        label_rise: Whether the label is above, level with or below the anchor.
        clouds: Centres of the clouds at its ends.
    """

    flow: str
    points: tuple[Point, ...]
    valve: Point
    upright: bool
    handle: Point
    label: Point
    label_side: Literal["start", "middle", "end"]
    label_rise: Literal["above", "level", "below"]
    clouds: tuple[Point, ...]


def pipes(flows: Sequence[FlowNode], stocks: Mapping[str, Point]) -> tuple[Pipe, ...]:
    """Return the pipe of each flow.

    Args:
        flows: Flows in the order of their names.
        stocks: Centre of each stock.
    """
    used: dict[str, list[Side]] = {name: [] for name in stocks}
    drawn: dict[str, Pipe] = {}
    between: dict[tuple[str, str], int] = {}
    for flow in flows:
        if flow.source and flow.target:
            pair = (min(flow.source, flow.target), max(flow.source, flow.target))
            between[pair] = between.get(pair, 0) + 1
    done: dict[tuple[str, str], int] = {}
    for flow in flows:
        if flow.source and flow.target:
            pair = (min(flow.source, flow.target), max(flow.source, flow.target))
            lane = done.get(pair, 0)
            done[pair] = lane + 1
            drawn[flow.id] = _joining(flow, stocks, used, lane=lane, lanes=between[pair])
    for flow, side in _cloud_sides(flows, stocks, used):
        drawn[flow.id] = _from_cloud(flow, stocks, side)
    return tuple(drawn[flow.id] for flow in flows)


def _cloud_sides(
    flows: Sequence[FlowNode], stocks: Mapping[str, Point], used: dict[str, list[Side]]
) -> list[tuple[FlowNode, tuple[Side, int, int]]]:
    """Choose a side of its stock for each flow to or from a cloud, and its place there."""
    chosen: list[tuple[FlowNode, Side]] = []
    drains = {flow.source for flow in flows if flow.target is None and flow.source}
    for flow in flows:
        if (flow.source is None) == (flow.target is None):
            if flow.source is None:
                chosen.append((flow, "right"))
            continue
        name = flow.target or flow.source or ""
        if flow.source is None:
            wishes: tuple[Side, ...] = ("left", "up", "down", "right")
        else:
            count = sum(other.source == name and other.target is None for other in flows)
            straight = count == 1 and len(drains) == 1
            wishes = (
                ("right", "down", "up", "left") if straight else ("down", "right", "up", "left")
            )
        free = [
            side for side in wishes if side not in used[name] and not _blocked(name, side, stocks)
        ]
        side: Side = free[0] if free else wishes[1] if wishes[0] in {"left", "right"} else wishes[0]
        used[name].append(side)
        chosen.append((flow, side))
    found = []
    for number, (flow, side) in enumerate(chosen):
        same = [
            k
            for k, (other, there) in enumerate(chosen)
            if _owner(other) == _owner(flow) and there == side
        ]
        found.append((flow, (side, same.index(number), len(same))))
    return found


def _owner(flow: FlowNode) -> str:
    return flow.target or flow.source or flow.id


def _blocked(name: str, side: Side, stocks: Mapping[str, Point]) -> bool:
    """Return whether another stock stands where a flow to a cloud would go."""
    x, y = stocks[name]
    ox, oy = _OUT[side]
    reach_x, reach_y = _WIDE + CLOUD_FLOW, _HIGH + CLOUD_FLOW
    for other, (px, py) in stocks.items():
        ahead = (px - x) * ox + (py - y) * oy
        aside = abs((px - x) * oy) + abs((py - y) * ox)
        if other != name and ox and 0 < ahead < reach_x + _WIDE + 20 and aside < STOCK[1]:
            return True
        if other != name and oy and 0 < ahead < reach_y + _HIGH + 20 and aside < STOCK[0]:
            return True
    return False


def _from_cloud(flow: FlowNode, stocks: Mapping[str, Point], place: tuple[Side, int, int]) -> Pipe:
    side, index, count = place
    name = flow.target or flow.source
    if name is None:
        x = 0.0
        y = max((y for _, y in stocks.values()), default=-160.0) + 160.0 + 60.0 * index
        return _straight(
            flow,
            (x + CLOUD[0] / 2, y),
            (x + 2 * CLOUD_FLOW, y),
            ((x, y), (x + 2 * CLOUD_FLOW + 17, y)),
        )
    ox, oy = _OUT[side]
    x, y = stocks[name]
    # Several flows at one side stand side by side.
    shift = (index - (count - 1) / 2) * (68.0 if oy else 26.0)
    x, y = x + shift * abs(oy), y + shift * abs(ox)
    rim = (x + ox * _WIDE, y + oy * _HIGH)
    cloud = (rim[0] + ox * CLOUD_FLOW, rim[1] + oy * (CLOUD_FLOW - 6.0))
    stop = _CLOUD_STOP_ACROSS if ox else _CLOUD_STOP_DOWN
    open_end = (cloud[0] - ox * stop, cloud[1] - oy * stop)
    start, end = (open_end, rim) if flow.source is None else (rim, open_end)
    crowd = (index - (count - 1) / 2) if count > 1 else 0.0
    return _straight(flow, start, end, (cloud,), crowd)


def _straight(
    flow: FlowNode, start: Point, end: Point, clouds: tuple[Point, ...], crowd: float = 0.0
) -> Pipe:
    valve = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return _with_label(flow.id, (start, end), valve, clouds, crowd)


def _with_label(
    flow: str, points: tuple[Point, ...], valve: Point, clouds: tuple[Point, ...], crowd: float
) -> Pipe:
    """Place handle and label: above and below for level pipes, left and right for upright ones.

    Args:
        flow: Id of the flow.
        points: Corners of the pipe.
        valve: Centre of its valve.
        clouds: Clouds at its ends.
        crowd: Negative for one of several side by side that stands to the left or above, positive
            for one to the right or below, 0 for one alone.
    """
    x, y = valve
    upright = any(
        a[0] == b[0] == x and min(a[1], b[1]) <= y <= max(a[1], b[1]) for a, b in pairwise(points)
    )
    handle: Point
    side: Literal["start", "middle", "end"]
    rise: Literal["above", "level", "below"]
    # Of several side by side, a label stands away from the stock the flow drains, whose arch of
    # information comes from there.
    ahead = points[-1][0] > points[0][0]
    if not upright and crowd == 0:
        handle, label, side, rise = (0.0, -1.0), (x, y + 15.0), "middle", "below"
    elif not upright:
        out = -1.0 if crowd < 0 else 1.0
        handle, side, rise = (
            (0.0, out),
            "start" if ahead else "end",
            "above" if crowd < 0 else "below",
        )
        label = (x + (13.0 if ahead else -13.0), y + out * 20.0)
    elif crowd == 0:
        handle, label, side, rise = (-1.0, 0.0), (x + 16.0, y), "start", "level"
    else:
        out = -1.0 if crowd < 0 else 1.0
        handle, label = (out, 0.0), (x + out * 10.0, y + 20.0)
        side, rise = "end" if crowd < 0 else "start", "level"
    return Pipe(
        flow=flow,
        points=points,
        valve=valve,
        upright=upright,
        handle=handle,
        label=label,
        label_side=side,
        label_rise=rise,
        clouds=clouds,
    )


def _joining(
    flow: FlowNode,
    stocks: Mapping[str, Point],
    used: dict[str, list[Side]],
    *,
    lane: int,
    lanes: int,
) -> Pipe:
    """Return the pipe between two stocks: straight if they face each other, else with corners."""
    source, target = flow.source or "", flow.target or ""
    (ax, ay), (bx, by) = stocks[source], stocks[target]
    crowd = lane - (lanes - 1) / 2
    boxes = [
        Box(x, y, _WIDE + 6, _HIGH + 6)
        for name, (x, y) in stocks.items()
        if name not in {source, target}
    ]
    routes = _routes((ax, ay), (bx, by), crowd)
    free = [found for found in routes if not any(_runs_into(found[1], box) for box in boxes)]
    sides, points = (free or routes[-1:])[0]
    used[source].append(sides[0])
    used[target].append(sides[1])
    leg = _longest(points)
    (ax, ay), (bx, by) = points[leg], points[leg + 1]
    # On a pipe with corners the valve is close to the stock that the flow drains and that mostly
    # drives it, not half a picture away.
    size = abs(bx - ax) + abs(by - ay)
    share = 0.5 if len(points) == 2 or size < 2 * _VALVE_AHEAD else _VALVE_AHEAD / size
    valve = (ax + (bx - ax) * share, ay + (by - ay) * share)
    return _with_label(flow.id, points, valve, (), crowd)


def valve_leg(pipe: Pipe) -> int:
    """Return the number of the piece of a pipe that has the valve."""
    return _longest(pipe.points)


def _longest(line: Sequence[Point]) -> int:
    sizes = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(line)]
    return sizes.index(max(sizes))


def _routes(a: Point, b: Point, crowd: float) -> list[tuple[tuple[Side, Side], tuple[Point, ...]]]:
    """Return possible pipes from one stock to another, simple ones first."""
    found: list[tuple[tuple[Side, Side], tuple[Point, ...]]] = []
    (ax, ay), (bx, by) = a, b
    right, below = bx >= ax, by >= ay
    out_x, out_y = (1.0 if right else -1.0), (1.0 if below else -1.0)
    level: tuple[Side, Side] = ("right", "left") if right else ("left", "right")
    upright: tuple[Side, Side] = ("down", "up") if below else ("up", "down")
    y, x = (ay + by) / 2 + 32.0 * crowd, (ax + bx) / 2 + 68.0 * crowd
    if abs(ay - by) < _HIGH and abs(ax - bx) > STOCK[0]:
        found.append((level, ((ax + out_x * _WIDE, y), (bx - out_x * _WIDE, y))))
    if abs(ax - bx) < _WIDE and abs(ay - by) > STOCK[1]:
        found.append((upright, ((x, ay + out_y * _HIGH), (x, by - out_y * _HIGH))))
    if abs(ax - bx) > STOCK[0] * 0.75 and abs(ay - by) > STOCK[1]:
        shift = 24.0 * crowd
        found.append(
            (
                (level[0], upright[1]),
                (
                    (ax + out_x * _WIDE, ay + shift),
                    (bx + shift, ay + shift),
                    (bx + shift, by - out_y * _HIGH),
                ),
            )
        )
        found.append(
            (
                (upright[0], level[1]),
                (
                    (ax + shift, ay + out_y * _HIGH),
                    (ax + shift, by + shift),
                    (bx - out_x * _WIDE, by + shift),
                ),
            )
        )
    shift = (24.0 * crowd + 36.0) * out_x
    for side, out in (("up", -1.0), ("down", 1.0)):
        rim = min(ay, by) if out < 0 else max(ay, by)
        turn = rim + out * (_HIGH + 58.0 + 30.0 * abs(crowd))
        points = (
            (ax + shift, ay + out * _HIGH),
            (ax + shift, turn),
            (bx - shift, turn),
            (bx - shift, by + out * _HIGH),
        )
        name: Side = "up" if side == "up" else "down"
        found.append(((name, name), points))
    return found


def _runs_into(points: Sequence[Point], box: Box) -> bool:
    return any(
        min(a[0], b[0]) < box.x + box.half_width
        and max(a[0], b[0]) > box.x - box.half_width
        and min(a[1], b[1]) < box.y + box.half_height
        and max(a[1], b[1]) > box.y - box.half_height
        for a, b in pairwise(points)
    )
