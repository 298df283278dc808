"""What can be wrong with a unit before any equation is looked at."""

from __future__ import annotations

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Location, Rule, Severity

UNIT_CIRCULAR = Rule(
    code="UNIT-CIRCULAR",
    severity=Severity.ERROR,
    title="units defined by one another",
    meaning="The definition of a unit leads back to the unit itself.",
    why="A conversion that goes in a circle gives no factor, or contradicts itself.",
    example="unit shift = 0.5 working_day\nunit working_day = 2 shift",
    instead="unit shift = 4 hours\nunit working_day = 8 hours",
)

UNIT_DECLARED_TWICE = Rule(
    code="UNIT-DECLARED-TWICE",
    severity=Severity.ERROR,
    title="unit declared twice",
    meaning="Two declarations give a meaning to the same unit, or to its plural or alias.",
    why="The second would silently change every equation that uses the unit.",
    example="unit shift = 8 hours\nunit shifts = 12 hours",
    instead="unit shift = 8 hours\nunit long_shift = 12 hours",
)

UNIT_EXPONENT = Rule(
    code="UNIT-EXPONENT",
    severity=Severity.ERROR,
    title="exponent of a unit out of range",
    meaning="A unit is raised to a power beyond 64, or a number in it is not a usable factor.",
    why="No quantity has such a unit: it is a slip of the keyboard, or a text made to do harm.",
    example="unit block = 1 [m^60]\nconst built : block^2 = 3",
    instead="unit block = 1 [m^2]\nconst built : block = 3",
)

UNIT_NEAR_MISS = Rule(
    code="UNIT-NEAR-MISS",
    severity=Severity.WARNING,
    title="unit that looks misspelt",
    meaning="A unit is used once and differs by a letter or two from one used elsewhere.",
    why="Units spring into being by use, so a slip makes a new dimension, and equations that are "
    "right are then reported as inconsistent.",
    example="stock waiting : people\nstock home : peolpe",
    instead="stock waiting : people\nstock home : people",
)

UNIT_UNREADABLE = Rule(
    code="UNIT-UNREADABLE",
    severity=Severity.ERROR,
    title="unit that cannot be read",
    meaning="A text that should be a unit is not names joined by `*`, `/`, `^` and brackets.",
    why="Without its unit, an equation cannot be checked.",
    example='unit occupancy { measures: "people per (bed" }',
    instead='unit occupancy { measures: "people/bed" }',
)

RULES = (UNIT_CIRCULAR, UNIT_DECLARED_TWICE, UNIT_EXPONENT, UNIT_NEAR_MISS, UNIT_UNREADABLE)


@attrs.frozen
class UnitProblem:
    """Why a unit cannot be read: a rule with its message, still without a place.

    Attributes:
        rule: The rule broken.
        message: What is the case, one line.
        hint: What to do, or None.
        name: The unit's name the problem is about.
    """

    rule: Rule
    message: str
    hint: str | None = None
    name: str = ""

    def at(self, place: Location | Anchor) -> Diagnostic:
        """Return the diagnostic of this problem at a place."""
        return self.rule.at(place, self.message, hint=self.hint)
