"""Each canonical diagram is recognised as itself and nothing else."""

import random
from collections.abc import Callable

import pytest

from sysdsl_plugins.causal.archetypes import ARCHETYPES, Match, MatchSet, find_archetypes
from sysdsl_plugins.causal.graph import Edge, Node, SignedGraph, signed_graph
from sysdsl_plugins.causal.loops import find_loops
from sysdsl_plugins.causal.polarity import Sign

Reader = Callable[[str], SignedGraph]

CANONICAL = {
    "limits_to_growth": """
        effort ->+ performance ->+ effort
        performance ->+ slowing ->- performance
        limit ->- slowing
    """,
    "shifting_the_burden": """
        symptom ->+ quick_fix ->- symptom
        symptom ->+ solution ~>- symptom
        quick_fix ->+ side_effect ->- solution
    """,
    "eroding_goals": """
        goal ->+ gap
        condition ->- gap
        gap ->+ action ~>+ condition
        gap ->+ pressure ->- goal
    """,
    "escalation": """
        result_a ->+ relation
        result_b ->- relation
        relation ->- threat_a ->+ action_a ->+ result_a
        relation ->+ threat_b ->+ action_b ->+ result_b
    """,
    "success_to_the_successful": """
        allocation ->+ resource_a ->+ success_a ->+ allocation
        allocation ->- resource_b ->+ success_b ->- allocation
    """,
    "tragedy_of_the_commons": """
        activity_a ->+ gain_a ->+ activity_a
        activity_b ->+ gain_b ->+ activity_b
        activity_a ->+ total
        activity_b ->+ total
        total ~>- gain_each
        gain_each ->+ gain_a
        gain_each ->+ gain_b
        limit ->+ gain_each
    """,
    "fixes_that_fail": """
        problem ->+ fix ->- problem
        fix ~>+ consequence ->+ problem
    """,
    "growth_and_underinvestment": """
        effort ->+ demand ->+ effort
        demand ->- performance ->+ demand
        performance ->- need ->+ investment ~>+ capacity ->+ performance
        standard ->+ need
    """,
    "accidental_adversaries": """
        success_a ->+ support_b ->+ success_b ->+ support_a ->+ success_a
        success_a ->- fix_a ->+ success_a
        success_b ->- fix_b ->+ success_b
        fix_a ->- success_b
        fix_b ->- success_a
    """,
    "attractiveness_principle": """
        effort ->+ performance ->+ effort
        performance ->+ slowing_1 ->- performance
        limit_1 ->- slowing_1
        performance ->+ slowing_2 ->- performance
        limit_2 ->- slowing_2
    """,
}

ROLES = {
    "limits_to_growth": {"limit": ("limit",), "slowing action": ("slowing",)},
    "shifting_the_burden": {
        "symptom": ("symptom",),
        "quick fix": ("quick_fix",),
        "fundamental solution": ("solution",),
        "side effect": ("side_effect",),
    },
    "eroding_goals": {"goal": ("goal",), "gap": ("gap",), "condition": ("condition",)},
    "escalation": {
        "what they share": ("relation",),
        "one party": ("threat_b", "action_b", "result_b"),
    },
    "success_to_the_successful": {"other party": ("resource_b", "success_b")},
    "tragedy_of_the_commons": {"common resource": ("total", "gain_each"), "limit": ("limit",)},
    "fixes_that_fail": {
        "problem": ("problem",),
        "fix": ("fix",),
        "unintended consequence": ("consequence",),
    },
    "growth_and_underinvestment": {
        "demand": ("demand",),
        "performance": ("performance",),
        "standard": ("standard",),
    },
    "accidental_adversaries": {
        "fix of one party": ("fix_a",),
        "fix of the other party": ("fix_b",),
    },
    "attractiveness_principle": {"limits": ("limit_1", "limit_2")},
}


def archetypes_of(graph: SignedGraph) -> MatchSet:
    """Find the archetypes of a map."""
    return find_archetypes(graph, find_loops(graph).loops)


def only(graph: SignedGraph) -> Match:
    """Return the one archetype of a map."""
    (match,) = archetypes_of(graph).matches
    return match


def test_all_ten_are_known() -> None:
    """The canonical diagrams cover every archetype."""
    assert set(CANONICAL) == set(ARCHETYPES)
    assert len(ARCHETYPES) == 10


@pytest.mark.parametrize("name", CANONICAL)
def test_canonical_diagram_is_exactly_itself(causal_map: Reader, name: str) -> None:
    """A canonical diagram is found once, with its roles bound."""
    match = only(causal_map(CANONICAL[name]))
    assert match.archetype.name == name
    assert ROLES[name].items() <= dict(match.roles).items()


@pytest.mark.parametrize("name", CANONICAL)
def test_order_of_declaration_does_not_matter(causal_map: Reader, name: str) -> None:
    """The same links in any order give the same archetype."""
    lines = CANONICAL[name].strip().splitlines()
    shuffler = random.Random(7)
    for _ in range(5):
        shuffler.shuffle(lines)
        assert only(causal_map("\n".join(lines))).archetype.name == name


@pytest.mark.parametrize("name", CANONICAL)
def test_an_unknown_sign_hides_the_archetype(causal_map: Reader, name: str) -> None:
    """Without its signs no structure is claimed."""
    unsigned = CANONICAL[name].replace(">+", ">?").replace(">-", ">?")
    assert archetypes_of(causal_map(unsigned)).matches == ()


@pytest.mark.parametrize("name", CANONICAL)
def test_texts_are_complete(name: str) -> None:
    """Every archetype tells its story, its behaviour, its leverage and its source."""
    archetype = ARCHETYPES[name]
    for text in (archetype.story, archetype.behaviour, archetype.leverage):
        assert text.endswith(".")
    assert archetype.question.endswith("?")
    assert archetype.source


def test_sub_structures_are_held(causal_map: Reader) -> None:
    """The fix that fails inside shifting the burden is not reported twice."""
    match = only(causal_map(CANONICAL["shifting_the_burden"]))
    assert match.holds == ("fixes_that_fail",)


def test_marks_raise_confidence(causal_map: Reader) -> None:
    """A structure alone is a weak claim; a marked goal and a delay make it a strong one."""
    bare = only(causal_map(CANONICAL["eroding_goals"].replace("~>", "->")))
    marked = only(causal_map("goal: goal\n" + CANONICAL["eroding_goals"]))
    assert (bare.confidence, marked.confidence) == ("low", "high")
    assert bare.absent == ("a variable is marked as a goal", "the corrective action is delayed")


def test_burden_on_the_intervener(causal_map: Reader) -> None:
    """When an outsider applies the fix, the finding says so."""
    owners = "quick_fix: @consultant\nsolution: @department\n"
    assert only(causal_map(owners + CANONICAL["shifting_the_burden"])).title == (
        "Shifting the burden to the intervener"
    )


def test_two_owners_in_one_loop(causal_map: Reader) -> None:
    """A reinforcing loop between two owners is a weak sign of escalation."""
    text = "a1: @us; a2: @us; b1: @them; b2: @them; a1 ->+ a2 ->+ b1 ->+ b2 ->+ a1"
    match = only(causal_map(text))
    assert (match.archetype.name, match.confidence) == ("escalation", "low")


def test_two_archetypes_in_one_map(causal_map: Reader) -> None:
    """Structures that share a variable are both found."""
    links = CANONICAL["fixes_that_fail"] + CANONICAL["limits_to_growth"]
    graph = causal_map(links + "performance ->+ problem")
    assert {m.archetype.name for m in archetypes_of(graph).matches} == {
        "fixes_that_fail",
        "limits_to_growth",
    }


def test_a_balanced_pair_is_no_archetype(causal_map: Reader) -> None:
    """Two balancing loops with nothing between them are not called anything."""
    assert archetypes_of(causal_map("a ->+ b ->- a; a ->+ c ->- a")).matches == ()


def test_a_dense_map_is_capped() -> None:
    """In a map with thousands of loops the shortest are compared, and the result says so."""
    shuffler = random.Random(3)
    names = [f"v{i:02}" for i in range(40)]
    pairs = [(a, b) for a in names for b in names if a != b]
    chosen = shuffler.sample(pairs, 120)
    graph = signed_graph(
        [Node(name=name) for name in names],
        [Edge(source=a, target=b, sign=shuffler.choice([Sign.PLUS, Sign.MINUS]),
              delayed=shuffler.random() < 0.2) for a, b in chosen],
    )  # fmt: skip
    found = archetypes_of(graph)
    assert found.truncated
    assert found.considered == 300
    assert "300 shortest loops" in found.notice
