"""The causal map as pictures to be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from sysdsl.model.model import Model
from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramLoop, DiagramNode, LoopType
from sysdsl.render.diagram_views import sectors
from sysdsl.render.view import View
from sysdsl_plugins.causal.archetypes import Match
from sysdsl_plugins.causal.causal_map import CausalMap, read_map, standpoints
from sysdsl_plugins.causal.compare import Standpoint
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.known_structures import Claim, known_structures
from sysdsl_plugins.causal.loops import Loop, find_loops, named

MARKED = 7
"""Loops marked in a picture when nobody named any; groups remember about seven."""

LARGE = 40
"""Variables from which a map is drawn in sectors as well."""

PICTURES = 20
"""Archetypes drawn at most."""

STEPS = 300_000
"""Edges looked at for the loops of a picture."""

_LETTERS: dict[str, LoopType] = {"R": "R", "B": "B"}


def causal_views(model: Model) -> Iterator[View]:
    """Yield the map, its sectors when it is large, and the map as each perspective has it."""
    causal_map = read_map(model)
    if not causal_map.drawn:
        return
    whole = map_view(model, causal_map)
    yield whole
    if len(causal_map.picture.nodes) > LARGE:
        yield from _sector_views(model, causal_map, whole)
    for point in standpoints(model, causal_map)[1:]:
        loops = marked_loops(point.graph, causal_map.declared)
        yield View(
            name=f"causal-map-{point.name.replace('.', '-')}",
            title=point.title,
            figure="causal-map",
            content=_diagram(model, point, loops, point.denied),
            caption=f"The causal map as seen from “{point.title}”. Links it denies are dotted.",
            text=in_words(model, point.graph, loops),
        )


def map_view(model: Model, causal_map: CausalMap) -> View:
    """Return the view of what people drew; what perspectives dispute is dotted."""
    points = standpoints(model, causal_map)
    base = Standpoint(name="", title=model.title, graph=causal_map.picture)
    loops = marked_loops(base.graph, causal_map.declared)
    disputed = frozenset(pair for point in points for pair in point.denied)
    for point in points[1:]:
        signs = base.signs
        disputed |= {p for p, sign in point.signs.items() if signs.get(p, sign) is not sign}
    note = " Dotted links are disputed." if disputed else ""
    return View(
        name="causal-map",
        title=model.title,
        figure="causal-map",
        content=_diagram(model, base, loops, disputed & frozenset(base.signs)),
        caption=(
            "+: both move in the same direction. −: they move in opposite directions. Two bars: "
            f"the effect takes time. R loops amplify a change, B loops counteract it.{note}"
        ),
        text=in_words(model, base.graph, loops),
    )


def _sector_views(model: Model, causal_map: CausalMap, whole: View) -> Iterator[View]:
    """Yield one picture for each owner; variables of others around it are ghosts."""
    owners = {node.name: node.owner for node in causal_map.picture.nodes if node.owner}
    for owner, diagram in sectors(whole.content, owners):
        if owner and len(diagram.nodes) > 1:
            yield View(
                name=f"causal-map-of-{owner.replace('.', '-')}",
                title=model.label(owner),
                figure="causal-map",
                content=attrs.evolve(diagram, title=model.label(owner)),
                caption=f"What belongs to {model.label(owner)}, with what it touches in grey.",
            )


def archetype_views(model: Model) -> Iterator[View]:
    """Yield one small picture for each archetype found: its loops and nothing else."""
    causal_map = read_map(model)
    if not causal_map.drawn:
        return
    found = known_structures(model, causal_map)
    for number, (match, claims) in enumerate(found.notable[:PICTURES], 1):
        view = structure_view(model, causal_map, match, _name(match, claims, number))
        if claims:
            title = f"{claims[0].label}: {match.title}"
            view = attrs.evolve(view, title=title, content=attrs.evolve(view.content, title=title))
        yield view


def _name(match: Match, claims: Sequence[Claim], number: int) -> str:
    claimed = next((claim.name for claim in claims if claim.name), None)
    return f"archetype-{claimed or f'{match.archetype.name}-{number}'}"


def structure_view(model: Model, causal_map: CausalMap, match: Match, name: str) -> View:
    """Return the picture of the loops of an archetype."""
    graph = causal_map.picture
    pairs = {(edge.source, edge.target) for loop in match.loops for edge in loop.edges}
    limits = match.role("limit") + match.role("limits") + match.role("standard")
    members = {node for loop in match.loops for node in loop.nodes}
    edges = tuple(
        edge
        for edge in graph.arcs.values()
        if (edge.source, edge.target) in pairs or (edge.source in limits and edge.target in members)
    )
    linked = {node for edge in edges for node in (edge.source, edge.target)}
    part = SignedGraph(tuple(n for n in graph.nodes if n.name in linked), edges)
    told = "; ".join(f"{loop.name} {loop.title}".strip() for loop in match.loops)
    point = Standpoint(name="", title=match.title, graph=part)
    return View(
        name=name,
        title=match.title,
        figure="archetypes",
        content=_diagram(model, point, match.loops, frozenset()),
        caption=f"{match.title}: {told}.",
        text=(*_roles(model, match), *in_words(model, part, match.loops)),
    )


def _roles(model: Model, match: Match) -> Iterator[str]:
    for role, names in match.roles:
        yield f"{role.capitalize()}: {', '.join(model.label(name) for name in names)}."


def marked_loops(graph: SignedGraph, declared: Sequence[Loop]) -> tuple[Loop, ...]:
    """Return the loops that a picture marks: those that people named, else the shortest."""
    loops = named(find_loops(graph, steps=STEPS).loops, declared)
    given = tuple(loop for loop in loops if loop.element is not None)
    return given or loops[:MARKED]


def _diagram(
    model: Model, point: Standpoint, loops: Sequence[Loop], disputed: frozenset[tuple[str, str]]
) -> DiagramGraph:
    graph = point.graph
    edges = [_edge(graph, pair, disputed) for pair in graph.arcs]
    edges.extend(
        DiagramEdge(source=source, target=target, sign="?", disputed=True, tooltip="Denied")
        for source, target in sorted(disputed)
        if graph.arc(source, target) is None
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


def _edge(
    graph: SignedGraph, pair: tuple[int, int], disputed: frozenset[tuple[str, str]]
) -> DiagramEdge:
    edge = graph.arcs[pair]
    return DiagramEdge(
        source=edge.source,
        target=edge.target,
        sign=edge.sign.value,
        delayed=edge.delayed,
        element=edge.link,
        disputed=(edge.source, edge.target) in disputed,
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
