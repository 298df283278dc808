"""The side file of positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.render.layout_cache import (
    ALGORITHM,
    LayoutCache,
    UnreadableLayout,
    drift,
    from_json,
    graph_hash,
    to_json,
)

CACHE = LayoutCache(
    nodes={"population": (676.0, 380.0), "births": (10.0, -4.0)},
    edges={"births>population": 0.2, "population>births": -0.08},
    graph="abc",
)


def test_a_side_file_has_a_line_for_each_node() -> None:
    """The file is sorted, so that a moved node is a difference of one line."""
    assert to_json(CACHE) == (
        '{\n  "algorithm": 1,\n  "graph": "abc",\n  "nodes": {\n'
        '    "births": [10, -4],\n    "population": [676, 380]\n  },\n  "edges": {\n'
        '    "births>population": 0.2,\n    "population>births": -0.08\n  }\n}\n'
    )


names = st.text(min_size=1, max_size=8)
numbers = st.integers(-5000, 5000).map(float)


@given(
    st.dictionaries(names, st.tuples(numbers, numbers)),
    st.dictionaries(names, st.integers(-60, 60).map(lambda k: k / 100)),
)
def test_a_side_file_is_read_as_written(
    nodes: dict[str, tuple[float, float]], edges: dict[str, float]
) -> None:
    """Writing and reading gives the same layout."""
    cache = LayoutCache(nodes=nodes, edges=edges, graph="x")
    assert from_json(to_json(cache)) == cache


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"nodes": [], "edges": {}}',
        '{"nodes": {"a": [1]}, "edges": {}}',
        '{"nodes": {"a": [1, "2"]}, "edges": {}}',
        '{"nodes": {"a": [1, NaN]}, "edges": {}}',
        '{"nodes": {"a": [1, 1e99]}, "edges": {}}',
        '{"nodes": {"a": [true, 2]}, "edges": {}}',
        '{"nodes": {}, "edges": {"a": null}}',
        '{"nodes": {}, "edges": {}, "algorithm": {}}',
        "[" * 100_000,
    ],
)
def test_a_bad_side_file_is_refused(text: str) -> None:
    """Whatever is in the file, reading it gives a layout or one kind of error."""
    with pytest.raises(UnreadableLayout):
        from_json(text)


def test_drift_tells_what_differs() -> None:
    """Each kind of difference is a reason with names."""
    found = drift(CACHE, {"population", "deaths"}, {"births>population", "deaths>population"})
    assert found.reasons == ("nodes-added", "nodes-removed", "links-added", "links-removed")
    assert found.nodes_added == ("deaths",)
    assert found.nodes_removed == ("births",)
    assert drift(CACHE, CACHE.nodes.keys(), CACHE.edges.keys()).reasons == ()


def test_another_algorithm_is_a_drift() -> None:
    """A layout of another version is kept, but said to be one."""
    old = from_json(to_json(CACHE).replace(f'"algorithm": {ALGORITHM}', '"algorithm": 0'))
    assert drift(old, CACHE.nodes.keys(), CACHE.edges.keys()).reasons == ("algorithm-changed",)


def test_the_hash_ignores_order() -> None:
    """The same graph has the same hash, another one has another."""
    assert graph_hash(["a", "b"], ["a>b"]) == graph_hash(["b", "a"], ["a>b"])
    assert graph_hash(["a", "b"], ["a>b"]) != graph_hash(["a", "b"], ["b>a"])
