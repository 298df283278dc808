"""Changes map to Meadows' levels."""

import pytest

from sysdsl_plugins.causal.leverage import LEVELS, Change, ChangeKind, classify, strongest
from sysdsl_plugins.causal.polarity import LoopType


def test_twelve_levels() -> None:
    """The levels run from 12 to 1, and the four weakest are shallow."""
    assert [level.number for level in LEVELS] == list(range(12, 0, -1))
    assert sum(level.shallow for level in LEVELS) == 4


@pytest.mark.parametrize("kind", [k for k in ChangeKind if k is not ChangeKind.LINK])
def test_every_kind_of_change_has_its_level(kind: ChangeKind) -> None:
    """A change other than of a link has one level."""
    assert classify(Change(kind)).name == kind.value


@pytest.mark.parametrize(
    "loops, number",
    [
        ((), 12),
        ((LoopType.INDETERMINATE,), 12),
        ((LoopType.REINFORCING,), 7),
        ((LoopType.REINFORCING, LoopType.BALANCING), 8),
    ],
)
def test_a_link_counts_by_its_loops(loops: tuple[LoopType, ...], number: int) -> None:
    """A link is worth what its loops are, the weaker claim first."""
    assert classify(Change(ChangeKind.LINK, "a -> b", loops)).number == number


def test_the_strongest_counts() -> None:
    """An intervention is worth its strongest change."""
    level = strongest([Change(ChangeKind.CONSTANT), Change(ChangeKind.GOAL)])
    assert level is not None
    assert level.name == "goals"
    assert strongest([]) is None
