"""Tables as values, and as pictures for slides."""

from __future__ import annotations

from sysdsl.render.paths import rectangle
from sysdsl.render.plots.marks import segment
from sysdsl.render.plots.values import Cell, Table
from sysdsl.render.scene import Group, Item, Label, Scene, Shape
from sysdsl.render.text import text_width, wrap

_TEXT = 12.5
_LINE = 16.0
_PAD = 10.0


def cell_of(entry: str | Cell) -> Cell:
    """Return an entry as a cell."""
    return Cell(entry) if isinstance(entry, str) else entry


def table_scene(table: Table) -> Scene:
    """Draw a table; long texts wrap and columns share the width by their need."""
    widths = _column_widths(table)
    lefts = [sum(widths[:index]) for index in range(len(widths))]
    items: list[Item] = []
    heading = tuple(Cell(column.title) for column in table.columns)
    y = _row(items, table, (heading, lefts, widths), 0.0, weight=600)
    items.append(Shape(path=segment(0, y, sum(widths), y), role="axis", stroke=1.4))
    for row in table.rows:
        cells = tuple(cell_of(entry) for entry in row)
        y = _row(items, table, (cells, lefts, widths), y, weight=400)
        items.append(Shape(path=segment(0, y, sum(widths), y), role="grid", stroke=1.0))
    if table.note:
        for line in wrap(table.note, table.size.width, 12.0):
            y += _LINE
            items.append(Label(text=line, x=0, y=y + 2, role="muted", size=12.0, anchor="start"))
        y += 4
    return Scene(
        title=table.title,
        description=f"Table of {len(table.rows)} rows: "
        + ", ".join(column.title for column in table.columns),
        width=table.size.width,
        height=max(table.size.height, y + 6),
        items=tuple(items),
    )


def _column_widths(table: Table) -> list[float]:
    """Give every column its longest line if there is room, and shorten the widest if not."""
    wanted = []
    for index, column in enumerate(table.columns):
        texts = [cell_of(row[index]).text for row in table.rows]
        widths = [text_width(text, _TEXT) for text in texts]
        widths.append(text_width(column.title, _TEXT, weight=600))
        wanted.append(max(widths) + 2 * _PAD)
    total = sum(wanted)
    if not wanted or total <= table.size.width:
        spare = (table.size.width - total) / len(wanted) if wanted else 0.0
        return [width + spare for width in wanted]
    low, high = 0.0, max(wanted)
    for _ in range(40):
        cap = (low + high) / 2
        if sum(min(width, cap) for width in wanted) > table.size.width:
            high = cap
        else:
            low = cap
    return [min(width, low) for width in wanted]


def _row(
    items: list[Item],
    table: Table,
    cells: tuple[tuple[Cell, ...], list[float], list[float]],
    top: float,
    *,
    weight: int,
) -> float:
    """Draw a row and return where it ends."""
    entries, lefts, widths = cells
    lines = [
        wrap(cell.text, width - 2 * _PAD, _TEXT, weight=weight)
        for cell, width in zip(entries, widths, strict=True)
    ]
    height = max((len(each) for each in lines), default=1) * _LINE + 12
    for index, cell in enumerate(entries):
        left, width = lefts[index], widths[index]
        drawn: list[Item] = []
        if cell.tone and cell.tone != "muted":
            ground = rectangle(left + 2, top + 2, width - 4, height - 4, 3)
            drawn.append(Shape(path=ground, role=cell.tone, fill=True))
        numeric = table.columns[index].numeric
        drawn.extend(
            Label(
                text=line,
                x=left + width - _PAD if numeric else left + _PAD,
                y=top + 18 + _LINE * number,
                role=cell.tone or "ink",
                size=_TEXT,
                weight=weight,
                anchor="end" if numeric else "start",
            )
            for number, line in enumerate(lines[index])
        )
        items.append(Group(items=tuple(drawn), element=cell.element, kind="cell"))
    return top + height
