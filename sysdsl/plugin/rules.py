"""Rules about plugins themselves."""

from __future__ import annotations

from sysdsl.diagnostics import Rule, Severity

PLUGIN_BROKEN = Rule(
    code="PLG-BROKEN",
    severity=Severity.WARNING,
    title="Plugin that cannot be loaded",
    meaning="A method that is installed could not be loaded, or returned what no hook expects.",
    why="Its kinds, checks and pictures are missing; those of all other methods are there.",
    example="An import error inside the plugin.",
    instead="Update or remove the plugin; tell its author.",
)
PLUGIN_FAILED = Rule(
    code="PLG-FAILED",
    severity=Severity.WARNING,
    title="Plugin that failed on this model",
    meaning="A check, an analysis or a picture of a method raised an error on this model.",
    why="Its result is missing; those of all other methods are there.",
    example="A check that divides by the number of loops of a map without loops.",
    instead="Tell the plugin's author, with the model if you may share it.",
)

RULES = (PLUGIN_BROKEN, PLUGIN_FAILED)
