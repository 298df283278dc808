"""Sides of a property and blocks of statements: what is, what ought to be, before and after."""

from __future__ import annotations

import pytest

from sysdsl.model.element import Sides
from workspace import check, codes, said

_ACTORS = "actor carers\nactor board\n"


@pytest.mark.parametrize(
    "body",
    [
        'purpose { is: "Beds are full"; ought: "People are home" }',
        'purpose {\n  is: "Beds are full"\n  ought: "People are home"\n  because: "Said in May"\n}',
        'is { purpose: "Beds are full" }\nought { purpose: "People are home" }',
    ],
)
def test_a_property_has_sides(body: str) -> None:
    """Sides stand in the body of the property, or the property in the body of each side."""
    checked = check(f"system county {{\n{body}\n}}\n")
    assert [x.diagnostic.message for x in checked.diagnostics] == []
    assert checked.model.elements["county"].sides == (
        ("purpose", Sides(values=(("is", "Beds are full"), ("ought", "People are home")))),
    )


def test_sides_of_references() -> None:
    """Each side of a list is a list of what is meant."""
    text = f"{_ACTORS}system county {{ inside {{ is: carers; ought: [carers, board] }} }}\n"
    assert codes(text) == []
    assert check(text).model.elements["county"].sides == (
        ("inside", Sides(values=(("is", ("carers",)), ("ought", ("carers", "board"))))),
    )


def test_a_side_of_the_wrong_kind() -> None:
    """A side is checked as the property itself is, at its own place."""
    text = "system county { purpose { is: carers } }\n"
    assert said(_ACTORS + text, "MDL-WRONG-VALUE") == ["carers"]


def test_a_side_given_twice() -> None:
    """A second line for one side neither wins nor loses in silence."""
    text = 'system county { purpose { is: "a"; is: "b" } }\n'
    assert codes(text) == ["MDL-REPEATED-PROPERTY"]


def test_a_side_that_is_none() -> None:
    """A misspelt side is named, with the one that was meant."""
    (found,) = check('system county { purpose { oughts: "a" } }\n').diagnostics
    assert found.diagnostic.code == "MDL-UNKNOWN-PROPERTY"
    assert found.diagnostic.hint == "did you mean `ought`?"


def test_what_holds_before_and_after_stays_out_of_the_map() -> None:
    """Variables and links of a mode are elements with that mode, and no part of the base map."""
    text = (
        "pressure ->+ overtime ->+ pressure\n"
        'feedback R1 "More": pressure ->+ overtime ->+ pressure\n'
        'after {\n  variable calm "Calm"\n  calm ->- overtime because "Rested people go home"\n}\n'
    )
    checked = check(text)
    assert [x.diagnostic.message for x in checked.diagnostics] == []
    assert checked.model.elements["after.calm"].mode == "after"
    assert checked.model.elements["after.calm -> overtime"].mode == "after"
