"""Results of the analyses in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sysdsl_plugins.causal import results as r

SHOWN = 40
"""Rows shown at most; JSON holds all."""

MOST = 8
"""Variables shown in a ranking."""

_EFFECTS = {
    "+": "rises",
    "-": "falls",
    "±": "is pushed both ways",
    "?": "moves, the direction is unknown",
    "": "is not reached",
}


def loops(result: r.LoopsResult) -> str:
    """Return the loops, one a line."""
    lines = [
        (
            f"{_count(len(result.loops), 'loop')}: {result.reinforcing} reinforcing, "
            f"{result.balancing} balancing, {result.indeterminate} indeterminate."
        )
    ]
    for row in result.loops[:SHOWN]:
        slow = (", slow" if row.delayed else "") + (", from equations" if row.implied else "")
        title = f' "{row.title}"' if row.title else ""
        lines.append(f"  {row.name}{title} ({row.type}{slow}): {row.text}")
    lines.extend(_rest(len(result.loops)))
    if result.participation:
        most = ", ".join(f"{name} ({n})" for name, n in result.participation[:MOST])
        lines.append(f"In most loops: {most}.")
    return _joined(lines, result.notice)


def archetypes(result: r.ArchetypesResult) -> str:
    """Return the archetypes and traps with what they rest on."""
    if not result.archetypes and not result.traps:
        return _joined(
            [f"No archetype fits the {_count(result.considered, 'loop')} compared."], result.notice
        )
    lines: list[str] = []
    for row in (*result.archetypes, *result.traps):
        lines.extend(_structure_lines(row))
    if result.faint:
        titles = ", ".join(dict.fromkeys(row.title for row in result.faint))
        lines.append(f"On structure alone also: {titles} ({len(result.faint)} places).")
    lines.append("These are structures only: does the behaviour over time match?")
    return _joined(lines, result.notice)


def _structure_lines(row: r.StructureRow) -> Iterator[str]:
    confidence = f" (confidence {row.confidence})" if row.confidence else ""
    yield f"Consistent with {row.title}{confidence}"
    yield from (f"  declared: {claim}" for claim in row.claims)
    for role, names in row.roles:
        yield f"  {role}: {', '.join(names)}"
    for loop in row.loops:
        yield f"  loop: {loop}"
    known, links = row.evidenced
    yield f"  evidence: {known} of {_count(links, 'link')}"
    facts = (
        ("expect", row.behaviour or row.story),
        ("observed", ", ".join(f"{name} {shape}" for name, shape in row.patterns)),
        ("ask", row.question),
        ("act", row.leverage),
        ("holds", ", ".join(row.holds)),
    )
    yield from (f"  {word}: {text}" for word, text in facts if text)
    yield ""


def structure(result: r.Network) -> str:
    """Return the engines of the map and its variables."""
    lines = [
        (
            f"{_count(len(result.positions), 'variable')}, {_count(result.links, 'link')}, "
            f"density {result.density:.2f} of n (n - 1)."
        )
    ]
    for number, engine in enumerate(result.engines, 1):
        lines.append(f"Engine {number}: {', '.join(engine)}")
    for role, title in (("input", "Inputs"), ("link", "Between engines"), ("output", "Outputs")):
        names = [p.name for p in result.positions if p.role == role]
        if names:
            lines.append(f"{title}: {', '.join(names)}")
    ranked = sorted(result.positions, key=lambda p: -(p.betweenness or 0.0))[:MOST]
    between = [f"{p.name} ({p.betweenness:.2f})" for p in ranked if p.betweenness]
    if between:
        lines.append(f"On most shortest paths: {', '.join(between)}")
    lines.append("These numbers describe what was drawn, not what matters.")
    return "\n".join(lines)


def paths(result: r.PathsResult) -> str:
    """Return what happens when a variable rises."""
    if not result.influences:
        return f"{result.source or 'Nothing'} influences nothing in the map."
    lines = [f"When {result.source} rises:"]
    for row in result.influences[:SHOWN]:
        later = ", at once one way and later the other" if row.turns else ""
        late = ", late" if row.delayed else ""
        lines.append(f"  {row.variable} {_EFFECTS[row.net]}{late}{later}")
        lines.extend(f"    {path}" for path in row.paths[:SHOWN])
        lines.extend(f"  {line}" for line in _rest(len(row.paths)))
    lines.extend(_rest(len(result.influences)))
    return _joined(lines, result.notice)


def perspectives(result: r.PerspectivesResult) -> str:
    """Return where perspectives differ."""
    lines: list[str] = []
    for row in result.comparisons:
        lines.append(
            f"{row.first} / {row.second}: {row.variables:.0%} of variables and "
            f"{row.links:.0%} of links in common (Jaccard), score {row.score}"
        )
        lines.extend(f"  conflict: {text}" for text in row.conflicts)
        lines.extend(f"  denied: {text}" for text in row.denied)
        lines.extend(f"  only {row.first}: {text}" for text in row.only_first)
        lines.extend(f"  only {row.second}: {text}" for text in row.only_second)
    return "\n".join(lines) or "No perspective says anything about links."


def leverage(result: r.LeverageResult) -> str:
    """Return the interventions with their levels, the strongest first."""
    lines: list[str] = []
    for row in sorted(result.interventions, key=lambda row: row.number or 99):
        level = f"{row.number} {row.level}" if row.number else "changes nothing in the model"
        claim = f", claims {row.claimed}" if row.overclaims else ""
        lines.append(f"{row.intervention}: {level}{claim}")
        lines.extend(f"  {text}" for text in row.changes)
    return "\n".join(lines) or "The model has no interventions."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _rest(number: int) -> Iterator[str]:
    if number > SHOWN:
        yield f"  and {number - SHOWN} more: use `--format json` for all"


def _joined(lines: Iterable[str], notice: str) -> str:
    return "\n".join([*lines, *([notice] if notice else [])])
