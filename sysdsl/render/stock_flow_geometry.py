"""Where everything in a stock-flow diagram is drawn; layout, scene and measures share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sysdsl.render.link_arc import Arc, Box, link_arc, part_arc, touches_box
from sysdsl.render.mark_places import SIGN_RADIUS, Disc, head_discs, sign_place
from sysdsl.render.pipes import CLOUD, HANDLE, Pipe, pipes
from sysdsl.render.stock_places import STOCK
from sysdsl.render.text import TextBlock, text_block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sysdsl.render.link_arc import Point
    from sysdsl.render.stock_flow import ConverterNode, FlowNode, InformationLink, StockFlowGraph

TEXT_SIZE = 12.5
FLOW_TEXT_SIZE = 11.5
STOCK_TEXT_WIDTH = STOCK[0] - 12.0
LOOKUP_ICON = 16.0
"""Room that the small curve before the name of a lookup takes."""

_ARCH, _SIDE_ARCH = 0.42, 0.3
_PADDING = (6.0, 4.0)


@attrs.frozen(kw_only=True)
class DrawnInformation:
    """An information link as drawn: its line with the tip at the end, and where its sign stands."""

    link: InformationLink
    arc: Arc
    sign_at: Point | None


@attrs.frozen(kw_only=True)
class StockFlowGeometry:
    """A stock-flow diagram as drawn.

    Attributes:
        stocks, converters: Boxes by id.
        pipes: Pipes in the order of the flows.
        labels: Boxes of the flows' names, by id.
        links: Information links.
    """

    stocks: Mapping[str, Box]
    converters: Mapping[str, Box]
    pipes: tuple[Pipe, ...]
    labels: Mapping[str, Box]
    links: tuple[DrawnInformation, ...]


def link_key(link: InformationLink) -> str:
    """Return the name of a link in a layout."""
    return f"{link.source}>{link.target}"


def converter_text(node: ConverterNode) -> TextBlock:
    """Return the wrapped name of a converter; ghosts are in angle brackets."""
    label = f"‹{node.label}›" if node.kind == "ghost" else node.label
    return text_block(label, TEXT_SIZE, italic=node.kind == "constant")


def converter_box(node: ConverterNode, at: Point) -> Box:
    """Return the box of a converter at a place."""
    text = converter_text(node)
    extra = LOOKUP_ICON if node.kind == "lookup" else 0.0
    return Box(at[0], at[1], (text.width + extra) / 2 + _PADDING[0], text.height / 2 + _PADDING[1])


def stock_box(at: Point) -> Box:
    """Return the box of a stock at a place."""
    return Box(at[0], at[1], STOCK[0] / 2, STOCK[1] / 2, framed=True)


def flow_text(flow: FlowNode) -> TextBlock:
    """Return the wrapped name of a flow."""
    return text_block(flow.label, FLOW_TEXT_SIZE)


def label_box(pipe: Pipe, text: TextBlock) -> Box:
    """Return the box of a flow's name, which stands where its pipe says."""
    x, y = pipe.label
    across = {"start": 1.0, "middle": 0.0, "end": -1.0}[pipe.label_side]
    down = {"above": -1.0, "level": 0.0, "below": 1.0}[pipe.label_rise]
    wide, high = text.width / 2, text.height / 2
    return Box(x + across * wide, y + down * high, wide, high)


def valve_box(pipe: Pipe) -> Box:
    """Return the box of a valve with its handle, where information links arrive."""
    (x, y), (dx, dy) = pipe.valve, pipe.handle
    wide, high = (12.0, 10.0) if pipe.upright else (10.0, 12.0)
    return Box(x + dx * 4.0, y + dy * 4.0, wide, high)


def cloud_boxes(drawn: Sequence[Pipe]) -> list[Box]:
    """Return the boxes of all clouds."""
    return [Box(x, y, CLOUD[0] / 2, CLOUD[1] / 2) for pipe in drawn for x, y in pipe.clouds]


def arch(
    link: InformationLink, flows: Mapping[str, FlowNode], drawn: Mapping[str, Pipe], stock: Point
) -> Arc | None:
    """Return the arch of a link over a pipe that joins its stock, or None for other links."""
    flow = flows.get(link.target)
    if flow is None or link.source not in {flow.source, flow.target}:
        return None
    pipe = drawn[flow.id]
    if len(pipe.points) > 2:
        return None
    (x, y), (hx, hy) = stock, pipe.handle
    vx, vy = pipe.valve
    if pipe.upright:
        down = 1.0 if vy > y else -1.0
        reach = max(12.0, min(36.0, STOCK[0] / 2 - abs(vx - x) - 8.0))
        start = (vx + hx * reach, y + down * (STOCK[1] / 2 + 3.0))
        end = (vx + hx * (HANDLE + 4.0), vy - down * 3.0)
        return _bulging(start, end, _SIDE_ARCH, (hx, 0.0))
    right = 1.0 if vx > x else -1.0
    start = (x + right * (STOCK[0] / 2 - 20.0), y + hy * (STOCK[1] / 2 + 3.0))
    end = (vx - right * 11.0, vy + hy * (HANDLE + 4.0))
    return _bulging(start, end, _ARCH, (0.0, hy))


def _bulging(start: Point, end: Point, bend: float, towards: Point) -> Arc:
    left = (end[1] - start[1]) * towards[0] - (end[0] - start[0]) * towards[1]
    return part_arc(start, end, bend if left > 0 else -bend, (-1.0, 1.0))


def stock_flow_geometry(
    graph: StockFlowGraph, positions: Mapping[str, Point], bends: Mapping[str, float]
) -> StockFlowGeometry:
    """Compute all places of a stock-flow diagram.

    Args:
        graph: What to draw, in the order of `sorted_stock_flow`.
        positions: Centre of each stock and converter.
        bends: Bend of each information link by its key; without one it is straight.
    """
    stocks = {stock.id: stock_box(positions[stock.id]) for stock in graph.stocks}
    converters = {node.id: converter_box(node, positions[node.id]) for node in graph.converters}
    drawn = pipes(graph.flows, {name: (box.x, box.y) for name, box in stocks.items()})
    flows = {flow.id: flow for flow in graph.flows}
    by_flow = {pipe.flow: pipe for pipe in drawn}
    labels = {pipe.flow: label_box(pipe, flow_text(flows[pipe.flow])) for pipe in drawn}
    ends = {**stocks, **converters, **{pipe.flow: valve_box(pipe) for pipe in drawn}}
    arcs = []
    for link in graph.links:
        over = arch(link, flows, by_flow, positions[link.source]) if link.source in stocks else None
        bend = bends.get(link_key(link), 0.0)
        source, target = (
            labels[name] if ends_at_name(name, other, by_flow, labels, ends) else ends[name]
            for name, other in ((link.source, link.target), (link.target, link.source))
        )
        arcs.append(over or link_arc(source, target, bend))
    solid = [
        *stocks.values(),
        *(valve_box(pipe) for pipe in drawn),
        *cloud_boxes(drawn),
        *_leg_boxes(drawn),
    ]
    # The search for free places takes boxes as text with padding, which solid things lack.
    padded = [Box(box.x, box.y, box.half_width + 4, box.half_height + 3) for box in solid]
    padded += [
        Box(box.x, box.y, box.half_width + 15, box.half_height + 4) for box in labels.values()
    ]
    signs = _signs(graph.links, arcs, [*padded, *converters.values()])
    return StockFlowGeometry(
        stocks=stocks,
        converters=converters,
        pipes=drawn,
        labels=labels,
        links=tuple(
            DrawnInformation(link=link, arc=arc, sign_at=sign)
            for link, arc, sign in zip(graph.links, arcs, signs, strict=True)
        ),
    )


def ends_at_name(
    name: str,
    other: str,
    drawn: Mapping[str, Pipe],
    labels: Mapping[str, Box],
    ends: Mapping[str, Box],
) -> bool:
    """Return whether a link of a flow ends at the flow's name, since that lies before the valve.

    Args:
        name: The end in question; only flows have a name apart from their symbol.
        other: The other end of the link.
        drawn: Pipes by flow.
        labels: Boxes of the flows' names.
        ends: Boxes of everything that has links.
    """
    if name not in drawn:
        return False
    there = (ends[other].x, ends[other].y)
    return touches_box(part_arc(there, drawn[name].valve, 0.0, (-1.0, 1.0)), labels[name], 2.0)


def pipe_legs(pipe: Pipe) -> tuple[Arc, ...]:
    """Return the straight pieces of a pipe as lines."""
    return tuple(
        part_arc(a, b, 0.0, (-1.0, 1.0)) for a, b in zip(pipe.points, pipe.points[1:], strict=False)
    )


def _leg_boxes(drawn: Sequence[Pipe]) -> list[Box]:
    boxes = []
    for pipe in drawn:
        for (ax, ay), (bx, by) in zip(pipe.points, pipe.points[1:], strict=False):
            boxes.append(
                Box((ax + bx) / 2, (ay + by) / 2, abs(bx - ax) / 2 + 4.0, abs(by - ay) / 2 + 4.0)
            )
    return boxes


def _signs(
    links: Sequence[InformationLink], arcs: Sequence[Arc], boxes: Sequence[Box]
) -> list[Point | None]:
    heads = [disc for arc in arcs for disc in head_discs(arc)]
    signs: list[Point | None] = []
    for link, arc in zip(links, arcs, strict=True):
        taken = [Disc(*at, SIGN_RADIUS) for at in signs if at]
        signs.append(sign_place(arc, arcs, boxes, [*heads, *taken]) if link.sign else None)
    return signs
