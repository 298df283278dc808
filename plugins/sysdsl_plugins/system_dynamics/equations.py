"""All equations of a model as a table, with units and sources."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema.core import Flow, Stock
from sysdsl_plugins.system_dynamics.quantities import Quantity, quantities_of
from sysdsl_plugins.system_dynamics.wording import text_of


def equation_rows(model: Model) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, unit, equation and source of each quantity, in the order of the source."""
    quantities = quantities_of(model)
    for quantity in quantities.by_id.values():
        element = quantity.element
        subscripts = f"[{', '.join(quantity.subscripts)}]" if quantity.subscripts else ""
        name = f"[[{element.id}]] `{element.id}{subscripts}`"
        yield name, quantity.unit, _equation(quantity), _source(model, element)
        for equation in model.equations:
            if equation.scope is None and equation.target == element.id:
                members = f"[{', '.join(map(text_of, equation.index))}]" if equation.index else ""
                text = f"`{text_of(equation.value)}`"
                yield f"`{element.id}{members}`", quantity.unit, text, ""


def _equation(quantity: Quantity) -> str:
    text = f"`{text_of(quantity.value)}`" if quantity.value is not None else ""
    if quantity.is_a(Stock):
        return f"starts at {text}" if text else ""
    if quantity.is_a(Flow):
        body = quantity.element.body
        ends = [f"from `{body.source}`"] if isinstance(body.source, str) else []
        ends += [f"to `{body.target}`"] if isinstance(body.target, str) else []
        return f"{text} {' '.join(ends)}".strip()
    return text


def _source(model: Model, element: Element[object]) -> str:
    common = element.common
    if common.source:
        return common.source
    evidence = common.evidence if isinstance(common.evidence, tuple) else ()
    if evidence:
        return ", ".join(model.label(name) for name in evidence)
    return common.because or ""
