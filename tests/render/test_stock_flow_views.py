"""Parts of stock-flow diagrams."""

from __future__ import annotations

from pictures.samples import stock_flow_samples
from sysdsl.render.stock_flow_views import stock_flow_part, stock_flow_sectors

GRAPH = stock_flow_samples()["predators"]


def test_a_part_shows_what_it_uses_as_ghosts() -> None:
    """The stocks of a flow come with it; causes from elsewhere are ghosts, effects are left out."""
    found = stock_flow_part(GRAPH, ["hare births", "hare deaths"])
    assert [stock.id for stock in found.stocks] == ["Hares"]
    assert [(node.id, node.kind) for node in found.converters] == [
        ("Lynx", "ghost"),
        ("hare birth fraction", "ghost"),
        ("hares caught per lynx", "ghost"),
    ]
    assert {link.target for link in found.links} == {"hare births", "hare deaths"}


def test_sectors_are_views_of_their_own() -> None:
    """Each sector holds its elements, named and sorted."""
    lynx = dict.fromkeys(("Lynx", "lynx births", "lynx deaths", "lynx lifetime"), "lynx")
    found = stock_flow_sectors(GRAPH, lynx)
    assert [name for name, _ in found] == ["", "lynx"]
    assert [flow.id for flow in found[1][1].flows] == ["lynx births", "lynx deaths"]
