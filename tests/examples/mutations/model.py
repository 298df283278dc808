"""Mutations that break rules of every model, whatever the methods in use."""

from __future__ import annotations

from collections.abc import Mapping

BOTTLES = "bottles/bottles.sysdsl"
BURNOUT = "burnout/burnout.sysdsl"
EPIDEMIC = "epidemic/epidemic.sysdsl"
EVIDENCE = "leaving_hospital_well/evidence.sysdsl"
MAP = "leaving_hospital_well/map.sysdsl"
OPTIONS = "leaving_hospital_well/options.sysdsl"

DELAYS = "leaving_hospital_well/data/delays.csv"

_LABORATORY = 'actor laboratory "Water laboratory" { type: organisation }'

MUTATIONS: Mapping[str, tuple[str, str, str]] = {
    "MDL-ALLOW-REASON": (
        EPIDEMIC,
        ' because "The law of mass action is one thought, and known in this form"',
        "",
    ),
    "MDL-AMBIGUOUS-NAME": (
        BOTTLES,
        "",
        (
            'perspective left "Left" { variable strain; strain ->+ trust because "So it is" }\n'
            'perspective right "Right" { variable strain; strain ->+ trust because "So it is" }\n'
            'concern "Strain" by drinkers { type: concern; about: strain }\n'
        ),
    ),
    "MDL-DUPLICATE-NAME": (BOTTLES, "", 'actor regulator "Regulator"\n'),
    "MDL-HEADER-PART": (
        BOTTLES,
        _LABORATORY,
        'actor laboratory "Water laboratory" : people { type: organisation }',
    ),
    "MDL-IMPORT-CYCLE": (
        MAP,
        "// Why it keeps",
        'import waiting from "flow.sysdsl"\n// Why it keeps',
    ),
    "MDL-IMPORT-MISSING": (BURNOUT, "", "import std.archetypes.limits_to_groth\n"),
    "MDL-LOOSE-PROPERTY": (BURNOUT, "", 'purpose: "Less pressure"\n'),
    "MDL-METHOD-MISSING": (BURNOUT, "use: causal", "use: [causal, foresight]"),
    "MDL-MISSING-PROPERTY": (BOTTLES, "", 'assessment by "the facilitator" { power: low }\n'),
    "MDL-NAME-CASE": (BOTTLES, "", 'actor Regulator "Regulator of something else"\n'),
    "MDL-NAME-SIMILAR": (BOTTLES, "", 'tap_quality ->- littr because "A cup is not thrown away"\n'),
    "MDL-OWN-KIND": (OPTIONS, "  says: text()\n", "  says: text()\n  area: hectares\n"),
    "MDL-REPEATED-PROPERTY": (
        BOTTLES,
        _LABORATORY,
        'actor laboratory "Water laboratory" { type: organisation; type: group }',
    ),
    "MDL-STATEMENT-PLACE": (
        BOTTLES,
        _LABORATORY,
        'actor laboratory "Water laboratory" { type: organisation; testing ->+ trust }',
    ),
    "MDL-TABLE-CELL": (DELAYS, "2026-01-31,56", "2026-01-31,about 56"),
    "MDL-TABLE-COLUMN": (EVIDENCE, "value: ready_and_waiting", "value: ready_or_waiting"),
    "MDL-TABLE-FORM": (DELAYS, "2026-01-31,56", '2026-01-31,"56'),
    "MDL-TABLE-MISSING": (EVIDENCE, "data/delays.csv", "data/delay.csv"),
    "MDL-TWO-MODELS": (BURNOUT, "", 'model second "A second model"\n'),
    "MDL-UNIT-DIVISION": (EVIDENCE, "baseline: 5 [people/week]", "baseline: 5 people/week"),
    "MDL-UNKNOWN-CLAUSE": (
        BOTTLES,
        _LABORATORY,
        'actor laboratory "Water laboratory" over 5 days { type: organisation }',
    ),
    "MDL-UNKNOWN-KIND": (EPIDEMIC, "", "stok home : people = 0\n"),
    "MDL-TEXT-REFERENCE": (
        "leaving_hospital_well/futures.sysdsl",
        "[[migrant_workers]] who stayed",
        "[[migrant_wrokers]] who stayed",
    ),
    "MDL-UNKNOWN-LINK": (
        BOTTLES,
        "  about: particles\n  matters_because",
        "  about: litter -> trust\n  matters_because",
    ),
    "MDL-UNKNOWN-NAME": (
        BOTTLES,
        "type: group; voice: consumer_body }",
        "type: group; voice: consumer_bodi }",
    ),
    "MDL-UNKNOWN-PROPERTY": (
        BOTTLES,
        'variable trust "Trust in bottled drinks" { observable',
        'variable trust "Trust in bottled drinks" { observabel',
    ),
    "MDL-UNUSED-ALLOW": (
        BOTTLES,
        'variable trust "Trust in bottled drinks" { observable: proxy',
        (
            'variable trust "Trust in bottled drinks" {\n  observable: proxy\n'
            '  allow: "CLD-ISOLATED" because "Kept for later"\n'
        ),
    ),
    "MDL-WRONG-REFERENCE": (
        BOTTLES,
        '"Nobody can tell me whether it harms my child" by drinkers',
        '"Nobody can tell me whether it harms my child" by particles',
    ),
    "MDL-WRONG-VALUE": (BOTTLES, "reliability: B", "reliability: good"),
}
"""From code to file, text in it and what replaces that text; no text adds at the end."""
