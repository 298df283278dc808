"""The checks that belong to no method."""

from sysdsl.check.names import differing_in_case, looking_misspelt
from sysdsl.model.rules import NAME_CASE, NAME_SIMILAR
from sysdsl.plugin.declarations import Check

CORE_CHECKS: tuple[Check, ...] = (
    Check(rules=(NAME_CASE,), whole=differing_in_case),
    Check(rules=(NAME_SIMILAR,), whole=looking_misspelt),
)
"""In the order in which they run."""
