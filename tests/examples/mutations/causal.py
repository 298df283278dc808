"""Mutations that break rules of causal maps and of leverage."""

from __future__ import annotations

from collections.abc import Mapping

BOTTLES = "bottles/bottles.sysdsl"
BURNOUT = "burnout/burnout.sysdsl"
MAP = "leaving_hospital_well/map.sysdsl"
OPTIONS = "leaving_hospital_well/options.sysdsl"

MUTATIONS: Mapping[str, tuple[str, str, str]] = {
    "CLD-ARCHETYPE": (
        BURNOUT,
        "",
        'overtime ~>+ sick_leave because "Who never rests falls ill"\n'
        'sick_leave ->+ pressure because "Those who are left do the rest"\n'
        'feedback R2 "Falling ill": pressure ->+ overtime ~>+ sick_leave ->+ pressure\n',
    ),
    "CLD-ARCHETYPE-MISMATCH": (
        BURNOUT,
        "",
        'archetype "Stuck" { type: limits_to_growth; loops: R1 }\n',
    ),
    "CLD-DELAY-UNMARKED": (
        BOTTLES,
        'trust ->+ bottles_sold because "People drink what they do not think about"',
        "trust ->+ bottles_sold { evidence: lab_survey }",
    ),
    "CLD-DISCONNECTED": (BURNOUT, "", 'rain ->+ floods because "It runs off the fields"\n'),
    "CLD-EQUATION-POLARITY": (
        MAP,
        "",
        'needs_package ->- became_ready because "Drawn the wrong way round"\n',
    ),
    "CLD-EXOGENOUS-DOMINANT": (
        BURNOUT,
        "",
        'demand ->+ pressure because "More comes in"\n'
        'budget ->- pressure because "Money buys help"\n'
        'sickness ->+ pressure because "Fewer do the same"\n'
        'holidays ->+ pressure because "Fewer do the same"\n',
    ),
    "CLD-FLOW-STOCK-POLARITY": (
        BURNOUT,
        "",
        "variable arrivals { type: flow }\nvariable backlog { type: stock }\n"
        'arrivals ->+ backlog because "What comes in waits"\n'
        'backlog ->+ pressure because "What waits is seen"\n',
    ),
    "CLD-GOAL-MISSING": (
        BURNOUT,
        "",
        'fatigue ->+ rest because "Who is tired goes to bed"\n'
        'rest ->- fatigue because "Sleep mends"\n'
        'feedback B2 "Sleep": fatigue ->+ rest ->- fatigue\n',
    ),
    "CLD-HIDDEN-CONSEQUENCE": (
        BURNOUT,
        "",
        'actor team "The team"\nactor clients "Clients"\n'
        "variable pressure { owner: team }\nvariable overtime { owner: team }\n"
        "variable errors { owner: clients }\n",
    ),
    "CLD-ISOLATED": (BURNOUT, "", 'variable morale "Morale"\n'),
    "CLD-LINK-NO-MECHANISM": (
        BURNOUT,
        'target ->+ pressure because "Pressure is what was promised, less what is done"',
        "target ->+ pressure",
    ),
    "CLD-LONG-CHAIN": (
        BURNOUT,
        "",
        "errors ->+ complaints ->+ letters ->+ meetings ->+ minutes ->+ instructions ->+ forms "
        '->+ paperwork ->+ signatures ->+ fatigue because "Each is answered by the next"\n'
        'feedback R2 "Paper": fatigue ->+ errors ->+ complaints ->+ letters ->+ meetings '
        "->+ minutes ->+ instructions ->+ forms ->+ paperwork ->+ signatures ->+ fatigue\n",
    ),
    "CLD-LOOP-OPEN": (BURNOUT, "", 'feedback R2 "Half a loop": fatigue ->+ errors\n'),
    "CLD-LOOP-TYPE-MISMATCH": (BURNOUT, 'feedback R1 "Burnout"', 'feedback B2 "Burnout"'),
    "CLD-LOOP-UNNAMED": (BURNOUT, "", 'errors ->+ fatigue because "Mistakes keep people awake"\n'),
    "CLD-NAME-DIRECTION": (BURNOUT, '"Cases promised', '"More cases promised'),
    "CLD-NAME-VERB": (BURNOUT, '"Cases promised', '"Promising cases'),
    "CLD-PARALLEL-LINKS": (
        BURNOUT,
        "",
        'target ->- pressure because "A goal that nobody believes in calms"\n',
    ),
    "CLD-POLARITY-MISSING": (BURNOUT, "target ->+ pressure", "target -> pressure"),
    "CLD-POLICY-RESISTANCE": (
        BURNOUT,
        "",
        'pressure ->+ hiring because "Who drowns calls for help"\n'
        'hiring ->- pressure because "More hands"\n'
        'variable posts "Posts in the plan" { type: goal }\n'
        'posts ->+ hiring because "Nobody is hired without a post"\n'
        'feedback B2 "Hiring": pressure ->+ hiring ->- pressure\n'
        'pressure ->+ refusals because "The phone is not answered"\n'
        'refusals ->- pressure because "What is refused need not be done"\n'
        'variable good_name "Reputation wanted" { type: goal }\n'
        'good_name ->- refusals because "Who refuses is talked about"\n'
        'feedback B3 "Refusing": pressure ->+ refusals ->- pressure\n',
    ),
    "CLD-SELF-LINK": (BURNOUT, "", 'fatigue ->+ fatigue because "Tired people sleep badly"\n'),
    "LEV-CLAIM": (
        OPTIONS,
        "acts_on: [escalation_beds, extra_beds]\n  level: parameters",
        "acts_on: [escalation_beds, extra_beds]\n  level: goals",
    ),
    "LEV-SHALLOW": (
        BURNOUT,
        "",
        'intervention pizza "Pizza in the evening" { acts_on: fatigue; level: parameters }\n'
        'intervention taxis "Taxis home" { acts_on: fatigue; level: parameters }\n',
    ),
}
"""From code to file, text in it and what replaces that text; no text adds at the end."""
