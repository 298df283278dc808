"""A simulation as a small typed program: what every target executes.

A program says nothing about text, positions or methods. Its equations are trees of four kinds of
node; operators and their meaning, also for division by zero and the like, are those of
`sysdsl.numerics.operators`. Arrays are flattened: each member of `treating[ward]` is a slot of
its own that keeps the name of its array and its members, so that a target may emit loops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

import attrs


@attrs.frozen(eq=False)
class Const:
    """A number."""

    value: float


@attrs.frozen(eq=False)
class Read:
    """The value of a slot."""

    slot: str


@attrs.frozen(eq=False)
class Apply:
    """An operator of `sysdsl.numerics.operators` on its operands; n-ary where that makes sense."""

    operator: str
    operands: tuple[Node, ...] = ()


@attrs.frozen(eq=False)
class Interpolate:
    """The value of a table at an argument."""

    table: str
    argument: Node


Node = Const | Read | Apply | Interpolate


class Phase(Enum):
    """When the value of a slot is computed."""

    CONSTANT = "constant"
    INVARIANT = "invariant"
    STEP = "step"
    STATE = "state"


class Outside(Enum):
    """What a table answers outside its points; `STEP` also holds each value up to the next."""

    CLAMP = "clamp"
    EXTRAPOLATE = "extrapolate"
    STEP = "step"


@attrs.frozen(kw_only=True)
class Table:
    """A lookup (graphical function).

    Attributes:
        name: Unique in its program.
        x: Arguments, increasing; at least one.
        y: Values, one for each argument.
        outside: Mode of interpolation.
    """

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    outside: Outside = Outside.CLAMP

    @property
    def spacing(self) -> float | None:
        """Distance of neighbouring arguments where all are alike within 1e-9, else None."""
        if len(self.x) < 2:
            return None
        even = (self.x[-1] - self.x[0]) / (len(self.x) - 1)
        for index, argument in enumerate(self.x):
            if abs(argument - (self.x[0] + index * even)) > 1e-9 * even:
                return None
        return even


@attrs.frozen(kw_only=True)
class Slot:
    """A scalar value of the program.

    Attributes:
        name: Unique; `treating[medical]` for a member of an array. Never used as an identifier.
        unit: Unit as text, for reports.
        array: Name of the array that the slot belongs to, or "".
        members: Its place in the array.
        saved: Whether results show it; parts of a delay are not.
    """

    name: str
    unit: str = ""
    array: str = ""
    members: tuple[str, ...] = ()
    saved: bool = True


@attrs.frozen
class Formula:
    """A slot that is computed from others at each time."""

    slot: Slot
    equation: Node


@attrs.frozen(kw_only=True)
class State:
    """A slot that accumulates.

    Attributes:
        initial: Value at the start.
        rate: Change per unit of time, integrated by the method chosen.
        following: Value at the next step, for discrete memories; excludes `rate`. With neither,
            the slot keeps its initial value.
    """

    slot: Slot
    initial: Node
    rate: Node | None = None
    following: Node | None = None


@attrs.frozen(kw_only=True)
class Pipeline:
    """A fixed delay: the input of `delay` time units ago, `initial` before there is one.

    The delay is read at the start, rounded to whole steps, and never shorter than one.
    """

    slot: Slot
    input: Node
    delay: Node
    initial: Node


Definition = Formula | State | Pipeline


@attrs.frozen(kw_only=True)
class Program:
    """Equations sorted by phase, each phase in an order in which it can be computed.

    Attributes:
        constants: Formulas whose equation is a number; a run may set them otherwise.
        invariants: Formulas that depend on constants alone.
        steps: Formulas that change in a run.
        states: Slots that accumulate, in the order defined.
        pipelines: Fixed delays, in the order defined.
        start: Names of states, pipelines and formulas of `steps` in an order in which the first
            values can be computed.
        tables: Lookups by name.
    """

    constants: tuple[Formula, ...] = ()
    invariants: tuple[Formula, ...] = ()
    steps: tuple[Formula, ...] = ()
    states: tuple[State, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    start: tuple[str, ...] = ()
    tables: Mapping[str, Table] = attrs.field(factory=dict)

    def definitions(self) -> Iterator[Definition]:
        """Iterate over all definitions, phase by phase."""
        yield from self.constants
        yield from self.invariants
        yield from self.states
        yield from self.pipelines
        yield from self.steps

    def dynamic(self) -> tuple[Slot, ...]:
        """Return the slots that change in a run: states, pipelines, steps."""
        definitions: tuple[Definition, ...] = (*self.states, *self.pipelines, *self.steps)
        return tuple(d.slot for d in definitions)


def reads(node: Node) -> tuple[str, ...]:
    """Return the names of the slots that an equation reads, in order, each once."""
    names: dict[str, None] = {}
    pending = [node]
    while pending:
        match pending.pop():
            case Read(slot=slot):
                names[slot] = None
            case Apply(operands=operands):
                pending.extend(reversed(operands))
            case Interpolate(argument=argument):
                pending.append(argument)
            case Const():
                pass
    return tuple(names)


def operators(node: Node) -> frozenset[str]:
    """Return the operators that an equation applies."""
    found = set()
    pending = [node]
    while pending:
        match pending.pop():
            case Apply(operator=operator, operands=operands):
                found.add(operator)
                pending.extend(operands)
            case Interpolate(argument=argument):
                pending.append(argument)
            case Const() | Read():
                pass
    return frozenset(found)


def nodes_of(definition: Definition) -> tuple[Node, ...]:
    """Return the equations of a definition."""
    match definition:
        case Formula(equation=equation):
            return (equation,)
        case State(initial=initial, rate=rate, following=following):
            return tuple(n for n in (initial, rate, following) if n is not None)
        case Pipeline(input=given, delay=delay, initial=initial):
            return (given, delay, initial)
