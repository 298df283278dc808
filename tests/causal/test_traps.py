"""Traps beside the archetypes."""

from collections.abc import Callable

from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.loops import find_loops
from sysdsl_plugins.causal.traps import Trap, find_traps

Reader = Callable[[str], SignedGraph]


def traps_of(graph: SignedGraph) -> dict[str, Trap]:
    """Return the traps of a map by title."""
    return {trap.title: trap for trap in find_traps(graph, find_loops(graph).loops)}


def test_a_delayed_balancing_loop_may_swing(causal_map: Reader) -> None:
    """Only balancing loops with a delay are named."""
    found = traps_of(causal_map("gap ->+ order ~>+ stock ->- gap; stock ->- need ->+ stock"))
    assert dict(found["Balancing loop with delay"].roles) == {"answers late": ("stock",)}
    assert traps_of(causal_map("a ->+ b ->- a; a ~>+ c ->+ a")) == {}


def test_three_aims_make_policy_resistance(causal_map: Reader) -> None:
    """Three owners that each pull at one stock resist every policy; two do not."""
    text = "stock: stock; x: @police; y: @dealers; z: @clinics; w: @police; " + "; ".join(
        f"stock ->+ {name} ->- stock" for name in "xyzw"
    )
    trap = traps_of(causal_map(text))["Policy resistance"]
    assert dict(trap.roles) == {
        "contested": ("stock",),
        "pulled by": ("police", "dealers", "clinics"),
    }
    assert traps_of(causal_map("x: @p; y: @d; s ->+ x ->- s; s ->+ y ->- s")) == {}


def test_consequence_behind_a_boundary(causal_map: Reader) -> None:
    """A consequence that another owner bears is hidden from those who act."""
    graph = causal_map("""
        waiting: @hospital; discharge: @hospital; unpaid_care: @families; readmission: @families
        waiting ->+ discharge ->- waiting
        discharge ~>+ unpaid_care ->+ readmission ->+ waiting
    """)
    trap = traps_of(graph)["Out of control"]
    assert dict(trap.roles) == {
        "acts": ("hospital",),
        "bears the consequence": ("families",),
        "behind the boundary": ("unpaid_care", "readmission"),
    }
