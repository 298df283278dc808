"""Names of functions in models that are not run: where they are, running tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sysdsl.diagnostics import Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.numerics.functions import FUNCTIONS, similar_function
from sysdsl.plugin.declarations import Lookup as Finder
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Flow, Simulation, Stock, Variable
from sysdsl_plugins.system_dynamics.formulation import walk
from sysdsl_plugins.system_dynamics.rules import UNKNOWN_FUNCTION


def is_run(model: Model) -> bool:
    """Tell whether a model says how it is to be run."""
    return bool(model.all(Simulation)) and bool(model.all(Stock) or model.all(Flow))


def check_function_names(
    element: Element[Any], find: Finder, prepared: object
) -> Iterator[Diagnostic]:
    """Report calls of functions that do not exist.

    Args:
        element: The quantity.
        find: Finds lookups.
        prepared: Whether the model is run, from `is_run`.
    """
    if prepared:
        return
    match element.body:
        case Stock(initial=value):
            key = "initial"
        case Const(equation=value) | Variable(equation=value) | Flow(equation=value):
            key = "equation"
        case _:
            return
    if value is None:
        return
    for path, part, _ in walk(value):
        if not isinstance(part, v.Apply) or part.function in FUNCTIONS:
            continue
        if find(part.function) is None:
            similar = similar_function(part.function)
            yield UNKNOWN_FUNCTION.at(
                element.anchor(key, *path),
                f"there is no function or lookup `{part.function}`",
                hint=f"did you mean `{similar}`?" if similar else "declare a `lookup` of that name",
            )
