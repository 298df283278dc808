"""Advice on names is right, and silent on ordinary nouns."""

import pytest

from sysdsl_plugins.causal.names import direction_in, verb_in


@pytest.mark.parametrize(
    "title, instead",
    [
        ("Loss of confidence", "Confidence"),
        ("lack of trust", "trust"),
        ("Increase in waiting times", "Waiting times"),
        ("More staff", "Staff"),
        ("Reduced morale", "Morale"),
        ("Higher workload", "Workload"),
        ("Too few nurses", "Nurses"),
        ("An increase in demand", "Demand"),
    ],
)
def test_a_direction_is_taken_out(title: str, instead: str) -> None:
    """A name with a direction gets a neutral one."""
    advice = direction_in(title)
    assert advice is not None
    assert advice.instead == instead


@pytest.mark.parametrize(
    "title", ["Reduce waiting", "Hiring more staff", "Ensure quality", "Building the bridge"]
)
def test_an_action_is_no_quantity(title: str) -> None:
    """A name that is an action is pointed out."""
    assert verb_in(title) is not None


@pytest.mark.parametrize(
    "title",
    [
        "Housing",
        "Housing market",
        "Staffing",
        "Staffing level",
        "Building",
        "Building stock",
        "Funding gap",
        "Waiting list",
        "Being treated",
        "Leaving",
        "Learning",
        "Training places",
        "Rising main pressure",
        "Higher education places",
        "Lower limb injuries",
        "Confidence",
        "Loss rate",
        "Rate of decline",
        "Improvement capacity",
        "Increase rate",
        "Diminishing returns",
        "Moreover",
        "Spring the elder",
        "Manager attention",
        "Extended family support",
        "Growth",
        "Fatigue",
        "",
    ],
)
def test_ordinary_nouns_are_left_alone(title: str) -> None:
    """Neither rule misfires on a noun."""
    assert direction_in(title) is None
    assert verb_in(title) is None
