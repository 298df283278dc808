"""Everything the user is told: diagnostics, their places, their explanations."""

from sysdsl.diagnostics.catalogue import Catalogue, Rule
from sysdsl.diagnostics.diagnostic import (
    Anchor,
    Diagnostic,
    Edit,
    Fix,
    Label,
    Location,
    Outcome,
    Severity,
)

__all__ = [
    "Anchor",
    "Catalogue",
    "Diagnostic",
    "Edit",
    "Fix",
    "Label",
    "Location",
    "Outcome",
    "Rule",
    "Severity",
]
