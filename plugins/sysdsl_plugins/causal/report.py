"""The part of a report about feedback: why it keeps happening, and where to act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sysdsl.diagnostics import Severity
from sysdsl.model.model import Model
from sysdsl.plugin import ReportSection
from sysdsl.render.document import (
    Block,
    Callout,
    Disclosure,
    FigureBlock,
    Finding,
    FindingsBlock,
    Highlight,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    TableBlock,
)
from sysdsl.report.words import counted, counted_word
from sysdsl.schema.core import Intervention
from sysdsl_plugins.causal import results as r
from sysdsl_plugins.causal.elements import ClaimedArchetype, Feedback

if TYPE_CHECKING:
    from sysdsl_plugins.causal.causal_map import CausalMap

_EFFECTS = {"+": "more", "-": "less", "?": "either"}

LISTED = 12
"""Loops listed openly; the rest is folded away."""

FINDINGS = 4
"""Archetypes shown as cards beside those that are declared, and traps."""


def feedback_section(model: Model) -> Section | None:
    """Return the section about feedback, None when there is no map."""
    if not model.arrows:
        return None
    from sysdsl_plugins.causal.analyses import run_archetypes, run_loops, run_perspectives
    from sysdsl_plugins.causal.causal_map import read_map

    causal_map = read_map(model)
    if not causal_map.drawn:
        return None
    loops = run_loops(model, r.LoopsSettings(drawn=True)).value
    found = run_archetypes(model, r.NoSettings()).value
    children = [_loops(model, loops), _structures(model, found)]
    compared = run_perspectives(model, r.NoSettings()).value
    if compared.comparisons:
        children.append(_differences(model, causal_map))
    if model.all(Intervention):
        children.append(_leverage(model))
    variables, links = len(causal_map.picture.nodes), len(causal_map.picture.arcs)
    return Section(
        id="feedback",
        title="Why it keeps happening",
        blocks=(
            Paragraph(_summary(variables, links, loops)),
            KeyFigures(
                figures=(
                    _figure(variables, "variable"),
                    _figure(links, "causal link"),
                    _figure(loops.reinforcing, "reinforcing loop"),
                    _figure(loops.balancing, "balancing loop"),
                )
            ),
            _picture(model),
        ),
        children=tuple(child for child in children if child is not None),
        findings=tuple(_stories(model, found)),
    )


def _stories(model: Model, found: r.ArchetypesResult) -> Iterator[Finding]:
    """Yield archetypes as stories with what helps: those declared and confirmed, or else found."""
    declared = model.all(ClaimedArchetype)
    confirmed = [(c, row) for c in declared for row in found.archetypes if c.label in row.claims]
    for claim, row in confirmed:
        yield Finding(
            code=row.title,
            severity=Severity.INFO,
            message=claim.label,
            detail=claim.body.story or row.story,
            hint=row.leverage,
        )
    for row in () if confirmed else found.archetypes:
        yield Finding(
            code="Known structure",
            severity=Severity.INFO,
            message=row.title,
            detail=row.story,
            hint=row.leverage,
            bindings=_bindings(model, row),
        )


def _bindings(model: Model, row: r.StructureRow) -> tuple[tuple[str, str], ...]:
    return tuple(
        (role.capitalize(), ", ".join(model.label(name) for name in names))
        for role, names in row.roles
    )


def _summary(variables: int, links: int, loops: r.LoopsResult) -> str:
    if not loops.loops:
        return (
            f"The map holds {counted(variables, 'variable')} and {counted(links, 'link')}, and no "
            "feedback loop: it lists causes, but does not yet explain why the situation persists."
        )
    text = (
        f"{counted(variables, 'variable')} and {counted(links, 'causal link')} form "
        f"{counted(len(loops.loops), 'feedback loop')}. "
        "Reinforcing loops amplify a change, balancing loops counteract it; together they "
        "generate the behaviour. Which of them dominates cannot be read from a map alone."
    )
    return f"{text} {loops.notice}" if loops.notice else text


def _figure(count: int, word: str) -> KeyFigure:
    return KeyFigure(value=f"{count:,}", label=counted_word(count, word))


def _picture(model: Model) -> FigureBlock:
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.map_views import map_view, marked_loops

    causal_map = read_map(model)
    view = map_view(model, causal_map)
    marked = marked_loops(causal_map.picture, causal_map.declared)
    loops = sorted(marked, key=lambda loop: _natural(loop.name))
    return FigureBlock(
        picture=view,
        caption=view.caption,
        text=view.text,
        highlights=tuple(
            Highlight(
                label=loop.name,
                title=f"{loop.title or loop.name}, {loop.type.value}",
                key=loop.name,
            )
            for loop in loops
        ),
        wide=True,
    )


def _loops(model: Model, loops: r.LoopsResult) -> Section | None:
    if not loops.loops:
        return None
    stories = {f.name: f.body.story or f.common.doc or "" for f in model.all(Feedback)}
    ordered = sorted(
        loops.loops,
        key=lambda row: (
            row.name not in stories,
            _natural(row.name) if row.name in stories else (),
        ),
    )
    rows = [_loop_cells(model, row, stories.get(row.name, "")) for row in ordered]
    head = ("Loop", "Type", "What happens", "Links with evidence")
    blocks: list[Block] = [
        TableBlock(caption="Feedback loops", head=head, rows=tuple(rows[:LISTED]))
    ]
    if len(rows) > LISTED:
        rest = TableBlock(caption="Further feedback loops", head=head, rows=tuple(rows[LISTED:200]))
        shown = min(len(rows), 200) - LISTED
        blocks.append(Disclosure(summary=f"{shown} further loops", blocks=(rest,)))
    if loops.participation:
        most = ", ".join(f"[[{name}]] ({count})" for name, count in loops.participation[:5])
        blocks.append(Paragraph(f"Variables in the largest number of loops: {most}."))
    return Section(id="feedback-loops", title="The loops", blocks=tuple(blocks))


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key that puts `R2` before `R10`."""
    parts = re.findall(r"\d{1,9}|\D+|\d+", name)
    return tuple((int(p), "") if p.isdecimal() and len(p) < 10 else (-1, p) for p in parts)


def _loop_cells(model: Model, row: r.LoopRow, story: str) -> tuple[str, ...]:
    title = f"**{row.name}** {row.title}".strip()
    kind = f"{row.type}, slow" if row.delayed else row.type
    way = " → ".join(model.label(name) for name in (*row.variables, row.variables[0]))
    told = f"{story} *{way}*" if story else f"*{way}*"
    return (title, kind, told, f"{row.evidenced} of {row.length}")


def _structures(model: Model, found: r.ArchetypesResult) -> Section | None:
    if not found.archetypes and not found.traps:
        return None
    notes = [found.notice] if found.notice else []
    cases = sum(row.name != "delayed_control" for row in found.traps)
    left = len(found.archetypes) - _shown(found) + max(cases - FINDINGS, 0)
    if left:
        notes.append(f"{left} further structures are left out.")
    blocks: list[Block] = [
        Callout(
            title="Structure is not proof",
            text=(
                "The loops are arranged as in structures known from elsewhere. Whether they do "
                "the same here shows in the behaviour over time."
            ),
        ),
        *_illustrated(model, found),
    ]
    late = [row for row in found.traps if row.name == "delayed_control"]
    traps = [row for row in found.traps if row.name != "delayed_control"]
    if traps:
        cards = tuple(_card(model, row) for row in traps[:FINDINGS])
        blocks.append(FindingsBlock(findings=cards))
    if late:
        names = dict.fromkeys(name for row in late for _, found_ in row.roles for name in found_)
        listed = ", ".join(f"[[{name}]]" for name in list(names)[:LISTED])
        blocks.append(
            Paragraph(
                f"**Delayed control.** In {len(late)} balancing loops the correction arrives late, "
                f"at {listed}. {late[0].story}"
            )
        )
    if found.faint:
        titles = ", ".join(dict.fromkeys(row.title for row in found.faint))
        notes.append(f"On structure alone, with nothing else to support it: {titles}.")
    if notes:
        blocks.append(Paragraph(" ".join(notes)))
    return Section(id="feedback-archetypes", title="Known structures", blocks=tuple(blocks))


def _illustrated(model: Model, found: r.ArchetypesResult) -> Iterator[Block]:
    """Yield each archetype as a card with the picture of its loops."""
    from sysdsl_plugins.causal.map_views import archetype_views

    shown = found.archetypes[: _shown(found)]
    for row, view in zip(shown, archetype_views(model), strict=False):
        yield FindingsBlock(findings=(_card(model, row),))
        yield FigureBlock(picture=view, caption=view.caption, text=view.text)


def _shown(found: r.ArchetypesResult) -> int:
    declared = sum(bool(row.claims) for row in found.archetypes)
    return min(declared + FINDINGS, len(found.archetypes))


def _card(model: Model, row: r.StructureRow) -> Finding:
    known, links = row.evidenced
    stories = {c.label: c.body.story for c in model.all(ClaimedArchetype) if c.body.story}
    detail = [stories[claim] for claim in row.claims if claim in stories] or [row.story]
    detail.append(f"**Expect:** {row.behaviour}" if row.behaviour else "")
    detail.extend(
        f"**Observed:** [[{name}]], {shape.replace('_', ' ')}." for name, shape in row.patterns
    )
    detail.append(f"**Ask:** {row.question}" if row.question else "")
    if row.confidence:
        claimed = f"{', '.join(row.claims)}: " if row.claims else "The map is "
        message = f"{claimed}consistent with {row.title} (confidence {row.confidence})"
    else:
        message = detail.pop(0)
    return Finding(
        code=row.title,
        severity=Severity.INFO,
        message=message,
        detail="\n\n".join(part for part in detail if part),
        hint=row.leverage,
        evidence=(
            f"{known} of {links} links have evidence",
            *(f"Speaks for it: {text}" for text in row.present),
            *(f"Not in the map: {text}" for text in row.absent),
        ),
        bindings=_bindings(model, row),
    )


def _differences(model: Model, causal_map: CausalMap) -> Section:
    from sysdsl_plugins.causal.causal_map import standpoints
    from sysdsl_plugins.causal.compare import compare_all

    points = standpoints(model, causal_map)
    titles = {point.name: point.title for point in points}
    rows = tuple(
        (
            f"{titles[c.first]} / {titles[c.second]}",
            f"{100 * c.links:.0f} %",
            "; ".join(
                f"{_link(model, pair)}: {_EFFECTS[a]} / {_EFFECTS[b]}" for pair, a, b in c.conflicts
            )
            or "none",
            "; ".join(f"{_link(model, pair)}: denied by {titles[by]}" for pair, by in c.denied)
            or "none",
        )
        for c in compare_all(points)
    )
    table = TableBlock(
        caption="Where perspectives agree and where they contradict each other",
        head=("Perspectives", "Links in common", "Opposite effects", "Links that one denies"),
        rows=rows,
        numeric=(1,),
    )
    return Section(id="feedback-perspectives", title="Where we differ", blocks=(table,))


def _link(model: Model, pair: tuple[str, str]) -> str:
    return " → ".join(model.label(name) for name in pair)


def _leverage(model: Model) -> Section:
    from sysdsl_plugins.causal.analyses import run_leverage

    result = run_leverage(model, r.NoSettings()).value
    ordered = sorted(result.interventions, key=lambda row: row.number or 99)
    table = TableBlock(
        caption="Interventions by leverage level (12 is the weakest, 1 the strongest)",
        head=("Intervention", "Level", "Acts on"),
        rows=tuple(
            (row.intervention, _level(row), _grouped(row.changes) or "nothing in the model")
            for row in ordered
        ),
    )
    return Section(id="feedback-leverage", title="Where we would act", blocks=tuple(_noted(table)))


def _grouped(changes: tuple[str, ...]) -> str:
    """Name each level once, with all that is changed on it."""
    found: dict[str, list[str]] = {}
    for change in changes:
        level, _, what = change.partition(": ")
        found.setdefault(level, []).append(what)
    return "; ".join(f"{level}: {', '.join(what)}" for level, what in found.items())


def _level(row: r.LeverageRow) -> str:
    reached = f"{row.number} {row.level}" if row.number else "none"
    return f"{reached} (claims {row.claimed})" if row.overclaims else reached


def _noted(table: TableBlock) -> Iterator[Block]:
    yield Paragraph(
        "Meadows ranks twelve places to intervene. Numbers are easiest to change and change "
        "least; information, rules and goals reach further."
    )
    yield table


SECTIONS = (ReportSection(name="feedback", order=200, build=feedback_section),)
"""All parts of a report that the method brings."""
