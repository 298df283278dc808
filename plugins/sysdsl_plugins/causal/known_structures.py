"""Archetypes and traps of a model, with the declarations that they confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl_plugins.causal.archetypes import ARCHETYPES, LOOPS, Match, find_archetypes, instances
from sysdsl_plugins.causal.causal_map import CausalMap
from sysdsl_plugins.causal.elements import ClaimedArchetype
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.loops import CAP, STEPS, Loop, find_loops, is_linked, named
from sysdsl_plugins.causal.traps import Trap, find_traps

Claim = Element[ClaimedArchetype]


@attrs.frozen(kw_only=True)
class KnownStructures:
    """What the drawn map is consistent with.

    Attributes:
        loops: The loops of the drawn map, shortest first.
        matches: Archetypes found, with the declarations that each confirms; those declared first.
        unconfirmed: Declarations that nothing in the map confirms.
        traps: Traps found.
        considered: Number of loops compared.
        truncated: Whether the map has more loops than were listed.
        notice: A sentence about what is missing; empty when nothing is.
    """

    loops: tuple[Loop, ...]
    matches: tuple[tuple[Match, tuple[Claim, ...]], ...]
    unconfirmed: tuple[Claim, ...]
    traps: tuple[Trap, ...]
    considered: int
    truncated: bool
    notice: str

    @property
    def notable(self) -> tuple[tuple[Match, tuple[Claim, ...]], ...]:
        """The matches that more than structure speaks for; all when there is none such."""
        supported = tuple(
            (match, claims) for match, claims in self.matches if claims or match.present
        )
        return supported or self.matches


def known_structures(
    model: Model, causal_map: CausalMap, *, limit: int = LOOPS, cap: int = CAP, steps: int = STEPS
) -> KnownStructures:
    """Find archetypes and traps in what people drew.

    A declaration is confirmed by any place where its archetype fits, those inside a richer
    archetype too; such a place is then listed on its own.

    Args:
        model: The model.
        causal_map: Its map.
        limit: Loops compared at most, beside those that people named.
        cap: Loops listed at most.
        steps: Edges looked at before the search for loops gives up.
    """
    graph = causal_map.picture
    every = find_loops(graph, cap=cap, steps=steps)
    loops = named(every.loops, causal_map.declared)
    compared = _compared(graph, loops, causal_map.declared, limit)
    found = find_archetypes(graph, compared, limit=len(compared))
    held: dict[Match, list[Claim]] = {}
    unconfirmed: list[Claim] = []
    for claim in model.all(ClaimedArchetype):
        if claim.body.type not in ARCHETYPES:
            continue
        places = (
            *(match for match in found.matches if match.archetype.name == claim.body.type),
            *instances(graph, compared, claim.body.type),
        )
        match = next((place for place in places if confirms(claim, place)), None)
        if match is None:
            unconfirmed.append(claim)
        else:
            held.setdefault(match, []).append(claim)
    rest = [match for match in found.matches if match not in held]
    return KnownStructures(
        loops=loops,
        matches=(
            *((match, tuple(claims)) for match, claims in held.items()),
            *((match, ()) for match in rest),
        ),
        unconfirmed=tuple(unconfirmed),
        traps=find_traps(graph, compared),
        considered=found.considered,
        truncated=every.truncated,
        notice=attrs.evolve(found, truncated=found.truncated or len(loops) > limit).notice,
    )


def _compared(
    graph: SignedGraph, loops: Sequence[Loop], declared: Sequence[Loop], limit: int
) -> tuple[Loop, ...]:
    """Return the shortest loops, and those that people named however long they are."""
    shortest = tuple(loops[:limit])
    there = {loop.element for loop in shortest}
    long = (
        loop
        for loop in declared
        if loop.element not in there and is_linked(graph, loop.nodes) and loop.is_simple
    )
    return (*shortest, *long)


def confirms(claim: Element[Any], match: Match) -> bool:
    """Tell whether a place holds all loops and variables that a declaration names."""
    loops = _names(claim.body.loops)
    variables = _names(claim.body.variables)
    through = {name for loop in match.loops for name in loop.nodes} | set(match.variables)
    return loops <= {loop.element for loop in match.loops} and variables <= through


def _names(refs: object) -> frozenset[str | None]:
    return (
        frozenset(refs) if isinstance(refs, Sequence) and not isinstance(refs, str) else frozenset()
    )
