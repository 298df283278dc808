"""The checks that belong to no method."""

from sysdsl.check.names import (
    differing_in_case,
    looking_misspelt,
    names_and_arrows,
    names_of,
)
from sysdsl.check.unit_names import doubtful_units, units_written
from sysdsl.model.rules import NAME_CASE, NAME_SIMILAR
from sysdsl.plugin.declarations import Check
from sysdsl.units.rules import RULES as UNIT_RULES

CORE_CHECKS: tuple[Check, ...] = (
    Check(rules=(NAME_CASE,), whole=differing_in_case, key=names_of),
    Check(rules=(NAME_SIMILAR,), whole=looking_misspelt, key=names_and_arrows),
    Check(rules=UNIT_RULES, whole=doubtful_units, key=units_written),
)
"""In the order in which they run."""
