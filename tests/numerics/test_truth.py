"""Simulation against analytic solutions."""

import math

import pytest

from sysdsl.codegen.simulate import simulate
from sysdsl.numerics.assemble import AlgebraicLoop, assemble
from sysdsl.numerics.delays import CallSite, expand
from sysdsl.numerics.failures import GridError
from sysdsl.numerics.grid import grid
from sysdsl.numerics.integrators import TABLEAUX, Method, advance
from sysdsl.numerics.program import Apply, Const, Formula, Program, Read, Slot, State


def program(*definitions):
    """Return the program of definitions without loops."""
    made = assemble(definitions)
    assert isinstance(made, Program)
    return made


def stock(name, initial, rate):
    """Return a stock."""
    return State(slot=Slot(name=name), initial=Const(initial), rate=rate)


def mul(*operands):
    """Return a product."""
    return Apply("mul", operands)


DECAY = (program(stock("y", 1.0, Apply("neg", (Read("y"),)))), lambda t: math.exp(-t))
LOGISTIC = (
    program(stock("y", 0.1, mul(Read("y"), Apply("sub", (Const(1.0), Read("y")))))),
    lambda t: 1 / (1 + 9 * math.exp(-t)),
)
OSCILLATOR = (
    program(stock("y", 1.0, Read("v")), stock("v", 0.0, Apply("neg", (Read("y"),)))),
    math.cos,
)
FORCED = (program(stock("y", 0.0, Apply("cos", (Apply("time"),)))), math.sin)


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    "case", [DECAY, LOGISTIC, OSCILLATOR, FORCED], ids=["decay", "logistic", "oscillator", "forced"]
)
def test_order_of_accuracy(case, method):
    """Halving the step divides the error by 2 to the power of the method's order."""
    made, truth = case
    errors = []
    for step in (2**-5, 2**-6):
        run = simulate(made, grid(0, 2, step), method)
        errors.append(abs(run.series("y")[-1] - truth(2.0)))
    # A rate of time alone makes the midpoint rule and Simpson's rule, of their own order.
    observed = math.log2(errors[0] / errors[1])
    assert observed == pytest.approx(TABLEAUX[method].order, abs=0.1)


@pytest.mark.parametrize("method", list(Method))
def test_integrator_and_generated_code_agree(method):
    """The generated loop unrolls the same tableau as `advance`."""
    state = (1.0, 0.0)
    for k in range(8):
        state = advance(method, lambda _t, y: (y[1], -y[0]), k * 0.25, state, 0.25)
    run = simulate(OSCILLATOR[0], grid(0, 2, 0.25), method)
    assert (run.series("y")[-1], run.series("v")[-1]) == pytest.approx(state, rel=1e-14)


@pytest.mark.parametrize("method", list(Method))
def test_closed_system_conserves(method):
    """What leaves one stock arrives in the next: the total stays within 1e-12."""
    infection = Apply("div", (mul(Const(0.5), Read("s"), Read("i")), Const(1000.0)))
    made = program(
        Formula(Slot(name="infection"), infection),
        Formula(Slot(name="recovery"), Apply("div", (Read("i"), Const(5.0)))),
        stock("s", 999.0, Apply("neg", (Read("infection"),))),
        stock("i", 1.0, Apply("sub", (Read("infection"), Read("recovery")))),
        stock("r", 0.0, Read("recovery")),
    )
    run = simulate(made, grid(0, 100, 0.125), method)
    totals = [sum(x) for x in zip(*(run.series(n) for n in "sir"), strict=True)]
    assert max(abs(t / 1000.0 - 1.0) for t in totals) < 1e-12


def expanded(function, order=1, **arguments):
    """Return a program whose slot `y` is a call of a function on slots and numbers."""
    nodes = {k: v if not isinstance(v, float) else Const(v) for k, v in arguments.items()}
    expansion = expand(function, CallSite(prefix="d", arguments=nodes, order=order))
    return program(*expansion.definitions, Formula(Slot(name="y"), expansion.value))


def step_at_1():
    """Return 10 before time 1 and 20 from then on."""
    height = expand(
        "step", CallSite(prefix="x", arguments={"height": Const(10.0), "start": Const(1.0)})
    )
    return Apply("add", (Const(10.0), height.value))


def erlang(order, mean, t):
    """Return the share that has left a delay of some order after time t."""
    x = order * t / mean
    return 1 - math.exp(-x) * sum(x**k / math.factorial(k) for k in range(order))


@pytest.mark.parametrize(
    "function, order",
    [("smooth", 1), ("smooth3", 3), ("smooth_n", 5), ("delay1", 1), ("delay3", 3), ("delay_n", 5)],
)
def test_delay_answers_a_step_as_erlang(function, order):
    """Delays and averages of order n answer a step with the Erlang distribution of order n."""
    given = step_at_1()
    made = expanded(function, order, input=given, time=4.0, initial=Const(10.0))
    run = simulate(made, grid(0, 9, 2**-6), Method.RK4)
    expected = [10 + 10 * (erlang(order, 4.0, t - 1) if t > 1 else 0.0) for t in run.times]
    assert run.series("y") == pytest.approx(expected, abs=1e-6)


def test_fixed_delay_answers_after_exactly_its_time():
    """A fixed delay repeats its input, whole steps later, and its initial value before."""
    made = expanded("delay_fixed", input=Apply("time"), time=1.5, initial=Const(-1.0))
    run = simulate(made, grid(0, 4, 0.5))
    assert run.series("y") == (-1.0, -1.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)


def test_trend_of_exponential_growth_is_its_rate():
    """In steady growth the trend equals the fractional rate, and the forecast carries it on."""
    growing = Apply("exp", (mul(Const(0.05), Apply("time")),))
    made = expanded("trend", input=growing, time=4.0, initial=0.05)
    run = simulate(made, grid(0, 20, 2**-6), Method.RK4)
    assert run.series("y") == pytest.approx([0.05] * len(run.times), rel=1e-6)
    made = expanded("forecast", input=growing, time=4.0, horizon=2.0, initial=0.05)
    run = simulate(made, grid(0, 20, 2**-6), Method.RK4)
    assert run.series("y")[-1] == pytest.approx(math.exp(1.0) * 1.1, rel=1e-6)


@pytest.mark.parametrize("method", list(Method))
def test_pulse_delivers_its_volume(method):
    """A pulse adds its volume within one step, whatever the step and the method."""
    arguments = {"volume": Const(7.0), "start": Const(1.0), "every": Const(0.3)}
    pulse = expand("pulse", CallSite(prefix="p", arguments=arguments))
    made = program(stock("s", 0.0, pulse.value))
    run = simulate(made, grid(0, 2.2, 0.1), method)
    # At 1.0, 1.3, 1.6, 1.9: four times, although 0.1 has no exact binary form.
    assert run.series("s")[-1] == pytest.approx(28.0, rel=1e-12)


@pytest.mark.parametrize("method", list(Method))
def test_step_input_takes_effect_at_its_step(method):
    """A step adds exactly height times the time since, although 0.1 has no exact binary form."""
    step = expand(
        "step", CallSite(prefix="p", arguments={"height": Const(5.0), "start": Const(0.3)})
    )
    run = simulate(program(stock("s", 0.0, step.value)), grid(0, 1, 0.1), method)
    assert run.series("s")[-1] == pytest.approx(3.5, rel=1e-12)


def test_other_test_inputs():
    """Ramp, pulse train, sample, initial, divide and quantum follow their definitions."""
    few = grid(0, 6, 1)
    ramp = expanded("ramp", slope=2.0, start=1.0, end=4.0)
    assert simulate(ramp, few).series("y") == (0, 0, 2, 4, 6, 6, 6)
    train = expanded("pulse_train", start=1.0, width=1.0, every=2.0, end=5.0)
    assert simulate(train, few).series("y") == (0, 1, 0, 1, 0, 0, 0)
    even = Apply("eq", (Apply("mod", (Apply("time"), Const(3.0))), Const(0.0)))
    sample = expanded("sample", condition=even, input=Apply("time"), initial=-1.0)
    assert simulate(sample, few).series("y") == (0, 0, 0, 3, 3, 3, 6)
    start = expanded("initial", x=Apply("add", (Apply("time"), Const(4.0))))
    assert simulate(start, few).series("y") == (4,) * 7
    ratio = expanded("divide", a=6.0, b=Apply("time"), otherwise=-1.0)
    assert simulate(ratio, few).series("y") == (-1, 6, 3, 2, 1.5, 1.2, 1)
    cut = expanded("quantum", x=Apply("time"), y=2.0)
    assert simulate(cut, few).series("y") == (0, 0, 2, 2, 4, 4, 6)


def test_time_grid_does_not_drift():
    """Step k is at t0 + k * dt: a thousand steps of 0.1 end at 100."""
    run = simulate(program(Formula(Slot(name="t"), Apply("time"))), grid(0, 100, 0.1))
    assert run.series("t")[-1] == run.times[-1] == 100.0


def test_saved_times_are_apart_from_steps():
    """Every so-manieth step is saved, the first and the last among them."""
    run = simulate(DECAY[0], grid(0, 2, 0.25, 1.0), Method.RK4)
    assert run.times == (0.0, 1.0, 2.0)
    assert run.series("y")[1] == pytest.approx(math.exp(-1), rel=1e-4)


@pytest.mark.parametrize(
    "arguments, setting",
    [
        ((0, -1, 1), "time"),
        ((0, math.inf, 1), "time"),
        ((0, 1, 0), "step"),
        ((0, 1, 0.3), "step"),
        ((0, 1, 0.25, 0.3), "save_step"),
        ((0, 1, 0.25, 0.0), "save_step"),
    ],
)
def test_impossible_grid_names_the_setting(arguments, setting):
    """A grid that does not fit names the setting at fault."""
    with pytest.raises(GridError) as caught:
        grid(*arguments)
    assert caught.value.setting == setting


def test_algebraic_loop_is_a_value():
    """Equations that need one another come back as a cycle, each needing the next."""
    loop = assemble(
        [
            Formula(Slot(name="a"), Read("b")),
            Formula(Slot(name="b"), Apply("add", (Read("c"), Const(1.0)))),
            Formula(Slot(name="c"), Read("a")),
        ]
    )
    assert loop == AlgebraicLoop(("a", "b", "c"))


def test_initial_loop_is_told_apart():
    """Initial values that need one another are a loop at the start only."""
    loop = assemble(
        [
            State(slot=Slot(name="a"), initial=Read("b"), rate=Const(0.0)),
            State(slot=Slot(name="b"), initial=Read("a"), rate=Const(0.0)),
        ]
    )
    assert loop == AlgebraicLoop(("a", "b"), at_start=True)
