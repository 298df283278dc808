"""A stock-flow diagram before layout: what is to be drawn, without any position."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeVar

import attrs

from sysdsl.render.diagram import Sign

ConverterKind = Literal["auxiliary", "constant", "lookup", "ghost"]
Pin = tuple[float, float]


@attrs.frozen(kw_only=True)
class StockNode:
    """A stock.

    Attributes:
        id: Qualified name; unique in a graph.
        label: Text drawn in the box.
        pin: Position of its centre asked for in the source, or None.
        tooltip: Longer text, or empty.
    """

    id: str
    label: str
    pin: Pin | None = None
    tooltip: str = ""


@attrs.frozen(kw_only=True)
class FlowNode:
    """A flow.

    Attributes:
        id: Qualified name; unique in a graph.
        label: Text drawn at the valve.
        source: Id of the stock it drains, or None for a cloud.
        target: Id of the stock it fills, or None for a cloud.
        tooltip: Longer text, or empty.
    """

    id: str
    label: str
    source: str | None = None
    target: str | None = None
    tooltip: str = ""


@attrs.frozen(kw_only=True)
class ConverterNode:
    """An auxiliary, a constant, a lookup, or a ghost of something drawn in another view.

    Attributes:
        id: Qualified name; unique in a graph.
        label: Text drawn.
        kind: Which of them.
        pin: Position of its centre asked for in the source, or None.
        tooltip: Longer text, or empty.
    """

    id: str
    label: str
    kind: ConverterKind = "auxiliary"
    pin: Pin | None = None
    tooltip: str = ""


@attrs.frozen(kw_only=True)
class InformationLink:
    """An information link: what the target's equation uses.

    Attributes:
        source: Id of a stock, flow or converter.
        target: Id of a flow or converter, or of a stock for an initial value.
        sign: Polarity, or None where none is to be drawn.
        element: Qualified name of the link, or None.
        initial: Whether it only sets an initial value. Such a link is drawn dashed, and only from
            an element that would stand alone without it: behaviour does not run along it.
    """

    source: str
    target: str
    sign: Sign | None = None
    element: str | None = None
    initial: bool = False


@attrs.frozen(kw_only=True)
class StockFlowGraph:
    """A stock-flow diagram; links whose ends are not in it are not drawn."""

    title: str
    stocks: tuple[StockNode, ...] = ()
    flows: tuple[FlowNode, ...] = ()
    converters: tuple[ConverterNode, ...] = ()
    links: tuple[InformationLink, ...] = ()
    description: str = ""


def sorted_stock_flow(graph: StockFlowGraph) -> StockFlowGraph:
    """Return the graph in the one order that layout and drawing follow, without dangling parts.

    Of more than 60 stocks, 120 flows or 150 converters only the most connected are kept, and the
    title says so.
    """
    ties = Counter(end for link in graph.links for end in (link.source, link.target))
    ties.update(end for flow in graph.flows for end in (flow.source, flow.target) if end)
    stocks = _most({stock.id: stock for stock in reversed(graph.stocks)}, ties, 60)
    flows = _most({flow.id: flow for flow in reversed(graph.flows)}, ties, 120)
    converters = _most({node.id: node for node in reversed(graph.converters)}, ties, 150)
    title = graph.title
    cut = (
        len(stocks) < len({stock.id for stock in graph.stocks})
        or len(flows) < len({flow.id for flow in graph.flows})
        or len(converters) < len({node.id for node in graph.converters})
    )
    if cut:
        title = f"{title} (the most connected parts)"
    known = stocks.keys() | flows.keys() | converters.keys()
    links = {
        (link.source, link.target): link
        for link in sorted(
            graph.links,
            key=lambda link: (
                link.source,
                link.target,
                link.sign or "",
                link.element or "",
                link.initial,
            ),
        )
        if link.source in known and link.target in known and link.source != link.target
    }
    working = {end for pair, link in links.items() if not link.initial for end in pair}
    return attrs.evolve(
        graph,
        title=title,
        stocks=tuple(stocks[name] for name in sorted(stocks)),
        flows=tuple(
            attrs.evolve(
                flows[name],
                source=flows[name].source if flows[name].source in stocks else None,
                target=flows[name].target if flows[name].target in stocks else None,
            )
            for name in sorted(flows)
        ),
        converters=tuple(converters[name] for name in sorted(converters)),
        links=tuple(
            link for link in links.values() if not link.initial or link.source not in working
        ),
    )


_Part = TypeVar("_Part")


def _most(parts: dict[str, _Part], ties: Counter[str], count: int) -> dict[str, _Part]:
    """Return the most connected parts."""
    kept = sorted(parts, key=lambda name: (-ties[name], name))[:count]
    return {name: parts[name] for name in kept}
