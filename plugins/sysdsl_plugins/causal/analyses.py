"""The questions that the method answers about a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sysdsl.diagnostics import Anchor, Diagnostic, Outcome
from sysdsl.model.model import Model
from sysdsl.plugin import Analysis
from sysdsl.schema.core import Flow, Intervention, Pattern, Perspective
from sysdsl_plugins.causal import results as r
from sysdsl_plugins.causal import words


def has_map(model: Model) -> bool:
    """Tell whether a model holds links, drawn or implied by its equations."""
    return bool(model.arrows or model.all(Flow))


def run_loops(model: Model, settings: r.LoopsSettings) -> Outcome[r.LoopsResult]:
    """List the feedback loops."""
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.loops import (
        find_loops,
        independent_loops,
        named,
        node_participation,
    )

    causal_map = read_map(model)
    graph = causal_map.picture if settings.drawn else causal_map.graph
    if settings.through and settings.through not in graph.index:
        return Outcome(_no_loops(), (_unknown(graph.index, settings.through),))
    found = (
        independent_loops(graph) if settings.independent else find_loops(graph, cap=settings.cap)
    )
    loops = [
        loop
        for loop in named(found.loops, causal_map.declared)
        if not settings.through or settings.through in loop.nodes
    ]
    counts = sorted(
        ((p.name, p.total) for p in node_participation(graph, loops) if p.total),
        key=lambda row: -row[1],
    )
    rows = tuple(loop_row(loop) for loop in loops)
    result = r.LoopsResult(
        loops=rows,
        reinforcing=sum(row.type == "reinforcing" for row in rows),
        balancing=sum(row.type == "balancing" for row in rows),
        indeterminate=sum(row.type == "indeterminate" for row in rows),
        truncated=found.truncated,
        notice=found.notice,
        participation=tuple(counts),
    )
    return Outcome(result)


def _no_loops() -> r.LoopsResult:
    return r.LoopsResult(
        loops=(),
        reinforcing=0,
        balancing=0,
        indeterminate=0,
        truncated=False,
        notice="",
        participation=(),
    )


def loop_row(loop: Any) -> r.LoopRow:  # noqa: ANN401  a `Loop`, whose module loads on demand
    """Return a loop as a row."""
    return r.LoopRow(
        name=loop.name,
        title=loop.title,
        type=loop.type.value,
        delayed=loop.delayed,
        length=len(loop),
        text=loop.text,
        variables=loop.nodes,
        evidenced=sum(bool(edge.evidence) for edge in loop.edges),
        implied=any(edge.implied for edge in loop.edges),
    )


def run_archetypes(model: Model, _settings: r.NoSettings) -> Outcome[r.ArchetypesResult]:
    """Find archetypes and traps in what people drew."""
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.known_structures import known_structures

    found = known_structures(model, read_map(model))
    notable = found.notable
    faint = tuple(pair for pair in found.matches if pair not in notable)
    result = r.ArchetypesResult(
        archetypes=tuple(_match_row(model, *pair) for pair in notable),
        faint=tuple(_match_row(model, *pair) for pair in faint),
        traps=tuple(_trap_row(trap) for trap in found.traps),
        considered=found.considered,
        notice=found.notice,
    )
    return Outcome(result)


def _match_row(model: Model, match: Any, claims: Sequence[Any]) -> r.StructureRow:  # noqa: ANN401
    """Return a `Match` and the declarations it confirms as a row."""
    return r.StructureRow(
        name=match.archetype.name,
        title=match.title,
        confidence=match.confidence,
        roles=match.roles,
        loops=tuple(loop.text for loop in match.loops),
        present=match.present,
        absent=match.absent,
        holds=match.holds,
        claims=tuple(claim.label for claim in claims),
        story=match.archetype.story,
        behaviour=match.archetype.behaviour,
        patterns=_patterns(model, match.variables),
        leverage=match.archetype.leverage,
        question=match.archetype.question,
        evidenced=match.evidenced,
        source=match.archetype.source,
    )


def _trap_row(trap: Any) -> r.StructureRow:  # noqa: ANN401  a `Trap`, whose module loads on demand
    links = {(e.source, e.target): bool(e.evidence) for loop in trap.loops for e in loop.edges}
    return r.StructureRow(
        name=trap.name,
        title=trap.title,
        confidence="",
        roles=trap.roles,
        loops=tuple(loop.text for loop in trap.loops),
        present=(),
        absent=(),
        holds=(),
        claims=(),
        story=trap.story,
        behaviour="",
        patterns=(),
        leverage="",
        question="",
        evidenced=(sum(links.values()), len(links)),
        source="",
    )


def _patterns(model: Model, variables: Iterable[str]) -> tuple[tuple[str, str], ...]:
    wanted = set(variables)
    return tuple(
        (name, pattern.body.shape)
        for pattern in model.all(Pattern)
        if isinstance(pattern.body.of, tuple) and pattern.body.shape
        for name in pattern.body.of
        if name in wanted
    )


def run_structure(model: Model, _settings: r.NoSettings) -> Outcome[r.Network]:
    """Describe the structure of the map."""
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.network import describe

    return Outcome(describe(read_map(model).graph))


def run_paths(model: Model, settings: r.PathsSettings) -> Outcome[r.PathsResult]:
    """Follow what pushing a variable does."""
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.loops import in_most_loops
    from sysdsl_plugins.causal.paths import find_consequences, find_paths

    graph = read_map(model).graph
    source = settings.source or in_most_loops(graph)
    for name in (source, settings.target or source):
        if name not in graph.index:
            empty = r.PathsResult(source=source, influences=(), notice="")
            return Outcome(empty, (_unknown(graph.index, name),) if name else ())
    if settings.target:
        found = find_paths(graph, source, settings.target, cap=settings.cap)
        notice = (
            f"Only {len(found.paths)} paths are listed: all with up to {found.complete_to} links."
            if found.complete_to is not None
            else ""
        )
        one = _influence_row(found.influence, [path.text for path in found.paths])
        return Outcome(r.PathsResult(source=source, influences=(one,), notice=notice))
    every = find_consequences(graph, source)
    rows = tuple(_influence_row(i, [path.text for path in i.shortest]) for i in every.influences)
    return Outcome(r.PathsResult(source=source, influences=rows, notice=every.notice))


def _influence_row(influence: Any, paths: Sequence[str]) -> r.InfluenceRow:  # noqa: ANN401  an `Influence`
    plus, minus, unknown = influence.counts
    return r.InfluenceRow(
        variable=influence.target,
        net=influence.net,
        plus=plus,
        minus=minus,
        unknown=unknown,
        turns=influence.turns,
        delayed=bool(influence.slow) and not influence.fast,
        paths=tuple(paths),
    )


def run_perspectives(model: Model, _settings: r.NoSettings) -> Outcome[r.PerspectivesResult]:
    """Compare what perspectives say of the map."""
    from sysdsl_plugins.causal.causal_map import read_map, standpoints
    from sysdsl_plugins.causal.compare import compare_all

    points = standpoints(model, read_map(model))
    titles = {point.name: point.title for point in points}
    rows = tuple(
        r.ComparisonRow(
            first=titles[c.first],
            second=titles[c.second],
            variables=c.variables,
            links=c.links,
            score=c.score,
            conflicts=tuple(
                f"{a} ->{one} {b} / {a} ->{two} {b}" for (a, b), one, two in c.conflicts
            ),
            denied=tuple(f"{a} -> {b}, denied by {titles[by]}" for (a, b), by in c.denied),
            only_first=tuple(f"{a} -> {b}" for a, b in c.only_first),
            only_second=tuple(f"{a} -> {b}" for a, b in c.only_second),
        )
        for c in compare_all(points)
    )
    return Outcome(r.PerspectivesResult(comparisons=rows))


def run_leverage(model: Model, _settings: r.NoSettings) -> Outcome[r.LeverageResult]:
    """Place interventions on Meadows' scale."""
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.interventions import described, reaches
    from sysdsl_plugins.causal.leverage import LEVELS

    found = reaches(model, read_map(model))
    rows = tuple(
        r.LeverageRow(
            intervention=reach.title,
            number=reach.level.number if reach.level else 0,
            level=reach.level.title if reach.level else "",
            claimed=reach.claimed.title if reach.claimed else "",
            overclaims=reach.overclaims,
            changes=tuple(described(model, change) for change in reach.changes),
        )
        for reach in found
    )
    distribution = tuple(
        (level.title, sum(row.number == level.number for row in rows)) for level in LEVELS
    )
    return Outcome(r.LeverageResult(interventions=rows, distribution=distribution))


def _unknown(known: Iterable[str], name: str) -> Diagnostic:
    from difflib import get_close_matches

    from sysdsl_plugins.causal.link_rules import NO_SUCH_VARIABLE

    near = next(iter(get_close_matches(name, list(known), 1, 0.6)), None)
    return NO_SUCH_VARIABLE.at(
        Anchor(name),
        f"`{name}` is no variable of the causal map",
        hint=f"did you mean `{near}`?" if near else "name a variable that is linked to others",
    )


ANALYSES = (
    Analysis(
        name="loops",
        title="Feedback loops",
        doc="Which feedback loops are there, what do they do, and who takes part in most?",
        settings=r.LoopsSettings,
        result=r.LoopsResult,
        run=run_loops,
        text=words.loops,
        applies=has_map,
    ),
    Analysis(
        name="archetypes",
        title="Archetypes and traps",
        doc="Which structures known to make trouble is the map consistent with?",
        settings=r.NoSettings,
        result=r.ArchetypesResult,
        run=run_archetypes,
        text=words.archetypes,
        applies=has_map,
    ),
    Analysis(
        name="structure",
        title="Structure of the map",
        doc="What drives the feedback, what only answers to it, and what is connected to what?",
        settings=r.NoSettings,
        result=r.Network,
        run=run_structure,
        text=words.structure,
        applies=has_map,
    ),
    Analysis(
        name="paths",
        title="Paths of influence",
        doc="What does pushing one variable do to another, or to all others?",
        settings=r.PathsSettings,
        result=r.PathsResult,
        run=run_paths,
        text=words.paths,
        applies=has_map,
    ),
    Analysis(
        name="perspectives",
        title="Where perspectives differ",
        doc="Which variables and links do perspectives share, and where do they disagree?",
        settings=r.NoSettings,
        result=r.PerspectivesResult,
        run=run_perspectives,
        text=words.perspectives,
        applies=lambda model: has_map(model) and bool(model.all(Perspective)),
    ),
    Analysis(
        name="leverage",
        title="Leverage of interventions",
        doc="How deep does each intervention reach on Meadows' scale of twelve?",
        settings=r.NoSettings,
        result=r.LeverageResult,
        run=run_leverage,
        text=words.leverage,
        applies=lambda model: bool(model.all(Intervention)),
    ),
)
"""All analyses of the method."""
