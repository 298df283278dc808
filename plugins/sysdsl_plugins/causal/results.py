"""Settings and results of the analyses: plain values, as they are written to JSON."""

from __future__ import annotations

import attrs


@attrs.frozen
class NoSettings:
    """An analysis without options."""


@attrs.frozen(kw_only=True)
class LoopsSettings:
    """Which loops to list."""

    independent: bool = attrs.field(
        default=False,
        metadata={"doc": "List a shortest set of loops that uses every feedback link."},
    )
    drawn: bool = attrs.field(
        default=False,
        metadata={"doc": "Leave out loops through links that only equations imply."},
    )
    through: str = attrs.field(default="", metadata={"doc": "List loops through this variable."})
    cap: int = attrs.field(default=10_000, metadata={"doc": "List at most so many loops."})


@attrs.frozen(kw_only=True)
class LoopRow:
    """A loop.

    Attributes:
        name: Its name, or the letter of its type with a number.
        title: Its title in the model, or empty.
        type: `reinforcing`, `balancing` or `indeterminate`.
        delayed: Whether any of its links is delayed.
        length: Number of links.
        text: The loop as it would be written.
        variables: Its variables in order.
        evidenced: Number of its links with evidence.
        implied: Whether any of its links follows from equations and was not drawn.
    """

    name: str
    title: str
    type: str
    delayed: bool
    length: int
    text: str
    variables: tuple[str, ...]
    evidenced: int
    implied: bool = False


@attrs.frozen(kw_only=True)
class LoopsResult:
    """The loops of a map.

    Attributes:
        loops: Shortest first.
        reinforcing, balancing, indeterminate: How many of each type are listed.
        truncated: Whether there are more.
        notice: A sentence about what is missing; empty when nothing is.
        participation: Variable with the number of loops through it, the most first.
    """

    loops: tuple[LoopRow, ...]
    reinforcing: int
    balancing: int
    indeterminate: int
    truncated: bool
    notice: str
    participation: tuple[tuple[str, int], ...]


@attrs.frozen(kw_only=True)
class StructureRow:
    """An archetype or a trap found.

    Attributes:
        name: As written in a model.
        title: As practitioners call it.
        confidence: `low`, `moderate` or `high`; of a trap, empty.
        roles: Role and the variables that play it.
        loops: The loops that make it, as they would be written.
        present, absent: What speaks for it, and what would and is not in the map.
        holds: Archetypes that are part of it.
        claims: Declared archetypes that it confirms.
        story: What happens.
        behaviour: The behaviour over time to look for.
        patterns: Patterns in the model of the variables involved: variable and shape.
        leverage: What usually helps.
        question: What to ask those who know the system.
        evidenced: Number of its links with evidence, and number of its links.
        source: Where it is described.
    """

    name: str
    title: str
    confidence: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    loops: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    holds: tuple[str, ...]
    claims: tuple[str, ...]
    story: str
    behaviour: str
    patterns: tuple[tuple[str, str], ...]
    leverage: str
    question: str
    evidenced: tuple[int, int]
    source: str


@attrs.frozen(kw_only=True)
class ArchetypesResult:
    """Archetypes and traps whose structure the map is consistent with.

    Attributes:
        archetypes: Those declared and those that more than structure speaks for.
        faint: Those that only the structure speaks for, when there are others.
        traps: Other structures known to make trouble.
        considered: Number of loops compared.
        notice: A sentence about what is missing; empty when nothing is.
    """

    archetypes: tuple[StructureRow, ...]
    faint: tuple[StructureRow, ...]
    traps: tuple[StructureRow, ...]
    considered: int
    notice: str


@attrs.frozen(kw_only=True)
class Position:
    """The place of a variable in the map.

    Attributes:
        name: The variable.
        causes, effects: Number of variables linked to it and from it.
        reached_by, reaches: Number of variables that influence it, and that it influences,
            along any path.
        betweenness: Share of shortest paths between other variables that go through it, 0 to 1;
            None in maps too large for it.
        role: `engine`, `input` (acts on an engine), `output` (only acted upon by one),
            `link` (between engines), `apart` (no engine in reach).
        engine: Number of its engine, counted from 1; None outside engines.
    """

    name: str
    causes: int
    effects: int
    reached_by: int
    reaches: int
    betweenness: float | None
    role: str
    engine: int | None


@attrs.frozen(kw_only=True)
class Network:
    """The structure of a map.

    Attributes:
        positions: One for each variable, in the order of the source.
        links: Number of linked pairs.
        density: Links as a share of the n (n - 1) possible ones, self-links left out.
        engines: The variables of each engine, the largest first.
        parts: The variables of each part that is not connected to the others.
        exogenous: Share of variables without causes.
    """

    positions: tuple[Position, ...]
    links: int
    density: float
    engines: tuple[tuple[str, ...], ...]
    parts: tuple[tuple[str, ...], ...]
    exogenous: float


@attrs.frozen(kw_only=True)
class PathsSettings:
    """Between which variables to look for paths."""

    source: str = attrs.field(
        default="",
        metadata={"doc": "The variable that is pushed; the one in most loops when left out."},
    )
    target: str = attrs.field(
        default="", metadata={"doc": "The variable that answers; every one when left out."}
    )
    cap: int = attrs.field(default=1_000, metadata={"doc": "List at most so many paths."})


@attrs.frozen(kw_only=True)
class InfluenceRow:
    """How pushing one variable moves another.

    Attributes:
        variable: The variable that answers.
        net: `+`, `-`, `±` (paths disagree), `?` (unknown) or empty (no path).
        plus, minus, unknown: Number of paths of each sign.
        turns: Whether it moves one way at once and the other way later.
        delayed: Whether every path is delayed.
        paths: The shortest path of each sign; all paths when a target was named.
    """

    variable: str
    net: str
    plus: int
    minus: int
    unknown: int
    turns: bool
    delayed: bool
    paths: tuple[str, ...]


@attrs.frozen(kw_only=True)
class PathsResult:
    """What pushing a variable up does along the links of the map."""

    source: str
    influences: tuple[InfluenceRow, ...]
    notice: str


@attrs.frozen(kw_only=True)
class ComparisonRow:
    """How two perspectives differ.

    Attributes:
        first, second: Titles of the two.
        variables, links: Jaccard similarity of variables and of linked pairs, 0 to 1.
        score: Links with the sign of the first, minus extra, missing and reversed ones.
        conflicts: Links to which they give different signs.
        denied: Links that one asserts and the other denies.
        only_first, only_second: Links that only one of them draws.
    """

    first: str
    second: str
    variables: float
    links: float
    score: int
    conflicts: tuple[str, ...]
    denied: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@attrs.frozen(kw_only=True)
class PerspectivesResult:
    """Every two perspectives compared; the base model is one of them."""

    comparisons: tuple[ComparisonRow, ...]


@attrs.frozen(kw_only=True)
class LeverageRow:
    """How deep an intervention reaches.

    Attributes:
        intervention: Its title.
        number: Meadows' number of the strongest level it acts on, 12 (weakest) to 1; 0 for none.
        level: Title of that level.
        claimed: Title of the level it claims, or empty.
        overclaims: Whether it claims more than it reaches.
        changes: What it changes, in words.
    """

    intervention: str
    number: int
    level: str
    claimed: str
    overclaims: bool
    changes: tuple[str, ...]


@attrs.frozen(kw_only=True)
class LeverageResult:
    """The interventions with their levels, and how many act on each level."""

    interventions: tuple[LeverageRow, ...]
    distribution: tuple[tuple[str, int], ...]
