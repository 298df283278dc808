"""Loops that matter: how much each feedback loop contributes to behaviour, over time.

Scores of links follow Schoenberg, Davidsen and Eberlein (System Dynamics Review 36, 2020), those
of flows into stocks Schoenberg, Hayward and Eberlein (System Dynamics Review 39, 2023), which do
not depend on how flows are lumped. They are computed from the program itself, by evaluating each
equation with one input as it is now and the others as they were one step before. The score of a
loop is the product of its links' scores; its relative score is its share among the loops of the
same strongly connected part. Scores stand at the end of the step over which they are computed.
Where nothing moves, all scores are 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from sysdsl.codegen.reference import evaluate
from sysdsl.diagnostics import Outcome
from sysdsl.model.model import Model
from sysdsl.numerics.program import Node, Program, reads
from sysdsl.numerics.run import Run
from sysdsl_plugins.system_dynamics.cycles import cycles_of
from sysdsl_plugins.system_dynamics.layers import scopes
from sysdsl_plugins.system_dynamics.lower import lower_model, owner_of
from sysdsl_plugins.system_dynamics.quantities import Quantities
from sysdsl_plugins.system_dynamics.runs import run_lowered

SAMPLES = 200
"""Times at which scores are computed, evenly spread over the steps of a run."""

LOOPS = 500
"""Most loops that are scored."""

_REST = 1e-9

SURE = 0.99
"""Share of the times at which a loop has one sign, from which it has that polarity."""

Link = tuple[str, str]
Row = Mapping[str, float]


@attrs.frozen(kw_only=True)
class LoopScoresSettings:
    """Under which layer loops are scored."""

    scenario: str = attrs.field(default="", metadata={"doc": "The scenario in force, by name."})


@attrs.frozen(kw_only=True)
class LoopScore:
    """A loop with its contribution over time.

    Attributes:
        elements: Elements along the loop, in order.
        polarity: `reinforcing`, `balancing`, or `changing`.
        share: Mean size of its relative score over the run.
        relative: Relative score at each time, from -1 to 1.
    """

    elements: tuple[str, ...]
    polarity: str
    share: float
    relative: tuple[float, ...]


@attrs.frozen(kw_only=True)
class LoopScoresResult:
    """Loops by their contribution.

    Attributes:
        times: Times of the scores.
        loops: The strongest first.
        truncated: Whether there are loops that were not scored.
    """

    times: tuple[float, ...]
    loops: tuple[LoopScore, ...]
    truncated: bool


def loop_scores(model: Model, settings: LoopScoresSettings) -> Outcome[LoopScoresResult | None]:
    """Score the feedback loops of a model over its run."""
    lowered = lower_model(model, scopes(model, (settings.scenario,)))
    if lowered.value is None:
        return Outcome(None, lowered.diagnostics)
    every_step = attrs.evolve(lowered.value.grid, save_every=1)
    made = run_lowered(lowered.value, grid=every_step)
    if made.value is None:
        return Outcome(None, (*lowered.diagnostics, *made.diagnostics))
    result = score_program(lowered.value.program, made.value.run, lowered.value.quantities)
    return Outcome(result, lowered.diagnostics)


def score_program(program: Program, run: Run, quantities: Quantities) -> LoopScoresResult:
    """Score the loops of a program over a run in which every step is saved."""
    equations = _equations(program)
    dynamic = {slot.name for slot in program.dynamic()}
    graph: dict[str, list[str]] = {name: [] for name in dynamic_order(program)}
    for target, equation in equations.items():
        for source in reads(equation):
            if source in dynamic:
                graph[source].append(target)
    found = cycles_of(graph, LOOPS)
    loops = [tuple(zip(c, (*c[1:], c[0]), strict=True)) for c in found.cycles]
    links = tuple(dict.fromkeys(link for loop in loops for link in loop))
    indices = _sampled(len(run.times))
    scores = [_link_scores(program, run, equations, links, k) for k in indices]
    raw = [[math.prod(row[link] for link in loop) for row in scores] for loop in loops]
    parts = [found.components[cycle[0]] for cycle in found.cycles]
    relative = _relative(raw, parts, len(indices))
    named = [
        LoopScore(
            elements=_elements(cycle, quantities),
            polarity=_polarity(values),
            share=math.fsum(map(abs, values)) / max(len(values), 1),
            relative=tuple(values),
        )
        for cycle, values in zip(found.cycles, relative, strict=True)
    ]
    named.sort(key=lambda loop: -loop.share)
    return LoopScoresResult(
        times=tuple(run.times[k] for k in indices), loops=tuple(named), truncated=found.truncated
    )


def loop_scores_text(result: LoopScoresResult | None) -> str:
    """Return the strongest loops as lines of text."""
    if result is None:
        return "The model cannot be simulated."
    if not result.loops:
        return "The equations form no feedback loop."
    lines = [
        f"{loop.share:6.1%}  {loop.polarity:<11}  {' -> '.join((*loop.elements, loop.elements[0]))}"
        for loop in result.loops[:15]
    ]
    if result.truncated:
        lines.append(f"Only the first {len(result.loops)} loops were scored.")
    return "\n".join(("Mean share of behaviour that each loop accounts for:", *lines))


def dynamic_order(program: Program) -> tuple[str, ...]:
    """Return the slots that change, in the order of the program."""
    return tuple(slot.name for slot in program.dynamic())


def _equations(program: Program) -> dict[str, Node]:
    """Return what each slot follows from: formulas, and net rates of stocks."""
    found = {f.slot.name: f.equation for f in program.steps}
    for state in program.states:
        node = state.rate if state.rate is not None else state.following
        if node is not None:
            found[state.slot.name] = node
    return found | {p.slot.name: p.input for p in program.pipelines}


def _sampled(count: int) -> list[int]:
    """Return indices of steps; the first two have no score."""
    every = max(1, count // SAMPLES)
    return list(range(2, count, every))


def _link_scores(
    program: Program, run: Run, equations: Mapping[str, Node], links: Sequence[Link], k: int
) -> dict[Link, float]:
    """Return the score of each link over the step that ends at a time.

    Stocks answer to the net flow of the step before, so that their links are scored one step
    earlier than those of formulas that read them.
    """
    rows = [_row(run, index) for index in (k - 2, k - 1, k)]
    states = {s.slot.name for s in program.states} | {p.slot.name for p in program.pipelines}
    values: dict[str, tuple[float, float]] = {}
    scores = {}
    for source, target in links:
        before, now = rows[:2] if target in states else rows[1:]
        equation = equations[target]
        if target not in values:
            ends = (evaluate(equation, row, program.tables) for row in (before, now))
            values[target] = (next(ends), next(ends))
        old, new = values[target]
        moved = evaluate(equation, {**before, source: now[source]}, program.tables) - old
        change = _change(old, new)
        scores[source, target] = _score(moved, change, _change(before[source], now[source]))
    return scores


def _change(before: float, now: float) -> float:
    """Return a change; what rounding makes of a quantity at rest is none."""
    change = now - before
    return 0.0 if abs(change) <= _REST * max(abs(before), abs(now)) else change


def _score(moved: float, change: float, input_change: float) -> float:
    if change == 0.0 or input_change == 0.0 or not math.isfinite(moved):
        return 0.0
    sign = math.copysign(1.0, moved) * math.copysign(1.0, input_change)
    return abs(moved / change) * sign if moved else 0.0


def _row(run: Run, index: int) -> dict[str, float]:
    grid, time = run.grid, run.grid.time(index)
    return {
        **run.constants,
        **{name: column[index] for name, column in run.columns.items()},
        "time()": time,
        "step_time()": time,
        "dt()": grid.step,
        "start()": grid.start,
        "stop()": grid.stop,
    }


def _relative(
    raw: Sequence[Sequence[float]], parts: Sequence[int], count: int
) -> list[list[float]]:
    """Return each score as a share of all scores in its part of the graph."""
    relative = [[0.0] * count for _ in raw]
    for part in dict.fromkeys(parts):
        own = [i for i, p in enumerate(parts) if p == part]
        for k in range(count):
            total = math.fsum(abs(raw[i][k]) for i in own)
            for i in own:
                finite = total > 0.0 and math.isfinite(total)
                relative[i][k] = raw[i][k] / total if finite else 0.0
    return relative


def _polarity(values: Sequence[float]) -> str:
    moving = [v for v in values if v]
    positive = sum(v > 0.0 for v in moving)
    if moving and positive >= SURE * len(moving):
        return "reinforcing"
    if moving and positive <= (1.0 - SURE) * len(moving):
        return "balancing"
    return "changing"


def _elements(cycle: Sequence[str], quantities: Quantities) -> tuple[str, ...]:
    """Return the elements along a cycle; slots made for one element count once."""
    names = [
        slot if slot in quantities.by_id or "[" in slot else owner_of(slot, quantities)
        for slot in cycle
    ]
    kept = [n for i, n in enumerate(names) if n != names[i - 1] or len(names) == 1]
    return tuple(kept or names[:1])
