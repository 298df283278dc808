"""Delays, averages and test inputs as the stocks and equations they stand for.

Sources: XMILE 1.0 (OASIS 2015), section 3.5; Vensim Reference Manual; Sterman 2000, ch. 11.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from sysdsl.numerics.program import (
    Apply,
    Const,
    Definition,
    Formula,
    Node,
    Pipeline,
    Read,
    Slot,
    State,
)

SLACK = 1e-6
"""Share of a step by which a moment may be missed and still count as reached: times such as
0.1 * 3 carry rounding errors, far smaller than this."""


@attrs.frozen
class Expansion:
    """What a call of a function becomes.

    Attributes:
        value: The value of the call.
        definitions: Slots made for it.
    """

    value: Node
    definitions: tuple[Definition, ...] = ()


@attrs.frozen(kw_only=True)
class CallSite:
    """A call to expand.

    Attributes:
        prefix: Unique start of the names of slots made for it.
        arguments: Equations of the arguments by name, defaults filled in.
        order: Number of stages, for functions that take one.
    """

    prefix: str
    arguments: Mapping[str, Node]
    order: int = 1

    def name(self, part: str) -> str:
        """Return the name of a slot made for the call."""
        return f"{self.prefix}.{part}"


def expand(function: str, site: CallSite) -> Expansion:
    """Return what a call of an expanded function becomes.

    Raises:
        KeyError: If the function is not among those expanded.
    """
    return EXPANSIONS[function](site)


def add(*operands: Node) -> Node:
    """Return a sum."""
    return Apply("add", operands)


def sub(a: Node, b: Node) -> Node:
    """Return a difference."""
    return Apply("sub", (a, b))


def mul(*operands: Node) -> Node:
    """Return a product."""
    return Apply("mul", operands)


def div(a: Node, b: Node) -> Node:
    """Return a quotient."""
    return Apply("div", (a, b))


def select(condition: Node, a: Node, b: Node) -> Node:
    """Return a choice."""
    return Apply("select", (condition, a, b))


_DT = Apply("dt")
_NOW = Apply("step_time")
_ZERO = Const(0.0)
_ONE = Const(1.0)


def _hidden(name: str) -> Slot:
    return Slot(name=name, saved=False)


def _kept(site: CallSite, argument: str) -> tuple[Node, tuple[Definition, ...]]:
    """Return an argument that is used more than once as a slot of its own."""
    node = site.arguments[argument]
    if isinstance(node, Const | Read):
        return node, ()
    name = site.name(argument)
    return Read(name), (Formula(_hidden(name), node),)


def _smooth(order: int | None = None) -> Callable[[CallSite], Expansion]:
    def smooth(site: CallSite) -> Expansion:
        stages = order or site.order
        time, made = _kept(site, "time")
        input_, kept = _kept(site, "input")
        definitions = [*made, *kept]
        share = div(time, Const(float(stages))) if stages > 1 else time
        initial = (
            input_
            if site.arguments["initial"] is site.arguments["input"]
            else site.arguments["initial"]
        )
        before = input_
        for stage in range(1, stages + 1):
            name = site.name(f"level{stage}")
            rate = div(sub(before, Read(name)), share)
            definitions.append(State(slot=_hidden(name), initial=initial, rate=rate))
            before = Read(name)
        return Expansion(before, tuple(definitions))

    return smooth


def _delay(order: int | None = None) -> Callable[[CallSite], Expansion]:
    def delay(site: CallSite) -> Expansion:
        stages = order or site.order
        time, made = _kept(site, "time")
        input_, kept = _kept(site, "input")
        definitions = [*made, *kept]
        share = div(time, Const(float(stages))) if stages > 1 else time
        initial = (
            input_
            if site.arguments["initial"] is site.arguments["input"]
            else site.arguments["initial"]
        )
        before = input_
        for stage in range(1, stages + 1):
            name, out = site.name(f"transit{stage}"), site.name(f"outflow{stage}")
            definitions.append(
                State(slot=_hidden(name), initial=mul(initial, share), rate=sub(before, Read(out)))
            )
            definitions.append(Formula(_hidden(out), div(Read(name), share)))
            before = Read(out)
        return Expansion(before, tuple(definitions))

    return delay


def _delay_fixed(site: CallSite) -> Expansion:
    name = site.name("pipeline")
    pipeline = Pipeline(
        slot=_hidden(name),
        input=site.arguments["input"],
        delay=site.arguments["time"],
        initial=site.arguments["initial"],
    )
    return Expansion(Read(name), (pipeline,))


def _trend(site: CallSite) -> Expansion:
    """Growth against the average: the average starts so that the first trend is `initial`."""
    input_, kept = _kept(site, "input")
    time, made = _kept(site, "time")
    average = site.name("average")
    start = div(input_, add(_ONE, mul(site.arguments["initial"], time)))
    state = State(slot=_hidden(average), initial=start, rate=div(sub(input_, Read(average)), time))
    span = mul(time, Apply("abs", (Read(average),)))
    growth = select(Apply("eq", (span, _ZERO)), _ZERO, div(sub(input_, Read(average)), span))
    return Expansion(growth, (*kept, *made, state))


def _forecast(site: CallSite) -> Expansion:
    trend = _trend(site)
    input_, _ = _kept(site, "input")
    grown = add(_ONE, mul(trend.value, site.arguments["horizon"]))
    return Expansion(mul(input_, grown), trend.definitions)


def _initial(site: CallSite) -> Expansion:
    name = site.name("initial")
    return Expansion(Read(name), (State(slot=_hidden(name), initial=site.arguments["x"]),))


def _sample(site: CallSite) -> Expansion:
    value, memory = site.name("sampled"), site.name("memory")
    sampled = select(site.arguments["condition"], site.arguments["input"], Read(memory))
    state = State(slot=_hidden(memory), initial=site.arguments["initial"], following=Read(value))
    return Expansion(Read(value), (Formula(_hidden(value), sampled), state))


def reached(moment: Node) -> Node:
    """Return whether a moment has been reached when the step begins."""
    return Apply("ge", (add(_NOW, mul(Const(SLACK), _DT)), moment))


def _step(site: CallSite) -> Expansion:
    return Expansion(select(reached(site.arguments["start"]), site.arguments["height"], _ZERO))


def _ramp(site: CallSite) -> Expansion:
    start = site.arguments["start"]
    since = Apply("max", (sub(Apply("min", (Apply("time"), site.arguments["end"])), start), _ZERO))
    return Expansion(mul(site.arguments["slope"], since))


def _since_last(start: Node, every: Node) -> Node:
    """Return the time since a train last began, with slack; `every` 0 or less begins once."""
    since = add(sub(_NOW, start), mul(Const(SLACK), _DT))
    repeats = Apply("gt", (every, _ZERO))
    return select(repeats, Apply("mod", (since, every)), since)


def _pulse(site: CallSite) -> Expansion:
    start, every = site.arguments["start"], site.arguments["every"]
    begun = Apply("lt", (_since_last(start, every), _DT))
    firing = Apply("and", (reached(start), begun))
    return Expansion(select(firing, div(site.arguments["volume"], _DT), _ZERO))


def _pulse_train(site: CallSite) -> Expansion:
    start, every = site.arguments["start"], site.arguments["every"]
    width = Apply("max", (site.arguments["width"], _DT))
    inside = Apply("lt", (_since_last(start, every), width))
    ended = Apply("and", (reached(site.arguments["end"]), Apply("gt", (every, _ZERO))))
    on = Apply("and", (reached(start), inside, Apply("not", (ended,))))
    return Expansion(select(on, _ONE, _ZERO))


def _divide(site: CallSite) -> Expansion:
    by, made = _kept(site, "b")
    value = select(
        Apply("eq", (by, _ZERO)), site.arguments["otherwise"], div(site.arguments["a"], by)
    )
    return Expansion(value, made)


def _quantum(site: CallSite) -> Expansion:
    x, made = _kept(site, "x")
    y, more = _kept(site, "y")
    cut = mul(y, Apply("truncate", (div(x, y),)))
    return Expansion(select(Apply("gt", (y, _ZERO)), cut, x), (*made, *more))


EXPANSIONS: Mapping[str, Callable[[CallSite], Expansion]] = {
    "smooth": _smooth(1),
    "smooth3": _smooth(3),
    "smooth_n": _smooth(),
    "delay1": _delay(1),
    "delay3": _delay(3),
    "delay_n": _delay(),
    "delay_fixed": _delay_fixed,
    "trend": _trend,
    "forecast": _forecast,
    "initial": _initial,
    "sample": _sample,
    "step": _step,
    "ramp": _ramp,
    "pulse": _pulse,
    "pulse_train": _pulse_train,
    "divide": _divide,
    "quantum": _quantum,
}
"""Functions by name that become stocks and equations."""
