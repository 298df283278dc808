"""System traps that are no archetypes: delayed control, policy resistance, hidden consequences.

Sources: Sterman, Business Dynamics (2000), ch. 4 (oscillation); Meadows, Thinking in Systems
(2008), ch. 5 (policy resistance); Wolstenholme, System Dynamics Review 19 (2003) 7-26
(consequences behind an organisational boundary).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.loop_structure import LoopBits, Structure, structure_of
from sysdsl_plugins.causal.loops import Loop
from sysdsl_plugins.causal.polarity import LoopType

RESISTING_LOOPS = 3
"""Balancing loops that pull at one variable before it is called policy resistance."""

_GENERIC = {
    (LoopType.REINFORCING, LoopType.BALANCING): "Underachievement",
    (LoopType.BALANCING, LoopType.REINFORCING): "Out of control",
    (LoopType.REINFORCING, LoopType.REINFORCING): "Relative achievement",
    (LoopType.BALANCING, LoopType.BALANCING): "Relative control",
}


@attrs.frozen(kw_only=True)
class Trap:
    """A structure that is known to make trouble.

    Attributes:
        name: `delayed_control`, `policy_resistance` or `hidden_consequence`.
        title: As practitioners call it.
        roles: Names of variables (or owners) by the role they play.
        loops: The loops that make it.
        story: What to expect, in a sentence.
    """

    name: str
    title: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    loops: tuple[Loop, ...]
    story: str


def find_traps(graph: SignedGraph, loops: Sequence[Loop]) -> tuple[Trap, ...]:
    """Find the traps in loops of a map; give a few hundred at most, the shortest first."""
    structure = structure_of(graph, loops)
    return (
        *_delayed_control(structure),
        *_policy_resistance(structure),
        *_hidden_consequences(structure),
    )


def _delayed_control(structure: Structure) -> Iterator[Trap]:
    for control in structure.balancing:
        if control.delayed:
            late = tuple(e.target for e in control.loop.edges if e.delayed)
            yield Trap(
                name="delayed_control",
                title="Balancing loop with delay",
                roles=(("answers late", late),),
                loops=(control.loop,),
                story=(
                    "Corrections go on after they are no longer needed: expect swings around "
                    "the goal, the larger the longer the delay."
                ),
            )


def _policy_resistance(structure: Structure) -> Iterator[Trap]:
    through: dict[int, list[LoopBits]] = {}
    for loop in structure.balancing:
        for position in loop.walk:
            through.setdefault(position, []).append(loop)
    for position in sorted(through):
        node = structure.graph.nodes[position]
        if node.type not in {"", "stock"}:
            continue
        pulling = _with_different_aims(structure, position, through[position])
        if len(pulling) >= RESISTING_LOOPS:
            yield Trap(
                name="policy_resistance",
                title="Policy resistance",
                roles=(
                    ("contested", (node.name,)),
                    ("pulled by", tuple(name for name, _ in pulling)),
                ),
                loops=tuple(loop.loop for _, loop in pulling),
                story=(
                    "Each side pulls towards its own goal; more effort by one calls up more "
                    "effort by the others, and little changes."
                ),
            )


def _with_different_aims(
    structure: Structure, position: int, loops: Sequence[LoopBits]
) -> list[tuple[str, LoopBits]]:
    chosen: list[tuple[str, LoopBits]] = []
    used_aims: set[str] = set()
    used_nodes = 1 << position
    for loop in loops:
        own = loop.nodes & ~(1 << position)
        aims = structure.owners(i for i in loop.walk if i != position) or set(
            structure.names(structure.fixed_inputs(own, loop.nodes))
        )
        if not aims or own & used_nodes or not used_aims.isdisjoint(aims):
            continue
        chosen.append((min(aims), loop))
        used_aims |= aims
        used_nodes |= own
    return chosen


def _hidden_consequences(structure: Structure) -> Iterator[Trap]:
    """Yield one case for each pair of those who act and those who bear it, the shortest loops."""
    seen: set[tuple[frozenset[str], frozenset[str]]] = set()
    for intended in structure.loops:
        owners = structure.owners(intended.walk)
        if len(owners) != 1:
            continue
        for consequence in structure.loops:
            if consequence is intended or not consequence.links & intended.links:
                continue
            behind = [i for i in consequence.walk if not intended.nodes >> i & 1]
            others = structure.owners(behind)
            if not others or owners & others or (owners, others) in seen:
                continue
            seen.add((owners, others))
            yield _hidden(structure, intended, consequence, behind)


def _hidden(
    structure: Structure, intended: LoopBits, consequence: LoopBits, behind: list[int]
) -> Trap:
    return Trap(
        name="hidden_consequence",
        title=_GENERIC[intended.loop.type, consequence.loop.type],
        roles=(
            ("acts", tuple(sorted(structure.owners(intended.walk)))),
            ("bears the consequence", tuple(sorted(structure.owners(behind)))),
            ("behind the boundary", structure.names(behind)),
        ),
        loops=(intended.loop, consequence.loop),
        story=(
            "What follows from the action shows up under another owner, so those who act do "
            "not see it."
        ),
    )
