"""The store of query results: what is recomputed, and what is not."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.engine.sameness import same
from sysdsl.engine.store import Input, QueryCycleError, Store, query

TEXTS: Input[str, str] = Input("text", "")
FILES: Input[None, tuple[str, ...]] = Input("files", ())


@attrs.frozen
class Lines:
    """A text without its comments."""

    lines: tuple[str, ...]


class Log(list[str]):
    """What has been computed, in order, since it was last asked."""

    def taken(self) -> list[str]:
        """Return the entries and forget them."""
        entries = list(self)
        self.clear()
        return entries


@pytest.fixture
def log() -> Log:
    """Return an empty log."""
    return Log()


@pytest.fixture
def project(log: Log):
    """Return a chain of queries over texts: parse, check each, check all."""

    @query
    def parsed(store: Store, path: str) -> Lines:
        log.append(f"parse {path}")
        lines = TEXTS(store, path).splitlines()
        return Lines(tuple(line for line in lines if not line.startswith("//")))

    @query
    def checked(store: Store, path: str) -> tuple[str, ...]:
        log.append(f"check {path}")
        return tuple(line for line in parsed(store, path).lines if "!" in line)

    @query
    def everything(store: Store, key: None) -> tuple[str, ...]:
        log.append("all")
        return tuple(f for path in FILES(store, key) for f in checked(store, path))

    store = Store()
    store.put(FILES, None, ("a", "b"))
    store.put(TEXTS, "a", "one\ntwo!")
    store.put(TEXTS, "b", "three")
    return store, parsed, checked, everything


def test_results_are_computed_once(project, log: Log) -> None:
    """A second question is answered from the store."""
    store, _, _, everything = project
    assert everything(store, None) == ("two!",)
    assert log.taken() == ["all", "check a", "parse a", "check b", "parse b"]
    assert everything(store, None) == ("two!",)
    assert log.taken() == []


def test_a_comment_re_parses_one_file_and_checks_nothing(project, log: Log) -> None:
    """A result equal to the one before stops the wave of recomputation."""
    store, _, _, everything = project
    everything(store, None)
    log.taken()
    store.put(TEXTS, "a", "// new\none\ntwo!")
    assert everything(store, None) == ("two!",)
    assert log.taken() == ["parse a"]


def test_a_change_recomputes_only_what_it_reaches(project, log: Log) -> None:
    """The other file is neither parsed nor checked again."""
    store, _, _, everything = project
    everything(store, None)
    log.taken()
    store.put(TEXTS, "b", "three!")
    assert everything(store, None) == ("two!", "three!")
    assert log.taken() == ["parse b", "check b", "all"]


def test_putting_the_same_value_changes_nothing(project, log: Log) -> None:
    """An input that is set to what it is already starts no recomputation."""
    store, _, _, everything = project
    everything(store, None)
    log.taken()
    store.put(TEXTS, "a", "one\ntwo!")
    everything(store, None)
    assert log.taken() == []


def test_a_removed_file_is_no_longer_asked_for(project, log: Log) -> None:
    """The list of files is read first: what is not in it is not brought up to date."""
    store, _, _, everything = project
    everything(store, None)
    log.taken()
    store.put(FILES, None, ("b",))
    store.remove(TEXTS, "a")
    assert everything(store, None) == ()
    assert log.taken() == ["all"]


def test_a_read_of_a_missing_input_is_remembered(project, log: Log) -> None:
    """A file that appears later wakes what looked for it in vain."""
    store, _, checked, _ = project
    assert checked(store, "c") == ()
    log.taken()
    store.put(TEXTS, "c", "new!")
    assert checked(store, "c") == ("new!",)
    assert log.taken() == ["parse c", "check c"]


def test_not_a_number_stops_the_wave_like_any_result(log: Log) -> None:
    """A result with NaN equals the same result with NaN."""

    @query
    def simulated(store: Store, path: str) -> Lines:
        log.append("simulate")
        return Lines((float("nan"), len(TEXTS(store, path)) > 0))  # type: ignore[arg-type]

    @query
    def reported(store: Store, path: str) -> str:
        log.append("report")
        return str(simulated(store, path))

    store = Store()
    store.put(TEXTS, "a", "x")
    reported(store, "a")
    store.put(TEXTS, "a", "y")
    reported(store, "a")
    assert log.taken() == ["report", "simulate", "simulate"]


def test_a_query_that_needs_itself_is_named(log: Log) -> None:
    """A circle raises with its way round, and leaves the store usable."""

    @query
    def first(store: Store, key: str) -> int:
        return second(store, key) if TEXTS(store, key) == "circle" else 1

    @query
    def second(store: Store, key: str) -> int:
        return first(store, key) + 1

    store = Store()
    store.put(TEXTS, "k", "circle")
    with pytest.raises(QueryCycleError) as error:
        first(store, "k")
    assert error.value.path == (("first", "k"), ("second", "k"), ("first", "k"))
    assert str(error.value) == "first('k') -> second('k') -> first('k')"
    store.put(TEXTS, "k", "straight")
    assert second(store, "k") == 2


def test_a_query_may_answer_for_a_circle(log: Log) -> None:
    """A query that handles a circle does so again after a change."""

    @query
    def outer(store: Store, key: str) -> str:
        return f"{inner(store, key)} {TEXTS(store, key)}"

    @query
    def inner(store: Store, key: str) -> str:
        try:
            return outer(store, key)
        except QueryCycleError:
            return "circle"

    store = Store()
    store.put(TEXTS, "k", "one")
    assert outer(store, "k") == "circle one"
    store.put(TEXTS, "k", "two")
    assert outer(store, "k") == "circle two"


def test_an_exception_is_not_stored(log: Log) -> None:
    """A function that raised is tried again, and what it read is kept."""

    @query
    def parsed(store: Store, key: str) -> str:
        log.append("parse")
        return TEXTS(store, key)

    @query
    def fragile(store: Store, key: str) -> int:
        return 1 // len(parsed(store, key))

    store = Store()
    with pytest.raises(ZeroDivisionError):
        fragile(store, "k")
    with pytest.raises(ZeroDivisionError):
        fragile(store, "k")
    assert log.taken() == ["parse"]
    store.put(TEXTS, "k", "x")
    assert fragile(store, "k") == 1


def test_an_interrupted_request_keeps_what_was_finished(log: Log) -> None:
    """The hook may raise before any computation; a later request goes on from there."""

    class GivenUpError(Exception):
        """The user has typed on."""

    budget = [2]

    def interrupt() -> None:
        budget[0] -= 1
        if budget[0] < 0:
            raise GivenUpError

    @query
    def part(store: Store, key: int) -> int:
        log.append(f"part {key}")
        return key

    @query
    def whole(store: Store, key: int) -> int:
        return sum(part(store, n) for n in range(key))

    store = Store(interrupt)
    with pytest.raises(GivenUpError):
        whole(store, 3)
    assert log.taken() == ["part 0"]
    budget[0] = 100
    assert whole(store, 3) == 3
    assert log.taken() == ["part 1", "part 2"]


def test_inputs_stay_put_while_a_query_runs() -> None:
    """A query that sets an input is a bug and is told so."""

    @query
    def meddling(store: Store, key: str) -> str:
        store.put(TEXTS, key, "changed")
        return key

    with pytest.raises(RuntimeError, match="text was put while a query was running"):
        meddling(Store(), "k")


def test_results_nobody_rests_on_are_dropped(project, log: Log) -> None:
    """Memory follows the files that are open; what is kept is not computed again."""
    store, _, checked, _ = project
    checked(store, "a")
    checked(store, "b")
    log.taken()
    assert store.keep([(checked, "a")]) == 2
    checked(store, "a")
    assert log.taken() == []
    checked(store, "b")
    assert log.taken() == ["check b", "parse b"]


def test_queries_may_be_150_deep() -> None:
    """A long chain of queries fits into the interpreter's stack, cold and warm."""

    @query
    def deep(store: Store, key: int) -> int:
        return deep(store, key - 1) + 1 if key else len(TEXTS(store, "a"))

    store = Store()
    assert deep(store, 150) == 150
    store.put(TEXTS, "a", "x")
    assert deep(store, 150) == 151


_CELL = Input[int, int]("cell", 0)


@query
def _total(store: Store, key: int) -> int:
    """Add up what the digits of a cell refer to: a random, changing graph of reads."""
    value = _CELL(store, key)
    below = [int(digit) for digit in str(value) if int(digit) < key]
    return value % 7 + sum(_total(store, other) for other in below)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 999), st.integers(0, 9)), max_size=20))
def test_incremental_equals_fresh(edits: list[tuple[int, int, int]]) -> None:
    """After any edits and questions, every answer is that of a store that starts anew."""
    kept = Store()
    cells: dict[int, int] = {}
    for cell, value, asked in edits:
        kept.put(_CELL, cell, value)
        cells[cell] = value
        fresh = Store()
        for key, content in cells.items():
            fresh.put(_CELL, key, content)
        assert _total(kept, asked) == _total(fresh, asked)


@pytest.mark.parametrize(
    "left, right, expected",
    [
        (float("nan"), float("nan"), True),
        ((1.0, (float("nan"),)), (1.0, (float("nan"),)), True),
        (Lines(("a",)), Lines(("a",)), True),
        (Lines(("a",)), Lines(("b",)), False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        (1, 1.0, False),
        (1, True, False),
        ((1, 2), (1, 2, 3), False),
        (frozenset({1}), frozenset({1}), True),
        (None, (), False),
    ],
)
def test_sameness(left: object, right: object, expected: bool) -> None:
    """Equal content, NaN included; order and type count."""
    assert same(left, right) is expected
    assert same(right, left) is expected


def test_sameness_of_deep_values_does_not_recurse() -> None:
    """Nesting of 100,000 is compared with a stack of its own."""
    left: tuple[object, ...] = ()
    right: tuple[object, ...] = ()
    for _ in range(100_000):
        left, right = (left,), (right,)
    assert same(left, right)
