"""Random programs: every operator, table mode, kind of memory and integrator."""

from sysdsl.numerics.assemble import assemble
from sysdsl.numerics.operators import CLOCK, MANY, OPERATORS
from sysdsl.numerics.program import (
    Apply,
    Const,
    Formula,
    Interpolate,
    Outside,
    Pipeline,
    Program,
    Read,
    Slot,
    State,
    Table,
)

SPECIAL = (0.0, 1.0, -1.0, 0.5, 2.0, 3.0, -8.0, 1e-3, 100.0)


def number(dice):
    """Return a number, often one that makes trouble."""
    return dice.choice(SPECIAL) if dice.random() < 0.5 else round(dice.uniform(-20, 20), 3)


def table(dice):
    """Return a table, evenly spaced or not."""
    even = dice.random() < 0.5
    x = [round(dice.uniform(-5, 5), 2)]
    for _ in range(dice.randrange(6)):
        x.append(x[-1] + (0.5 if even else dice.choice([0.1, 0.5, 1.0, 2.0])))
    y = tuple(number(dice) for _ in x)
    return Table(name="t", x=tuple(x), y=y, outside=dice.choice(list(Outside)))


def node(dice, slots, depth=3):
    """Return an equation that reads slots of the given names."""
    kind = dice.random()
    if depth == 0 or kind < 0.2:
        if slots and kind < 0.7:
            return Read(dice.choice(slots))
        return Apply(dice.choice(CLOCK)) if kind < 0.8 else Const(number(dice))
    if kind < 0.3:
        return Interpolate("t", node(dice, slots, depth - 1))
    operator = dice.choice(sorted(OPERATORS))
    arity = OPERATORS[operator][0]
    count = dice.randint(1, 4) if arity == MANY else arity
    return Apply(operator, tuple(node(dice, slots, depth - 1) for _ in range(count)))


def memory(dice, name, constants, known):
    """Return a state or a pipeline."""
    slot = Slot(name=name)
    start = node(dice, constants)
    after = node(dice, known)
    match dice.choice(["rate", "rate", "following", "held", "pipeline"]):
        case "rate":
            return State(slot=slot, initial=start, rate=after)
        case "following":
            return State(slot=slot, initial=start, following=after)
        case "held":
            return State(slot=slot, initial=start)
        case _:
            delay = Const(dice.choice([0.0, 0.2, 1.0, 2.3, 99.0]))
            return Pipeline(slot=slot, input=after, delay=delay, initial=start)


def random_program(dice):
    """Return a program whose equations read what stands before them, and any memory."""
    memories = [f"m{i}" for i in range(dice.randrange(5))]
    constants = [f"c{i}" for i in range(dice.randrange(4))]
    definitions = [Formula(Slot(name=name), Const(number(dice))) for name in constants]
    known = [*constants, *memories]
    for i in range(dice.randint(1, 5)):
        definitions.append(Formula(Slot(name=f"v{i}"), node(dice, known)))
        known.append(f"v{i}")
    definitions += [memory(dice, name, constants, known) for name in memories]
    program = assemble(definitions, {"t": table(dice)})
    assert isinstance(program, Program)
    return program
