"""Lay out the pictures of a report that are still views."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from sysdsl.render.document import Block, Disclosure, FigureBlock, Report, Section
from sysdsl.render.scene import Scene
from sysdsl.render.view import View


def resolve(report: Report, layout: Callable[[View], Scene]) -> Report:
    """Return the report with every view replaced by the picture that `layout` makes of it."""
    return attrs.evolve(
        report,
        summary=_blocks(report.summary, layout),
        sections=tuple(_section(section, layout) for section in report.sections),
    )


def _section(section: Section, layout: Callable[[View], Scene]) -> Section:
    return attrs.evolve(
        section,
        blocks=_blocks(section.blocks, layout),
        children=tuple(_section(child, layout) for child in section.children),
    )


def _blocks(blocks: tuple[Block, ...], layout: Callable[[View], Scene]) -> tuple[Block, ...]:
    return tuple(_block(block, layout) for block in blocks)


def _block(block: Block, layout: Callable[[View], Scene]) -> Block:
    match block:
        case FigureBlock(picture=View() as view):
            return attrs.evolve(block, picture=layout(view), text=block.text or view.text)
        case Disclosure():
            return attrs.evolve(block, blocks=_blocks(block.blocks, layout))
        case _:
            return block
