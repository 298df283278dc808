"""Findings about loops, archetypes and traps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sysdsl.diagnostics import Anchor, Diagnostic, Edit, Fix, Label
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl_plugins.causal import loop_rules as rules
from sysdsl_plugins.causal.archetypes import ARCHETYPES, Match
from sysdsl_plugins.causal.causal_map import CausalMap
from sysdsl_plugins.causal.check_links import no_loop, place
from sysdsl_plugins.causal.elements import Feedback
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.known_structures import KnownStructures, known_structures
from sysdsl_plugins.causal.loops import Loop, find_loops
from sysdsl_plugins.causal.polarity import LoopType
from sysdsl_plugins.causal.traps import Trap

STEPS = 150_000
"""Edges looked at while somebody types; the analysis looks at more."""

LISTED = 1_000
"""Loops listed while somebody types; the analysis lists more."""

COMPARED = 120
"""Loops compared while somebody types."""

UNNAMED = 7
"""Loops, the shortest, that deserve a name: about as many as people remember."""

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
    picture = causal_map.picture
    known = known_structures(model, causal_map, limit=COMPARED, cap=LISTED, steps=STEPS)
    named_none = not known.loops and not model.all(Feedback)
    if named_none and not find_loops(graph, cap=1, steps=STEPS).loops:
        yield from no_loop(model, causal_map, picture.edges)
    yield from _balancing(graph, causal_map.declared)
    yield from _unnamed(model, picture, known.loops)
    yield from _truncated(causal_map, known)
    yield from _archetypes(model, picture, known)
    yield from _traps(model, picture, known.traps)


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


def _unnamed(model: Model, graph: SignedGraph, loops: Sequence[Loop]) -> Iterator[Diagnostic]:
    for loop in loops[:UNNAMED]:
        if loop.element is not None or len(loop) == 1:
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


def _truncated(causal_map: CausalMap, known: KnownStructures) -> Iterator[Diagnostic]:
    if known.truncated and causal_map.drawn:
        yield rules.LOOPS_TRUNCATED.at(
            Anchor(causal_map.drawn[0].by),
            f"the map has more than {len(known.loops)} loops; what is said here rests on the "
            "shortest",
            hint="`sysdsl analyse MODEL loops --independent yes` lists a few that use every link",
        )


def _archetypes(model: Model, graph: SignedGraph, found: KnownStructures) -> Iterator[Diagnostic]:
    """Yield the archetypes found: those declared first, then the most compact."""
    compact = sorted(found.notable, key=lambda pair: (not pair[1], len(pair[0].variables)))
    for match, claims in compact[:FOUND]:
        shape = f"the structure of {match.title} (confidence {match.confidence})"
        for claim in claims:
            yield rules.ARCHETYPE.at(
                claim.anchor(),
                f"the map bears out `{claim.label}`: {_together(match.loops)} {shape}",
                others=_roles(model, graph, match),
                hint=f"{match.archetype.behaviour} {match.archetype.question}",
            )
        if not claims:
            yield rules.ARCHETYPE.at(
                loop_place(model, graph, match.loops[0]),
                f"{_together(match.loops)} {shape}",
                others=_roles(model, graph, match),
                hint=f"{match.archetype.behaviour} {match.archetype.question}",
            )
    for claim in found.unconfirmed:
        archetype = ARCHETYPES[claim.body.type or ""]
        yield rules.ARCHETYPE_MISMATCH.at(
            claim.anchor("type"),
            f"the loops of `{claim.label}` do not have the structure of {archetype.title}",
            hint=f"it takes {archetype.needs}",
        )


def _together(loops: Sequence[Loop]) -> str:
    """Return loops as the subject of a sentence, by the names that people gave them."""
    names = [f"`{loop.name}`" for loop in loops if loop.element is not None]
    if len(names) < len(loops):
        return "the loops here have"
    if len(names) == 1:
        return f"{names[0]} has"
    return f"{', '.join(names[:-1])} and {names[-1]} have"


def _roles(model: Model, graph: SignedGraph, found: Match | Trap) -> tuple[Label, ...]:
    """Return who plays which role, each at its first variable."""
    return tuple(
        Label(
            place(model, graph, names[0]),
            f"{role}: {', '.join(model.label(name) for name in names)}",
        )
        for role, names in found.roles
    )


def _traps(model: Model, graph: SignedGraph, traps: Sequence[Trap]) -> Iterator[Diagnostic]:
    told = [trap for trap in traps if trap.name in _TRAPS]
    for trap in told[:FOUND]:
        roles = {role: [f"`{model.label(name)}`" for name in names] for role, names in trap.roles}
        if trap.name == "policy_resistance":
            message = f"{roles['contested'][0]} is pulled by {', '.join(roles['pulled by'])}"
        else:
            message = (
                f"{roles['acts'][0]} acts, and what follows comes back through "
                f"{', '.join(roles['bears the consequence'])}"
            )
        yield _TRAPS[trap.name].at(
            loop_place(model, graph, trap.loops[0]),
            f"{message}: consistent with {trap.title}",
            others=_roles(model, graph, trap),
            hint=trap.story,
        )


_TRAPS = {
    "policy_resistance": rules.POLICY_RESISTANCE,
    "hidden_consequence": rules.HIDDEN_CONSEQUENCE,
}
