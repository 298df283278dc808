"""A picture still to be laid out: what is to be shown, not where."""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen(kw_only=True)
class View:
    """One picture of a model.

    Attributes:
        name: File name without ending, unique in the model, stable over edits.
        title: Heading of the picture.
        figure: Name of the figure it belongs to.
        content: What is drawn: a `DiagramGraph`, a `StockFlowGraph`, a plot, or a `Scene` that
            needs no layout.
        caption: A sentence that says what to see.
        text: The same content in words, line by line, for those who cannot see it.
    """

    name: str
    title: str
    figure: str
    content: Any
    caption: str = ""
    text: tuple[str, ...] = ()
