"""Checks of the causal map. What they look at is imported only when there is a map to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sysdsl.diagnostics import Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin import Check
from sysdsl.plugin.declarations import Lookup
from sysdsl.schema.core import Intervention
from sysdsl_plugins.causal.link_rules import LINK_RULES, NAME_DIRECTION, NAME_RULES, NAME_VERB
from sysdsl_plugins.causal.loop_rules import LEVERAGE_RULES, LOOP_RULES


def check_name(element: Element[Any], _lookup: Lookup) -> Iterable[Diagnostic]:
    """Advise on the name of a variable."""
    from sysdsl_plugins.causal.names import direction_in, verb_in

    label = element.label
    key = "title" if element.title else None
    directed = direction_in(label)
    if directed is not None:
        yield NAME_DIRECTION.at(
            element.anchor(key),
            f"`{label}` says which way the variable moves (`{directed.words}`)",
            hint=f"call it `{directed.instead}`, and check the signs of its links afterwards",
        )
    action = verb_in(label)
    if action is not None and directed is None:
        yield NAME_VERB.at(
            element.anchor(key),
            f"`{label}` is an action (`{action.words}`), not something that can go up or down",
            hint="name the quantity that the action changes",
        )


def check_map(model: Model) -> Iterator[Diagnostic]:
    """Check links, loops and what they make."""
    if not model.arrows:
        return
    from sysdsl_plugins.causal.causal_map import read_map
    from sysdsl_plugins.causal.check_links import link_findings
    from sysdsl_plugins.causal.check_loops import loop_findings

    causal_map = read_map(model)
    yield from link_findings(model, causal_map)
    yield from loop_findings(model, causal_map)


def check_leverage(model: Model) -> Iterator[Diagnostic]:
    """Check how deep interventions reach."""
    if not model.all(Intervention):
        return
    from sysdsl_plugins.causal.check_leverage import leverage_findings

    yield from leverage_findings(model)


def map_key(model: Model) -> object:
    """Return what the checks of the map depend on."""
    if not model.arrows:
        return ()
    from sysdsl_plugins.causal.causal_map import map_key as key

    return key(model)


def leverage_key(model: Model) -> object:
    """Return what the checks of interventions depend on."""
    interventions = model.all(Intervention)
    if not interventions:
        return ()
    names = {intervention.id for intervention in interventions}
    equations = tuple(equation for equation in model.equations if equation.scope in names)
    targets = tuple(model.find(equation.target) for equation in equations)
    inside = tuple(child for name in sorted(names) for child in model.children(name))
    return map_key(model), interventions, equations, targets, inside


CHECKS = (
    Check(rules=NAME_RULES, each=check_name, kinds=("variable", "stock")),
    Check(rules=(*LINK_RULES, *LOOP_RULES), whole=check_map, key=map_key),
    Check(rules=LEVERAGE_RULES, whole=check_leverage, key=leverage_key),
)
"""All checks of the method."""
