"""Findings about loops, archetypes and traps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sysdsl.diagnostics import Anchor, Diagnostic, Edit, Fix, Label
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl_plugins.causal import loop_rules as rules
from sysdsl_plugins.causal.archetypes import ARCHETYPES, Match, find_archetypes, instances
from sysdsl_plugins.causal.causal_map import CausalMap
from sysdsl_plugins.causal.check_links import no_loop, place
from sysdsl_plugins.causal.elements import ClaimedArchetype, Feedback
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.loops import Loop, LoopSet, find_loops, named
from sysdsl_plugins.causal.polarity import LoopType
from sysdsl_plugins.causal.traps import Trap, find_traps

STEPS = 300_000
"""Edges looked at while somebody types; the analysis looks at more."""

COMPARED = 120
"""Loops compared while somebody types."""

UNNAMED = 3
"""Unnamed loops pointed out at most, the shortest."""

FOUND = 8
"""Archetypes and traps pointed out at most."""

PROMPT = 2
"""Links up to which a balancing loop may well be prompt."""

_LETTERS = {"R": LoopType.REINFORCING, "B": LoopType.BALANCING}


def loop_findings(model: Model, causal_map: CausalMap) -> Iterator[Diagnostic]:
    """Yield what there is to say about loops, archetypes and traps."""
    graph = causal_map.graph
    for feedback in model.all(Feedback):
        if feedback.parent is None:
            yield from _declared_findings(model, graph, feedback)
    found = find_loops(graph, steps=STEPS)
    if not found.loops and not model.all(Feedback):
        yield from no_loop(model, causal_map, graph.edges)
        return
    loops = named(found.loops, causal_map.declared)
    yield from _balancing(graph, causal_map.declared)
    yield from _unnamed(model, graph, causal_map, loops)
    yield from _truncated(causal_map, found)
    yield from _archetypes(model, graph, loops)
    yield from _claims(model, graph, loops)
    yield from _traps(model, graph, loops)


def _declared_findings(
    model: Model, graph: SignedGraph, feedback: Element[Feedback]
) -> Iterator[Diagnostic]:
    path = feedback.body.path
    if path is None:
        return
    name = feedback.name or feedback.label
    if not path.closed:
        first, last = model.label(path.steps[0].source), model.label(path.steps[-1].target)
        yield rules.LOOP_OPEN.at(
            feedback.anchor("loop"),
            f"`{name}` ends at `{last}` and does not lead back to `{first}`",
            hint=f"add the link from `{last}` back to `{first}`",
        )
        return
    missing = [s for s in path.steps if not s.sign and graph.arc(s.source, s.target) is None]
    for step in missing:
        yield rules.LOOP_OPEN.at(
            feedback.anchor("loop"),
            f"`{name}` uses `{step.link}`, a link that nobody has drawn",
            hint="give the arrow its sign, `->+` or `->-`, or draw the link",
        )
    if not missing:
        yield from _type_mismatch(graph, feedback)


def _type_mismatch(graph: SignedGraph, feedback: Element[Feedback]) -> Iterator[Diagnostic]:
    path, name = feedback.body.path, feedback.name or feedback.label
    said = _said_type(feedback)
    edges = [graph.arc(s.source, s.target) for s in path.steps] if path else []
    loop = Loop(tuple(edge for edge in edges if edge is not None))
    if said is None or loop.type in {said, LoopType.INDETERMINATE}:
        return
    minus = sum(edge.sign.value == "-" for edge in loop.edges)
    count = {0: "no minus sign", 1: "one minus sign"}.get(minus, f"{minus} minus signs")
    fixes: tuple[Fix, ...] = ()
    key = "name"
    if feedback.body.type is not None:
        key = "type"
        edit = Edit(feedback.anchor("type"), loop.type.value)
        fixes = (Fix(f"Change the type to `{loop.type.value}`", (edit,)),)
    yield rules.LOOP_TYPE_MISMATCH.at(
        feedback.anchor(key),
        f"`{name}` is called {said.value}, but its links make it {loop.type.value} ({count})",
        hint="check each sign; an even number of minus signs reinforces, an odd number balances",
        fixes=fixes,
    )


def _said_type(feedback: Element[Feedback]) -> LoopType | None:
    if feedback.body.type is not None:
        return LoopType(feedback.body.type)
    name = feedback.name or ""
    return _LETTERS.get(name[:1]) if name[1:].isdigit() else None


def _balancing(graph: SignedGraph, declared: Sequence[Loop]) -> Iterator[Diagnostic]:
    for loop in declared:
        if loop.type is not LoopType.BALANCING:
            continue
        anchor = Anchor(loop.element or loop.nodes[0])
        name = loop.name or loop.title
        inside = {graph.index[name] for name in loop.nodes}
        feeding = {cause for i in inside for cause in graph.predecessors[i]} - inside
        marked = any(graph.is_fixed(i) for i in feeding)
        if not marked and not any(graph.node(n).type in {"goal", "limit"} for n in loop.nodes):
            yield rules.GOAL_MISSING.at(
                anchor,
                f"nothing says what the balancing loop `{name}` seeks",
                hint="draw its goal or limit, and ask who sets it",
            )
        documented = all(edge.because or edge.evidence for edge in loop.edges)
        if len(loop) > PROMPT and not loop.delayed and not documented:
            yield rules.DELAY_UNMARKED.at(
                anchor,
                f"the balancing loop `{name}` has {len(loop)} links and no delay",
                hint="ask which of them takes time, and write `~>` in place of `->` there",
            )


def _unnamed(
    model: Model, graph: SignedGraph, causal_map: CausalMap, loops: Sequence[Loop]
) -> Iterator[Diagnostic]:
    given = {frozenset(loop.nodes) for loop in causal_map.declared}
    missing = [loop for loop in loops if frozenset(loop.nodes) not in given]
    for loop in missing[:UNNAMED]:
        if any(edge.implied for edge in loop.edges):
            continue
        yield rules.LOOP_UNNAMED.at(
            loop_place(model, graph, loop),
            f"nobody has named the {loop.type.value} loop {_round(model, loop)}",
            hint=f'name it: `feedback {loop.name} "...": {loop.text}`',
        )


def loop_place(model: Model, graph: SignedGraph, loop: Loop) -> Anchor:
    """Return the place of a loop: its declaration, else its first link that somebody drew."""
    if loop.element is not None:
        return Anchor(loop.element)
    link = next((edge.link for edge in loop.edges if edge.link), None)
    return Anchor(link) if link else place(model, graph, loop.nodes[0])


def _round(model: Model, loop: Loop) -> str:
    return " > ".join(f"`{model.label(name)}`" for name in (*loop.nodes, loop.nodes[0]))


def _truncated(causal_map: CausalMap, found: LoopSet) -> Iterator[Diagnostic]:
    if found.truncated and causal_map.drawn:
        yield rules.LOOPS_TRUNCATED.at(
            Anchor(causal_map.drawn[0].by),
            found.notice[:1].lower() + found.notice[1:].rstrip("."),
            hint="see `sysdsl explain CLD-LOOPS-TRUNCATED`",
        )


def _archetypes(model: Model, graph: SignedGraph, loops: Sequence[Loop]) -> Iterator[Diagnostic]:
    found = find_archetypes(graph, loops, limit=COMPARED)
    compact = sorted(found.matches, key=lambda match: len(match.variables))[:FOUND]
    for match in compact:
        anchor, *others = dict.fromkeys(loop_place(model, graph, lp) for lp in match.loops)
        yield rules.ARCHETYPE.at(
            anchor,
            f"the structure here is consistent with {match.title}: {_roles(model, match)}",
            others=tuple(Label(other, "takes part") for other in others),
            hint=f"{match.archetype.question} {match.archetype.behaviour}",
        )


def _roles(model: Model, match: Match | Trap) -> str:
    return "; ".join(
        f"{role} {', '.join(f'`{model.label(name)}`' for name in names)}"
        for role, names in match.roles
    )


def _claims(model: Model, graph: SignedGraph, loops: Sequence[Loop]) -> Iterator[Diagnostic]:
    for claim in model.all(ClaimedArchetype):
        name = claim.body.type
        if name not in ARCHETYPES:
            continue
        if not any(_agrees(claim, match) for match in instances(graph, loops, name)):
            archetype = ARCHETYPES[name]
            yield rules.ARCHETYPE_MISMATCH.at(
                claim.anchor("type"),
                f"the loops here do not have the structure of {archetype.title}",
                hint=f"it takes {archetype.needs}",
            )


def _agrees(claim: Element[Any], match: Match) -> bool:
    loops, variables = claim.body.loops, claim.body.variables
    named_loops = set(loops) if isinstance(loops, tuple) else set()
    named_variables = set(variables) if isinstance(variables, tuple) else set()
    through = {name for loop in match.loops for name in loop.nodes} | set(match.variables)
    return named_loops <= {loop.element for loop in match.loops} and named_variables <= through


def _traps(model: Model, graph: SignedGraph, loops: Sequence[Loop]) -> Iterator[Diagnostic]:
    by_name = {
        "policy_resistance": rules.POLICY_RESISTANCE,
        "hidden_consequence": rules.HIDDEN_CONSEQUENCE,
    }
    told = [trap for trap in find_traps(graph, loops[:COMPARED]) if trap.name in by_name]
    for trap in told[:FOUND]:
        anchor, *others = dict.fromkeys(loop_place(model, graph, lp) for lp in trap.loops)
        yield by_name[trap.name].at(
            anchor,
            f"the structure here is consistent with {trap.title}: {_roles(model, trap)}",
            others=tuple(Label(other, "takes part") for other in others),
            hint=trap.story,
        )
