"""Mutations that break rules of writing, before anything is known about meaning."""

from __future__ import annotations

from collections.abc import Mapping

BOTTLES = "bottles/bottles.sysdsl"
BURNOUT = "burnout/burnout.sysdsl"
EPIDEMIC = "epidemic/epidemic.sysdsl"
EVIDENCE = "leaving_hospital_well/evidence.sysdsl"
SITUATION = "leaving_hospital_well/situation.sysdsl"

_PEOPLE = "people = 10_000"
_GEOGRAPHY = '  geography: "Westmere: three places, one hospital, 310,000 people"\n'

MUTATIONS: Mapping[str, tuple[str, str, str]] = {
    "SYN-ARROW": (BURNOUT, "", "errors <- fatigue\n"),
    "SYN-BRACE-MISSING": (
        EPIDEMIC,
        'source: "Chosen so that each case leads to three others at first"\n}\nconst illness',
        'source: "Chosen so that each case leads to three others at first"\nconst illness',
    ),
    "SYN-CHARACTER": (BURNOUT, '"Cases promised', '"Cases\u202e promised'),
    "SYN-COMMENT": (BURNOUT, "// Weeks later", "# Weeks later"),
    "SYN-CURRENCY": (EVIDENCE, "cost: 18_000 GBP", "cost: \u00a318_000"),
    "SYN-DATE": (EVIDENCE, "due: 2026-11-30", "due: 2026-11-31"),
    "SYN-DOC-LOOSE": (BURNOUT, "", "/// The end.\n"),
    "SYN-DOC-PLACE": (
        BURNOUT,
        'output because "More hours, more cases closed"',
        'output because "More hours, more cases closed" /// at first',
    ),
    "SYN-ESCAPE": (SITUATION, 'geography: "Westmere:', 'geography: "Westmere\\:'),
    "SYN-INCOMPLETE": (EPIDEMIC, "", "aux spare : people =\n"),
    "SYN-LIST": (SITUATION, "by: [icb_chief, dass]", "by: icb_chief, dass"),
    "SYN-MIXED-SCRIPTS": (EPIDEMIC, "", 'aux \u0441are "Care" : people = recovered\n'),
    "SYN-MODULO": (EPIDEMIC, "", "aux odd : people = recovered % population\n"),
    "SYN-NAME": (EPIDEMIC, "", "aux town.mood : dmnl = 1\n"),
    "SYN-NESTING": (EPIDEMIC, "", f"aux deep : dmnl = {'(' * 300}1{')' * 300}\n"),
    "SYN-NUMBER": (EPIDEMIC, "contacts * 0.5", "contacts * .5"),
    "SYN-NUMBER-RANGE": (EPIDEMIC, _PEOPLE, "people = 1e999"),
    "SYN-OPERATOR": (
        EPIDEMIC,
        "expect: eventually(infectious > 2000 people)",
        "expect: eventually(infectious > 2000 people && recovered > 1 people)",
    ),
    "SYN-QUANTITY": (
        EPIDEMIC,
        "contacts = contacts * 0.5 from 14 days over 7 days",
        "contacts = contacts * 0.5 from 1 week 7 days over 7 days",
    ),
    "SYN-QUOTES": (SITUATION, _GEOGRAPHY, "  geography: \u201cWestmere\u201d\n"),
    "SYN-RESERVED": (EPIDEMIC, "", "aux from : people = recovered\n"),
    "SYN-SEPARATOR": (SITUATION, "by: [icb_chief, dass]", "by: [icb_chief dass]"),
    "SYN-SIZE": (EPIDEMIC, "", f"// {'z' * 2_000_000}\n"),
    "SYN-STRAY-CLOSER": (EPIDEMIC, "", "aux spare : people = recovered }\n"),
    "SYN-TABLE": (
        BURNOUT,
        "",
        (
            "kind matrix of element { scores: value() }\n"
            "matrix m {\n  scores:\n    | x | y |\n    | 1 | 2\n}\n"
        ),
    ),
    "SYN-UNCLOSED": (SITUATION, _GEOGRAPHY, '  geography: "Westmere\n'),
    "SYN-UNEXPECTED": (EPIDEMIC, "", "aux spare : people = recovered 4\n"),
    "SYN-UNIT": (EPIDEMIC, "", "aux spare : town people = recovered\n"),
    "SYN-UNIT-EXPONENT": (EPIDEMIC, "", "aux edge : m^0.5 = recovered\n"),
}
"""From code to file, text in it and what replaces that text; no text adds at the end."""
