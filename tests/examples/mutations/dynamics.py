"""Mutations that break rules of simulations and of units."""

from __future__ import annotations

from collections.abc import Mapping

EPIDEMIC = "epidemic/epidemic.sysdsl"
EVIDENCE = "leaving_hospital_well/evidence.sysdsl"

_SHARE = "dmnl = infectious / population"
_STEEP = "lookup fear : dmnl = points((0, 1), (1, 0.5), (2, 0))\n"
_AGES = "dimension age { members: [young, old] }\n"

MUTATIONS: Mapping[str, tuple[str, str, str]] = {
    "SD-ALG-LOOP": (
        EPIDEMIC,
        "",
        "aux price : GBP = cost\naux cost : GBP = price\n",
    ),
    "SD-ARGUMENTS": (EPIDEMIC, _SHARE, "dmnl = divide(infectious)"),
    "SD-COMPLEX-EQ": (
        EPIDEMIC,
        (
            ' {\n  allow: "SD-COMPLEX-EQ" because "The law of mass action is one thought, and '
            'known in this form"\n}'
        ),
        "",
    ),
    "SD-CONST-EMBEDDED": (EPIDEMIC, "= infectious / illness", "= infectious / (2 * illness)"),
    "SD-DT-MENTIONED": (EPIDEMIC, "", "aux grain : days = time_step()\n"),
    "SD-DT-NOT-BINARY": (EPIDEMIC, "step: 0.125 days", "step: 0.1 days"),
    "SD-DT-TOO-LARGE": (EPIDEMIC, "step: 0.125 days", "step: 4 days"),
    "SD-FLOW-LOOSE": (EPIDEMIC, "", 'flow visits "Visits" : people/day = recovery\n'),
    "SD-FLOW-SUBSCRIPTS": (
        EPIDEMIC,
        "",
        _AGES + "stock resting[age] : people = 0\nflow rest : people/day to resting = recovery\n",
    ),
    "SD-FLOW-UNIT": (EPIDEMIC, "", "flow gone : people from recovered = recovered\n"),
    "SD-LOOKUP-ENDSLOPE": (
        EPIDEMIC,
        "",
        _STEEP + "aux care : dmnl = fear(prevalence)\n",
    ),
    "SD-LOOKUP-NONMONOTONE": (
        EPIDEMIC,
        "",
        (
            "lookup fear : dmnl = points((0, 0), (1, 0), (2, 1), (3, 0), (4, 0))\n"
            "aux care : dmnl = fear(prevalence)\n"
        ),
    ),
    "SD-LOOKUP-POINTS": (
        EPIDEMIC,
        "",
        "lookup fear : dmnl = points((0, 1), (0, 0.5))\naux care : dmnl = fear(prevalence)\n",
    ),
    "SD-MEMBER-MISSING": (EPIDEMIC, "", _AGES + "aux part[age] : dmnl = [young: 0]\n"),
    "SD-NO-EQUATION": (EPIDEMIC, "people = population - first_cases", "people"),
    "SD-NO-FIRST-ORDER-CONTROL": (
        EPIDEMIC,
        "",
        (
            "const moving : people/day = 1\n"
            'flow gone "Leaving town" : people/day from recovered = moving\n'
        ),
    ),
    "SD-NO-REFERENCE-MODE": (
        EPIDEMIC,
        'pattern rise_and_fall…700-721"\n}\n',
        "",
    ),
    "SD-NOT-A-NUMBER": (EPIDEMIC, "people = population - first_cases", 'people = "many"'),
    "SD-OVERRIDE": (
        EPIDEMIC,
        "contacts = contacts * 0.5 from 14 days over 7 days",
        "recovered = 0 from 14 days",
    ),
    "SD-SIMULATION": (EPIDEMIC, "  time: 0 .. 120 days\n", ""),
    "SD-SUBSCRIPT": (EPIDEMIC, _SHARE, "dmnl = infectious[young] / population"),
    "SD-TEST-ONLY": (EPIDEMIC, _SHARE, "dmnl = cumulative(infection) / population"),
    "SD-UNITS-MISMATCH": (EPIDEMIC, _SHARE, "dmnl = infectious"),
    "SD-UNITS-MISSING": (EPIDEMIC, '"Have had it" : people', '"Have had it"'),
    "SD-UNKNOWN-FUNCTION": (EPIDEMIC, _SHARE, "dmnl = divid(infectious, population)"),
    "SD-UNUSED": (EPIDEMIC, "", 'const beds "Beds" : people = 40 { source: "Counted" }\n'),
    "UNIT-CIRCULAR": (EPIDEMIC, "", "unit shift = 0.5 working_day\nunit working_day = 2 shift\n"),
    "UNIT-DECLARED-TWICE": (EPIDEMIC, "", "unit shift = 8 hours\nunit shifts = 12 hours\n"),
    "UNIT-EXPONENT": (EPIDEMIC, "", "unit block = 1 [m^60]\naux built : block^2 = 0\n"),
    "UNIT-NEAR-MISS": (EVIDENCE, "baseline: 640 people", "baseline: 640 peolpe"),
    "UNIT-UNREADABLE": (EPIDEMIC, "", 'unit crowding { measures: "people per (bed" }\n'),
}
"""From code to file, text in it and what replaces that text; no text adds at the end."""

RUNS: Mapping[str, tuple[str, str, str, str]] = {
    "SD-DT-SENSITIVE": (
        "step-size",
        EPIDEMIC,
        "step: 0.125 days\n  method: rk4",
        "step: 4 days\n  method: euler",
    ),
    "SD-INIT-NOT-EQUILIBRIUM": (
        "assessment",
        EPIDEMIC,
        "  method: rk4\n",
        "  method: rk4\n  equilibrium: yes\n",
    ),
    "SD-LIMIT": ("simulate", EPIDEMIC, "0 .. 120 days", "0 .. 1e9 days"),
    "SD-LOOKUP-RANGE": (
        "assessment",
        EPIDEMIC,
        "",
        "lookup fear : dmnl = points((0, 1), (0.01, 1))\naux care : dmnl = fear(prevalence)\n",
    ),
    "SD-NON-FINITE": (
        "simulate",
        EPIDEMIC,
        _SHARE,
        "dmnl = infectious / (population - population)",
    ),
    "SD-REFERENCE-MODE": ("tests", EPIDEMIC, "shape: overshoot_and_collapse", "shape: oscillation"),
    "SD-TEST-FAILED": (
        "tests",
        EPIDEMIC,
        "at(120 days, infectious) < 100 people",
        "at(120 days, infectious) < 1 people",
    ),
}
"""From code to the analysis whose run finds it, and a mutation as above."""
