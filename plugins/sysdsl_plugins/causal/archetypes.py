"""Archetypes found in the loops of a map.

A structure is found by signs, delays and shared variables alone, so that a finding says
"consistent with", never "is". Where several archetypes fit the same links, the richer one is
reported and holds the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from sysdsl_plugins.causal import archetype_kinds as kinds
from sysdsl_plugins.causal import joint_signatures as joint
from sysdsl_plugins.causal import signatures as two
from sysdsl_plugins.causal.archetype_kinds import Archetype
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.loop_structure import Structure, structure_of
from sysdsl_plugins.causal.loops import Loop
from sysdsl_plugins.causal.signatures import Candidate

LOOPS = 300
"""Loops compared at most; the shortest are taken."""

CANDIDATES = 5_000
"""Places where one signature fits that are looked at; more are variants of the same."""


@attrs.frozen(kw_only=True)
class Signature:
    """How an archetype is recognised; a lower rank is the richer structure."""

    archetype: Archetype
    find: Callable[[Structure], Iterator[Candidate]]
    rank: int


SIGNATURES = (
    Signature(archetype=kinds.ACCIDENTAL_ADVERSARIES, find=joint.accidental_adversaries, rank=1),
    Signature(archetype=kinds.TRAGEDY_OF_THE_COMMONS, find=joint.tragedy_of_the_commons, rank=2),
    Signature(
        archetype=kinds.GROWTH_AND_UNDERINVESTMENT, find=joint.growth_and_underinvestment, rank=3
    ),
    Signature(archetype=kinds.SHIFTING_THE_BURDEN, find=two.shifting_the_burden, rank=4),
    Signature(
        archetype=kinds.ATTRACTIVENESS_PRINCIPLE, find=joint.attractiveness_principle, rank=5
    ),
    Signature(
        archetype=kinds.SUCCESS_TO_THE_SUCCESSFUL, find=two.success_to_the_successful, rank=6
    ),
    Signature(archetype=kinds.ESCALATION, find=two.escalation, rank=6),
    Signature(archetype=kinds.ERODING_GOALS, find=two.eroding_goals, rank=6),
    Signature(archetype=kinds.FIXES_THAT_FAIL, find=two.fixes_that_fail, rank=7),
    Signature(archetype=kinds.LIMITS_TO_GROWTH, find=two.limits_to_growth, rank=8),
)
"""All archetypes in order of precedence."""

ARCHETYPES = {s.archetype.name: s.archetype for s in SIGNATURES}
"""All archetypes by name."""


@attrs.frozen(kw_only=True)
class Match:
    """An archetype whose structure the map is consistent with.

    Attributes:
        archetype: Which.
        roles: Names of variables by the role they play; roles nobody plays are left out.
        loops: The loops that make it.
        present: What speaks for it beyond the structure.
        absent: What would speak for it and is not in the map.
        variant: Name of a special form, or empty.
        variants: Number of further places that differ only in detail.
        holds: Names of archetypes that fit the same links and are part of this one.
    """

    archetype: Archetype
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    loops: tuple[Loop, ...]
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    variant: str = ""
    variants: int = 0
    holds: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its title, or that of its special form."""
        return self.variant or self.archetype.title

    @property
    def confidence(self) -> str:
        """`low`: structure only; `moderate`: a further sign; `high`: all of several signs."""
        if not self.present:
            return "low"
        return "moderate" if self.absent or len(self.present) == 1 else "high"

    @property
    def variables(self) -> tuple[str, ...]:
        """All variables with a role, in the order of the roles."""
        return tuple(dict.fromkeys(name for _, names in self.roles for name in names))

    def role(self, name: str) -> tuple[str, ...]:
        """Return the variables that play a role."""
        return dict(self.roles).get(name, ())

    @property
    def evidenced(self) -> tuple[int, int]:
        """Number of its links with evidence, and number of its links."""
        links = {(e.source, e.target): bool(e.evidence) for lp in self.loops for e in lp.edges}
        return sum(links.values()), len(links)


@attrs.frozen(kw_only=True)
class MatchSet:
    """The archetypes found.

    Attributes:
        matches: The richest structures first.
        considered: Number of loops compared.
        truncated: Whether there were more loops, or more places than were looked at.
    """

    matches: tuple[Match, ...]
    considered: int
    truncated: bool

    @property
    def notice(self) -> str:
        """A sentence about what is missing; empty when nothing is."""
        if not self.truncated:
            return ""
        return (
            f"Archetypes were looked for in the {self.considered} shortest loops; "
            "there may be more in longer ones."
        )


def find_archetypes(graph: SignedGraph, loops: Sequence[Loop], *, limit: int = LOOPS) -> MatchSet:
    """Find the archetypes that the shortest loops of a map are consistent with.

    Args:
        graph: The map.
        loops: Its loops, shortest first.
        limit: Loops compared at most.
    """
    structure = structure_of(graph, loops[:limit])
    truncated = len(loops) > limit
    matches: list[tuple[int, int, Match]] = []
    for signature in SIGNATURES:
        groups, more = _grouped(signature.find(structure))
        truncated = truncated or more
        for candidate, others in groups:
            links = _links(candidate)
            holder = next(
                (
                    i
                    for i, (rank, mask, _) in enumerate(matches)
                    if rank < signature.rank and not links & ~mask
                ),
                None,
            )
            if holder is None:
                matches.append((signature.rank, links, _match(signature, candidate, others)))
            else:
                rank, mask, match = matches[holder]
                holds = tuple(dict.fromkeys((*match.holds, signature.archetype.name)))
                matches[holder] = (rank, mask, attrs.evolve(match, holds=holds))
    found = tuple(match for _, _, match in matches)
    return MatchSet(matches=found, considered=len(structure.loops), truncated=truncated)


def instances(graph: SignedGraph, loops: Sequence[Loop], name: str) -> tuple[Match, ...]:
    """Find every place where one archetype fits, those inside richer ones too.

    Args:
        graph: The map.
        loops: Its loops, shortest first.
        name: Name of the archetype.
    """
    structure = structure_of(graph, loops)
    signature = next(s for s in SIGNATURES if s.archetype.name == name)
    groups, _ = _grouped(signature.find(structure))
    return tuple(_match(signature, candidate, others) for candidate, others in groups)


def _grouped(candidates: Iterator[Candidate]) -> tuple[list[tuple[Candidate, int]], bool]:
    """Return one candidate of each key, with the number of its variants."""
    first: dict[tuple[object, ...], Candidate] = {}
    counts: dict[tuple[object, ...], int] = {}
    for number, candidate in enumerate(candidates):
        if number >= CANDIDATES:
            return [(c, counts[key]) for key, c in first.items()], True
        first.setdefault(candidate.key, candidate)
        counts[candidate.key] = counts.get(candidate.key, -1) + 1
    return [(c, counts[key]) for key, c in first.items()], False


def _links(candidate: Candidate) -> int:
    mask = 0
    for loop in candidate.loops:
        mask |= loop.links
    return mask


def _match(signature: Signature, candidate: Candidate, variants: int) -> Match:
    return Match(
        archetype=signature.archetype,
        roles=tuple((role, names) for role, names in candidate.roles if names),
        loops=tuple(part.loop for part in candidate.loops),
        present=tuple(text for text, there in candidate.signs if there),
        absent=tuple(text for text, there in candidate.signs if not there),
        variant=candidate.variant,
        variants=variants,
    )
