"""Signatures of archetypes that two loops make.

Each signature yields candidates. They state what the loops must look like, never what the
variables are called; what types, tags, owners and delays add speaks for a candidate.
Source of the structures: Senge (1990), appendix 2; Kim (1992); Braun (2002).
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from sysdsl_plugins.causal.graph import Edge
from sysdsl_plugins.causal.loop_structure import (
    LoopBits,
    Structure,
    bits,
    pairs_meeting_once,
)
from sysdsl_plugins.causal.polarity import Sign

ESCALATION_VARIABLES = 4
"""Variables that a single loop between two owners has at least."""


@attrs.frozen(kw_only=True, eq=False)
class Candidate:
    """A place where a signature fits.

    Attributes:
        key: Equal for candidates that are variants of one finding.
        roles: Names of variables by the role they play.
        loops: The loops that make the structure.
        signs: What speaks for it beyond the structure, and whether it is there.
        variant: Name of a special form, or empty.
    """

    key: tuple[object, ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    loops: tuple[LoopBits, ...]
    signs: tuple[tuple[str, bool], ...] = ()
    variant: str = ""


def limits_to_growth(structure: Structure) -> Iterator[Candidate]:
    """Yield prompt R and B loops that share variables but no link, with a limit feeding B."""
    for growth in structure.reinforcing:
        if growth.delayed:
            continue
        for slowing, limits in limits_on(structure, growth):
            shared = growth.nodes & slowing.nodes
            own = slowing.nodes & ~growth.nodes
            yield Candidate(
                key=(shared, limits),
                roles=(
                    ("growth engine", structure.names(i for i in growth.walk)),
                    ("performance", structure.names(bits(shared))),
                    ("slowing action", structure.names(i for i in slowing.walk if own >> i & 1)),
                    ("limit", structure.names(limits)),
                ),
                loops=(growth, slowing),
                signs=(
                    ("the balancing loop is delayed", slowing.delayed),
                    ("a variable is marked as a limit", structure.plays(limits, "limit")),
                ),
            )


def limits_on(structure: Structure, growth: LoopBits) -> Iterator[tuple[LoopBits, tuple[int, ...]]]:
    """Yield the balancing loops that limit a reinforcing one, with what limits them."""
    for slowing in structure.balancing:
        if not growth.nodes & slowing.nodes or growth.links & slowing.links:
            continue
        own = slowing.nodes & ~growth.nodes
        limits = structure.fixed_inputs(own, growth.nodes | slowing.nodes)
        if limits:
            yield slowing, limits


def fixes_that_fail(structure: Structure) -> Iterator[Candidate]:
    """Yield a prompt B loop and a delayed R loop that share a link."""
    for fix in structure.balancing:
        if fix.delayed:
            continue
        for backfire in structure.reinforcing:
            if not backfire.delayed or not fix.links & backfire.links:
                continue
            first, last = _shared_chain(fix, backfire)
            problem, solution = fix.walk[first], fix.walk[last]
            own = backfire.nodes & ~fix.nodes
            yield Candidate(
                key=(fix.links,),
                roles=(
                    ("problem", structure.names([problem])),
                    ("fix", structure.names([solution])),
                    (
                        "unintended consequence",
                        structure.names(i for i in backfire.after(solution) if own >> i & 1),
                    ),
                ),
                loops=(fix, backfire),
                signs=(
                    (
                        "the consequence takes the longer way",
                        len(backfire.walk) > len(fix.walk),
                    ),
                    ("the problem is marked as a symptom", structure.plays([problem], "symptom")),
                ),
            )


def _shared_chain(first: LoopBits, second: LoopBits) -> tuple[int, int]:
    """Return indices in `first.walk` at which a chain of shared links begins and ends."""
    size = len(first.walk)
    shared = {(e.source, e.target) for e in second.loop.edges}
    held = [(e.source, e.target) in shared for e in first.loop.edges]
    begin = next(i for i in range(size) if held[i] and not held[i - 1])
    end = begin
    while held[end % size]:
        end += 1
    return begin, end % size


def shifting_the_burden(structure: Structure) -> Iterator[Candidate]:
    """Yield two alike B loops at a symptom, one delayed, with a side effect that weakens it."""
    for first, second, symptom in pairs_meeting_once(structure.balancing):
        if first.delayed is second.delayed or not _same_signs(first, second, symptom):
            continue
        quick, lasting = (second, first) if first.delayed else (first, second)
        way_out, way_in = quick.link_out(symptom), lasting.link_in(symptom)
        for erosion in structure.reinforcing:
            if not erosion.nodes >> symptom & 1:
                continue
            if erosion.link_out(symptom) != way_out or erosion.link_in(symptom) != way_in:
                continue
            yield _burden(structure, symptom, (quick, lasting, erosion))


def _burden(
    structure: Structure, symptom: int, loops: tuple[LoopBits, LoopBits, LoopBits]
) -> Candidate:
    quick, lasting, erosion = loops
    fix, solution = quick.after(symptom), lasting.after(symptom)
    side = erosion.nodes & ~(quick.nodes | lasting.nodes)
    intervener = structure.owned_apart(fix, solution)
    return Candidate(
        key=(symptom, quick.links, lasting.links),
        roles=(
            ("symptom", structure.names([symptom])),
            ("quick fix", structure.names(fix)),
            ("fundamental solution", structure.names(solution)),
            ("side effect", structure.names(i for i in erosion.walk if side >> i & 1)),
        ),
        loops=loops,
        signs=(
            ("the problem is marked as a symptom", structure.plays([symptom], "symptom")),
            ("fix and solution have different owners", intervener),
        ),
        variant="Shifting the burden to the intervener" if intervener else "",
    )


def eroding_goals(structure: Structure) -> Iterator[Candidate]:
    """Yield two B loops that leave a gap with the same sign and enter it with opposite signs."""
    for first, second, gap in pairs_meeting_once(structure.balancing):
        if first.link_out(gap).sign is not second.link_out(gap).sign:
            continue
        if first.link_in(gap).sign is second.link_in(gap).sign:
            continue
        lowered = first if first.link_in(gap).sign is Sign.PLUS else second
        acting = second if lowered is first else first
        *pressure, goal = lowered.after(gap)
        *action, condition = acting.after(gap)
        yield Candidate(
            key=(gap, goal, condition),
            roles=(
                ("gap", structure.names([gap])),
                ("goal", structure.names([goal])),
                ("pressure to lower the goal", structure.names(pressure)),
                ("corrective action", structure.names(action)),
                ("condition", structure.names([condition])),
            ),
            loops=(lowered, acting),
            signs=(
                ("a variable is marked as a goal", structure.plays([goal], "goal", "standard")),
                ("the corrective action is delayed", acting.delayed),
            ),
        )


def escalation(structure: Structure) -> Iterator[Candidate]:
    """Yield two B loops that leave and enter a comparison with opposite signs."""
    for first, second, comparison in pairs_meeting_once(structure.balancing):
        if _opposite_signs(first, second, comparison):
            yield _rivals(structure, first, second, comparison)
    for loop in structure.reinforcing:
        parties = _two_parties(structure, loop)
        if parties:
            one, other = parties
            yield Candidate(
                key=(loop.links,),
                roles=(
                    ("one party", structure.names(one)),
                    ("other party", structure.names(other)),
                ),
                loops=(loop,),
                signs=(("there is a comparison that both act on", False),),
                variant="Escalation (one reinforcing loop between two owners)",
            )


def _two_parties(
    structure: Structure, loop: LoopBits
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    owners = [structure.graph.nodes[i].owner for i in loop.walk]
    if len(owners) < ESCALATION_VARIABLES or None in owners or len(set(owners)) != 2:
        return None
    changes = sum(owner != owners[i - 1] for i, owner in enumerate(owners))
    one = tuple(i for i, owner in zip(loop.walk, owners, strict=True) if owner == owners[0])
    other = tuple(i for i, owner in zip(loop.walk, owners, strict=True) if owner != owners[0])
    return (one, other) if changes == 2 and min(len(one), len(other)) > 1 else None


def success_to_the_successful(structure: Structure) -> Iterator[Candidate]:
    """Yield two R loops that leave and enter an allocation with opposite signs."""
    for first, second, allocation in pairs_meeting_once(structure.reinforcing):
        if _opposite_signs(first, second, allocation):
            yield _rivals(structure, first, second, allocation)


def _rivals(structure: Structure, first: LoopBits, second: LoopBits, meeting: int) -> Candidate:
    if first.link_out(meeting).sign is not Sign.PLUS:
        first, second = second, first
    one, other = first.after(meeting), second.after(meeting)
    return Candidate(
        key=(meeting,),
        roles=(
            ("what they share", structure.names([meeting])),
            ("one party", structure.names(one)),
            ("other party", structure.names(other)),
        ),
        loops=(first, second),
        signs=(("the parties have different owners", structure.owned_apart(one, other)),),
    )


def _same_signs(first: LoopBits, second: LoopBits, at: int) -> bool:
    return _signs(first.link_in(at), first.link_out(at)) == _signs(
        second.link_in(at), second.link_out(at)
    )


def _opposite_signs(first: LoopBits, second: LoopBits, at: int) -> bool:
    one = _signs(first.link_in(at), first.link_out(at))
    other = _signs(second.link_in(at), second.link_out(at))
    return all(a is not b for a, b in zip(one, other, strict=True))


def _signs(into: Edge, out: Edge) -> tuple[Sign, Sign]:
    return into.sign, out.sign
