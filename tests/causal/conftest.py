"""Causal maps written as links, for the tests of this folder."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sysdsl.engine.engine import CORE_RULES, Checked, Engine
from sysdsl.plugin.loader import Source, load
from sysdsl_plugins.causal import plugin
from sysdsl_plugins.causal.graph import Edge, Node, SignedGraph, signed_graph
from sysdsl_plugins.causal.polarity import Sign

_ARROW = re.compile(r"([-~])>([-+?]?)")


def read_map(text: str) -> SignedGraph:
    """Read chains such as `a ->+ b ~>- c` and variables such as `goal: stock #tag @owner`."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for line in filter(None, (part.strip() for part in re.split(r"[\n;]", text))):
        if _ARROW.search(line):
            first, *rest = _ARROW.split(line)
            source = first.strip()
            for dash, sign, target in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
                edges.append(
                    Edge(
                        source=source,
                        target=target.strip(),
                        sign=Sign(sign or "?"),
                        delayed=dash == "~",
                        unsigned=not sign,
                    )
                )
                source = target.strip()
        else:
            name, _, facts = line.partition(":")
            words = facts.split()
            nodes.append(
                Node(
                    name=name.strip(),
                    type=next((w for w in words if w[0] not in "#@"), ""),
                    tags=tuple(w[1:] for w in words if w[0] == "#"),
                    owner=next((w[1:] for w in words if w[0] == "@"), None),
                )
            )
    return signed_graph(nodes, edges)


@pytest.fixture(scope="session")
def causal_map() -> Callable[[str], SignedGraph]:
    """A reader of causal maps."""
    return read_map


@pytest.fixture(scope="session")
def check() -> Callable[[str], Checked]:
    """A function that checks a text with this method alone."""
    registry = load([Source("causal", lambda: plugin)], CORE_RULES).value

    def run(text: str) -> Checked:
        engine = Engine(registry)
        engine.put("model.sysdsl", text)
        (folder,) = engine.models()
        return engine.check(folder)

    return run
