"""Findings about links and about the map as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sysdsl.diagnostics import Anchor, Diagnostic, Label
from sysdsl.model.element import Arrow
from sysdsl.model.model import Model
from sysdsl_plugins.causal import link_rules as rules
from sysdsl_plugins.causal.causal_map import CausalMap
from sysdsl_plugins.causal.elements import Feedback
from sysdsl_plugins.causal.graph import FIXED_TYPES, Edge, SignedGraph
from sysdsl_plugins.causal.network import connected_parts
from sysdsl_plugins.causal.polarity import Sign

CHAIN = 6
"""Variables in a row with one cause and one effect that are still fine."""

VARIABLES, LINKS = 30, 40
"""What fits one picture."""

LIST = 3
"""Links from which a map without loops is a list of causes."""

UNDOCUMENTED = 8
"""Links from which a map in which none is documented is pointed out."""

MANY_OUTSIDE = 0.4
"""Share of variables without cause from which the boundary may be too narrow."""

SMALL = 5
"""Variables below which shares mean nothing."""


def link_findings(model: Model, causal_map: CausalMap) -> Iterator[Diagnostic]:
    """Yield what there is to say about links and the map as a whole."""
    for arrow in causal_map.drawn:
        yield from _arrow_findings(model, causal_map.graph, arrow)
    yield from _contradictions(model, causal_map)
    yield from _undocumented(model, causal_map)
    yield from _contradicted_by_equations(model, causal_map)
    yield from _shape(model, causal_map)
    yield from _chains(model, causal_map.graph)


def place(model: Model, graph: SignedGraph, name: str) -> Anchor:
    """Return the place of a variable: its declaration, else the first link that mentions it."""
    element = model.find(name)
    if element is not None and not element.implied:
        return element.anchor()
    for edge in graph.edges:
        if name in (edge.source, edge.target) and edge.link is not None:
            return Anchor(edge.link)
    return Anchor(name)


def arrow_place(model: Model, arrow: Arrow) -> Anchor:
    """Return the place of an arrow."""
    element = model.find(arrow.by)
    if element is not None and isinstance(element.body, Feedback):
        return element.anchor("loop")
    return Anchor(arrow.by)


def _arrow_findings(model: Model, graph: SignedGraph, arrow: Arrow) -> Iterator[Diagnostic]:
    step = arrow.step
    element = model.find(arrow.by)
    in_loop = element is not None and isinstance(element.body, Feedback)
    if not step.sign and not in_loop:
        yield rules.POLARITY_MISSING.at(
            arrow_place(model, arrow),
            f"`{step.link}` has no polarity",
            hint="write `->+` for the same direction, `->-` for opposite, `->?` if nobody knows",
        )
    if step.source == step.target:
        yield rules.SELF_LINK.at(
            arrow_place(model, arrow),
            f"`{step.source}` is linked to itself",
            hint="put the variable that carries the effect back between the two",
        )
    ends = [graph.index.get(name) for name in (step.source, step.target)]
    kinds = [graph.nodes[i].type for i in ends if i is not None]
    if kinds == ["flow", "stock"] and step.sign == "+" and not in_loop:
        source, target = model.label(step.source), model.label(step.target)
        yield rules.FLOW_STOCK.at(
            arrow_place(model, arrow),
            f"`{source}` adds to `{target}`: when it falls, `{target}` still rises, only slower",
        )


def _contradictions(model: Model, causal_map: CausalMap) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], Arrow] = {}
    for arrow in causal_map.drawn:
        step = arrow.step
        if step.sign not in {"+", "-"}:
            continue
        earlier = first.setdefault((step.source, step.target), arrow)
        if earlier.step.sign != step.sign:
            yield rules.PARALLEL_LINKS.at(
                arrow_place(model, arrow),
                f"`{step.link}` is `{step.sign}` here and `{earlier.step.sign}` elsewhere",
                others=(Label(arrow_place(model, earlier), f"`{earlier.step.sign}` here"),),
                hint="two mechanisms are at work: give each a variable of its own in between",
            )


def _undocumented(model: Model, causal_map: CausalMap) -> Iterator[Diagnostic]:
    edges = [
        edge
        for edge in causal_map.graph.edges
        if edge.link is not None and not _by_loop(model, edge.link)
    ]
    bare = [edge for edge in edges if not edge.because and not edge.evidence]
    if len(bare) < len(edges):
        for edge in bare:
            yield rules.LINK_NO_MECHANISM.at(
                Anchor(edge.link or ""),
                f"`{edge.source} -> {edge.target}` says neither how it works nor what supports it",
                hint='add `because "..."`, or `evidence` in its body',
            )
    elif len(bare) >= UNDOCUMENTED:
        yield rules.LINK_NO_MECHANISM.at(
            Anchor(bare[0].link or ""),
            f"none of the {len(bare)} links says how it works or what supports it",
            hint='begin with those that matter most: add `because "..."`, or `evidence`',
        )


def _by_loop(model: Model, name: str) -> bool:
    element = model.find(name)
    return element is not None and isinstance(element.body, Feedback)


def _contradicted_by_equations(model: Model, causal_map: CausalMap) -> Iterator[Diagnostic]:
    implied = {(edge.source, edge.target): edge for edge in causal_map.implied}
    for arrow in causal_map.drawn:
        edge = implied.get((arrow.step.source, arrow.step.target))
        if edge is None or edge.sign is Sign.UNKNOWN or arrow.step.sign not in {"+", "-"}:
            continue
        if arrow.step.sign != edge.sign.value:
            yield rules.EQUATION_POLARITY.at(
                arrow_place(model, arrow),
                f"`{arrow.step.link}` is drawn `{arrow.step.sign}`, but the equation of "
                f"`{edge.target}` makes it `{edge.sign.value}`",
                others=(Label(Anchor(edge.target, "value"), "the equation"),),
                hint="correct the sign of the link, or the equation",
            )


def _shape(model: Model, causal_map: CausalMap) -> Iterator[Diagnostic]:
    graph = causal_map.graph
    linked = [i for i in range(len(graph.nodes)) if graph.successors[i] or graph.predecessors[i]]
    found = (part for part in connected_parts(graph) if len(part) > 1)
    parts = [part for part in found if any(_is_own(model, name) for name in part)]
    largest = max(parts, key=len, default=())
    for part in parts:
        if part is not largest:
            yield rules.DISCONNECTED.at(
                place(model, graph, part[0]),
                f"{_listed(model, part)} are linked to nothing else in the map",
                hint="add the link that is missing, or move them to a model of their own",
            )
    used = _used_by_equations(model)
    for i, node in enumerate(graph.nodes):
        if not graph.successors[i] and not graph.predecessors[i] and node.name not in used:
            yield rules.ISOLATED.at(
                place(model, graph, node.name),
                f"`{node.label}` is linked to nothing",
                hint="draw the links it has, or leave it out",
            )
    own = [arrow for arrow in causal_map.drawn if _is_own(model, arrow.by)]
    drawn = {(arrow.step.source, arrow.step.target) for arrow in own}
    drawn_nodes = {name for pair in drawn for name in pair}
    if len(drawn_nodes) > VARIABLES or len(drawn) > LINKS:
        yield rules.TOO_LARGE.at(
            arrow_place(model, own[0]),
            f"the map has {len(drawn_nodes)} variables and {len(drawn)} links: "
            "too many for one picture",
            hint="draw it in sectors, and name at most seven loops to tell its story",
        )
    yield from _outside(model, graph, linked)


def _is_own(model: Model, name: str) -> bool:
    """Tell whether something belongs to the model itself, not to what it imports."""
    element = model.find(name)
    return element is None or element.origin is None


def _outside(model: Model, graph: SignedGraph, linked: Sequence[int]) -> Iterator[Diagnostic]:
    """Yield a finding when many variables have no cause; constants and goals are meant so."""
    counted = [i for i in linked if graph.nodes[i].type not in FIXED_TYPES]
    outside = [i for i in counted if not graph.predecessors[i]]
    if len(counted) >= SMALL and len(outside) > MANY_OUTSIDE * len(counted):
        names = tuple(graph.nodes[i].name for i in outside)
        yield rules.EXOGENOUS.at(
            place(model, graph, names[0]),
            f"{len(outside)} of {len(counted)} variables have no cause in the map: "
            f"{_listed(model, names)}",
            hint="ask of each whether something in the map acts back on it",
        )


def _used_by_equations(model: Model) -> frozenset[str]:
    """Return variables that equations define or use: they are connected by more than links."""
    from sysdsl.schema.value import uses

    found: set[str] = set()
    for element in model.elements.values():
        value = getattr(element.body, "equation", None) or getattr(element.body, "initial", None)
        if value is not None:
            found.add(element.id)
            found.update(uses(value))
    return frozenset(found)


def _chains(model: Model, graph: SignedGraph) -> Iterator[Diagnostic]:
    through = {
        i
        for i in range(len(graph.nodes))
        if len(graph.successors[i]) == 1 and len(graph.predecessors[i]) == 1
    }
    for first in sorted(through):
        if graph.predecessors[first][0] in through:
            continue
        chain = [first]
        while graph.successors[chain[-1]][0] in through:
            chain.append(graph.successors[chain[-1]][0])
        if len(chain) > CHAIN:
            names = [f"`{graph.nodes[i].label}`" for i in (chain[0], chain[-1])]
            yield rules.LONG_CHAIN.at(
                place(model, graph, graph.nodes[first].name),
                f"{len(chain)} variables in a row, from {names[0]} to {names[1]}, "
                "have one cause and one effect each",
                hint="leave out the steps that nothing else touches",
            )


def _listed(model: Model, names: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(f"`{model.label(name)}`" for name in names[:most])
    more = len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown


def no_loop(model: Model, causal_map: CausalMap, edges: Sequence[Edge]) -> Iterator[Diagnostic]:
    """Yield a finding about a map that holds links enough and no loop."""
    if len(edges) >= LIST:
        yield rules.NO_LOOP.at(
            arrow_place(model, causal_map.drawn[0]),
            f"none of the {len(edges)} links is part of a loop: the map is a list of causes",
            hint="ask what the effects act back upon, and draw that link",
        )
