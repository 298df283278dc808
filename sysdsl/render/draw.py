"""Views to pictures: each kind of content with its layout and its drawing."""

from __future__ import annotations

import attrs

from sysdsl.render.diagram import DiagramGraph
from sysdsl.render.layout_cache import LayoutCache
from sysdsl.render.scene import Scene
from sysdsl.render.stock_flow import StockFlowGraph
from sysdsl.render.view import View


@attrs.frozen
class Drawn:
    """A finished picture with the layout it was drawn by.

    Attributes:
        scene: The picture.
        layout: Where its nodes are, for the side file; None when nothing was laid out.
    """

    scene: Scene
    layout: LayoutCache | None = None


def draw(view: View, layout: LayoutCache | None = None, *, titled: bool = True) -> Drawn:
    """Lay out and draw a view.

    Args:
        view: What to show.
        layout: An earlier layout: what it holds stays where it is.
        titled: Whether pictures carry their title; a caption says it in a report.

    Raises:
        TypeError: Nothing draws such content.
    """
    content = view.content
    if isinstance(content, Scene):
        return Drawn(content)
    if isinstance(content, DiagramGraph):
        return _causal(content, layout, titled)
    if isinstance(content, StockFlowGraph):
        return _stock_flow(content, layout, titled)
    from sysdsl.render.plots import Plot, plot_scene

    if isinstance(content, Plot):
        return Drawn(plot_scene(content, titled=titled))
    raise TypeError(f"nothing draws a {type(content).__name__}")


def has_layout(view: View) -> bool:
    """Tell whether a view is laid out, so that a side file can keep its positions."""
    return isinstance(view.content, DiagramGraph | StockFlowGraph)


def _causal(content: DiagramGraph, layout: LayoutCache | None, titled: bool) -> Drawn:  # noqa: FBT001
    from sysdsl.render.causal_scene import causal_scene
    from sysdsl.render.layout_causal import layout_causal

    made = layout_causal(content, layout)
    return Drawn(causal_scene(content, made, titled=titled), made)


def _stock_flow(content: StockFlowGraph, layout: LayoutCache | None, titled: bool) -> Drawn:  # noqa: FBT001
    from sysdsl.render.layout_stock_flow import layout_stock_flow
    from sysdsl.render.stock_flow_scene import stock_flow_scene

    made = layout_stock_flow(content, layout)
    return Drawn(stock_flow_scene(content, made, titled=titled), made)
