"""Explanations of rules."""

from syrupy.assertion import SnapshotAssertion

from sysdsl.diagnostics import Rule, Severity
from sysdsl.diagnostics.explain import explain


def test_an_explanation_reads_from_meaning_to_remedy(snapshot: SnapshotAssertion) -> None:
    """Title, meaning, why, example, instead, source; prose is wrapped, examples are kept."""
    rule = Rule(
        code="SD-FLOW-UNIT",
        severity=Severity.ERROR,
        title="unit of a flow",
        meaning="The unit of a flow is not the unit of its stock per unit of time, "
        "so that the sum of the stock's flows is not a rate of change of the stock.",
        why="A stock adds up its flows.",
        example="stock population: people = 100\nflow births: people to population {\n  x: 1\n}",
        instead="flow births: people/year to population",
        source="Sterman 2000, section 6.2",
    )
    assert explain(rule) == snapshot
