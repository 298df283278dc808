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
        (
            'fatigue ->+ coffee because "A cup keeps the eyes open"\n'
            'coffee ->- fatigue because "For two hours it does"\n'
            'coffee ~>+ bad_nights because "It is still in the blood at midnight"\n'
            'bad_nights ->+ fatigue because "Nobody recovers awake"\n'
            'variable alert "Alertness that the work needs" { type: goal }\n'
            'alert ->+ coffee because "Cups are counted by what is still to do"\n'
            'feedback B2 "A cup helps": fatigue ->+ coffee ->- fatigue\n'
            'feedback R2 "Awake at night": fatigue ->+ coffee ~>+ bad_nights ->+ fatigue\n'
        ),
    ),
    "CLD-ARCHETYPE-MISMATCH": (
        BURNOUT,
        "",
        'archetype "Stuck" { type: limits_to_growth; loops: R1 }\n',
    ),
    "CLD-DELAY-UNMARKED": (
        BURNOUT,
        "",
        (
            'variable bedtime "Sleep that the body wants" { type: goal }\n'
            'bedtime ->+ sleep because "The body takes what it needs"\n'
            'feedback B2 "Sleep": fatigue ->+ early_nights ->+ sleep ->- fatigue\n'
        ),
    ),
    "CLD-DISCONNECTED": (BURNOUT, "", 'rain ->+ floods because "It runs off the fields"\n'),
    "CLD-EQUATION-POLARITY": (
        BURNOUT,
        "",
        (
            "const team : people = 8\nconst ill : people = 1\n"
            "aux at_work : people = team - ill\n"
            'ill ->+ at_work because "Drawn the wrong way round"\n'
            'at_work ->- pressure because "More hands"\n'
        ),
    ),
    "CLD-EXOGENOUS-DOMINANT": (
        BURNOUT,
        "",
        (
            'demand ->+ pressure because "More comes in"\n'
            'budget ->- pressure because "Money buys help"\n'
            'sickness ->+ pressure because "Fewer do the same"\n'
            'holidays ->+ pressure because "Fewer do the same"\n'
        ),
    ),
    "CLD-FLOW-STOCK-POLARITY": (
        BURNOUT,
        "",
        (
            "variable arrivals { type: flow }\nvariable backlog { type: stock }\n"
            'arrivals ->+ backlog because "What comes in waits"\n'
            'backlog ->+ pressure because "What waits is seen"\n'
        ),
    ),
    "CLD-GOAL-MISSING": (
        BURNOUT,
        "",
        (
            'fatigue ->+ rest because "Who is tired goes to bed"\n'
            'rest ->- fatigue because "Sleep mends"\n'
            'feedback B2 "Sleep": fatigue ->+ rest ->- fatigue\n'
        ),
    ),
    "CLD-HIDDEN-CONSEQUENCE": (
        BURNOUT,
        "",
        (
            'actor team "The team"\nactor clients "Clients"\n'
            "variable pressure { owner: team }\nvariable overtime { owner: team }\n"
            "variable errors { owner: clients }\n"
        ),
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
        (
            "errors ->+ complaints ->+ letters ->+ meetings ->+ minutes ->+ instructions ->+ forms "
            '->+ paperwork ->+ signatures ->+ fatigue because "Each is answered by the next"\n'
            'feedback R2 "Paper": fatigue ->+ errors ->+ complaints ->+ letters ->+ meetings '
            "->+ minutes ->+ instructions ->+ forms ->+ paperwork ->+ signatures ->+ fatigue\n"
        ),
    ),
    "CLD-LOOP-OPEN": (BURNOUT, "", 'feedback R2 "Half a loop": fatigue ->+ errors\n'),
    "CLD-LOOP-TYPE-MISMATCH": (BURNOUT, 'feedback R1 "Burnout"', 'feedback B2 "Burnout"'),
    "CLD-LOOP-UNNAMED": (BURNOUT, "", 'errors ->+ fatigue because "Mistakes keep people awake"\n'),
    "CLD-NAME-DIRECTION": (BURNOUT, '"Cases promised', '"More cases promised'),
    "CLD-NAME-VERB": (BURNOUT, '"Cases promised', '"Promising more cases'),
    "CLD-PARALLEL-LINKS": (
        BURNOUT,
        "",
        'target ->- pressure because "A goal that nobody believes in calms"\n',
    ),
    "CLD-POLARITY-MISSING": (BURNOUT, "target ->+ pressure", "target -> pressure"),
    "CLD-POLICY-RESISTANCE": (
        BURNOUT,
        "",
        (
            'pressure ->+ hiring because "Who drowns calls for help"\n'
            'hiring ->- pressure because "More hands"\n'
            'variable posts "Posts in the plan" { type: goal }\n'
            'posts ->+ hiring because "Nobody is hired without a post"\n'
            'feedback B2 "Hiring": pressure ->+ hiring ->- pressure\n'
            'pressure ->+ refusals because "The phone is not answered"\n'
            'refusals ->- pressure because "What is refused need not be done"\n'
            'variable good_name "Reputation wanted" { type: goal }\n'
            'good_name ->- refusals because "Who refuses is talked about"\n'
            'feedback B3 "Refusing": pressure ->+ refusals ->- pressure\n'
            'pressure ->+ extensions because "Who is late asks for time"\n'
            'extensions ->- pressure because "What is due next month is not due today"\n'
            'variable patience "Patience of the clients" { type: limit }\n'
            'patience ->+ extensions because "Nobody asks twice of the impatient"\n'
            'feedback B4 "Asking for time": pressure ->+ extensions ->- pressure\n'
        ),
    ),
    "CLD-SELF-LINK": (BURNOUT, "", 'fatigue ->+ fatigue because "Tired people sleep badly"\n'),
    "CLD-NO-LOOP": (
        BURNOUT,
        'pressure ->+ overtime because…and there is more to do than before."\n}\n',
        (
            'pressure ->+ overtime because "Evenings are the only reserve the team has"\n'
            'overtime ->+ fatigue ->+ errors because "Tired people overlook things"\n'
        ),
    ),
    "CLD-TOO-LARGE": (
        BOTTLES,
        "",
        (
            "margin ->+ glass, steel, paper, cork, wax, cotton, rubber, wool, leather, bamboo, "
            "silver, marble, velvet, plywood, amber, tin, zinc "
            'because "Money finds other bottles"\n'
        ),
    ),
    "LEV-CLAIM": (
        OPTIONS,
        "acts_on: [escalation_beds, extra_beds]\n  level: parameters",
        "acts_on: [escalation_beds, extra_beds]\n  level: goals",
    ),
    "LEV-SHALLOW": (
        BURNOUT,
        "",
        (
            'intervention pizza "Pizza in the evening" { acts_on: fatigue; level: parameters }\n'
            'intervention taxis "Taxis home" { acts_on: fatigue; level: parameters }\n'
        ),
    ),
}
"""From code to file, text in it and what replaces that text; no text adds at the end."""
