"""Small multiples: many little charts on the same time axis, one beside the other."""

from __future__ import annotations

import math

from sysdsl.render.plots.line import described, line_items, value_span, with_slots
from sysdsl.render.plots.panel import Box
from sysdsl.render.plots.values import SmallMultiples
from sysdsl.render.scene import Group, Item, Label, Scene
from sysdsl.render.text import shorten

_TITLE = 26.0
_GAP = 20.0


def multiples_scene(spec: SmallMultiples) -> Scene:
    """Draw small multiples."""
    columns = max(1, min(spec.columns, len(spec.plots)))
    rows = math.ceil(len(spec.plots) / columns)
    width = (spec.size.width - _GAP * (columns - 1)) / columns
    height = spec.size.height + _TITLE
    shared = _shared_span(spec) if spec.shared_values else None
    items: list[Item] = []
    for index, plot in enumerate(spec.plots):
        left = (index % columns) * (width + _GAP)
        top = (index // columns) * height
        box = Box(left=left, top=top + _TITLE - 8, width=width, height=spec.size.height)
        name = shorten(plot.title, width, 13.0, weight=600)
        heading = Label(
            text=name, x=left, y=top + 16, role="ink", size=13.0, weight=600, anchor="start"
        )
        drawn = line_items(plot, box, y_span=shared)
        items.append(Group(items=(heading, *drawn), kind="panel", title=plot.title))
    texts = (plot.description or described(plot, with_slots(plot.series)) for plot in spec.plots)
    return Scene(
        title=spec.title,
        description=spec.description or " ".join(texts) or "No panels.",
        width=spec.size.width,
        height=max(height * rows, height),
        items=tuple(items),
    )


def _shared_span(spec: SmallMultiples) -> tuple[float, float] | None:
    spans = [span for span in map(value_span, spec.plots) if span is not None]
    if not spans:
        return None
    return min(low for low, _ in spans), max(high for _, high in spans)
