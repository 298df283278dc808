"""Whose situation it is: boundary, people, hopes and fears."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.model.model import Model
from sysdsl.render.document import Block, Callout, Paragraph, Quotation, Section, TableBlock
from sysdsl.report.sections.wording import dated, named, spoken
from sysdsl.schema import value as v
from sysdsl.schema.common import Refs
from sysdsl.schema.core import Actor, Concern, Decision, Question, Quote, Session, System


def situation_section(model: Model) -> Section | None:
    """Return the section on the situation, None when the model says nothing of it."""
    parts = (_boundary(model), _people(model), _concerns(model), _questions(model), _work(model))
    children = tuple(section for section in parts if section is not None)
    if not children:
        return None
    return Section(id="situation", title="The situation", children=children)


def _boundary(model: Model) -> Section | None:
    blocks: list[Block] = []
    for system in model.all(System):
        purpose = system.body.purpose
        opening = f"**{system.label}**" + (f": {purpose}" if purpose else "")
        blocks.append(Paragraph(f"{opening}."))
        if system.common.doc:
            blocks.append(Paragraph(system.common.doc))
        rows = tuple(
            (side, named(refs, model))
            for side, refs in (
                ("Inside", system.body.inside),
                ("Outside, acting on it", system.body.outside),
                ("Undecided", system.body.undecided),
            )
            if refs
        )
        if rows:
            caption = f"The boundary of {system.label}"
            blocks.append(TableBlock(caption=caption, head=("Where", "What"), rows=rows))
        if system.body.undecided and not isinstance(system.body.undecided, v.Absent):
            blocks.append(
                Callout(
                    title="A judgement still to make",
                    text=f"Whether {named(system.body.undecided, model)} "
                    "belong inside is not decided. Who decides, and who bears it?",
                )
            )
    return _section("boundary", "System and boundary", blocks)


def _people(model: Model) -> Section | None:
    rows = tuple(
        (
            actor.label,
            spoken(actor.body.type),
            actor.body.role or "",
            named(actor.body.voice, model),
        )
        for actor in model.all(Actor)
    )
    if not rows:
        return None
    head = ("Who", "Kind", "Part in the situation", "Voice")
    kept = [i for i in range(4) if i == 0 or any(row[i] for row in rows)]
    table = TableBlock(
        caption="People and organisations",
        head=tuple(head[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in rows),
    )
    return _section("people", "People and organisations", [table])


_ORDER = ("hope", "concern", "fear", "constraint", None)
_HEADS = {"hope": "Hope", "concern": "Concern", "fear": "Fear", "constraint": "Constraint"}


def _concerns(model: Model) -> Section | None:
    concerns = model.all(Concern)
    ordered = sorted(concerns, key=lambda c: _ORDER.index(c.body.type))
    blocks: list[Block] = []
    if ordered:
        rows = tuple(
            (
                _HEADS.get(c.body.type or "", "Concern"),
                c.label,
                named(c.body.held_by, model),
                named(c.body.about, model),
            )
            for c in ordered
        )
        head = ("Kind", "In their words", "Whose", "About")
        blocks.append(TableBlock(caption="Hopes, concerns and fears", head=head, rows=rows))
    blocks.extend(_quotes(model))
    return _section("concerns", "What people hope and fear", blocks)


def _quotes(model: Model) -> Iterator[Block]:
    for quote in model.all(Quote):
        if quote.body.consent == "none":
            continue
        by = named(quote.body.said_by, model) if quote.body.consent != "anonymous" else "anonymous"
        when = dated(quote.body.on)
        yield Quotation(text=quote.label, by=", ".join(part for part in (by, when) if part))


def _questions(model: Model) -> Section | None:
    blocks: list[Block] = []
    questions = model.all(Question)
    if questions:
        lines = [f"- {q.label}{_asked(q.body.held_by, model)}" for q in questions]
        blocks.append(Paragraph("\n".join(lines)))
    return _section("questions", "The questions", blocks)


def _asked(refs: Refs, model: Model) -> str:
    who = named(refs, model)
    return f" (asked by {who})" if who else ""


def _work(model: Model) -> Section | None:
    blocks: list[Block] = []
    sessions = model.all(Session)
    if sessions:
        rows = tuple(
            (dated(s.body.on), s.label, named(s.body.participants, model)) for s in sessions
        )
        head = ("When", "Session", "Who took part")
        blocks.append(TableBlock(caption="Sessions", head=head, rows=rows))
    decisions = model.all(Decision)
    if decisions:
        taken = tuple(
            (dated(d.body.on), d.label, named(d.body.by, model), d.common.because or "")
            for d in decisions
        )
        columns = ("When", "Decision", "By", "Because")
        caption = "Decisions taken in the work"
        blocks.append(TableBlock(caption=caption, head=columns, rows=taken))
    return _section("work", "How this was worked out", blocks)


def _section(identity: str, title: str, blocks: list[Block]) -> Section | None:
    return Section(id=identity, title=title, blocks=tuple(blocks)) if blocks else None
