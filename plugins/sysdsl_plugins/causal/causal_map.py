"""The causal map of a model: which variables and links the algorithms see.

A link statement is the authority on its link. A loop draws those of its links that no link
statement draws; its arrows without a sign only refer. Links that equations imply join where
nobody drew them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import attrs

from sysdsl.model.element import Arrow, Element
from sysdsl.model.model import Model
from sysdsl.schema.core import Const, Flow, Link, Perspective, Stock, Variable
from sysdsl.schema.value import Absent, Quantity
from sysdsl_plugins.causal.compare import Standpoint
from sysdsl_plugins.causal.elements import Feedback
from sysdsl_plugins.causal.graph import Edge, Node, SignedGraph, signed_graph
from sysdsl_plugins.causal.implied import implied_edges
from sysdsl_plugins.causal.loops import Loop
from sysdsl_plugins.causal.polarity import Sign

_DRAWING = ("link", "feedback", "archetype")
"""Kinds that are read in full; of others only what a picture shows."""

_STRENGTHS = {"weak": 0.25, "medium": 0.5, "strong": 0.75}

Pair = tuple[str, str]


@attrs.frozen(slots=False, eq=False)
class CausalMap:
    """The causal map of one layer of a model.

    Attributes:
        graph: Its variables and links, those implied by equations among them.
        drawn: The arrows that people drew, denials left out.
        declared: The loops that people named and closed, with their names.
        implied: All links that equations imply, those that are drawn as well among them.
    """

    graph: SignedGraph
    drawn: tuple[Arrow, ...]
    declared: tuple[Loop, ...]
    implied: tuple[Edge, ...]

    @cached_property
    def picture(self) -> SignedGraph:
        """The variables and links that people drew, without what only equations imply.

        Stocks and flows are full of small loops that are arithmetic, not structure; what people
        drew is what archetypes, pictures and perspectives are about.
        """
        edges = tuple(edge for edge in self.graph.edges if not edge.implied)
        linked = {name for edge in edges for name in (edge.source, edge.target)}
        return SignedGraph(tuple(n for n in self.graph.nodes if n.name in linked), edges)


def read_map(model: Model) -> CausalMap:
    """Return the map outside perspectives, scenarios and interventions."""
    drawn = tuple(arrow for arrow in _in_layer(model, None) if arrow.step.sign != "0")
    edges = _edges(model, drawn)
    known = {(edge.source, edge.target) for edge in edges}
    implied = implied_edges(model)
    every = (*edges, *(e for e in implied if (e.source, e.target) not in known))
    graph = signed_graph(_nodes(model, every), every)
    declared = tuple(_declared(model, graph))
    return CausalMap(graph=graph, drawn=drawn, declared=declared, implied=implied)


def map_key(model: Model) -> object:
    """Return what the map of a model depends on, cheap to compare: it equals while the map stays.

    The value of a constant is not part of it.
    """
    if not model.arrows:
        return ()
    drawing = tuple(found for found in model.of_each(_drawing) if found is not None)
    linked = {n for arrow in model.arrows for n in (arrow.step.source, arrow.step.target)}
    nodes = tuple(
        [
            part
            for name, (always, part) in zip(model.elements, model.of_each(_shown), strict=True)
            if always or name in linked
        ]
    )
    equations = tuple(found for found in model.of_each(_computed) if found is not None)
    stand_alone = tuple((e.target, e.value) for e in model.equations if e.scope is None)
    lookups = model.by_kind.get("lookup", ())
    return drawing, nodes, equations, stand_alone, lookups


def _drawing(element: Element[Any]) -> Element[Any] | None:
    """Return an element that draws links; that there is a reason counts, not how it is put."""
    if element.kind not in _DRAWING:
        return None
    because = element.common.because and "."
    return attrs.evolve(element, common=attrs.evolve(element.common, because=because, doc=None))


def _shown(element: Element[Any]) -> tuple[bool, object]:
    """Return whether an element is a variable of the map in any case, and what it shows there."""
    body = element.body
    if isinstance(body, Variable) and body.equation is None:
        return True, element
    part = getattr(body, "type", None)
    return False, (element.id, element.title, element.tags, element.common.owner, part)


def _computed(element: Element[Any]) -> object:
    """Return what an element implies about links by its equation."""
    body = element.body
    ends = (body.source, body.target) if isinstance(body, Flow) else None
    equation = getattr(body, "equation", None)
    if isinstance(equation, Quantity):
        equation = None
    return None if ends is None and equation is None else (element.id, ends, equation)


def with_layer(model: Model, base: SignedGraph, layer: str) -> tuple[SignedGraph, frozenset[Pair]]:
    """Return the map as a perspective, scenario or intervention has it, and what it denies.

    What the layer says of a link replaces what the base model says of it. A perspective denies
    a link with `->0`, or by naming it under `rejects`.
    """
    arrows = tuple(_in_layer(model, layer))
    denied = frozenset((a.step.source, a.step.target) for a in arrows if a.step.sign == "0")
    denied |= _rejected(model, layer)
    own = _edges(model, [arrow for arrow in arrows if arrow.step.sign != "0"])
    said = denied | {(edge.source, edge.target) for edge in own}
    kept = [edge for edge in base.edges if (edge.source, edge.target) not in said]
    new = {name for edge in own for name in (edge.source, edge.target)} - set(base.index)
    nodes = (*base.nodes, *(node for node in _nodes(model, own) if node.name in new))
    return signed_graph(nodes, (*kept, *own)), denied


def _rejected(model: Model, layer: str) -> frozenset[Pair]:
    element = model.find(layer)
    if element is None or not isinstance(element.body, Perspective):
        return frozenset()
    rejects = element.body.rejects
    found: set[Pair] = set()
    for name in rejects if isinstance(rejects, tuple) else ():
        named = model.find(name)
        if named is not None and isinstance(named.body, Link) and named.body.path is not None:
            found.update((step.source, step.target) for step in named.body.path.steps)
        elif " -> " in name:
            source, _, target = name.partition(" -> ")
            found.add((source, target))
    return frozenset(found)


def standpoints(model: Model, base: CausalMap) -> tuple[Standpoint, ...]:
    """Return the drawn map and that of each perspective that says something about links."""
    found = [Standpoint(name="", title="Base model", graph=base.picture)]
    for perspective in model.all(Perspective):
        graph, denied = with_layer(model, base.picture, perspective.id)
        if denied or graph.edges != base.picture.edges:
            found.append(
                Standpoint(name=perspective.id, title=perspective.label, graph=graph, denied=denied)
            )
    return tuple(found)


def _in_layer(model: Model, layer: str | None) -> Iterator[Arrow]:
    for arrow in model.arrows:
        element = model.find(arrow.by)
        if arrow.layer == layer and element is not None and element.mode is None:
            yield arrow


def _edges(model: Model, arrows: Iterable[Arrow]) -> tuple[Edge, ...]:
    by_links: list[Edge] = []
    by_loops: list[Edge] = []
    for arrow in arrows:
        element = model.find(arrow.by)
        if element is None:
            continue
        if isinstance(element.body, Feedback):
            if arrow.step.sign:
                by_loops.append(_edge(arrow, element))
        else:
            by_links.append(_edge(arrow, element))
    known = {(edge.source, edge.target) for edge in by_links}
    for edge in by_loops:
        if (edge.source, edge.target) not in known:
            known.add((edge.source, edge.target))
            by_links.append(edge)
    return tuple(by_links)


def _edge(arrow: Arrow, element: Element[Any]) -> Edge:
    body = element.body
    strength = body.strength if isinstance(body, Link) else None
    late = isinstance(body, Link) and body.delay not in (None, "none")
    evidence = element.common.evidence
    return Edge(
        source=arrow.step.source,
        target=arrow.step.target,
        sign=Sign(arrow.step.sign) if arrow.step.sign in {"+", "-"} else Sign.UNKNOWN,
        delayed=arrow.step.delayed or late,
        unsigned=not arrow.step.sign,
        strength=_STRENGTHS.get(strength) if isinstance(strength, str) else strength,
        evidence=evidence if isinstance(evidence, tuple) else (),
        because=element.common.because or "",
        link=element.id,
    )


def _nodes(model: Model, edges: Iterable[Edge]) -> Iterator[Node]:
    """Yield the variables that are linked or declared, in the order of the source."""
    linked = {name for edge in edges for name in (edge.source, edge.target)}
    for element in model.elements.values():
        outermost = element.parent is None and element.mode is None
        declared = isinstance(element.body, Variable) and outermost
        if element.id in linked or (declared and not element.implied):
            yield node_of(element)


def node_of(element: Element[Any]) -> Node:
    """Return an element as a variable of the map."""
    match element.body:
        case Stock():
            part = "stock"
        case Flow():
            part = "flow"
        case Const():
            part = "constant"
        case Variable(type=written):
            part = written or ""
        case _:
            part = element.kind
    owner = element.common.owner
    return Node(
        name=element.id,
        title=element.label,
        type=part,
        tags=element.tags,
        owner=owner[0] if owner and not isinstance(owner, Absent) else None,
    )


def _declared(model: Model, graph: SignedGraph) -> Iterator[Loop]:
    """Yield the named loops that are closed and whose links the map holds."""
    for feedback in model.all(Feedback):
        path = feedback.body.path
        if feedback.parent is not None or path is None or not path.closed:
            continue
        edges = [graph.arc(step.source, step.target) for step in path.steps]
        found = tuple(edge for edge in edges if edge is not None)
        if len(found) == len(edges):
            name, title = feedback.name or "", feedback.title or ""
            yield Loop(found, name=name, title=title, element=feedback.id)
