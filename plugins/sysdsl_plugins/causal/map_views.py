"""The causal map as pictures to be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sysdsl.model.model import Model
from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramLoop, DiagramNode, LoopType
from sysdsl.render.view import View
from sysdsl_plugins.causal.causal_map import CausalMap, read_map, standpoints
from sysdsl_plugins.causal.compare import Standpoint
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.loops import Loop, find_loops, named

MARKED = 7
"""Loops marked in a picture when nobody named any; groups remember about seven."""

STEPS = 300_000
"""Edges looked at for the loops of a picture."""

_LETTERS: dict[str, LoopType] = {"R": "R", "B": "B"}


def causal_views(model: Model) -> Iterator[View]:
    """Yield the map, then the map as each perspective has it."""
    if not model.arrows:
        return
    causal_map = read_map(model)
    if causal_map.drawn:
        yield map_view(model, causal_map)
    for point in standpoints(model, causal_map)[1:]:
        loops = marked_loops(point.graph, causal_map.declared)
        yield View(
            name=f"causal-map-{point.name.replace('.', '-')}",
            title=point.title,
            figure="causal-map",
            content=_diagram(model, point, loops),
            caption=f"The causal map as seen from: {point.title}. Links it denies are dotted.",
            text=in_words(model, point.graph, loops),
        )


def map_view(model: Model, causal_map: CausalMap) -> View:
    """Return the view of the base map."""
    loops = marked_loops(causal_map.graph, causal_map.declared)
    base = Standpoint(name="", title=model.title, graph=drawn_part(causal_map))
    return View(
        name="causal-map",
        title=model.title,
        figure="causal-map",
        content=_diagram(model, base, loops),
        caption=(
            "`+`: both move in the same direction; `-`: in opposite directions; two bars: the "
            "effect takes time. R loops amplify a change, B loops counteract it."
        ),
        text=in_words(model, base.graph, loops),
    )


def drawn_part(causal_map: CausalMap) -> SignedGraph:
    """Return the map with the links that people drew, and the implied ones that close its loops."""
    drawn = {n for a in causal_map.drawn for n in (a.step.source, a.step.target)}
    edges = tuple(
        edge
        for edge in causal_map.graph.edges
        if not edge.implied or {edge.source, edge.target} <= drawn
    )
    nodes = tuple(node for node in causal_map.graph.nodes if node.name in drawn)
    return SignedGraph(nodes, edges)


def marked_loops(graph: SignedGraph, declared: Sequence[Loop]) -> tuple[Loop, ...]:
    """Return the loops that a picture marks: those that people named, else the shortest."""
    loops = named(find_loops(graph, steps=STEPS).loops, declared)
    given = tuple(loop for loop in loops if loop.element is not None)
    return given or loops[:MARKED]


def _diagram(model: Model, point: Standpoint, loops: Sequence[Loop]) -> DiagramGraph:
    graph = point.graph
    edges = [_edge(graph, pair) for pair in graph.arcs]
    edges.extend(
        DiagramEdge(source=source, target=target, sign="?", disputed=True, tooltip="Denied")
        for source, target in sorted(point.denied)
    )
    return DiagramGraph(
        title=point.title,
        nodes=tuple(
            DiagramNode(
                id=node.name,
                label=node.label,
                kind="variable" if graph.predecessors[i] else "exogenous",
                tooltip=_tooltip(model, node.name),
            )
            for i, node in enumerate(graph.nodes)
            if graph.predecessors[i] or graph.successors[i]
        ),
        edges=tuple(edges),
        loops=tuple(
            DiagramLoop(
                id=loop.name,
                label=loop.name,
                nodes=loop.nodes,
                type=_LETTERS.get(loop.type.letter, "?"),
                name=loop.title,
            )
            for loop in loops
        ),
        description=" ".join(in_words(model, graph, loops)),
    )


def _edge(graph: SignedGraph, pair: tuple[int, int]) -> DiagramEdge:
    edge = graph.arcs[pair]
    return DiagramEdge(
        source=edge.source,
        target=edge.target,
        sign=edge.sign.value,
        delayed=edge.delayed,
        element=edge.link,
        tooltip=edge.because,
    )


def _tooltip(model: Model, name: str) -> str:
    element = model.find(name)
    return (element.common.doc or "") if element else ""


_VERBS = {"+": "raises", "-": "lowers", "?": "changes"}


def in_words(model: Model, graph: SignedGraph, loops: Sequence[Loop]) -> tuple[str, ...]:
    """Return the map in sentences, one a line: its loops, then its links."""
    lines = [
        f"{loop.name}{f' {loop.title}' if loop.title else ''}, {loop.type.value}: "
        f"{' to '.join(model.label(name) for name in (*loop.nodes, loop.nodes[0]))}."
        for loop in loops
    ]
    for edge in graph.arcs.values():
        late = ", with a delay" if edge.delayed else ""
        verb = _VERBS[edge.sign.value]
        lines.append(f"More {model.label(edge.source)} {verb} {model.label(edge.target)}{late}.")
    return tuple(lines)
