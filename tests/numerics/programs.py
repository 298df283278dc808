"""Random programs: every operator, table mode, kind of memory and integrator."""

from hypothesis import strategies as st

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

NUMBERS = st.one_of(
    st.sampled_from([0.0, 1.0, -1.0, 0.5, 2.0, 3.0, -8.0, 1e-3, 100.0]),
    st.floats(-20, 20, allow_nan=False).map(lambda x: round(x, 3)),
)


@st.composite
def tables(draw):
    """Draw a table, evenly spaced or not."""
    size = draw(st.integers(1, 6))
    low = draw(st.floats(-5, 5).map(lambda x: round(x, 2)))
    even = draw(st.booleans())
    gaps = [0.5 if even else draw(st.sampled_from([0.1, 0.5, 1.0, 2.0])) for _ in range(size)]
    x = [low]
    for gap in gaps[1:]:
        x.append(x[-1] + gap)
    y = tuple(draw(NUMBERS) for _ in range(size))
    return Table(name="t", x=tuple(x), y=y, outside=draw(st.sampled_from(list(Outside))))


def nodes(slots):
    """Return a strategy of equations that read slots of the given names."""
    leaves = st.one_of(
        NUMBERS.map(Const),
        st.sampled_from(slots).map(Read) if slots else NUMBERS.map(Const),
        st.sampled_from(CLOCK).map(Apply),
    )

    def larger(inner):
        made = [inner.map(lambda n: Interpolate("t", n))]
        for name, (arity, _) in OPERATORS.items():
            size = (1, 4) if arity == MANY else (arity, arity)
            made.append(
                st.lists(inner, min_size=size[0], max_size=size[1]).map(
                    lambda operands, name=name: Apply(name, tuple(operands))
                )
            )
        return st.one_of(made)

    return st.recursive(leaves, larger, max_leaves=8)


@st.composite
def programs(draw):
    """Draw a program whose equations read what stands before them, and any memory."""
    table = draw(tables())
    memories = [f"m{i}" for i in range(draw(st.integers(0, 4)))]
    constants = [f"c{i}" for i in range(draw(st.integers(0, 3)))]
    definitions = [Formula(Slot(name=name), Const(draw(NUMBERS))) for name in constants]
    known = [*constants, *memories]
    for i in range(draw(st.integers(1, 5))):
        definitions.append(Formula(Slot(name=f"v{i}"), draw(nodes(tuple(known)))))
        known.append(f"v{i}")
    for name in memories:
        start = draw(nodes(tuple(constants)))
        after = draw(nodes(tuple(known)))
        kind = draw(st.sampled_from(["rate", "following", "held", "pipeline"]))
        slot = Slot(name=name)
        match kind:
            case "rate":
                definitions.append(State(slot=slot, initial=start, rate=after))
            case "following":
                definitions.append(State(slot=slot, initial=start, following=after))
            case "held":
                definitions.append(State(slot=slot, initial=start))
            case "pipeline":
                delay = Const(draw(st.sampled_from([0.0, 0.2, 1.0, 2.3, 99.0])))
                definitions.append(Pipeline(slot=slot, input=after, delay=delay, initial=start))
    program = assemble(definitions, {"t": table})
    assert isinstance(program, Program)
    return program
