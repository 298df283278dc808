"""Choose a part of a stock-flow diagram, with what it uses from elsewhere as ghosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sysdsl.render.stock_flow import ConverterNode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sysdsl.render.stock_flow import StockFlowGraph


def stock_flow_part(graph: StockFlowGraph, ids: Collection[str]) -> StockFlowGraph:
    """Return the part of a diagram on some elements.

    Flows of the part bring the stocks they join, so that no pipe ends in a cloud that is not
    there. What the part uses from elsewhere is drawn as a ghost; what elsewhere uses is left out.

    Args:
        graph: The whole.
        ids: Stocks, flows and converters to keep.
    """
    kept = set(ids)
    flows = tuple(flow for flow in graph.flows if flow.id in kept)
    kept |= {stock for flow in flows for stock in (flow.source, flow.target) if stock}
    links = tuple(link for link in graph.links if link.target in kept)
    used = {link.source for link in links} - kept
    labels = {stock.id: stock.label for stock in graph.stocks}
    labels |= {flow.id: flow.label for flow in graph.flows}
    labels |= {node.id: node.label for node in graph.converters}
    ghosts = tuple(
        ConverterNode(id=name, label=labels[name], kind="ghost")
        for name in sorted(used & labels.keys())
    )
    return attrs.evolve(
        graph,
        stocks=tuple(stock for stock in graph.stocks if stock.id in kept),
        flows=flows,
        converters=(*(node for node in graph.converters if node.id in kept), *ghosts),
        links=links,
    )


def stock_flow_sectors(
    graph: StockFlowGraph, sector_of: Mapping[str, str]
) -> tuple[tuple[str, StockFlowGraph], ...]:
    """Return one view for each sector, sorted by name.

    Args:
        graph: The whole.
        sector_of: Sector of each element; elements without one are in the sector "".
    """
    every = [
        *(stock.id for stock in graph.stocks),
        *(flow.id for flow in graph.flows),
        *(node.id for node in graph.converters),
    ]
    names = sorted({sector_of.get(element, "") for element in every})
    return tuple(
        (name, stock_flow_part(graph, [e for e in every if sector_of.get(e, "") == name]))
        for name in names
    )
