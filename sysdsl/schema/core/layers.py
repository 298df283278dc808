"""Layers of a model: standpoints, futures, options, and the tests it must pass."""

from __future__ import annotations

from sysdsl.schema.common import Refs
from sysdsl.schema.kind import choice, element, formula, moment, quantity, ref, words
from sysdsl.schema.value import Quantity, Span, Value

When = str | tuple[str, str] | None


@element(
    "perspective",
    group="Layers",
    links="causal",
    example='perspective home_first "Home is where recovery happens" {\n  held_by: social_care\n  beds ->0 delayed because "They fill in a week"\n}',
)
class Perspective:
    """A standpoint: what stands inside is asserted (or denied with `->0`) by those who hold it.

    What stands outside perspectives is the base model. Where perspectives differ is a result.
    """

    held_by: Refs = ref("actor", many=True, doc="Who sees it so.")
    session: Refs = ref("session", many=True, doc="Where it was told.")
    rejects: Refs = ref(many=True, links=True, doc="Elements and links it does not accept.")


@element(
    "scenario",
    group="Layers",
    links="causal",
    equations=True,
    example='scenario dry_well "Workforce dries up" {\n  free_capacity = free_capacity * 0.7 from 90 days\n}',
)
class Scenario:
    """A possible future: equations inside replace those of the base model."""

    type: str | None = choice(
        "possible", "plausible", "probable", "projected", "preferable", "preposterous",
        key="class", doc="Its class in the futures cone.",
    )  # fmt: skip
    states: Refs = ref(many=True, doc="States of descriptors that hold in it.")
    held_by: Refs = ref("actor", many=True, doc="Who prefers or expects it.")
    narrative: str | None = words(doc="Its story.")


@element(
    "intervention",
    group="Layers",
    links="causal",
    equations=True,
    example='intervention reablement "Reablement team" {\n  free_capacity = free_capacity * 1.2 from 90 days over 30 days\n}',
)
class Intervention:
    """Something that could be done: equations inside replace those of the base model."""

    acts_on: Refs = ref(many=True, links=True, doc="What it changes.")
    level: str | None = choice(
        "parameters", "buffers", "structure", "delays", "balancing_loops", "reinforcing_loops",
        "information", "rules", "self_organisation", "goals", "paradigm", "transcend",
        doc="The leverage level it claims to act on (Meadows).",
    )  # fmt: skip
    mechanism: str | None = words(doc="How it works.")
    cost: Quantity | Span | None = quantity(doc="What it costs.")
    within: Value | None = formula(at="within", doc="The range of its cost.")
    requires: Refs = ref("intervention", many=True, doc="What must be done before or beside it.")
    excludes: Refs = ref("intervention", many=True, doc="What cannot be done beside it.")
    reversibility: str | None = choice("easy", "hard", "none", doc="How easily it is undone.")
    when: When = moment(key="starts", doc="When it starts.")


@element(
    "test",
    group="Layers",
    equations=True,
    example='test "An empty system stays empty" {\n  treating = 0\n  expect: always(discharged == 0)\n}',
)
class Test:
    """What must hold when the model is run, possibly under changed equations.

    One expectation a line: `always(...)`, `eventually(...)`, `at(90 days, x) within 5 % of y`,
    `pattern(x) == s_shaped_growth`.
    """

    expect: tuple[Value, ...] = formula(many=True, doc="A condition that must hold.")
    type: str | None = choice(
        "extreme_conditions", "conservation", "behaviour", "equilibrium", "sensitivity",
        "boundary", "reality_check", doc="What kind of test it is.",
    )  # fmt: skip
    scenario: Refs = ref("scenario", many=True, doc="The scenario it runs in.")
    intervention: Refs = ref("intervention", many=True, doc="Interventions in force.")
