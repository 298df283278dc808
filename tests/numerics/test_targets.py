"""Every target gives what the reference gives."""

import json
import math
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from programs import random_program

from sysdsl.codegen.javascript import javascript_source
from sysdsl.codegen.limits import Limits
from sysdsl.codegen.python import compile_run
from sysdsl.codegen.reference import evaluate, run_reference
from sysdsl.codegen.simulate import run_compiled, simulate
from sysdsl.numerics.assemble import assemble
from sysdsl.numerics.failures import LimitExceededError, NonFiniteStateError
from sysdsl.numerics.grid import grid
from sysdsl.numerics.integrators import Method
from sysdsl.numerics.operators import MANY, OPERATORS
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

GRID = grid(0.0, 3.0, 0.25, 0.5)
SEEDS = settings(max_examples=400, deadline=None, derandomize=True)
NODE = shutil.which("node")


def outcome(run):
    """Return a run's columns, or what stopped it."""
    try:
        return run().columns
    except NonFiniteStateError as failure:
        return (failure.slot, failure.time, failure.cause)


def run_javascript(sources):
    """Return the results of several functions from one node process."""
    calls = ",".join(f"({source})({{}})" for source in sources)
    # JSON has no word for what is not finite: keep it as text.
    script = (
        "const r=[" + calls + "];console.log(JSON.stringify(r,(k,v)=>"
        "typeof v==='number'&&!Number.isFinite(v)?String(v):v))"
    )
    done = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def number(value):
    """Return a number from the JSON of `run_javascript`."""
    return float(value.replace("Infinity", "inf")) if isinstance(value, str) else float(value)


@SEEDS
@given(seed=st.integers(0, 10**9), method=st.sampled_from(list(Method)))
def test_generated_python_equals_reference(seed, method):
    """Generated Python agrees with the reference to 1e-9, and fails alike."""
    program = random_program(random.Random(seed))
    expected = outcome(lambda: run_reference(program, GRID, method))
    actual = outcome(lambda: simulate(program, GRID, method))
    if isinstance(expected, tuple) or isinstance(actual, tuple):
        assert expected == actual
        return
    assert expected.keys() == actual.keys()
    for name, values in expected.items():
        assert values == pytest.approx(actual[name], rel=1e-9, abs=1e-9)


@pytest.mark.skipif(NODE is None, reason="needs node to run generated JavaScript")
def test_generated_javascript_equals_reference():
    """Generated JavaScript agrees with the reference to 1e-9."""
    cases = []
    for seed in range(600):
        program, method = random_program(random.Random(seed)), list(Method)[seed % 3]
        expected = outcome(lambda p=program, m=method: run_reference(p, GRID, m))
        if not isinstance(expected, tuple):
            cases.append((expected, javascript_source(program, GRID, method)))
    assert len(cases) > 100
    results = run_javascript([source for _, source in cases])
    for (expected, source), result in zip(cases, results, strict=True):
        for name, values in expected.items():
            assert [number(v) for v in result[name]] == pytest.approx(
                list(values), rel=1e-9, abs=1e-9
            ), source


EDGES = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, -2.5, 3.0, -8.0, 1 / 3, 710.0, 1e200, -1e200,
         math.inf, -math.inf, math.nan)  # fmt: skip


@pytest.mark.skipif(NODE is None, reason="needs node to run generated JavaScript")
@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_operator_means_the_same_in_javascript(operator):
    """Each operator agrees with its stated meaning on zeros, infinities and not-a-number."""
    arity, meaning = OPERATORS[operator]
    count = 2 if arity == MANY else arity
    operands = [(x,) for x in EDGES]
    for _ in range(count - 1):
        operands = [(*o, x) for o in operands for x in EDGES]
    operands = operands[:: 1 if len(operands) < 500 else 7]
    names = [f"x{i}" for i in range(count)]
    formulas = [Formula(Slot(name=n), Const(0.0)) for n in names]
    formulas.append(Formula(Slot(name="y"), Apply(operator, tuple(Read(n) for n in names))))
    program = assemble(formulas)
    assert isinstance(program, Program)
    source = javascript_source(program, grid(0, 0, 1))
    spelt = [{n: repr(x) for n, x in zip(names, o, strict=True)} for o in operands]
    script = (
        f"const f={source};const r={json.dumps(spelt)}.map((p)=>{{const q={{}};"
        "for(const k in p)q[k]=p[k]==='inf'?Infinity:p[k]==='-inf'?-Infinity:Number(p[k]);"
        "return String(f(q).y[0])});console.log(JSON.stringify(r))"
    )
    done = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True)
    for given_, text in zip(operands, json.loads(done.stdout), strict=True):
        assert number(text) == pytest.approx(meaning(*given_), rel=1e-12, nan_ok=True), given_


TABLE = (
    ("div", (1.0, 0.0), math.inf),
    ("div", (-1.0, 0.0), -math.inf),
    ("div", (0.0, 0.0), math.nan),
    ("mod", (5.0, 0.0), math.nan),
    ("mod", (-5.0, 3.0), 1.0),
    ("mod", (5.0, -3.0), -1.0),
    ("ln", (0.0,), -math.inf),
    ("ln", (-1.0,), math.nan),
    ("log10", (0.0,), -math.inf),
    ("sqrt", (-1.0,), math.nan),
    ("pow", (-8.0, 1 / 3), math.nan),
    ("pow", (-2.0, 3.0), -8.0),
    ("pow", (0.0, -1.0), math.inf),
    ("pow", (-0.0, -1.0), -math.inf),
    ("pow", (math.nan, 0.0), 1.0),
    ("pow", (1.0, math.nan), 1.0),
    ("pow", (10.0, 400.0), math.inf),
    ("pow", (-10.0, 401.0), -math.inf),
    ("exp", (1000.0,), math.inf),
    ("exp", (-1000.0,), 0.0),
    ("mul", (1e200, 1e200), math.inf),
    ("mul", (0.0, math.inf), math.nan),
    ("add", (math.inf, -math.inf), math.nan),
    ("arcsin", (2.0,), math.nan),
    ("arccos", (-2.0,), math.nan),
    ("sin", (math.inf,), math.nan),
    ("max", (math.nan, 1.0), math.nan),
    ("max", (1.0, math.nan), math.nan),
    ("min", (math.nan, 1.0), math.nan),
    ("min", (1.0, math.nan), math.nan),
    ("min", (math.inf, 5.0), 5.0),
    ("lt", (math.nan, 1.0), 0.0),
    ("eq", (math.nan, math.nan), 0.0),
    ("ne", (math.nan, math.nan), 1.0),
    ("select", (0.0, math.nan, 2.0), 2.0),
    ("select", (1.0, 1.0, math.inf), 1.0),
    ("and", (2.0, -1.0), 1.0),
    ("or", (0.0, 0.0), 0.0),
    ("round", (2.5,), 3.0),
    ("round", (-2.5,), -3.0),
    ("round", (0.49999999999999994,), 0.0),
    ("floor", (-0.5,), -1.0),
    ("truncate", (-1.5,), -1.0),
    ("sinh", (800.0,), math.inf),
)


@pytest.mark.parametrize("operator, operands, value", TABLE)
def test_operator_has_its_stated_meaning(operator, operands, value):
    """The table of `operators` holds, case by case."""
    node = Apply(operator, tuple(Const(x) for x in operands))
    assert evaluate(node, {}, {}) == pytest.approx(value, nan_ok=True)


CAUSES = (
    (Apply("div", (Const(1.0), Read("zero"))), "division by zero"),
    (Apply("pow", (Const(-8.0), Const(1 / 3))), "fractional power of a negative number"),
    (Apply("pow", (Read("zero"), Const(-1.0))), "negative power of zero"),
    (Apply("ln", (Read("zero"),)), "logarithm of zero or of a negative number"),
    (Apply("sqrt", (Const(-1.0),)), "square root of a negative number"),
    (Apply("exp", (Const(1000.0),)), "exponential too large for a number"),
    (Apply("add", (Const(1.0), Apply("mul", (Const(1e200), Const(1e200))))), "number too large"),
    (
        Apply("select", (Const(1.0), Apply("div", (Const(1.0), Read("zero"))), Const(2.0))),
        "division by zero",
    ),
)


@pytest.mark.parametrize("equation, cause", CAUSES)
@pytest.mark.parametrize("method", list(Method))
def test_first_value_that_is_not_finite_stops_the_run(equation, cause, method):
    """The failure names the first slot at fault, the time, the cause; no slot after it."""
    late = Apply("select", (Apply("ge", (Apply("time"), Const(1.0))), equation, Const(0.0)))
    program = assemble(
        [
            Formula(Slot(name="zero"), Apply("mul", (Const(0.0), Read("stock")))),
            Formula(Slot(name="after"), Apply("add", (Read("bad"), Const(1.0)))),
            Formula(Slot(name="bad"), late),
            State(slot=Slot(name="stock"), initial=Const(1.0), rate=Const(1.0)),
        ]
    )
    assert isinstance(program, Program)
    with pytest.raises(NonFiniteStateError) as caught:
        simulate(program, grid(0, 3, 0.5), method)
    assert (caught.value.slot, caught.value.cause) == ("bad", cause)
    assert caught.value.time == 1.0


def test_value_that_is_not_finite_may_vanish_inside_an_equation():
    """`min(1 / 0, 5)` is 5: only slots must be finite."""
    never = Apply("div", (Const(1.0), Apply("mul", (Const(0.0), Read("s")))))
    program = assemble(
        [
            Formula(Slot(name="a"), Apply("min", (never, Const(5.0)))),
            State(slot=Slot(name="s"), initial=Const(1.0), rate=Read("a")),
        ]
    )
    assert isinstance(program, Program)
    assert simulate(program, grid(0, 1, 0.5)).series("s") == (1.0, 3.5, 6.0)


def test_overflowing_stock_is_named():
    """A stock that grows beyond all numbers stops the run under its own name."""
    program = assemble(
        [
            State(
                slot=Slot(name="s"),
                initial=Const(1e300),
                rate=Apply("mul", (Read("s"), Const(1e3))),
            )
        ]
    )
    assert isinstance(program, Program)
    with pytest.raises(NonFiniteStateError) as caught:
        simulate(program, grid(0, 10, 1))
    assert (caught.value.slot, caught.value.cause) == ("s", "number too large")


def deep(levels):
    """Return an equation nested so deep."""
    node = Read("s")
    for level in range(levels):
        node = Apply("neg" if level % 2 else "sqrt", (Apply("max", (node, Const(1.0))),))
        node = Apply("abs", (node,))
    return node


@pytest.mark.parametrize(
    "equation",
    [
        pytest.param(deep(512), id="deep"),
        pytest.param(
            Apply("add", tuple(Read("s") for _ in range(100_000))), id="sum-of-100000-terms"
        ),
        pytest.param(Apply("max", tuple(Read("s") for _ in range(1_000))), id="wide-maximum"),
    ],
)
def test_long_and_deep_equations_run(equation):
    """Neither depth nor length meets a recursion limit, in any target."""
    program = assemble(
        [
            Formula(Slot(name="y"), equation),
            State(slot=Slot(name="s"), initial=Const(2.0), rate=Const(0.0)),
        ]
    )
    assert isinstance(program, Program)
    few = grid(0, 1, 1)
    assert simulate(program, few).columns == run_reference(program, few, Method.EULER).columns
    if NODE:
        (result,) = run_javascript([javascript_source(program, few)])
        assert result["y"] == list(simulate(program, few).series("y"))


@pytest.mark.parametrize("outside", list(Outside))
@pytest.mark.parametrize("x", [(0.0, 0.1, 0.2, 0.3), (0.0, 0.1, 0.5, 0.6)])
def test_lookup_follows_its_mode(outside, x):
    """Tables clamp, extrapolate or step, evenly spaced or not, in every target."""
    table = Table(name="t", x=x, y=(1.0, 2.0, 0.0, 4.0), outside=outside)
    program = assemble(
        [
            Formula(
                Slot(name="y"),
                Interpolate("t", Apply("sub", (Apply("time"), Const(1.0)))),
            )
        ],
        {"t": table},
    )
    assert isinstance(program, Program)
    times = grid(0, 2.0, 0.05)
    expected = run_reference(program, times, Method.EULER).series("y")
    assert simulate(program, times).series("y") == pytest.approx(expected, abs=1e-12)
    beyond = {Outside.CLAMP: (1.0, 4.0), Outside.STEP: (1.0, 4.0)}
    if outside in beyond:
        assert (expected[0], expected[-1]) == beyond[outside]
    else:
        assert expected[0] == pytest.approx(-9.0)


def test_parameters_replace_constants():
    """A compiled program runs again with other parameters."""
    program = assemble(
        [
            Formula(Slot(name="a"), Const(2.0)),
            Formula(Slot(name="b"), Apply("mul", (Read("a"), Const(3.0)))),
            State(slot=Slot(name="s"), initial=Const(0.0), rate=Read("b")),
        ]
    )
    assert isinstance(program, Program)
    compiled = compile_run(program, Method.EULER)
    few = grid(0, 1, 1)
    assert run_compiled(compiled, few).series("s") == (0.0, 6.0)
    assert run_compiled(compiled, few, {"a": 5.0}).series("s") == (0.0, 15.0)
    assert run_compiled(compiled, few, {"a": 5.0}).series("b") == (15.0, 15.0)


def test_no_name_of_the_model_becomes_code():
    """Names of slots appear in no Python source, and in JavaScript as escaped strings alone."""
    hostile = '</script><b>"+alert(1)+"'
    program = assemble([State(slot=Slot(name=hostile), initial=Const(1.0), rate=Const(1.0))], {})
    assert isinstance(program, Program)
    assert "alert" not in compile_run(program, Method.EULER).source
    source = javascript_source(program, GRID)
    assert "<" not in source.replace("k <= n", "")
    if NODE:
        assert list(run_javascript([source])[0]) == ["time", hostile]


def test_outputs_alone_are_computed():
    """A JavaScript function for some outputs leaves out what they do not need."""
    program = assemble(
        [
            Formula(Slot(name="a"), Const(2.0)),
            Formula(Slot(name="unneeded"), Const(7.0)),
            State(slot=Slot(name="s"), initial=Const(0.0), rate=Read("a")),
        ]
    )
    assert isinstance(program, Program)
    assert "unneeded" not in javascript_source(program, GRID, outputs=["s"])


@pytest.mark.parametrize(
    "limits, setting",
    [
        (Limits(max_steps=3), "max_steps"),
        (Limits(max_slots=1), "max_slots"),
        (Limits(max_array_size=1), "max_array_size"),
        (Limits(max_saved_values=5), "max_saved_values"),
        (Limits(max_pipeline=5), "max_pipeline"),
    ],
)
def test_limit_names_its_setting(limits, setting):
    """A run that is too large names the limit it meets."""
    program = assemble(
        [
            State(
                slot=Slot(name="s[a]", array="s", members=("a",)),
                initial=Const(0.0),
                rate=Const(1.0),
            ),
            Pipeline(
                slot=Slot(name="s[b]", array="s", members=("b",)),
                input=Const(1.0),
                delay=Const(100.0),
                initial=Const(0.0),
            ),
        ]
    )
    assert isinstance(program, Program)
    with pytest.raises(LimitExceededError) as caught:
        simulate(program, grid(0, 6, 1), limits=limits)
    assert caught.value.setting == setting
