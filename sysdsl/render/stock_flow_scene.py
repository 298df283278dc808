"""Draw a stock-flow diagram: stocks, pipes, valves, clouds, converters, information links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sysdsl.render.causal_marks import arrow_head, line_path, piece, sign_label
from sysdsl.render.link_arc import heading, length, points
from sysdsl.render.paths import rectangle
from sysdsl.render.picture import framed
from sysdsl.render.pipe_marks import cloud, pipe_shapes, valve
from sysdsl.render.scene import Group, Label, Scene, Shape
from sysdsl.render.stock_flow import sorted_stock_flow
from sysdsl.render.stock_flow_geometry import (
    FLOW_TEXT_SIZE,
    LOOKUP_ICON,
    STOCK_TEXT_WIDTH,
    TEXT_SIZE,
    converter_text,
    flow_text,
    stock_flow_geometry,
)
from sysdsl.render.stock_flow_legend import stock_flow_key
from sysdsl.render.text import BOLD, text_block

if TYPE_CHECKING:
    from sysdsl.render.layout_cache import LayoutCache
    from sysdsl.render.link_arc import Box
    from sysdsl.render.pipes import Pipe
    from sysdsl.render.scene import Item
    from sysdsl.render.stock_flow import ConverterNode, FlowNode, StockFlowGraph, StockNode
    from sysdsl.render.stock_flow_geometry import DrawnInformation, StockFlowGeometry
    from sysdsl.render.text import TextBlock

_SIGN_WORD = {"+": "same direction", "-": "opposite direction", "?": "direction not known"}
_STROKE = 1.3


def stock_flow_scene(
    graph: StockFlowGraph, layout: LayoutCache, *, titled: bool = True, legend: bool = True
) -> Scene:
    """Draw a stock-flow diagram.

    Args:
        graph: What to draw.
        layout: From `layout_stock_flow` for the same graph.
        titled: Whether the title is drawn in the picture.
        legend: Whether a key of the symbols stands below.

    Raises:
        KeyError: The layout lacks a stock or converter.
    """
    graph = sorted_stock_flow(graph)
    geometry = stock_flow_geometry(graph, layout.nodes, layout.edges)
    labels = {node.id: node.label for node in graph.stocks}
    labels |= {flow.id: flow.label for flow in graph.flows}
    labels |= {node.id: node.label for node in graph.converters}
    items: list[Item] = [
        _flow(flow, pipe, geometry.labels[flow.id], labels)
        for flow, pipe in zip(graph.flows, geometry.pipes, strict=True)
    ]
    items.extend(_link(link, labels) for link in geometry.links)
    items.extend(_stock(stock, geometry.stocks[stock.id]) for stock in graph.stocks)
    items.extend(_converter(node, geometry.converters[node.id]) for node in graph.converters)
    return framed(
        title=graph.title,
        description=graph.description or describe_stock_flow(graph),
        items=tuple(items),
        bounds=_bounds(geometry),
        titled=titled,
        key=stock_flow_key(graph) if legend else (),
    )


def describe_stock_flow(graph: StockFlowGraph) -> str:
    """Say in words what a stock-flow diagram shows."""
    labels = {stock.id: stock.label for stock in graph.stocks}
    parts = [f"Stock and flow diagram. Stocks: {', '.join(labels.values()) or 'none'}."]
    for flow in graph.flows:
        source = labels.get(flow.source or "", "outside the model")
        target = labels.get(flow.target or "", "outside the model")
        parts.append(f"Flow {flow.label}: from {source} to {target}.")
    return " ".join(parts)


@attrs.frozen(kw_only=True)
class _Type:
    """How text is set."""

    role: str = "variable"
    size: float = TEXT_SIZE
    weight: int = 400
    italic: bool = False
    anchor: str = "middle"


def _lines(text: TextBlock, x: float, top: float, style: _Type) -> tuple[Item, ...]:
    return tuple(
        Label(
            text=part,
            x=x,
            y=top + (number + 0.5) * text.line_height + 0.36 * style.size,
            role=style.role,
            size=style.size,
            weight=style.weight,
            italic=style.italic,
            anchor=style.anchor,
        )
        for number, part in enumerate(text.lines)
    )


def _stock(stock: StockNode, box: Box) -> Group:
    text = text_block(stock.label, TEXT_SIZE, limit=STOCK_TEXT_WIDTH, weight=BOLD)
    size = TEXT_SIZE
    # Long names are set smaller rather than over the rim.
    while (text.width > STOCK_TEXT_WIDTH or text.height > box.half_height * 2 - 4) and size > 8:
        size -= 0.5
        text = text_block(stock.label, size, limit=STOCK_TEXT_WIDTH, weight=BOLD)
    left, top = box.x - box.half_width, box.y - box.half_height
    return Group(
        items=(
            Shape(
                path=rectangle(left, top, 2 * box.half_width, 2 * box.half_height, 3),
                role="stock",
                stroke=1.8,
                fill=True,
            ),
            *_lines(
                text, box.x, box.y - text.height / 2, _Type(role="ink", size=size, weight=BOLD)
            ),
        ),
        element=stock.id,
        kind="stock",
        title=stock.tooltip,
    )


def _flow(flow: FlowNode, pipe: Pipe, box: Box, labels: dict[str, str]) -> Group:
    text = flow_text(flow)
    anchor = pipe.label_side
    x = {"middle": box.x, "start": box.x - box.half_width, "end": box.x + box.half_width}[anchor]
    ground = rectangle(
        box.x - box.half_width - 2,
        box.y - box.half_height,
        2 * box.half_width + 4,
        2 * box.half_height,
        2,
    )
    source = labels.get(flow.source or "", "outside the model")
    target = labels.get(flow.target or "", "outside the model")
    route = f"{flow.label}: from {source} to {target}"
    return Group(
        items=(
            *pipe_shapes(pipe),
            *(shape for at in pipe.clouds for shape in cloud(at)),
            *valve(pipe),
            Shape(path=ground, role="background", fill=True),
            *_lines(text, x, box.y - text.height / 2, _Type(size=FLOW_TEXT_SIZE, anchor=anchor)),
        ),
        element=flow.id,
        kind="flow",
        title=f"{route}. {flow.tooltip}" if flow.tooltip else route,
    )


def _converter(node: ConverterNode, box: Box) -> Group:
    text = converter_text(node)
    icon: tuple[Item, ...] = ()
    x = box.x
    if node.kind == "lookup":
        x += LOOKUP_ICON / 2
        left = x - text.width / 2 - LOOKUP_ICON
        icon = (
            Shape(
                path=rectangle(left, box.y - 5.5, 11, 11, 1.5), role="flow", stroke=1.0, fill=True
            ),
            Shape(
                path=f"M{left + 2:.1f},{box.y + 3.5:.1f} C{left + 6:.1f},{box.y + 3.5:.1f} "
                f"{left + 5:.1f},{box.y - 3.5:.1f} {left + 9:.1f},{box.y - 3.5:.1f}",
                role="flow",
                stroke=1.2,
            ),
        )
    ground = rectangle(
        box.x - box.half_width + 3,
        box.y - box.half_height + 3,
        2 * box.half_width - 6,
        2 * box.half_height - 6,
        3,
    )
    role = "ghost" if node.kind == "ghost" else "variable"
    return Group(
        items=(
            Shape(path=ground, role="background", fill=True),
            *icon,
            *_lines(
                text,
                x,
                box.y - text.height / 2,
                _Type(role=role, italic=node.kind == "constant"),
            ),
        ),
        element=node.id,
        kind=node.kind,
        title=node.tooltip,
    )


def _link(drawn: DrawnInformation, labels: dict[str, str]) -> Group:
    link, arc = drawn.link, drawn.arc
    visible = length(arc)
    stop = max(visible - 6.0, visible * 0.3)
    dash = (4.0, 3.0) if link.initial else ()
    sign: tuple[Item, ...] = ()
    note = ""
    if link.sign and drawn.sign_at:
        sign = (sign_label(drawn.sign_at, link.sign, "link", 12.0),)
        note = f": {_SIGN_WORD[link.sign]}"
    if link.initial:
        note += " (initial value)"
    return Group(
        items=(
            Shape(path=line_path(piece(arc, 3.0, stop)), role="background", stroke=5.0),
            Shape(path=line_path(piece(arc, 0.0, stop)), role="link", stroke=_STROKE, dash=dash),
            arrow_head(arc.end, heading(arc, 1.0), "link", 0.86),
            *sign,
        ),
        element=link.element,
        kind="information",
        title=f"{labels[link.source]} → {labels[link.target]}{note}",
        data=(("source", link.source), ("target", link.target)),
    )


def _bounds(geometry: StockFlowGeometry) -> tuple[float, float, float, float]:
    xs: list[float] = []
    ys: list[float] = []
    for box in (
        *geometry.stocks.values(),
        *geometry.converters.values(),
        *geometry.labels.values(),
    ):
        xs.extend((box.x - box.half_width - 1, box.x + box.half_width + 1))
        ys.extend((box.y - box.half_height - 1, box.y + box.half_height + 1))
    spots = [(at, 22.0, 14.0) for pipe in geometry.pipes for at in pipe.clouds]
    spots += [(at, 10.0, 10.0) for pipe in geometry.pipes for at in pipe.points]
    spots += [(at, 3.0, 3.0) for link in geometry.links for at in points(link.arc, 12)]
    spots += [(link.sign_at, 6.0, 7.0) for link in geometry.links if link.sign_at]
    for (x, y), wide, high in spots:
        xs.extend((x - wide, x + wide))
        ys.extend((y - high, y + high))
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 160.0, 20.0)
