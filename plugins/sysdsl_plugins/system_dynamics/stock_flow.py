"""The stock-flow diagram of a model, before layout."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.model.model import Model
from sysdsl.render.stock_flow import (
    ConverterKind,
    ConverterNode,
    FlowNode,
    InformationLink,
    StockFlowGraph,
    StockNode,
)
from sysdsl.render.view import View
from sysdsl.schema.core import Const, Flow, Lookup, Stock
from sysdsl_plugins.system_dynamics.formulation import walk
from sysdsl_plugins.system_dynamics.quantities import Quantities, Quantity, quantities_of
from sysdsl_plugins.system_dynamics.wording import text_of

CROWDED = 40
"""Auxiliaries and constants beyond which constants are left out of the picture."""


def stock_flow_view(model: Model) -> View:
    """Return the stock-flow diagram as a picture to be laid out."""
    quantities = quantities_of(model)
    graph = stock_flow_graph(quantities)
    return View(
        name="stock-flow",
        title=graph.title,
        figure="stock-flow",
        content=graph,
        caption="Stocks, the flows that fill and drain them, and what the flows depend on.",
        text=tuple(_lines(quantities)),
    )


def stock_flow_graph(quantities: Quantities) -> StockFlowGraph:
    """Return the diagram of all quantities that are simulated."""
    known = quantities.by_id
    links = [link for q in known.values() for link in _links(quantities, q)]
    stocks = tuple(
        StockNode(id=q.id, label=q.element.label, tooltip=_tooltip(q))
        for q in known.values()
        if q.is_a(Stock)
    )
    flows = tuple(
        FlowNode(
            id=q.id,
            label=q.element.label,
            source=_end(q.element.body.source),
            target=_end(q.element.body.target),
            tooltip=_tooltip(q),
        )
        for q in known.values()
        if q.is_a(Flow)
    )
    others = [q for q in known.values() if not q.is_a(Stock) and not q.is_a(Flow)]
    used = {link.source for link in links} | {link.target for link in links}
    crowded = len(others) > CROWDED
    converters = tuple(
        ConverterNode(id=q.id, label=q.element.label, kind=_kind(q), tooltip=_tooltip(q))
        for q in others
        if q.id in used and not (crowded and q.is_a(Const))
    )
    title = f"{quantities.model.title}: stocks and flows"
    return StockFlowGraph(
        title=title, stocks=stocks, flows=flows, converters=converters, links=tuple(links)
    )


def _end(given: object) -> str | None:
    return given if isinstance(given, str) else None


def _kind(quantity: Quantity) -> ConverterKind:
    if quantity.is_a(Lookup):
        return "lookup"
    return "constant" if quantity.is_a(Const) else "auxiliary"


def _tooltip(quantity: Quantity) -> str:
    value = "" if quantity.value is None else f" = {text_of(quantity.value)}"
    unit = f" : {quantity.unit}" if quantity.unit else ""
    return f"{quantity.id}{unit}{value}"


def _links(quantities: Quantities, quantity: Quantity) -> Iterator[InformationLink]:
    if quantity.value is None or quantity.is_a(Lookup):
        return
    for name in _sources(quantities, quantity):
        if name in quantities.by_id and name != quantity.id:
            yield InformationLink(source=name, target=quantity.id, initial=quantity.is_a(Stock))


def _sources(quantities: Quantities, quantity: Quantity) -> tuple[str, ...]:
    from sysdsl.schema import value as v

    values = [] if quantity.value is None else [quantity.value]
    values += [
        e.value for e in quantities.model.equations if e.scope is None and e.target == quantity.id
    ]
    found: dict[str, None] = {}
    for value in values:
        found |= dict.fromkeys(v.uses(value))
        for _, part, _ in walk(value):
            if isinstance(part, v.Apply):
                found[part.function] = None
    return tuple(found)


def _lines(quantities: Quantities) -> Iterator[str]:
    label = quantities.model.label
    for quantity in quantities.by_id.values():
        if not quantity.is_a(Stock):
            continue
        fills = [q for q in quantities.by_id.values() if _touches(q, "target", quantity.id)]
        drains = [q for q in quantities.by_id.values() if _touches(q, "source", quantity.id)]
        parts = [f"filled by {', '.join(label(f.id) for f in fills)}"] if fills else []
        parts += [f"drained by {', '.join(label(f.id) for f in drains)}"] if drains else []
        yield f"{label(quantity.id)}: {'; '.join(parts) or 'does not change'}"


def _touches(quantity: Quantity, side: str, stock: str) -> bool:
    return quantity.is_a(Flow) and getattr(quantity.element.body, side) == stock
