"""A small model with one diagnostic of each severity."""

from collections.abc import Mapping

import attrs
import pytest

from sysdsl.diagnostics import (
    Anchor,
    Catalogue,
    Diagnostic,
    Edit,
    Fix,
    Label,
    Location,
    Rule,
    Severity,
)
from sysdsl.diagnostics.formats import FormatOptions
from sysdsl.diagnostics.located import Located, locate
from sysdsl.source import SourceText, Span

FLOW_UNIT = Rule(
    code="SD-FLOW-UNIT",
    severity=Severity.ERROR,
    title="unit of a flow",
    meaning="The unit of a flow is not the unit of its stock per unit of time.",
    why="A stock adds up its flows over time. With another unit the sum means nothing.",
    example="stock population: people = 100\nflow births: people to population",
    instead="flow births: people/year to population",
    source="Sterman 2000, section 6.2",
)
NO_SENSE = attrs.evolve(
    FLOW_UNIT, code="SD-UNUSED", severity=Severity.WARNING, title="nothing depends on it"
)

TEXTS = {
    "care/population.sysdsl": (
        "// Births and deaths\n"
        "stock population: people = 100\n"
        "\n"
        "flow births: people to population = rate\n"
        "const\t出生率 = 3\n"
        "const 出生率 = 4\n"
    ),
    "care/wards.sysdsl": "\ufeffstock beds: beds = 20\n",
    "empty.sysdsl": "",
}


def at(path: str, words: str, nth: int = 0) -> Location:
    """Return the location of the nth occurrence of words in a text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[path].index(words, start + 1)
    return Location(path, Span(start, start + len(words)))


def _diagnostics() -> tuple[Diagnostic, ...]:
    population, wards = "care/population.sysdsl", "care/wards.sysdsl"
    unit = at(population, "people", 1)
    message = "`births` has unit `people`, but a flow into `population` needs `people/year`"
    return (
        NO_SENSE.at(at(wards, "beds"), "nothing depends on `beds`"),
        NO_SENSE.at(at(population, "出生率", 1), "`出生率` is declared twice"),
        FLOW_UNIT.at(
            unit,
            message,
            note="per what?",
            others=(
                Label(at(population, "people = 100"), "the stock it fills"),
                Label(at(wards, "stock"), "as `beds` here"),
                Label(Anchor("births"), "`births` is drawn in 2 figures"),
            ),
            hint="Write `people/year`.",
            fixes=(Fix("Add `/year`", (Edit(Location(unit.path, Span(68, 68)), "/year"),)),),
        ),
        attrs.evolve(
            NO_SENSE.at(Anchor("generated"), "an archetype: Limits to growth"),
            code="CLD-ARCHETYPE",
            severity=Severity.INFO,
        ),
        attrs.evolve(
            NO_SENSE.at(at(population, "stock population: people = 100\n\nflow"), "two lines"),
            severity=Severity.HINT,
        ),
    )


@pytest.fixture
def sources() -> Mapping[str, SourceText]:
    """Return the files."""
    return {path: SourceText(path, text) for path, text in TEXTS.items()}


@pytest.fixture
def located() -> tuple[Located, ...]:
    """Return the diagnostics with their places."""
    owners = {66: "births"}
    return locate(
        _diagnostics(),
        where=lambda _anchor: None,
        owner=lambda place: owners.get(place.span.start, "births" if place.span.start > 50 else ""),
    )


@pytest.fixture
def options() -> FormatOptions:
    """Return plain options with the rules."""
    return FormatOptions(catalogue=Catalogue.of([FLOW_UNIT, NO_SENSE]), version="1.2.3")
