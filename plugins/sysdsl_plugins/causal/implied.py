"""Links that equations imply, with their polarity.

The polarity of a link is the sign of the partial derivative of the equation, found by rules of
signs. Quantities are taken to be at or above zero, as people, money and beds are; where a sign
depends on the state (`(goal - stock) / time` as a function of `time`) it is unknown.
A flow adds to the stock it fills and takes from the stock it drains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Flow, Lookup, Variable
from sysdsl_plugins.causal.graph import Edge
from sysdsl_plugins.causal.polarity import Polarity, Sign, in_parallel, times

_RISING = frozenset(
    {"sqrt", "exp", "ln", "log10", "floor", "ceil", "truncate", "round", "sum", "mean", "min"}
    | {"max", "product", "arctan", "sinh", "tanh", "sign"}
)
"""Functions that rise with each of their arguments, which are at or above zero."""

_LATE = frozenset({"smooth", "smooth3", "smooth_n", "delay1", "delay3", "delay_n", "delay_fixed"})
"""Functions that give their first argument later."""

_STARTING = frozenset({"initial"})
"""Functions of the start only: what they use has no effect afterwards."""

_UNKNOWN = Polarity(Sign.UNKNOWN)

Effects = Mapping[str, Polarity]


@attrs.frozen
class _Reading:
    """What is known of a part of an equation.

    Attributes:
        sign: Of its value: `+` for at or above zero, `-` for at or below, `?` for not known.
        effects: How it moves with each element that it uses.
    """

    sign: Sign
    effects: Effects


_NOTHING = _Reading(Sign.PLUS, {})


def implied_edges(model: Model) -> tuple[Edge, ...]:
    """Return the links that equations imply, in the order of the source."""
    slopes = {
        element.id: _slope(element.body.points)
        for element in model.all(Lookup)
        if element.body.points is not None
    }
    edges = [
        _edge(source, target, polarity)
        for target, equation in _equations(model)
        for source, polarity in effects_in(equation, slopes).items()
        if source != target and source not in slopes
    ]
    for flow in model.all(Flow):
        if flow.body.target is not None:
            edges.append(_edge(flow.id, flow.body.target, Polarity(Sign.PLUS)))
        if flow.body.source is not None:
            edges.append(_edge(flow.id, flow.body.source, Polarity(Sign.MINUS)))
    return tuple(edges)


def _equations(model: Model) -> Iterator[tuple[str, v.Value]]:
    """Yield what each element is computed from at every time; starting values are not."""
    for element in model.elements.values():
        body = element.body
        if not isinstance(body, Variable | Flow | Const) or body.equation is None:
            continue
        if not _overrides(model, element.parent):
            yield element.id, body.equation
    for equation in model.equations:
        if equation.scope is None:
            yield equation.target, equation.value


def _overrides(model: Model, scope: str | None) -> bool:
    """Tell whether what stands in a body holds only there, as in a test or a scenario."""
    parent = model.find(scope) if scope is not None else None
    kind = model.kinds.find(parent.kind) if parent is not None else None
    return kind is not None and kind.equations


def _edge(source: str, target: str, polarity: Polarity) -> Edge:
    return Edge(
        source=source, target=target, sign=polarity.sign, delayed=polarity.delayed, implied=True
    )


def effects_in(equation: v.Value, lookups: Mapping[str, Sign] | None = None) -> Effects:
    """Return how an equation moves with each element it uses, in the order of first use.

    Args:
        equation: The right-hand side.
        lookups: Slope of each lookup by name.
    """
    readings: dict[int, _Reading] = {}
    for part in _leaves_first(equation):
        below = [readings[id(child)] for child in v.children(part)]
        readings[id(part)] = _read(part, below, lookups or {})
    return readings[id(equation)].effects


def _leaves_first(value: v.Value) -> Iterator[v.Value]:
    order = [value]
    for part in order:
        order.extend(v.children(part))
    yield from reversed(order)


def _read(part: v.Value, below: Sequence[_Reading], lookups: Mapping[str, Sign]) -> _Reading:
    match part:
        case v.Quantity(value=number):
            return _Reading(Sign.PLUS if number >= 0 else Sign.MINUS, {})
        case v.Use(element=name):
            return _Reading(Sign.PLUS, {name: Polarity()})
        case v.Sign(operator="-"):
            return _scaled(below[0], Sign.MINUS)
        case v.Chain(operators=operators) if operators and operators[0] in "+-":
            return _sum(operators, below)
        case v.Chain(operators=operators) if operators and operators[0] in "*/":
            return _product(operators, below)
        case v.Chain(operators=("^",)):
            return _power(part, below)
        case v.Apply(function=name):
            return _applied(name, below, lookups)
        case v.Choose():
            return _chosen(below)
        case _ if len(below) == 1 and not isinstance(part, v.Compare):
            return below[0]
        case _:
            return _Reading(Sign.UNKNOWN, _unknown(below))


def _merged(all_effects: Sequence[Effects]) -> dict[str, Polarity]:
    merged: dict[str, Polarity] = {}
    for effects in all_effects:
        for name, polarity in effects.items():
            merged[name] = in_parallel(merged[name], polarity) if name in merged else polarity
    return merged


def _unknown(below: Sequence[_Reading]) -> dict[str, Polarity]:
    return dict.fromkeys(_merged([reading.effects for reading in below]), _UNKNOWN)


def _turned(effects: Effects, sign: Sign) -> Effects:
    return {name: Polarity(times(p.sign, sign), p.delayed) for name, p in effects.items()}


def _scaled(reading: _Reading, sign: Sign) -> _Reading:
    return _Reading(times(reading.sign, sign), _turned(reading.effects, sign))


def _common(signs: Sequence[Sign]) -> Sign:
    first = signs[0] if signs else Sign.PLUS
    return first if all(sign is first for sign in signs) else Sign.UNKNOWN


def _sum(operators: Sequence[str], below: Sequence[_Reading]) -> _Reading:
    signs = [Sign.PLUS, *(Sign(operator) for operator in operators)]
    terms = [_scaled(reading, sign) for reading, sign in zip(below, signs, strict=True)]
    return _Reading(_common([t.sign for t in terms]), _merged([t.effects for t in terms]))


def _product(operators: Sequence[str], below: Sequence[_Reading]) -> _Reading:
    """Read a product; the derivative of a factor has the sign of all the others together.

    A divisor moves the quotient the other way, unless it may pass through zero.
    """
    unknown = [i for i, reading in enumerate(below) if reading.sign is Sign.UNKNOWN]
    minus = sum(reading.sign is Sign.MINUS for reading in below) % 2
    whole = Sign.MINUS if minus else Sign.PLUS
    effects: list[Effects] = []
    for i, reading in enumerate(below):
        others = whole
        if unknown and unknown != [i]:
            others = Sign.UNKNOWN
        elif reading.sign is Sign.MINUS:
            others = times(whole, Sign.MINUS)
        if i and operators[i - 1] == "/":
            others = Sign.UNKNOWN if i in unknown else times(others, Sign.MINUS)
        effects.append(_turned(reading.effects, others))
    return _Reading(Sign.UNKNOWN if unknown else whole, _merged(effects))


def _power(part: v.Chain, below: Sequence[_Reading]) -> _Reading:
    base, exponent = below
    value = part.operands[1]
    if base.sign is Sign.PLUS and isinstance(value, v.Quantity):
        return _Reading(Sign.PLUS, _turned(base.effects, exponent.sign))
    sign = Sign.PLUS if base.sign is Sign.PLUS else Sign.UNKNOWN
    return _Reading(sign, _unknown(below))


def _applied(name: str, below: Sequence[_Reading], lookups: Mapping[str, Sign]) -> _Reading:
    if name in _STARTING or not below:
        return _NOTHING
    if name in lookups:
        return _Reading(Sign.UNKNOWN, _turned(below[0].effects, lookups[name]))
    if name in _LATE:
        late = {n: Polarity(p.sign, delayed=True) for n, p in below[0].effects.items()}
        return _Reading(below[0].sign, _merged([late, _unknown(below[1:])]))
    if name in _RISING:
        sign = Sign.UNKNOWN if name in {"ln", "log10"} else _extreme(name, below)
        return _Reading(sign, _merged([reading.effects for reading in below]))
    sign = Sign.PLUS if name == "abs" else Sign.UNKNOWN
    return _Reading(sign, _unknown(below))


def _extreme(name: str, below: Sequence[_Reading]) -> Sign:
    """Return the sign of a rising function; a maximum with something positive is positive."""
    signs = [reading.sign for reading in below]
    if name == "max" and Sign.PLUS in signs:
        return Sign.PLUS
    if name == "min" and Sign.MINUS in signs:
        return Sign.MINUS
    return _common(signs)


def _chosen(below: Sequence[_Reading]) -> _Reading:
    condition, first, second = below
    effects = _merged([first.effects, second.effects, _unknown([condition])])
    return _Reading(_common([first.sign, second.sign]), effects)


def _slope(points: v.Value) -> Sign:
    """Return whether a lookup rises (`+`), falls (`-`) or does both or neither (`?`)."""
    pairs = [
        (part.items[0].value, part.items[1].value)
        for part in v.children(points)
        if isinstance(part, v.Tuple)
        and len(part.items) == 2
        and isinstance(part.items[0], v.Quantity)
        and isinstance(part.items[1], v.Quantity)
    ]
    heights = [y for _, y in sorted(pairs)]
    steps = [b - a for a, b in pairwise(heights)]
    if steps and all(step >= 0 for step in steps) and any(steps):
        return Sign.PLUS
    if steps and all(step <= 0 for step in steps) and any(steps):
        return Sign.MINUS
    return Sign.UNKNOWN
