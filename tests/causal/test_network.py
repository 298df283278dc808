"""The structure of a map agrees with an independent implementation."""

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sysdsl_plugins.causal.graph import Edge, Node, SignedGraph, signed_graph
from sysdsl_plugins.causal.network import describe

Reader = Callable[[str], SignedGraph]


@st.composite
def maps(draw: st.DrawFn) -> SignedGraph:
    """Draw maps of up to nine variables."""
    size = draw(st.integers(1, 9))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    chosen = draw(st.lists(pairs, unique=True))
    return signed_graph(
        [Node(name=f"v{i}") for i in range(size)],
        [Edge(source=f"v{a}", target=f"v{b}") for a, b in chosen],
    )


@given(maps())
@settings(deadline=None)
def test_same_numbers_as_networkx(graph: SignedGraph) -> None:
    """Betweenness, reachability, engines and parts are those of networkx."""
    oracle = nx.DiGraph()
    oracle.add_nodes_from(node.name for node in graph.nodes)
    oracle.add_edges_from((edge.source, edge.target) for edge in graph.edges)
    found = describe(graph)
    between = nx.betweenness_centrality(oracle)
    for position in found.positions:
        assert position.betweenness == pytest.approx(between[position.name])
        assert position.reaches == len(nx.descendants(oracle, position.name))
        assert position.reached_by == len(nx.ancestors(oracle, position.name))
    cyclic = [
        frozenset(part)
        for part in nx.strongly_connected_components(oracle)
        if len(part) > 1 or oracle.has_edge(*(tuple(part) * 2))
    ]
    assert {frozenset(engine) for engine in found.engines} == set(cyclic)
    assert {frozenset(part) for part in found.parts} == {
        frozenset(part) for part in nx.weakly_connected_components(oracle)
    }


def test_roles_around_engines(causal_map: Reader) -> None:
    """Inputs act on an engine, outputs are acted upon, a link stands between two engines."""
    graph = causal_map("""
        cause ->+ a ->+ b ->+ a
        b ->+ between ->+ c ->+ d ->+ c
        d ->+ result
        elsewhere ->+ nowhere
    """)
    assert {p.name: p.role for p in describe(graph).positions} == {
        "cause": "input",
        "a": "engine",
        "b": "engine",
        "between": "link",
        "c": "engine",
        "d": "engine",
        "result": "output",
        "elsewhere": "apart",
        "nowhere": "apart",
    }
    assert describe(graph).exogenous == pytest.approx(2 / 9)


def test_a_long_chain_needs_no_recursion() -> None:
    """A path of many variables is described."""
    edges = [Edge(source=f"v{i}", target=f"v{i + 1}") for i in range(5000)]
    found = describe(signed_graph([], edges))
    assert found.positions[0].reaches == 5000
    assert found.positions[0].betweenness is None
