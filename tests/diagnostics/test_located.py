"""Places, order, fingerprints, severities and the summary line."""

from collections.abc import Mapping, Sequence

import attrs
import pytest

from sysdsl.diagnostics import Anchor, Edit, Fix, Location, Rule, Severity
from sysdsl.diagnostics.located import Located, locate, merged, region, worst_first
from sysdsl.diagnostics.severities import summary, with_severities
from sysdsl.source import Position, SourceText, Span

RULE = Rule(
    code="SD-X", severity=Severity.WARNING, title="", meaning="", why="", example="", instead=""
)


def nowhere(_anchor: Anchor) -> None:
    """Find no anchor."""


def test_diagnostics_are_sorted_by_place_and_repetitions_dropped() -> None:
    """Files by name, then places; what has no place comes last; what is said twice, once."""
    late = RULE.at(Location("a", Span(9, 9)), "late")
    other = RULE.at(Location("b", Span(0, 0)), "other file")
    early = RULE.at(Location("a", Span(1, 1)), "early")
    unplaced = RULE.at(Anchor("x"), "unplaced")
    found = locate([unplaced, late, other, early, late], where=nowhere)
    assert [i.diagnostic.message for i in found] == ["early", "late", "other file", "unplaced"]


def test_fingerprints_survive_edits_elsewhere() -> None:
    """A finding keeps its fingerprint when lines move, and no two findings share one."""

    def findings(offset: int) -> list[str]:
        places = [Anchor("births"), Anchor("births"), Anchor("deaths")]
        diagnostics = [RULE.at(place, f"message {n}") for n, place in enumerate(places)]
        found = locate(diagnostics, where=lambda _anchor: Location("a", Span(offset, offset)))
        return sorted(item.fingerprint for item in found)

    assert findings(0) == findings(5000)
    assert len(set(findings(0))) == 3


def test_elements_of_one_name_in_two_models_have_fingerprints_of_their_own() -> None:
    """Put together, the findings of several models are counted over all of them."""
    models = [
        locate([RULE.at(Anchor("births"), "m")], where=lambda _a, p=path: Location(p, Span(0, 0)))
        for path in ("b", "a")
    ]
    found = merged(item for model in models for item in model)
    assert [item.path for item in found] == ["a", "b"]
    assert len({item.fingerprint for item in found}) == 2


def test_a_byte_order_mark_takes_no_column() -> None:
    """Columns agree with what editors show."""
    sources = {"a": SourceText("a", "\ufeffstock x\nstock y")}
    first = region(Location("a", Span(7, 8)), sources)
    second = region(Location("a", Span(15, 16)), sources)
    assert (first.start, first.end) == (Position(1, 7), Position(1, 8))
    assert second.start == Position(2, 7)


def test_places_outside_the_text_count_as_its_end() -> None:
    """A wrong offset or an unknown file never raises."""
    assert region(Location("a", Span(99, 3)), {"a": SourceText("a", "xy")}).end == Position(1, 3)
    assert region(Location("gone", Span(9, 9)), {}).start == Position(1, 1)


def test_a_fix_is_offered_whole_or_not_at_all() -> None:
    """A fix with an edit whose place has no text is left out."""
    here, there = Location("a", Span(0, 1)), Anchor("gone")
    fixes = (Fix("whole", (Edit(here, "x"),)), Fix("half", (Edit(here, "x"), Edit(there, "y"))))
    found = locate([RULE.at(here, "m", fixes=fixes)], where=nowhere)
    assert [fix.title for fix in found[0].fixes] == ["whole"]


def test_worst_come_first_and_ties_keep_the_order_of_the_text(
    located: Sequence[Located],
) -> None:
    """Errors, warnings, hints, findings."""
    ranks = [item.diagnostic.severity.rank for item in worst_first(located)]
    assert ranks == sorted(ranks)
    assert ranks == [0, 1, 1, 2, 3]


@pytest.mark.parametrize(
    "overrides, expected",
    [
        ({}, Severity.WARNING),
        ({"SD-X": Severity.ERROR}, Severity.ERROR),
        ({"SD-*": Severity.HINT}, Severity.HINT),
        ({"SD-*": Severity.HINT, "SD-X": None}, None),
        ({"SD-*": None, "SD-X": Severity.INFO}, Severity.INFO),
        ({"SD": None}, Severity.WARNING),
    ],
)
def test_a_workspace_changes_severities(
    overrides: Mapping[str, Severity | None], expected: Severity | None
) -> None:
    """A code, or the beginning of codes, gets another severity or is left out."""
    changed = with_severities([RULE.at(Anchor("x"), "m")], overrides)
    assert [d.severity for d in changed] == ([] if expected is None else [expected])


def test_errors_stay_errors() -> None:
    """What makes analysis impossible cannot be switched off."""
    error = attrs.evolve(RULE.at(Anchor("x"), "m"), severity=Severity.ERROR)
    assert with_severities([error], {"SD-X": None}) == (error,)


def test_the_summary_is_plain_english(located: Sequence[Located]) -> None:
    """Numbers agree with their nouns."""
    assert summary(located, 3) == "1 error, 2 warnings, 1 hint, 1 finding in 3 files"
    assert summary((), 1) == "No problems in 1 file"
