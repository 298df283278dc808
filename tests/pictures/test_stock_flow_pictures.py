"""Stock-flow diagrams, judged on the geometry that is drawn."""

from __future__ import annotations

from functools import cache

import attrs
import pytest

from pictures.metrics import measure_stock_flow
from pictures.samples import stock_flow_samples
from sysdsl.render.layout_cache import LayoutCache, from_json, to_json
from sysdsl.render.layout_stock_flow import layout_stock_flow
from sysdsl.render.stock_flow import (
    ConverterNode,
    FlowNode,
    InformationLink,
    StockFlowGraph,
    StockNode,
)
from sysdsl.render.stock_flow_scene import stock_flow_scene
from sysdsl.render.svg import write_svg

SAMPLES = stock_flow_samples()


@cache
def laid_out(name: str) -> LayoutCache:
    """Return the layout of a sample."""
    return layout_stock_flow(SAMPLES[name])


@pytest.mark.parametrize("name", ["population", "sir", "sir_vital", "predators"])
def test_a_usual_diagram_is_faultless(name: str) -> None:
    """No overlap, no line through a name, no crossing of links or pipes."""
    found = measure_stock_flow(SAMPLES[name], laid_out(name))
    assert found.overlaps == found.lines_through_names == found.signs_on_things == 0
    assert found.crossings == found.crossed_pipes == 0
    assert found.shortest_link >= 34


@pytest.mark.parametrize("name", ["projects", "supply"])
def test_a_diagram_of_several_chains_can_be_read(name: str) -> None:
    """Chains with returns and with two flows between the same stocks have no overlaps."""
    found = measure_stock_flow(SAMPLES[name], laid_out(name))
    assert found.overlaps == found.lines_through_names == found.signs_on_things == 0
    assert found.crossings <= 6
    assert found.crossed_pipes <= 4


def test_a_chain_starts_where_material_comes_in() -> None:
    """Even where material goes round, the stock fed from outside is at the left."""
    layout = laid_out("supply")
    stocks = {stock.id: layout.nodes[stock.id] for stock in SAMPLES["supply"].stocks}
    assert min(stocks, key=lambda name: stocks[name]) == "Raw material"
    assert len({y for _, y in stocks.values()}) == 1


def test_the_order_of_statements_moves_nothing() -> None:
    """The same statements in another order give the same bytes."""
    graph = SAMPLES["predators"]
    shuffled = attrs.evolve(
        graph,
        stocks=graph.stocks[::-1],
        flows=graph.flows[::-1],
        converters=graph.converters[2:] + graph.converters[:2],
        links=graph.links[::-1],
    )
    one, other = laid_out("predators"), layout_stock_flow(shuffled)
    assert to_json(one) == to_json(other)
    assert write_svg(stock_flow_scene(graph, one)) == write_svg(stock_flow_scene(shuffled, other))


def test_additions_move_nothing() -> None:
    """A new constant and a new stock find places; what was there stays."""
    graph = SAMPLES["population"]
    layout = from_json(to_json(laid_out("population")))
    more = attrs.evolve(
        graph,
        stocks=(*graph.stocks, StockNode(id="Emigrants", label="Emigrants")),
        flows=(
            *graph.flows,
            FlowNode(id="leaving", label="leaving", source="Population", target="Emigrants"),
        ),
        converters=(*graph.converters, ConverterNode(id="unrest", label="unrest")),
        links=(*graph.links, InformationLink(source="unrest", target="leaving", sign="+")),
    )
    changed = layout_stock_flow(more, layout)
    assert {name: changed.nodes[name] for name in layout.nodes} == layout.nodes
    found = measure_stock_flow(more, changed)
    assert found.overlaps == found.lines_through_names == 0


def test_every_part_can_be_found_in_the_picture() -> None:
    """Stocks, flows and converters carry their names."""
    graph = SAMPLES["sir_vital"]
    svg = write_svg(stock_flow_scene(graph, laid_out("sir_vital")))
    for part in (*graph.stocks, *graph.flows, *graph.converters):
        assert f'data-element="{part.id}"' in svg


def test_odd_diagrams_are_drawn() -> None:
    """Nothing at all, a flow from cloud to cloud, a flow back into its own stock."""
    for graph in (
        StockFlowGraph(title="Empty"),
        StockFlowGraph(title="Clouds", flows=(FlowNode(id="f", label="flow"),)),
        StockFlowGraph(
            title="Self",
            stocks=(StockNode(id="s", label="A stock with quite a long name that needs wrapping"),),
            flows=(FlowNode(id="f", label="flow", source="s", target="s"),),
        ),
        StockFlowGraph(title="Only", converters=(ConverterNode(id="c", label="constant"),)),
    ):
        layout = layout_stock_flow(graph)
        assert write_svg(stock_flow_scene(graph, layout)).count("</svg>") == 1


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    """Symbols in the picture are in its key; without a key it is smaller."""
    graph, layout = SAMPLES["sir"], laid_out("sir")
    svg = write_svg(stock_flow_scene(graph, layout))
    for words in ("stock", "flow", "constant", "same direction", "opposite direction"):
        assert f">{words}</text>" in svg
    assert ">outside the model</text>" not in svg
    plain = stock_flow_scene(graph, layout, legend=False)
    assert plain.height < stock_flow_scene(graph, layout).height


def test_initial_values_are_drawn_only_where_nothing_else_ties_an_element() -> None:
    """What also works through a flow needs no dashed link to the stock it starts."""
    graph = attrs.evolve(
        SAMPLES["population"],
        converters=(
            *SAMPLES["population"].converters,
            ConverterNode(id="start", label="start", kind="constant"),
        ),
        links=(
            *SAMPLES["population"].links,
            InformationLink(source="start", target="Population", initial=True),
            InformationLink(source="birth rate", target="Population", initial=True),
        ),
    )
    svg = write_svg(stock_flow_scene(graph, layout_stock_flow(graph)))
    assert 'data-source="start" data-target="Population"' in svg
    assert 'data-source="birth rate" data-target="Population"' not in svg
