"""A store of query results that recomputes only what a change can reach.

The technique is that of incremental compilers: each result remembers what it read and when it
last changed. After a change of an input a result is first checked, not recomputed: when nothing
that it read has changed, it is still good (green). When something has, it is recomputed, and if
the new result equals the old one, what depends on it stays good as well (early cut-off). A new
comment therefore re-parses one file and re-runs no check.

It rests on three promises of the functions stored: they are pure, they read inputs through the
store only, and their results are frozen values.

A store serves one thread at a time. Queries call one another on the interpreter's stack: chains
of 150 fit, so what may be longer (a chain of imports) is walked inside one query.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

import attrs

from sysdsl.engine.sameness import same

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Node = tuple["Query[Any, Any] | Input[Any, Any]", Hashable]


class QueryCycleError(Exception):
    """A query needs its own result.

    Attributes:
        path: Names and keys from the query back to itself; the first and last are the same.
    """

    def __init__(self, path: tuple[tuple[str, Hashable], ...]) -> None:
        super().__init__(" -> ".join(f"{name}({key!r})" for name, key in path))
        self.path = path


@attrs.frozen(eq=False)
class Input(Generic[K, V]):
    """A kind of input, e.g. the texts of files by path; called with a store it reads one.

    Attributes:
        name: What is read, for messages.
        default: What a key has that was never put, or was removed.
    """

    name: str
    default: V

    def __call__(self, store: Store, key: K) -> V:
        """Return the value of a key and remember that the running query read it."""
        value: V = store.fetch(self, key)
        return value


@attrs.frozen(eq=False)
class Query(Generic[K, V]):
    """A pure function whose results are remembered; called with a store it gives its result."""

    name: str
    function: Callable[[Store, K], V]

    def __call__(self, store: Store, key: K) -> V:
        """Return the result for a key, computed only if it may differ from the one stored."""
        value: V = store.fetch(self, key)
        return value


def query(function: Callable[[Store, K], V]) -> Query[K, V]:
    """Declare a query: a function of a store and one hashable key."""
    return Query(function.__name__, function)


@attrs.define
class _Memo:
    """A result: when it last changed, when it was last known to be good, and what it read."""

    value: Any
    changed_at: int
    verified_at: int
    reads: tuple[Node, ...] = ()


class Store:
    """Inputs and the results computed from them."""

    def __init__(self, interrupt: Callable[[], None] | None = None) -> None:
        """Make an empty store.

        Args:
            interrupt: Called before each computation; may raise to give the request up. The
                store stays consistent, and what was finished is kept.
        """
        self._interrupt = interrupt
        self._revision = 0
        self._memos: dict[Node, _Memo] = {}
        # The queries that are running, outermost first, with what each has read so far.
        self._running: dict[Node, dict[Node, None]] = {}

    def put(self, source: Input[K, V], key: K, value: V) -> None:
        """Set an input; a value that is the same as before changes nothing."""
        if self._running:
            message = f"{source.name} was put while a query was running"
            raise RuntimeError(message)
        memo = self._memos.get((source, key))
        if same(memo.value if memo else source.default, value):
            return
        self._revision += 1
        self._memos[source, key] = _Memo(value, self._revision, self._revision)

    def remove(self, source: Input[K, V], key: K) -> None:
        """Set an input back to its default."""
        self.put(source, key, source.default)

    def checkpoint(self) -> None:
        """Let a long computation be interrupted here."""
        if self._interrupt is not None:
            self._interrupt()

    def fetch(self, source: Query[Any, Any] | Input[Any, Any], key: Hashable) -> Any:  # noqa: ANN401
        """Return an input or an up-to-date result; queries and inputs call this."""
        node = (source, key)
        if self._running:
            next(reversed(self._running.values()))[node] = None
        if isinstance(source, Input):
            memo = self._memos.get(node)
            return memo.value if memo else source.default
        memo = self._memos.get(node)
        if memo is not None and memo.verified_at == self._revision:
            return memo.value
        if node in self._running:
            raise QueryCycleError(self._cycle(node))
        self._running[node] = {}
        try:
            if memo is not None and self._is_good(memo):
                memo.verified_at = self._revision
                return memo.value
            self.checkpoint()
            self._running[node] = {}  # what checking has read is no reading of the query
            value = source.function(self, key)
            reads = tuple(self._running[node])
        finally:
            del self._running[node]
        return self._remember(node, value, reads)

    def keep(self, roots: Iterable[Node]) -> int:
        """Drop every result that the given ones do not rest on; return how many were dropped.

        Inputs stay. A root is a query with its key: `store.keep([(checked, "a.sysdsl")])`.
        """
        reached: set[Node] = set()
        waiting = list(roots)
        while waiting:
            node = waiting.pop()
            memo = self._memos.get(node)
            if memo is not None and node not in reached:
                reached.add(node)
                waiting.extend(memo.reads)
        dropped = [
            node for node in self._memos if node not in reached and not isinstance(node[0], Input)
        ]
        for node in dropped:
            del self._memos[node]
        return len(dropped)

    def _is_good(self, memo: _Memo) -> bool:
        """Say whether nothing that a result read has changed since it was last good.

        What it read is brought up to date in the order it was read, stopping at the first
        change: later reads may have been made only because of earlier values.
        """
        for source, key in memo.reads:
            try:
                if isinstance(source, Query):
                    self.fetch(source, key)
            except QueryCycleError:
                return False  # the query that met the circle may know what to make of it
            read = self._memos.get((source, key))
            if read is not None and read.changed_at > memo.verified_at:
                return False
        return True

    def _remember(self, node: Node, value: Any, reads: tuple[Node, ...]) -> Any:  # noqa: ANN401
        """Store a result; one that is the same as before keeps its value and its age."""
        old = self._memos.get(node)
        if old is not None and same(old.value, value):
            old.verified_at, old.reads = self._revision, reads
            return old.value
        self._memos[node] = _Memo(value, self._revision, self._revision, reads)
        return value

    def _cycle(self, node: Node) -> tuple[tuple[str, Hashable], ...]:
        nodes = list(self._running)
        circle = [*nodes[nodes.index(node) :], node]
        return tuple((source.name, key) for source, key in circle)
