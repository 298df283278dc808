"""Causal diagrams, judged on the geometry that is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs
import pytest

from pictures.metrics import measure
from pictures.samples import fishery, shared_graph
from sysdsl.render.causal_scene import causal_scene
from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramNode
from sysdsl.render.layout_cache import LayoutCache, drift, to_json
from sysdsl.render.layout_causal import layout_causal
from sysdsl.render.svg import write_svg


@pytest.fixture(scope="module")
def large() -> tuple[DiagramGraph, LayoutCache]:
    """Return a diagram of 25 variables, 40 links and 14 loops with its layout."""
    graph = shared_graph("housing_transport")
    return graph, layout_causal(graph)


@pytest.fixture(scope="module")
def small() -> tuple[DiagramGraph, LayoutCache]:
    """Return a diagram of 10 variables, with exogenous ones and a disputed link."""
    graph = fishery()
    return graph, layout_causal(graph)


def test_a_large_diagram_can_be_read(large: tuple[DiagramGraph, LayoutCache]) -> None:
    """Nothing overlaps, loops are round, every mark has room."""
    found = measure(*large)
    assert found.node_overlaps == 0
    assert found.lines_through_names == 0
    assert found.label_overlaps <= 2
    assert found.crossings <= 12
    assert found.shortest_link >= 46
    assert found.shortest_delayed >= 62
    assert found.closest_heads >= 14
    assert found.farthest_sign <= 30
    assert found.badges_outside == 0
    assert found.tightest_badge >= 15
    assert found.wrong_turns == 0
    assert found.non_roundness <= 0.45
    assert 0.6 <= found.aspect <= 2.0
    assert found.fill >= 0.10
    assert found.length_variation <= 0.6


@pytest.mark.parametrize("name", ["fishery", "staffing_overtime"])
def test_a_small_diagram_is_faultless(name: str) -> None:
    """A diagram of some ten variables has no overlap at all and round loops."""
    graph = fishery() if name == "fishery" else shared_graph(name)
    found = measure(graph, layout_causal(graph))
    assert found.node_overlaps == found.lines_through_names == found.label_overlaps == 0
    assert found.crossings <= (1 if name == "fishery" else 0)
    assert found.shortest_link >= 46
    assert found.shortest_delayed >= 62
    assert found.closest_heads >= 14
    assert found.farthest_sign <= 30
    assert found.badges_outside == found.wrong_turns == 0
    assert found.tightest_badge >= 15
    assert found.non_roundness <= 0.3
    assert 0.6 <= found.aspect <= 2.0


def test_the_order_of_statements_moves_nothing(small: tuple[DiagramGraph, LayoutCache]) -> None:
    """The same statements in another order give the same bytes."""
    graph, layout = small
    shuffled = attrs.evolve(graph, nodes=graph.nodes[::-1], edges=graph.edges[3:] + graph.edges[:3])
    again = layout_causal(shuffled)
    assert to_json(again) == to_json(layout)
    assert write_svg(causal_scene(shuffled, again)) == write_svg(causal_scene(graph, layout))


def test_hash_seeds_move_nothing(under_two_hash_seeds: Callable[..., bytes]) -> None:
    """Layout and drawing give the same bytes in every interpreter."""
    output = under_two_hash_seeds(
        "import sys; sys.path.insert(0, 'tests')\n"
        "from pictures.samples import fishery, stock_flow_samples\n"
        "from sysdsl.render.causal_scene import causal_scene\n"
        "from sysdsl.render.layout_causal import layout_causal\n"
        "from sysdsl.render.layout_stock_flow import layout_stock_flow\n"
        "from sysdsl.render.stock_flow_scene import stock_flow_scene\n"
        "from sysdsl.render.svg import write_svg\n"
        "graph = fishery()\n"
        "print(write_svg(causal_scene(graph, layout_causal(graph))))\n"
        "graph = stock_flow_samples()['predators']\n"
        "print(write_svg(stock_flow_scene(graph, layout_stock_flow(graph))))\n"
    )
    assert output.count(b"</svg>") == 2


def test_a_new_variable_moves_no_old_one(large: tuple[DiagramGraph, LayoutCache]) -> None:
    """One more variable with two links finds a place; nothing that was there changes."""
    graph, layout = large
    more = attrs.evolve(
        graph,
        nodes=(*graph.nodes, DiagramNode(id="Rents", label="Rents")),
        edges=(
            *graph.edges,
            DiagramEdge(source="Population", target="Rents"),
            DiagramEdge(source="Rents", target="Affordability", sign="-", delayed=True),
        ),
    )
    changed = layout_causal(more, layout)
    assert {name: changed.nodes[name] for name in layout.nodes} == layout.nodes
    assert {key: changed.edges[key] for key in layout.edges} == layout.edges
    found = measure(more, changed)
    assert found.node_overlaps == found.lines_through_names == 0
    assert drift(layout, changed.nodes.keys(), changed.edges.keys()).reasons == (
        "nodes-added",
        "links-added",
    )


def test_a_new_name_moves_nothing(small: tuple[DiagramGraph, LayoutCache]) -> None:
    """Another text for the same variable keeps all positions and bends."""
    graph, layout = small
    renamed = attrs.evolve(
        graph, nodes=tuple(attrs.evolve(node, label=node.label + " now") for node in graph.nodes)
    )
    assert layout_causal(renamed, layout) == layout


def test_deletion_only_removes(small: tuple[DiagramGraph, LayoutCache]) -> None:
    """What is left after a deletion stays in its place."""
    graph, layout = small
    fewer = attrs.evolve(graph, nodes=tuple(n for n in graph.nodes if n.id != "Quota"))
    kept = layout_causal(fewer, layout)
    assert dict(kept.nodes) == {k: at for k, at in layout.nodes.items() if k != "Quota"}
    assert dict(kept.edges) == {k: b for k, b in layout.edges.items() if "Quota" not in k}


def test_a_pin_comes_before_the_side_file(small: tuple[DiagramGraph, LayoutCache]) -> None:
    """A position in the source wins over the stored one."""
    graph, layout = small
    pinned = attrs.evolve(
        graph,
        nodes=tuple(
            attrs.evolve(node, pin=(-200.0, 40.0)) if node.id == "Quota" else node
            for node in graph.nodes
        ),
    )
    assert layout_causal(pinned, layout).nodes["Quota"] == (-200.0, 40.0)


def test_every_element_can_be_found_in_the_picture(
    small: tuple[DiagramGraph, LayoutCache],
) -> None:
    """Variables, links and loops carry their names; links tell their loops."""
    graph, layout = small
    svg = write_svg(causal_scene(graph, layout))
    names = set(re.findall(r'data-element="([^"]*)"', svg))
    expected = {node.id for node in graph.nodes} | {loop.id for loop in graph.loops}
    assert names == expected | {(edge.element or "").replace(">", "&gt;") for edge in graph.edges}
    assert 'data-loops="' in svg


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tiny_diagrams_are_drawn(count: int) -> None:
    """No variable, one with a link to itself, and two or three in a ring are no special case."""
    names = [f"n{k}" for k in range(count)]
    graph = DiagramGraph(
        title="Tiny",
        nodes=tuple(DiagramNode(id=name, label=name) for name in names),
        edges=tuple(
            DiagramEdge(source=name, target=names[(k + 1) % count]) for k, name in enumerate(names)
        ),
    )
    layout = layout_causal(graph)
    assert len(layout.nodes) == len(layout.edges) == count
    assert write_svg(causal_scene(graph, layout)).startswith("<svg")


def test_separate_parts_do_not_drift_apart() -> None:
    """Two unconnected pairs stand side by side, not a screen apart."""
    graph = DiagramGraph(
        title="Parts",
        nodes=tuple(DiagramNode(id=name, label=name) for name in "abcd"),
        edges=(DiagramEdge(source="a", target="b"), DiagramEdge(source="c", target="d")),
    )
    layout = layout_causal(graph)
    assert max(max(x, y) for x, y in layout.nodes.values()) < 500


@pytest.mark.parametrize("pin", [(1e300, -1e300), (float("inf"), float("nan"))])
def test_a_pin_far_away_gives_a_picture_of_sane_size(pin: tuple[float, float]) -> None:
    """A slip of the pen in a position neither fails nor asks for a picture of a kilometre."""
    graph = DiagramGraph(
        title="Far",
        nodes=(DiagramNode(id="a", label="a", pin=pin), DiagramNode(id="b", label="b")),
        edges=(DiagramEdge(source="a", target="b"),),
    )
    scene = causal_scene(graph, layout_causal(graph))
    assert scene.width < 45_000
    assert write_svg(scene).count("</svg>") == 1
