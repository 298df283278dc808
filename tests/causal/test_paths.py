"""Influence is followed along simple paths, with its sign, its delays and an honest limit."""

from collections.abc import Callable

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from sysdsl_plugins.causal.graph import Edge, Node, SignedGraph, signed_graph
from sysdsl_plugins.causal.paths import find_consequences, find_paths
from sysdsl_plugins.causal.polarity import Sign

Reader = Callable[[str], SignedGraph]

RELIEF = """
  pressure ->+ overtime ->- pressure
  overtime ~>+ fatigue ->+ errors ->+ pressure
"""


@st.composite
def maps(draw: st.DrawFn) -> SignedGraph:
    """Draw maps of up to seven variables without self-links."""
    size = draw(st.integers(2, 7))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
        lambda p: p[0] != p[1]
    )
    chosen = draw(st.lists(st.tuples(pairs, st.sampled_from(Sign)), unique_by=lambda p: p[0]))
    return signed_graph(
        [Node(name=f"v{i}") for i in range(size)],
        [Edge(source=f"v{a}", target=f"v{b}", sign=sign) for (a, b), sign in chosen],
    )


@given(maps())
@settings(deadline=None)
def test_same_paths_as_networkx(graph: SignedGraph) -> None:
    """Every simple path is found once, the shortest first."""
    oracle = nx.DiGraph()
    oracle.add_nodes_from(node.name for node in graph.nodes)
    oracle.add_edges_from((edge.source, edge.target) for edge in graph.edges)
    found = find_paths(graph, "v0", "v1")
    assert sorted(path.nodes for path in found.paths) == sorted(
        map(tuple, nx.all_simple_paths(oracle, "v0", "v1"))
    )
    lengths = [len(path) for path in found.paths]
    assert lengths == sorted(lengths)
    assert found.complete_to is None


@given(maps())
@settings(deadline=None)
def test_consequences_agree_with_paths(graph: SignedGraph) -> None:
    """Pushing a variable reaches each other one by exactly the paths between the two."""
    consequences = {i.target: i for i in find_consequences(graph, "v0").influences}
    for node in graph.nodes[1:]:
        between = find_paths(graph, "v0", node.name).influence
        if between.net:
            found = consequences.pop(node.name)
            assert (found.counts, found.fast, found.slow) == (
                between.counts,
                between.fast,
                between.slow,
            )
            assert [len(p) for p in found.shortest] == [len(p) for p in between.shortest]
    assert not consequences


def test_disagreeing_paths_are_ambiguous(causal_map: Reader) -> None:
    """Relief now and errors later: the net effect on pressure is open, and it turns."""
    influence = find_paths(causal_map(RELIEF), "overtime", "pressure").influence
    assert influence.net == "±"
    assert [path.text for path in influence.shortest] == [
        "overtime ->- pressure",
        "overtime ~>+ fatigue ->+ errors ->+ pressure",
    ]
    assert influence.turns


def test_no_path(causal_map: Reader) -> None:
    """A variable that is not reached has no net sign."""
    assert find_paths(causal_map("a ->+ b; c ->+ b"), "a", "c").influence.net == ""


def test_an_unknown_link_leaves_the_effect_unknown(causal_map: Reader) -> None:
    """One unknown path beside a known one keeps the net sign unknown."""
    influence = find_paths(causal_map("a ->+ b ->+ d; a ->? c ->+ d"), "a", "d").influence
    assert influence.net == "?"
    assert influence.counts == (1, 0, 1)


def test_paths_are_capped_by_length() -> None:
    """In a complete map the paths listed are complete up to the stated length."""
    names = [f"v{i:02}" for i in range(14)]
    graph = signed_graph([], [Edge(source=a, target=b) for a in names for b in names if a != b])
    found = find_paths(graph, "v00", "v13", cap=200)
    assert len(found.paths) == 200
    assert found.complete_to == 3
    assert found.influence.truncated


def test_consequences_of_a_large_map_are_truncated_honestly() -> None:
    """When not every path can be followed, every variable reached is still listed."""
    names = [f"v{i:02}" for i in range(14)]
    edges = [Edge(source=a, target=b) for a in names for b in names if a != b]
    far = [Edge(source="v13", target="w1"), Edge(source="w1", target="w2", sign=Sign.MINUS)]
    found = find_consequences(signed_graph([], edges + far * 1), "v00", steps=20_000)
    assert found.complete_to is not None
    assert "up to" in found.notice
    assert len(found.influences) == 15
    assert found.influences[-1].net == "-"
