"""Perspectives are compared without hiding a conflict."""

from collections.abc import Callable

import pytest

from sysdsl_plugins.causal.compare import Standpoint, compare, compare_all
from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.polarity import Sign

Reader = Callable[[str], SignedGraph]


@pytest.fixture
def standpoints(causal_map: Reader) -> tuple[Standpoint, ...]:
    """Two perspectives on escalation beds."""
    hospital = causal_map("delayed ->+ beds ->- delayed; beds ->+ staff_need; winter ->+ delayed")
    community = causal_map("delayed ->+ beds ->+ delayed; delayed ->+ frailty")
    return (
        Standpoint(name="hospital", title="Hospital", graph=hospital),
        Standpoint(
            name="community",
            title="Community",
            graph=community,
            denied=frozenset({("beds", "staff_need")}),
        ),
    )


def test_conflicts_are_listed(standpoints: tuple[Standpoint, ...]) -> None:
    """A link with two signs is a conflict, a denied link another."""
    (found,) = compare_all(standpoints)
    assert found.conflicts == ((("beds", "delayed"), Sign.MINUS, Sign.PLUS),)
    assert found.denied == ((("beds", "staff_need"), "community"),)
    assert found.shared == (("delayed", "beds"),)
    assert found.only_second == (("delayed", "frailty"),)


def test_numbers(standpoints: tuple[Standpoint, ...]) -> None:
    """Two of five variables and two of five linked pairs are shared; 1 right, 4 wrong."""
    (found,) = compare_all(standpoints)
    assert found.variables == pytest.approx(2 / 5)
    assert found.links == pytest.approx(2 / 5)
    assert found.score == 1 - 1 - 2 - 1


def test_a_map_agrees_with_itself(standpoints: tuple[Standpoint, ...]) -> None:
    """Identical maps share everything."""
    found = compare(standpoints[0], standpoints[0])
    assert (found.variables, found.links, found.score) == (1.0, 1.0, 4)
