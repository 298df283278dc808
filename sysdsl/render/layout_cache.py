"""Positions and bends of a picture: the result of layout and the content of its side file."""

from __future__ import annotations

import hashlib
import json
from math import isnan
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

ALGORITHM = 1
"""Version of the layout: a side file of another one stays valid but cannot be reproduced."""


_REACH = 20_000.0


class UnreadableLayout(ValueError):  # noqa: N818  it names the state, not a fault
    """A side file that is not a layout."""


@attrs.frozen(kw_only=True)
class LayoutCache:
    """Where things are.

    Attributes:
        nodes: Centre of each node in whole pixels.
        edges: Bend of each link, by its key `source>target`.
        graph: Hash of what was laid out.
        algorithm: Version of the layout that made it.
    """

    nodes: Mapping[str, tuple[float, float]]
    edges: Mapping[str, float]
    graph: str = ""
    algorithm: int = ALGORITHM


@attrs.frozen(kw_only=True)
class LayoutDrift:
    """How a side file differs from what is to be drawn; all empty when it fits.

    Attributes:
        nodes_added: Ids to be drawn without a stored position.
        nodes_removed: Stored ids that are gone.
        links_added, links_removed: The same for links.
        algorithm_changed: The file was made by another version of the layout.
    """

    nodes_added: tuple[str, ...] = ()
    nodes_removed: tuple[str, ...] = ()
    links_added: tuple[str, ...] = ()
    links_removed: tuple[str, ...] = ()
    algorithm_changed: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """Names of what differs, such as `nodes-added`."""
        named = {
            "nodes-added": self.nodes_added,
            "nodes-removed": self.nodes_removed,
            "links-added": self.links_added,
            "links-removed": self.links_removed,
            "algorithm-changed": self.algorithm_changed,
        }
        return tuple(name for name, there in named.items() if there)


def within_reach(at: tuple[float, float]) -> tuple[float, float]:
    """Return a place that a picture can hold: coordinates beyond 20,000 pixels are cut there.

    Positions come from people's texts and files; one slip must not ask for a picture of a
    kilometre.
    """
    x, y = (min(max(value, -_REACH), _REACH) if not isnan(value) else 0.0 for value in at)
    return float(x), float(y)


def graph_hash(nodes: Collection[str], links: Collection[str]) -> str:
    """Return a short hash of the names of nodes and links, whatever their order."""
    text = json.dumps([sorted(nodes), sorted(links)], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def drift(cache: LayoutCache, nodes: Collection[str], links: Collection[str]) -> LayoutDrift:
    """Compare a side file with the nodes and links to be drawn."""
    return LayoutDrift(
        nodes_added=tuple(sorted(set(nodes) - cache.nodes.keys())),
        nodes_removed=tuple(sorted(cache.nodes.keys() - set(nodes))),
        links_added=tuple(sorted(set(links) - cache.edges.keys())),
        links_removed=tuple(sorted(cache.edges.keys() - set(links))),
        algorithm_changed=cache.algorithm != ALGORITHM,
    )


def to_json(cache: LayoutCache) -> str:
    """Return the side file: sorted, a line for each node and link, for small differences."""
    nodes = [
        f"    {_text(name)}: [{_short(x)}, {_short(y)}]"
        for name, (x, y) in sorted(cache.nodes.items())
    ]
    edges = [f"    {_text(name)}: {_short(bend)}" for name, bend in sorted(cache.edges.items())]
    return (
        f'{{\n  "algorithm": {cache.algorithm},\n  "graph": {_text(cache.graph)},\n'
        f'  "nodes": {_block(nodes)},\n  "edges": {_block(edges)}\n}}\n'
    )


def from_json(text: str) -> LayoutCache:
    """Read a side file.

    Raises:
        UnreadableLayout: It is not one.
    """
    try:
        data = json.loads(text)
        return LayoutCache(
            nodes={
                str(name): (_coordinate(x), _coordinate(y))
                for name, (x, y) in data["nodes"].items()
            },
            edges={
                str(name): max(-0.9, min(0.9, _coordinate(bend)))
                for name, bend in data["edges"].items()
            },
            graph=str(data.get("graph", "")),
            algorithm=int(data.get("algorithm", 0)),
        )
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        message = "this is not a layout file"
        raise UnreadableLayout(message) from error


def _coordinate(value: object) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not -_REACH <= value <= _REACH
    ):
        raise TypeError(value)
    return float(value)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _short(value: float) -> str:
    return json.dumps(int(value) if value == int(value) else round(value, 3))


def _block(lines: list[str]) -> str:
    return "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
