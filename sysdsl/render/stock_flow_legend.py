"""The legend of stock-flow diagrams: what each symbol in the picture means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sysdsl.render.causal_marks import arrow_head
from sysdsl.render.paths import rectangle
from sysdsl.render.pipe_marks import cloud, pipe_shapes, valve
from sysdsl.render.pipes import Pipe
from sysdsl.render.scene import Label, Shape
from sysdsl.render.text import text_width

if TYPE_CHECKING:
    from sysdsl.render.scene import Item
    from sysdsl.render.stock_flow import StockFlowGraph

Entry = tuple[float, tuple["Item", ...]]

_SIZE = 10.5


def stock_flow_key(graph: StockFlowGraph) -> tuple[Entry, ...]:
    """Return the entries of the legend that the diagram needs."""
    entries: list[Entry] = []
    if graph.stocks:
        box = Shape(path=rectangle(0, -6, 20, 12, 2), role="stock", stroke=1.4, fill=True)
        entries.append(_entry((box,), 26.0, "stock"))
    if graph.flows:
        entries.append(_entry(_flow_symbol(), 56.0, "flow"))
        if any(flow.source is None or flow.target is None for flow in graph.flows):
            entries.append(_entry(cloud((16.0, 0.0)), 38.0, "outside the model"))
    if any(node.kind == "constant" for node in graph.converters):
        entries.append(_entry((), 0.0, "constant", italic=True))
    signs = {link.sign for link in graph.links}
    for sign, glyph, words in (("+", "+", "same direction"), ("-", "−", "opposite direction")):
        if sign in signs:
            mark = Label(text=glyph, x=4, y=4.3, role="link", size=12, weight=600)
            entries.append(_entry((mark,), 14.0, words))
    if any(link.initial for link in graph.links):
        line = Shape(path="M0,0 L23,0", role="link", stroke=1.3, dash=(4.0, 3.0))
        head = arrow_head((30.0, 0.0), (1.0, 0.0), "link", 0.8)
        entries.append(_entry((line, head), 37.0, "only an initial value"))
    return tuple(entries)


def _entry(symbol: tuple[Item, ...], indent: float, text: str, *, italic: bool = False) -> Entry:
    label = Label(
        text=text, x=indent, y=3.8, role="muted", size=_SIZE, italic=italic, anchor="start"
    )
    return indent + text_width(text, _SIZE, italic=italic), (*symbol, label)


def _flow_symbol() -> tuple[Shape, ...]:
    pipe = Pipe(
        flow="",
        points=((0.0, 0.0), (50.0, 0.0)),
        valve=(18.0, 0.0),
        upright=False,
        handle=(0.0, -1.0),
        label=(0.0, 0.0),
        label_side="middle",
        label_rise="below",
        clouds=(),
    )
    return (*pipe_shapes(pipe), *valve(pipe))
