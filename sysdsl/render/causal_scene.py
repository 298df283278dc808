"""Draw a causal diagram: names, curved links with sign and delay, loop badges, legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sysdsl.render.causal_geometry import causal_geometry
from sysdsl.render.causal_marks import arrow_head, badge, delay_bars, line, sign_label
from sysdsl.render.diagram import sorted_graph
from sysdsl.render.layout_causal import TEXT_SIZE, node_text
from sysdsl.render.link_arc import heading, points
from sysdsl.render.paths import rectangle
from sysdsl.render.picture import framed, moved
from sysdsl.render.scene import Group, Label, Scene, Shape
from sysdsl.render.text import text_width

if TYPE_CHECKING:
    from sysdsl.render.causal_geometry import CausalGeometry, DrawnBadge, DrawnLink
    from sysdsl.render.diagram import DiagramGraph, DiagramLoop, DiagramNode
    from sysdsl.render.layout_cache import LayoutCache
    from sysdsl.render.link_arc import Box
    from sysdsl.render.scene import Item

_LINK_ROLE = {"+": "positive", "-": "negative", "?": "unsigned"}
_LOOP_ROLE = {"R": "reinforcing", "B": "balancing", "?": "undetermined"}
_SIGN_WORD = {"+": "same direction", "-": "opposite direction", "?": "direction not known"}
_LOOP_WORD = {"R": "reinforcing loop", "B": "balancing loop", "?": "loop"}


def causal_scene(
    graph: DiagramGraph, layout: LayoutCache, *, titled: bool = True, legend: bool = True
) -> Scene:
    """Draw a causal diagram.

    Each variable, link and loop is a group with its element's name; links tell the loops they
    belong to in `data-loops`.

    Args:
        graph: What to draw.
        layout: From `layout_causal` for the same graph.
        titled: Whether the title is drawn in the picture.
        legend: Whether a key of signs and the names of loops stand below.

    Raises:
        KeyError: The layout lacks a node.
    """
    graph = sorted_graph(graph)
    geometry = causal_geometry(graph, layout)
    loops_of = _loops_of(graph)
    labels = {node.id: node.label for node in graph.nodes}
    items: list[Item] = [
        _link(link, labels, loops_of.get((link.edge.source, link.edge.target), ()))
        for link in geometry.links
    ]
    items.extend(_badge(drawn, labels) for drawn in geometry.badges)
    items.extend(_node(node, geometry.boxes[node.id]) for node in graph.nodes)
    return framed(
        title=graph.title,
        description=graph.description or describe_causal(graph),
        items=tuple(items),
        bounds=_bounds(geometry),
        titled=titled,
        key=_key(graph) if legend else (),
    )


def describe_causal(graph: DiagramGraph) -> str:
    """Say in words what a causal diagram shows."""
    labels = {node.id: node.label for node in graph.nodes}
    variables, links = _count(len(graph.nodes), "variable"), _count(len(graph.edges), "link")
    parts = [f"Causal loop diagram with {variables} and {links}."]
    for loop in graph.loops:
        path = " → ".join(labels[name] for name in (*loop.nodes, loop.nodes[0]))
        name = f" {loop.name}" if loop.name else ""
        parts.append(f"{loop.label}{name} ({_LOOP_WORD[loop.type]}): {path}.")
    return " ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _loops_of(graph: DiagramGraph) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for loop in graph.loops:
        for pair in zip(loop.nodes, (*loop.nodes[1:], loop.nodes[0]), strict=True):
            found[pair] = (*found.get(pair, ()), loop.id)
    return found


def _link(link: DrawnLink, labels: dict[str, str], loops: tuple[str, ...]) -> Group:
    edge = link.edge
    role = _LINK_ROLE[edge.sign]
    dash = (1.6, 3.6) if edge.disputed else (7.0, 4.0) if edge.sign == "-" else ()
    delay = () if link.delay_s is None else delay_bars(link.arc, link.delay_s, role)
    notes = [
        _SIGN_WORD[edge.sign],
        *(["delayed"] if edge.delayed else []),
        *(["disputed"] if edge.disputed else []),
    ]
    title = f"{labels[edge.source]} → {labels[edge.target]}: {', '.join(notes)}"
    return Group(
        items=(
            *line(link.arc, role, delay_s=link.delay_s, dash=dash),
            arrow_head(link.arc.end, heading(link.arc, 1.0), role),
            *delay,
            sign_label(link.sign_at, edge.sign, role),
        ),
        element=edge.element,
        kind="link",
        title=f"{title}. {edge.tooltip}" if edge.tooltip else title,
        data=(
            *((("loops", " ".join(loops)),) if loops else ()),
            ("source", edge.source),
            ("target", edge.target),
        ),
    )


def _badge(drawn: DrawnBadge, labels: dict[str, str]) -> Group:
    loop = drawn.loop
    path = " → ".join(labels[name] for name in (*loop.nodes, loop.nodes[0]))
    name = f"{loop.label} {loop.name}" if loop.name else loop.label
    return Group(
        items=badge(
            drawn.at,
            loop.label,
            _LOOP_ROLE[loop.type],
            clockwise=drawn.clockwise,
            clearance=drawn.clearance,
        ),
        element=loop.id,
        kind="loop",
        title=f"{name} ({_LOOP_WORD[loop.type]}): {path}",
    )


def _node(node: DiagramNode, box: Box) -> Group:
    text = node_text(node)
    top = box.y - text.height / 2
    ground = rectangle(box.x - text.width / 2 - 3, top - 1, text.width + 6, text.height + 2, 3)
    return Group(
        items=(
            Shape(path=ground, role="background", fill=True),
            *(
                Label(
                    text=part,
                    x=box.x,
                    y=top + (number + 0.5) * text.line_height + 0.36 * TEXT_SIZE,
                    role=node.kind,
                    size=TEXT_SIZE,
                )
                for number, part in enumerate(text.lines)
            ),
        ),
        element=node.id,
        kind=node.kind,
        title=node.tooltip,
    )


def _bounds(geometry: CausalGeometry) -> tuple[float, float, float, float]:
    xs: list[float] = []
    ys: list[float] = []
    for box in geometry.boxes.values():
        xs.extend((box.x - box.half_width, box.x + box.half_width))
        ys.extend((box.y - box.half_height, box.y + box.half_height))
    for link in geometry.links:
        for x, y in points(link.arc, 12):
            xs.extend((x - 2, x + 2))
            ys.extend((y - 2, y + 2))
        xs.extend((link.sign_at[0] - 6, link.sign_at[0] + 6))
        ys.extend((link.sign_at[1] - 7, link.sign_at[1] + 7))
    for drawn in geometry.badges:
        xs.extend((drawn.at[0] - 17, drawn.at[0] + 17))
        ys.extend((drawn.at[1] - 17, drawn.at[1] + 17))
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 160.0, 20.0)


def _key(graph: DiagramGraph) -> tuple[tuple[float, tuple[Item, ...]], ...]:
    """Return the entries of the legend with their widths, around the middle of their left sides."""
    entries: list[tuple[float, tuple[Item, ...]]] = []
    signs = {edge.sign for edge in graph.edges}
    for sign in ("+", "-", "?"):
        if sign in signs:
            entries.append(_link_entry(sign))
    if any(edge.delayed for edge in graph.edges):
        entries.append(_delay_entry())
    if any(edge.disputed for edge in graph.edges):
        entries.append(_line_entry("unsigned", (1.6, 3.6), "disputed"))
    types = {loop.type for loop in graph.loops}
    for kind in ("R", "B"):
        if kind in types:
            entries.append(_text_entry(kind, _LOOP_ROLE[kind], _LOOP_WORD[kind]))
    entries.append((0.0, ()))
    entries.extend(_loop_entry(loop) for loop in graph.loops if loop.name)
    return tuple(entries)


def _link_entry(sign: str) -> tuple[float, tuple[Item, ...]]:
    width, items = _line_entry(
        _LINK_ROLE[sign], (5.0, 3.0) if sign == "-" else (), _SIGN_WORD[sign]
    )
    return width, (*items, sign_label((15.0, -6.0), sign, _LINK_ROLE[sign], 11.0))


def _line_entry(role: str, dash: tuple[float, ...], text: str) -> tuple[float, tuple[Item, ...]]:
    line_shape = Shape(path="M0,2 L23,2", role=role, stroke=1.4, dash=dash)
    return 38.0 + text_width(text, 10.5), (
        line_shape,
        arrow_head((30.0, 2.0), (1.0, 0.0), role, 0.8),
        Label(text=text, x=37, y=3.8, role="muted", size=10.5, anchor="start"),
    )


def _delay_entry() -> tuple[float, tuple[Item, ...]]:
    bars = tuple(Shape(path=f"M{x},-5 L{x},5", role="muted", stroke=1.4) for x in ("8", "12"))
    text = Label(text="delay", x=20, y=3.8, role="muted", size=10.5, anchor="start")
    lines = (
        Shape(path="M0,0 L6,0", role="muted", stroke=1.4),
        Shape(path="M14,0 L20,0", role="muted", stroke=1.4),
    )
    return 25.0 + text_width("delay", 10.5), (*bars, *lines, moved((text,), 5.0, 0.0))


def _text_entry(letter: str, role: str, text: str) -> tuple[float, tuple[Item, ...]]:
    indent = text_width(letter, 11.0, weight=600) + 5
    return indent + text_width(text, 10.5), (
        Label(text=letter, x=0, y=3.8, role=role, size=11, weight=600, anchor="start"),
        Label(text=text, x=indent, y=3.8, role="muted", size=10.5, anchor="start"),
    )


def _loop_entry(loop: DiagramLoop) -> tuple[float, tuple[Item, ...]]:
    return _text_entry(loop.label, _LOOP_ROLE[loop.type], loop.name)
