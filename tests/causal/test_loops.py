"""Loops are found completely, in one order, and truncated honestly."""

import os
import subprocess
import sys
from collections.abc import Callable

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from sysdsl_plugins.causal.graph import Edge, Node, SignedGraph, signed_graph
from sysdsl_plugins.causal.loops import (
    Loop,
    find_loops,
    independent_loops,
    link_participation,
    named,
    node_participation,
)
from sysdsl_plugins.causal.polarity import LoopType, Sign

Reader = Callable[[str], SignedGraph]


def complete(size: int) -> SignedGraph:
    """Return a map in which everything is linked to everything."""
    names = [f"v{i:02}" for i in range(size)]
    return signed_graph(
        [Node(name=name) for name in names],
        [Edge(source=a, target=b) for a in names for b in names if a != b],
    )


@st.composite
def maps(draw: st.DrawFn) -> SignedGraph:
    """Draw maps of up to eight variables, self-links included."""
    size = draw(st.integers(1, 8))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    chosen = draw(st.lists(st.tuples(pairs, st.sampled_from(Sign)), unique_by=lambda p: p[0]))
    return signed_graph(
        [Node(name=f"v{i}") for i in range(size)],
        [Edge(source=f"v{a}", target=f"v{b}", sign=sign) for (a, b), sign in chosen],
    )


@given(maps())
@settings(deadline=None)
def test_same_loops_as_networkx(graph: SignedGraph) -> None:
    """Every elementary cycle is found once, as an independent implementation finds it."""
    oracle = nx.DiGraph((edge.source, edge.target) for edge in graph.edges)
    expected = sorted(tuple(sorted(cycle)) for cycle in nx.simple_cycles(oracle))
    found = find_loops(graph)
    assert sorted(tuple(sorted(loop.nodes)) for loop in found.loops) == expected
    assert len(set(found.loops)) == len(found.loops)
    assert not found.truncated


@given(maps(), st.integers(1, 12))
@settings(deadline=None)
def test_truncation_keeps_the_shortest(graph: SignedGraph, cap: int) -> None:
    """A truncated list begins as the full one does and is complete up to the stated length."""
    whole = find_loops(graph).loops
    part = find_loops(graph, cap=cap)
    assert part.truncated is (len(whole) > cap)
    assert [len(loop) for loop in part.loops] == [len(loop) for loop in whole[: len(part.loops)]]
    if part.complete_to is not None:
        short = [loop for loop in whole if len(loop) <= part.complete_to]
        assert list(part.loops[: len(short)]) == short


@given(maps())
@settings(deadline=None)
def test_independent_loops_cover_every_feedback_link(graph: SignedGraph) -> None:
    """The independent set uses every link that any loop uses, within its known bound."""
    every = find_loops(graph).loops
    chosen = independent_loops(graph).loops
    links = {(e.source, e.target) for loop in every for e in loop.edges}
    assert {(e.source, e.target) for loop in chosen for e in loop.edges} == links
    assert set(chosen) <= set(every)
    cyclic = nx.DiGraph(list(links))
    bound = cyclic.number_of_edges() - cyclic.number_of_nodes()
    assert len(chosen) <= bound + nx.number_weakly_connected_components(cyclic)


MARUYAMA = """
  people ->+ modernisation ->+ migration ->+ people
  people ->+ garbage ->+ bacteria ->+ diseases ->- people
  modernisation ->+ sanitation ->- diseases
  sanitation ->- bacteria
"""


def test_maruyama_city_has_four_loops(causal_map: Reader) -> None:
    """A growing city has one balancing loop and three reinforcing ones.

    Source: Maruyama, American Scientist 51 (1963) 164-179.
    """
    found = {
        (frozenset(loop.nodes), loop.type.letter) for loop in find_loops(causal_map(MARUYAMA)).loops
    }
    assert found == {
        (frozenset({"people", "modernisation", "migration"}), "R"),
        (frozenset({"people", "garbage", "bacteria", "diseases"}), "B"),
        (frozenset({"people", "modernisation", "sanitation", "diseases"}), "R"),
        (frozenset({"people", "modernisation", "sanitation", "bacteria", "diseases"}), "R"),
    }


def test_a_complete_map_is_capped() -> None:
    """Eleven variables, all linked, have eleven million loops; the shortest thousand are listed."""
    found = find_loops(complete(11), cap=1000, steps=200_000)
    assert found.truncated
    assert len(found.loops) == 1000
    assert found.complete_to == 3
    assert "up to 3 links" in found.notice


def test_a_step_budget_ends_the_search() -> None:
    """A search that runs out of steps lists what is complete and says so."""
    found = find_loops(complete(9), steps=3000)
    assert found.truncated
    assert found.complete_to is not None
    assert all(len(loop) <= found.complete_to + 1 for loop in found.loops)


def test_a_ring_of_many_variables() -> None:
    """A loop of twenty thousand variables is found without recursion."""
    size = 20_000
    ring = [Edge(source=f"v{i}", target=f"v{(i + 1) % size}") for i in range(size)]
    graph = signed_graph([], ring)
    assert [len(loop) for loop in find_loops(graph).loops] == [size]
    assert find_loops(graph).loops[0].type is LoopType.REINFORCING


def test_unknown_sign_makes_a_loop_indeterminate(causal_map: Reader) -> None:
    """A loop with an unknown link is neither reinforcing nor balancing."""
    graph = causal_map("a ->+ b ->? a; b ~>- a2 ->+ b")
    types = {loop.nodes: (loop.type, loop.delayed) for loop in find_loops(graph).loops}
    assert types == {
        ("a", "b"): (LoopType.INDETERMINATE, False),
        ("b", "a2"): (LoopType.BALANCING, True),
    }


def test_parallel_links_of_opposite_sign_are_unknown(causal_map: Reader) -> None:
    """Two links that disagree leave the loop indeterminate."""
    loops = find_loops(causal_map("a ->+ b ->+ a; a ->- b")).loops
    assert [loop.type for loop in loops] == [LoopType.INDETERMINATE]


def test_names_are_kept_and_continued(causal_map: Reader) -> None:
    """A declared loop keeps its name wherever it begins; others get the next free number."""
    graph = causal_map("a ->+ b ->+ a; b ->+ c ->+ b; b ->- d ->+ b")
    every = find_loops(graph).loops
    declared = Loop(every[1].edges[::-1], name="R1", title="Growth")
    found = named(every, [declared])
    assert [(loop.name, loop.title) for loop in found] == [("R2", ""), ("R1", "Growth"), ("B1", "")]


def test_participation_counts_loops(causal_map: Reader) -> None:
    """Each variable and link knows how many loops go through it."""
    graph = causal_map("a ->+ b ->+ a; b ->- c ->+ b")
    loops = find_loops(graph).loops
    assert [(p.name, p.reinforcing, p.balancing) for p in node_participation(graph, loops)] == [
        ("a", 1, 0),
        ("b", 1, 1),
        ("c", 0, 1),
    ]
    assert set(link_participation(graph, loops).values()) == {1}


def test_the_order_does_not_depend_on_hashing() -> None:
    """Two hash seeds give the same truncated list."""
    script = (
        "from sysdsl_plugins.causal.graph import Edge, signed_graph\n"
        "from sysdsl_plugins.causal.loops import find_loops, independent_loops\n"
        "names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta']\n"
        "g = signed_graph([], [Edge(source=a, target=b) for a in names for b in names if a != b])\n"
        "print([l.text for l in find_loops(g, cap=50).loops])\n"
        "print([l.text for l in independent_loops(g).loops])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(outputs) == 1
