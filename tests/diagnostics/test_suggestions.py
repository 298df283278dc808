"""Did you mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.diagnostics.suggestions import did_you_mean, nearest

KINDS = ["stock", "flow", "aux", "feedback", "scenario", "system", "sensor"]


@pytest.mark.parametrize(
    "slip, meant",
    [
        ("flwo", "flow"),
        ("stok", "stock"),
        ("Stock", "stock"),
        ("fedback", "feedback"),
        ("scenraoi", "scenario"),
        ("sytem", "system"),
    ],
)
def test_slips_find_the_name_meant(slip: str, meant: str) -> None:
    """A wrong, missing, extra or swapped letter, or capitals, still find the name."""
    assert nearest(slip, KINDS) == (meant,)


@pytest.mark.parametrize("name", ["stock", "xx", "population", "ox", "lever"])
def test_other_names_find_nothing(name: str) -> None:
    """A name that is right, very short or different suggests nothing."""
    assert nearest(name, ["stock", "flow", "aux"]) == ()


def test_the_hint_lists_the_best_first() -> None:
    """Several candidates are joined in plain English."""
    assert did_you_mean("flwo", KINDS) == "Did you mean `flow`?"
    hint = did_you_mean("ward_a", ["ward_b", "ward_c", "ward_aa", "ward_d"])
    assert hint == "Did you mean `ward_b`, `ward_c` or `ward_aa`?"
    assert did_you_mean("zzzz", KINDS) is None


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_suggestions_are_symmetric_for_names_of_one_length(left: str, right: str) -> None:
    """If a suggests b, then b suggests a."""
    if len(left) == len(right):
        assert bool(nearest(left, [right])) == bool(nearest(right, [left]))


def test_names_of_a_megabyte_are_compared_by_their_beginning() -> None:
    """Hostile names cost no more than others."""
    assert nearest("a" * 1_000_000, ["b" * 1_000_000, "c"]) == ()
