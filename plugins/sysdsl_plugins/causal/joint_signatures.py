"""Signatures of archetypes that three loops or more make."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl_plugins.causal.loop_structure import LoopBits, Structure, bits
from sysdsl_plugins.causal.signatures import Candidate, limits_on


def attractiveness_principle(structure: Structure) -> Iterator[Candidate]:
    """Yield a prompt R loop with two limits or more that have nothing in common."""
    for growth in structure.reinforcing:
        if growth.delayed:
            continue
        chosen: list[tuple[LoopBits, tuple[int, ...]]] = []
        used_nodes = growth.nodes
        used_limits: set[int] = set()
        for slowing, limits in limits_on(structure, growth):
            own = slowing.nodes & ~growth.nodes
            if own & used_nodes or not used_limits.isdisjoint(limits):
                continue
            chosen.append((slowing, limits))
            used_nodes |= own
            used_limits |= set(limits)
        if len(chosen) > 1:
            yield _many_limits(structure, growth, chosen)


def _many_limits(
    structure: Structure, growth: LoopBits, chosen: list[tuple[LoopBits, tuple[int, ...]]]
) -> Candidate:
    limits = [limit for _, group in chosen for limit in group]
    slowing = [i for loop, _ in chosen for i in loop.walk if not growth.nodes >> i & 1]
    return Candidate(
        key=(tuple(limits),),
        roles=(
            ("growth engine", structure.names(growth.walk)),
            ("slowing actions", structure.names(slowing)),
            ("limits", structure.names(limits)),
        ),
        loops=(growth, *(loop for loop, _ in chosen)),
        signs=(("a variable is marked as a trade-off", structure.plays(growth.walk, "trade-off")),),
    )


def growth_and_underinvestment(structure: Structure) -> Iterator[Candidate]:
    """Yield a chain R - B1 - B2 in which the delayed B2 builds what B1 lacks, by a standard."""
    for building in structure.balancing:
        if not building.delayed or not structure.fixed_inputs(building.nodes, building.nodes):
            continue
        for lacking in structure.balancing:
            if not lacking.nodes & building.nodes or lacking.links & building.links:
                continue
            for growth in structure.reinforcing:
                if not growth.nodes & lacking.nodes or growth.nodes & building.nodes:
                    continue
                if growth.links & lacking.links:
                    continue
                inside = growth.nodes | lacking.nodes | building.nodes
                standards = structure.fixed_inputs(building.nodes & ~lacking.nodes, inside)
                if standards:
                    yield _underinvestment(structure, (growth, lacking, building), standards)
                    break


def _underinvestment(
    structure: Structure,
    loops: tuple[LoopBits, LoopBits, LoopBits],
    standards: tuple[int, ...],
) -> Candidate:
    growth, lacking, building = loops
    own = building.nodes & ~lacking.nodes
    return Candidate(
        key=(lacking.nodes & building.nodes, building.links),
        roles=(
            ("growth engine", structure.names(growth.walk)),
            ("demand", structure.names(bits(growth.nodes & lacking.nodes))),
            ("performance", structure.names(bits(lacking.nodes & building.nodes))),
            ("investment", structure.names(i for i in building.walk if own >> i & 1)),
            ("standard", structure.names(standards)),
        ),
        loops=loops,
        signs=(
            (
                "a variable is marked as a standard",
                structure.plays(standards, "goal", "standard"),
            ),
        ),
    )


def accidental_adversaries(structure: Structure) -> Iterator[Candidate]:
    """Yield two separate B loops joined by an all-plus R loop and by one that harms both."""
    partnerships = [loop for loop in structure.reinforcing if loop.all_plus]
    for harm in structure.reinforcing:
        if harm.all_plus:
            continue
        inside = [loop for loop in structure.balancing if not loop.nodes & ~harm.nodes]
        for i, first in enumerate(inside):
            for second in inside[i + 1 :]:
                if first.nodes & second.nodes:
                    continue
                for partnership in partnerships:
                    if _touches_once(partnership, first) and _touches_once(partnership, second):
                        yield _adversaries(structure, (first, second, partnership, harm))
                        break


def _touches_once(one: LoopBits, other: LoopBits) -> bool:
    return (one.nodes & other.nodes).bit_count() == 1


def _adversaries(
    structure: Structure, loops: tuple[LoopBits, LoopBits, LoopBits, LoopBits]
) -> Candidate:
    first, second, partnership, _ = loops
    shared = partnership.nodes & (first.nodes | second.nodes)
    return Candidate(
        key=(first.links, second.links),
        roles=(
            ("success of each", structure.names(bits(shared))),
            ("fix of one party", structure.names(bits(first.nodes & ~shared))),
            ("fix of the other party", structure.names(bits(second.nodes & ~shared))),
            (
                "support for each other",
                structure.names(i for i in partnership.walk if not shared >> i & 1),
            ),
        ),
        loops=loops,
        signs=(
            (
                "the parties have different owners",
                structure.owned_apart(first.walk, second.walk),
            ),
        ),
    )


def tragedy_of_the_commons(structure: Structure) -> Iterator[Candidate]:
    """Yield separate R loops, each with a B loop of its own, where these share a path outside."""
    users: dict[int, list[tuple[LoopBits, LoopBits]]] = {}
    for gain in structure.reinforcing:
        for cost in structure.balancing:
            if not gain.nodes & cost.nodes:
                continue
            for at, cause in enumerate(cost.walk):
                effect = cost.walk[(at + 1) % len(cost.walk)]
                if not (gain.nodes >> cause | gain.nodes >> effect) & 1:
                    link = cause * len(structure.graph.nodes) + effect
                    users.setdefault(link, []).append((gain, cost))
    for link in sorted(users):
        group = _separate(users[link])
        if len(group) > 1:
            yield _commons(structure, group)


def _separate(
    users: list[tuple[LoopBits, LoopBits]],
) -> list[tuple[LoopBits, LoopBits]]:
    chosen: list[tuple[LoopBits, LoopBits]] = []
    for gain, cost in users:
        apart = all(
            not gain.nodes & (other_gain.nodes | other_cost.nodes)
            and not cost.nodes & other_gain.nodes
            for other_gain, other_cost in chosen
        )
        if apart:
            chosen.append((gain, cost))
    return chosen


def _commons(structure: Structure, group: list[tuple[LoopBits, LoopBits]]) -> Candidate:
    common = -1
    for _, cost in group:
        common &= cost.nodes
    shared = [i for i in group[0][1].walk if common >> i & 1]
    inside = 0
    for gain, cost in group:
        inside |= gain.nodes | cost.nodes
    limits = structure.fixed_inputs(common, inside)
    slow = any(
        edge.delayed and edge.source in structure.names(shared) for edge in group[0][1].loop.edges
    )
    return Candidate(
        key=tuple(sorted(gain.links for gain, _ in group)),
        roles=(
            *(
                (f"user {number}", structure.names(gain.walk))
                for number, (gain, _) in enumerate(group, 1)
            ),
            ("common resource", structure.names(shared)),
            ("limit", structure.names(limits)),
        ),
        loops=(*(gain for gain, _ in group), *(cost for _, cost in group)),
        signs=(
            ("the common resource answers late", slow),
            (
                "the resource has a limit or is a stock",
                bool(limits) or structure.plays(shared, "stock"),
            ),
        ),
    )
