"""Polarities of links that equations imply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.schema import value as v
from sysdsl_plugins.causal.implied import effects_in
from sysdsl_plugins.causal.polarity import Polarity, Sign

A, B, C = v.Use("a"), v.Use("b"), v.Use("c")


def number(value: float) -> v.Quantity:
    """Return a number without unit."""
    return v.Quantity(value)


def signs(equation: v.Value, **lookups: Sign) -> dict[str, str]:
    """Return the sign of each effect."""
    return {name: p.sign.value for name, p in effects_in(equation, lookups).items()}


@pytest.mark.parametrize(
    "equation, expected",
    [
        (v.Chain(("+", "-"), (A, B, C)), {"a": "+", "b": "+", "c": "-"}),
        (v.Chain(("*", "/"), (A, B, C)), {"a": "+", "b": "+", "c": "-"}),
        (v.Chain(("/",), (v.Chain(("-",), (A, B)), C)), {"a": "+", "b": "-", "c": "?"}),
        (
            v.Chain(("*",), (A, v.Chain(("-",), (number(1), v.Chain(("/",), (A, B)))))),
            {"a": "?", "b": "+"},
        ),
        (v.Apply("max", (number(0), v.Chain(("-",), (A, B)))), {"a": "+", "b": "-"}),
        (v.Apply("min", (A, v.Chain(("/",), (B, C)))), {"a": "+", "b": "+", "c": "-"}),
        (v.Sign("-", A), {"a": "-"}),
        (v.Chain(("^",), (A, number(2))), {"a": "+"}),
        (v.Chain(("^",), (A, number(-1))), {"a": "-"}),
        (v.Choose(v.Compare((">",), (A, B)), A, number(0)), {"a": "?", "b": "?"}),
        (v.Apply("initial", (A,)), {}),
        (v.Apply("modulo", (A, B)), {"a": "?", "b": "?"}),
        (v.Chain(("*",), (number(-2), A)), {"a": "-"}),
        (v.Chain(("-",), (A, A)), {"a": "?"}),
    ],
)
def test_rules_of_signs(equation: v.Value, expected: dict[str, str]) -> None:
    """Each operation passes signs on as its derivative does."""
    assert signs(equation) == expected


def test_delays_mark_the_link() -> None:
    """What goes through a delay arrives late; how the delay itself acts is not known."""
    assert effects_in(v.Apply("smooth", (A, B))) == {
        "a": Polarity(Sign.PLUS, delayed=True),
        "b": Polarity(Sign.UNKNOWN),
    }


def test_lookups_pass_on_their_slope() -> None:
    """A falling graphical function turns the sign."""
    assert signs(v.Apply("effect", (v.Chain(("/",), (A, B)),)), effect=Sign.MINUS) == {
        "a": "-",
        "b": "+",
    }


def test_long_sums_and_deep_nesting() -> None:
    """Sums of many terms and deep brackets need no recursion."""
    long = v.Chain(("+",) * 99_999, tuple(v.Use(f"x{i % 500}") for i in range(100_000)))
    assert set(signs(long).values()) == {"+"}
    deep: v.Value = A
    for _ in range(5_000):
        deep = v.Sign("-", deep)
    assert signs(deep) == {"a": "+"}


POSITIVE = st.floats(0.1, 10)


@st.composite
def equations(draw: st.DrawFn, depth: int = 3) -> v.Value:
    """Draw equations of three quantities."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from([A, B, C, number(2), number(0.5)]))
    parts = tuple(draw(st.lists(equations(depth - 1), min_size=2, max_size=3)))
    group = draw(st.sampled_from(["+-", "*/", "m"]))
    if group == "m":
        return v.Apply(draw(st.sampled_from(["min", "max"])), parts)
    return v.Chain(tuple(draw(st.sampled_from(group)) for _ in parts[1:]), parts)


def evaluate(equation: v.Value, state: dict[str, float]) -> float:
    """Evaluate an equation; a division by zero is raised."""
    match equation:
        case v.Quantity(value=number_):
            return number_
        case v.Use(element=name):
            return state[name]
        case v.Apply(function=name, arguments=parts):
            return (min if name == "min" else max)(evaluate(part, state) for part in parts)
        case v.Chain(operators=operators, operands=parts):
            result = evaluate(parts[0], state)
            for operator, part in zip(operators, parts[1:], strict=True):
                other = evaluate(part, state)
                match operator:
                    case "+":
                        result += other
                    case "-":
                        result -= other
                    case "*":
                        result *= other
                    case _:
                        result /= other
            return result
    raise AssertionError(equation)


@given(equations(), POSITIVE, POSITIVE, POSITIVE, st.sampled_from("abc"), POSITIVE)
def test_a_known_sign_is_never_wrong(
    equation: v.Value, a: float, b: float, c: float, moved: str, by: float
) -> None:
    """Where a sign is given, raising the quantity never moves the result the other way."""
    effect = effects_in(equation).get(moved)
    state = {"a": a, "b": b, "c": c}
    try:
        before = evaluate(equation, state)
        after = evaluate(equation, {**state, moved: state[moved] + by})
    except ZeroDivisionError:
        return
    slack = 1e-9 * (1 + abs(before) + abs(after))
    if effect is None:
        assert abs(after - before) <= slack
    elif effect.sign is Sign.PLUS:
        assert after >= before - slack
    elif effect.sign is Sign.MINUS:
        assert after <= before + slack
