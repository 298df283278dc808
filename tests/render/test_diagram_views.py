"""Parts of causal diagrams, and the loops that matter for layout."""

from __future__ import annotations

from sysdsl.render.cycles import shortest_loops
from sysdsl.render.diagram import (
    DRAWN_AT_MOST,
    DiagramEdge,
    DiagramGraph,
    DiagramLoop,
    DiagramNode,
    edge_keys,
    sorted_graph,
)
from sysdsl.render.diagram_views import neighbourhood, of_loops, part, sectors


def ring(names: str) -> DiagramGraph:
    """Return a ring of variables with its one loop."""
    return DiagramGraph(
        title="Ring",
        nodes=tuple(DiagramNode(id=name, label=name) for name in names),
        edges=tuple(
            DiagramEdge(source=a, target=b)
            for a, b in zip(names, names[1:] + names[0], strict=True)
        ),
        loops=(DiagramLoop(id="R1", label="R1", nodes=tuple(names), type="R"),),
    )


def ids(graph: DiagramGraph) -> str:
    """Return the ids of nodes in order."""
    return "".join(node.id for node in graph.nodes)


def test_neighbourhood_goes_both_ways() -> None:
    """One hop from a variable are its causes and its effects."""
    found = neighbourhood(ring("abcdef"), ["a"], 1)
    assert ids(found) == "abf"
    assert found.loops == ()
    assert ids(neighbourhood(ring("abcdef"), ["a"], 3)) == "abcdef"


def test_context_is_drawn_as_ghosts() -> None:
    """Variables of other parts are ghosts, without links among themselves."""
    found = part(ring("abcd"), "ab", context="cd")
    assert [node.kind for node in found.nodes] == ["variable", "variable", "ghost", "ghost"]
    assert edge_keys(found.edges) == ("a>b", "b>c", "d>a")


def test_sectors_are_views_with_shared_variables_as_ghosts() -> None:
    """Each sector is a view of its own."""
    found = sectors(ring("abcd"), {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert [(name, ids(view)) for name, view in found] == [("x", "abcd"), ("y", "abcd")]
    assert [node.id for node in found[0][1].nodes if node.kind == "ghost"] == ["c", "d"]


def test_a_view_of_loops_has_only_their_links() -> None:
    """Links between the same variables that are not part of the loop are left out."""
    graph = ring("abc")
    more = DiagramGraph(
        title="",
        nodes=graph.nodes,
        edges=(*graph.edges, DiagramEdge(source="b", target="a")),
        loops=graph.loops,
    )
    assert edge_keys(of_loops(more, ["R1"]).edges) == ("a>b", "b>c", "c>a")


def test_dangling_and_repeated_parts_are_left_out() -> None:
    """Links to nowhere are dropped, equal links drawn once, different ones told apart."""
    graph = DiagramGraph(
        title="",
        nodes=(DiagramNode(id="b", label="b"), DiagramNode(id="a", label="a")),
        edges=(
            DiagramEdge(source="a", target="b"),
            DiagramEdge(source="a", target="b"),
            DiagramEdge(source="a", target="b", sign="-"),
            DiagramEdge(source="a", target="z"),
        ),
    )
    found = sorted_graph(graph)
    assert ids(found) == "ab"
    assert edge_keys(found.edges) == ("a>b", "a>b#2")


def test_shortest_loops_cover_every_link_on_a_loop() -> None:
    """Two rings with a common link give two loops, a link outside loops none."""
    found = shortest_loops(6, [(0, 1), (1, 0), (1, 2), (2, 3), (3, 1), (3, 4), (5, 5)])
    assert found == [(0, 1), (1, 2, 3)]


def test_a_vast_diagram_is_cut_and_says_so() -> None:
    """Of a thousand variables the most connected are drawn; the title tells how many there are."""
    names = [f"v{number:04}" for number in range(1000)]
    graph = DiagramGraph(
        title="Vast",
        nodes=tuple(DiagramNode(id=name, label=name) for name in names),
        edges=tuple(DiagramEdge(source=names[0], target=name) for name in names[700:]),
    )
    found = sorted_graph(graph)
    assert found.title == "Vast (the 250 most connected of 1000 variables)"
    assert len(found.nodes) == DRAWN_AT_MOST
    assert found.nodes[0].id == "v0000"
    assert len(found.edges) == DRAWN_AT_MOST - 1
    assert sorted_graph(found) == found
