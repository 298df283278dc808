"""What the interventions of a model change, and which leverage level that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema.core import Const, Flow, Intervention, Stock, Variable
from sysdsl.schema.value import uses
from sysdsl_plugins.causal.causal_map import CausalMap, with_layer
from sysdsl_plugins.causal.leverage import (
    BY_NAME,
    Change,
    ChangeKind,
    LeverageLevel,
    classify,
    strongest,
)
from sysdsl_plugins.causal.loops import STEPS, Loop, find_loops
from sysdsl_plugins.causal.polarity import LoopType

_KINDS = {
    "goal": ChangeKind.GOAL,
    "system": ChangeKind.GOAL,
    "root_definition": ChangeKind.GOAL,
    "indicator": ChangeKind.INFORMATION_LINK,
    "feedback_route": ChangeKind.INFORMATION_LINK,
    "channel": ChangeKind.INFORMATION_LINK,
    "policy": ChangeKind.RULE,
    "rule": ChangeKind.RULE,
    "current_policy": ChangeKind.RULE,
    "viable_system": ChangeKind.STRUCTURE_RIGHTS,
    "intelligence": ChangeKind.STRUCTURE_RIGHTS,
    "worldview": ChangeKind.PARADIGM,
    "perspective": ChangeKind.PERSPECTIVE,
}
"""What acting on an element of a kind changes, by the name of the kind."""

_DELAY_TAG = "delay"


@attrs.frozen(kw_only=True)
class Reach:
    """How deep an intervention reaches.

    Attributes:
        name: Name of the intervention.
        title: What readers see.
        changes: What it changes.
        level: The strongest level its changes act on, None when it changes nothing.
        claimed: The level it claims.
    """

    name: str
    title: str
    changes: tuple[Change, ...]
    level: LeverageLevel | None
    claimed: LeverageLevel | None

    @property
    def overclaims(self) -> bool:
        """Whether it claims a level that is more than one step stronger than what it reaches.

        Neighbouring levels are a matter of judgement.
        """
        if self.level is None or self.claimed is None:
            return False
        return self.claimed.number < self.level.number - 1


def reaches(model: Model, causal_map: CausalMap) -> tuple[Reach, ...]:
    """Return how deep each intervention reaches, in the order of the source."""
    loops = find_loops(causal_map.graph, steps=STEPS // 4).loops
    found: list[Reach] = []
    for intervention in model.all(Intervention):
        changes = tuple(dict.fromkeys(_changes(model, causal_map, loops, intervention)))
        found.append(
            Reach(
                name=intervention.id,
                title=intervention.label,
                changes=changes,
                level=strongest(changes),
                claimed=BY_NAME.get(intervention.body.level or ""),
            )
        )
    return tuple(found)


def _changes(
    model: Model, causal_map: CausalMap, loops: Sequence[Loop], intervention: Element[Intervention]
) -> Iterator[Change]:
    for equation in model.equations:
        if equation.scope == intervention.id:
            target = model.find(equation.target)
            if target is not None:
                yield _overridden(target, uses(equation.value))
    for child in model.children(intervention.id):
        if isinstance(child.body, Stock | Flow):
            yield Change(ChangeKind.STOCK_OR_FLOW, child.id)
        elif child.kind in _KINDS:
            yield Change(_KINDS[child.kind], child.id)
    yield from _new_links(model, causal_map, intervention)
    acts_on = intervention.body.acts_on
    for name in acts_on if isinstance(acts_on, tuple) else ():
        yield _acted_on(model, loops, name)


def _overridden(target: Element[Any], used: Sequence[str]) -> Change:
    """Return what replacing an equation changes."""
    if _DELAY_TAG in target.tags:
        return Change(ChangeKind.DELAY, target.id)
    if _is_goal(target):
        return Change(ChangeKind.GOAL, target.id)
    if isinstance(target.body, Stock):
        return Change(ChangeKind.INITIAL_VALUE, target.id)
    if isinstance(target.body, Variable | Flow) and target.body.equation is not None:
        before = {target.id, *uses(target.body.equation)}
        if not set(used) <= before:
            return Change(ChangeKind.INFORMATION_LINK, target.id)
    return Change(ChangeKind.CONSTANT, target.id)


def _new_links(
    model: Model, causal_map: CausalMap, intervention: Element[Intervention]
) -> Iterator[Change]:
    arrows = [arrow for arrow in model.arrows if arrow.layer == intervention.id]
    if not arrows:
        return
    graph, _ = with_layer(model, causal_map.graph, intervention.id)
    loops = find_loops(graph, steps=STEPS // 8).loops
    for arrow in arrows:
        step = arrow.step
        yield Change(ChangeKind.LINK, step.link, _types(loops, step.source, step.target))


def _acted_on(model: Model, loops: Sequence[Loop], name: str) -> Change:
    element = model.find(name)
    source, _, target = name.partition(" -> ")
    if target:
        return Change(ChangeKind.LINK, name, _types(loops, source, target))
    if element is None:
        return Change(ChangeKind.CONSTANT, name)
    if element.kind == "link" and element.body.path is not None:
        step = element.body.path.steps[0]
        return Change(ChangeKind.LINK, name, _types(loops, step.source, step.target))
    if element.kind == "feedback":
        kind = next((loop.type for loop in loops if loop.name == element.name), None)
        return Change(ChangeKind.LINK, name, (kind,) if kind else ())
    if element.kind in _KINDS:
        return Change(_KINDS[element.kind], name)
    if _DELAY_TAG in element.tags:
        return Change(ChangeKind.DELAY, name)
    if _is_goal(element):
        return Change(ChangeKind.GOAL, name)
    kind_ = ChangeKind.INITIAL_VALUE if isinstance(element.body, Stock) else ChangeKind.CONSTANT
    return Change(kind_, name)


def _is_goal(element: Element[Any]) -> bool:
    by_type = isinstance(element.body, Variable) and element.body.type == "goal"
    return by_type or (isinstance(element.body, Const | Variable) and "goal" in element.tags)


def _types(loops: Sequence[Loop], source: str, target: str) -> tuple[LoopType, ...]:
    """Return the types of the loops through a link, in the order of `LoopType`."""
    found = {
        loop.type
        for loop in loops
        if any(edge.source == source and edge.target == target for edge in loop.edges)
    }
    return tuple(kind for kind in LoopType if kind in found)


def described(model: Model, change: Change) -> str:
    """Return a change in words: its level and what it acts on."""
    level = classify(change)
    known = model.find(change.target)
    ends = change.target.split(" -> ")
    named = known is not None and known.title is not None
    target = known.label if known and (named or len(ends) == 1) else ""
    return f"{level.title.lower()}: {target or ' → '.join(model.label(end) for end in ends)}"
