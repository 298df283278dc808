"""The built-in functions: one table that the checks, the reference and every target share.

They cover those of XMILE 1.0 (OASIS 2015, section 3.5) and those that Vensim models need, each
under one readable spelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import attrs

from sysdsl.numerics.function import Argument, Function, Role, UnitRule

X = (Argument("x"),)
_SAME = UnitRule(result=(("x", 1),))
_NONE = UnitRule(dimensionless=("x",))
_VENSIM = "Vensim Reference Manual, functions"
_SYSDSL = "sysdsl"
_DELAY = (Argument("input"), Argument("time"), Argument("initial", "input"))
_DELAY_N = (
    Argument("input"),
    Argument("time"),
    Argument("order"),
    Argument("initial", "input"),
)
_DELAYED = UnitRule(result=(("input", 1),), alike=(("input", "initial"),), time=("time",))
_DELAYED_N = attrs.evolve(_DELAYED, dimensionless=("order",))


def _operator(name: str, doc: str, units: UnitRule, xmile: str = "", vensim: str = "") -> Function:
    return Function(
        name=name, doc=doc, arguments=X, units=units, operator=name, xmile=xmile, vensim=vensim
    )


_MATHEMATICS = (
    _operator("abs", "The size of a number without its sign.", _SAME, "ABS", "ABS"),
    _operator("sign", "1 for a positive number, -1 for a negative one, 0 for 0.", _NONE),
    _operator("floor", "The whole number at or below x.", _SAME, "INT"),
    _operator("ceil", "The whole number at or above x.", _SAME),
    _operator("truncate", "The whole part of x, towards 0.", _SAME, "", "INTEGER"),
    _operator("round", "The nearest whole number, halves away from 0.", _SAME),
    _operator("sqrt", "The square root.", UnitRule(result=(("x", 0.5),)), "SQRT", "SQRT"),
    _operator("exp", "e to the power of x.", _NONE, "EXP", "EXP"),
    _operator("ln", "The natural logarithm.", _NONE, "LN", "LN"),
    _operator("log10", "The logarithm to base 10.", _NONE, "LOG10"),
    _operator("sin", "The sine of an angle in radians.", _NONE, "SIN", "SIN"),
    _operator("cos", "The cosine of an angle in radians.", _NONE, "COS", "COS"),
    _operator("tan", "The tangent of an angle in radians.", _NONE, "TAN", "TAN"),
    _operator("arcsin", "The angle in radians whose sine is x.", _NONE, "ARCSIN", "ARCSIN"),
    _operator("arccos", "The angle in radians whose cosine is x.", _NONE, "ARCCOS", "ARCCOS"),
    _operator("arctan", "The angle in radians whose tangent is x.", _NONE, "ARCTAN", "ARCTAN"),
    _operator("sinh", "The hyperbolic sine.", _NONE, "", "SINH"),
    _operator("cosh", "The hyperbolic cosine.", _NONE, "", "COSH"),
    _operator("tanh", "The hyperbolic tangent.", _NONE, "", "TANH"),
    Function(
        name="modulo",
        doc="What remains of x after division by y; it has the sign of y.",
        arguments=(Argument("x"), Argument("y")),
        units=UnitRule(result=(("x", 1),), alike=(("x", "y"),)),
        operator="mod",
        xmile="MOD",
        vensim="MODULO",
    ),
    Function(
        name="quantum",
        doc="x cut towards 0 to a multiple of y; x itself where y is not positive.",
        arguments=(Argument("x"), Argument("y")),
        units=UnitRule(result=(("x", 1),), alike=(("x", "y"),)),
        role=Role.EXPANDED,
        vensim="QUANTUM",
        source=_VENSIM,
    ),
    Function(
        name="divide",
        doc="a / b, and `otherwise` where b is 0.",
        arguments=(Argument("a"), Argument("b"), Argument("otherwise", 0.0)),
        units=UnitRule(result=(("a", 1), ("b", -1))),
        role=Role.EXPANDED,
        xmile="SAFEDIV",
        vensim="XIDZ",
    ),
)

_CLOCK = (
    Function(
        name="time",
        doc="The time of the model.",
        units=UnitRule(result=(("time", 1),)),
        role=Role.CLOCK,
        operator="time",
        xmile="TIME",
        vensim="TIME",
    ),
    Function(
        name="time_step",
        doc="The step of integration. Equations that mention it change when the step does.",
        units=UnitRule(result=(("time", 1),)),
        role=Role.CLOCK,
        operator="dt",
        xmile="DT",
        vensim="TIME STEP",
    ),
    Function(
        name="start_time",
        doc="The time at which the simulation starts.",
        units=UnitRule(result=(("time", 1),)),
        role=Role.CLOCK,
        operator="start",
        xmile="STARTTIME",
        vensim="INITIAL TIME",
    ),
    Function(
        name="stop_time",
        doc="The time at which the simulation stops.",
        units=UnitRule(result=(("time", 1),)),
        role=Role.CLOCK,
        operator="stop",
        xmile="STOPTIME",
        vensim="FINAL TIME",
    ),
)

_INPUTS = (
    Function(
        name="step",
        doc="0 before the time `start`, `height` from then on.",
        arguments=(Argument("height"), Argument("start")),
        units=UnitRule(result=(("height", 1),), time=("start",)),
        role=Role.EXPANDED,
        xmile="STEP",
        vensim="STEP",
    ),
    Function(
        name="ramp",
        doc="0 until `start`, then rising by `slope` per unit of time until `end`, then level.",
        arguments=(Argument("slope"), Argument("start"), Argument("end", "stop_time")),
        units=UnitRule(result=(("slope", 1), ("time", 1)), time=("start", "end")),
        role=Role.EXPANDED,
        xmile="RAMP",
        vensim="RAMP",
    ),
    Function(
        name="pulse",
        doc="A rate that adds `volume` within one step, at `start` and then `every` so often; "
        "once where `every` is 0.",
        arguments=(Argument("volume"), Argument("start"), Argument("every", 0.0)),
        units=UnitRule(result=(("volume", 1), ("time", -1)), time=("start", "every")),
        role=Role.EXPANDED,
        xmile="PULSE",
    ),
    Function(
        name="pulse_train",
        doc="1 from `start` for the time `width`, again `every` so often until `end`, else 0.",
        arguments=(
            Argument("start"),
            Argument("width"),
            Argument("every", 0.0),
            Argument("end", "stop_time"),
        ),
        units=UnitRule(time=("start", "width", "every", "end")),
        role=Role.EXPANDED,
        vensim="PULSE TRAIN",
        source=_VENSIM,
    ),
)


def _expanded(
    name: str,
    doc: str,
    arguments: tuple[Argument, ...],
    units: UnitRule,
    xmile: str = "",
    vensim: str = "",
) -> Function:
    return Function(
        name=name,
        doc=doc,
        arguments=arguments,
        units=units,
        role=Role.EXPANDED,
        xmile=xmile,
        vensim=vensim,
        source="XMILE 1.0, section 3.5" if xmile else _VENSIM,
    )


_TREND = (Argument("input"), Argument("time"), Argument("initial", 0.0))
_DELAYS = (
    _expanded(
        "smooth",
        "What is perceived of the input when perception adjusts over `time`: information "
        "smoothed exponentially.",
        _DELAY,
        _DELAYED,
        "SMTH1",
        "SMOOTH",
    ),
    _expanded(
        "smooth3", "Information smoothed in three stages.", _DELAY, _DELAYED, "SMTH3", "SMOOTH3"
    ),
    _expanded(
        "smooth_n",
        "Information smoothed in `order` stages.",
        _DELAY_N,
        _DELAYED_N,
        "SMTHN",
        "SMOOTH N",
    ),
    _expanded(
        "delay1",
        "Material that leaves a first-order delay: what is on its way is kept.",
        _DELAY,
        _DELAYED,
        "DELAY1",
        "DELAY1",
    ),
    _expanded(
        "delay3", "Material that leaves a third-order delay.", _DELAY, _DELAYED, "DELAY3", "DELAY3"
    ),
    _expanded(
        "delay_n",
        "Material that leaves a delay of `order` stages.",
        _DELAY_N,
        _DELAYED_N,
        "DELAYN",
        "DELAY N",
    ),
    _expanded(
        "delay_fixed",
        "The input of exactly `time` ago, `initial` before there is one.",
        _DELAY,
        _DELAYED,
        "DELAY",
        "DELAY FIXED",
    ),
    _expanded(
        "trend",
        "The fractional rate of growth of the input, against its average over `time`.",
        _TREND,
        UnitRule(result=(("time", -1),), time=("time",)),
        "TREND",
        "TREND",
    ),
    _expanded(
        "forecast",
        "The input carried on by its trend for `horizon`.",
        (Argument("input"), Argument("time"), Argument("horizon"), Argument("initial", 0.0)),
        UnitRule(result=(("input", 1),), time=("time", "horizon")),
        "FORCST",
        "FORECAST",
    ),
    _expanded(
        "initial",
        "The value that x has at the start.",
        X,
        _SAME,
        "INIT",
        "INITIAL",
    ),
    _expanded(
        "sample",
        "The input while the condition holds, else the last one sampled.",
        (Argument("condition"), Argument("input"), Argument("initial", 0.0)),
        UnitRule(result=(("input", 1),), alike=(("input", "initial"),)),
        "",
        "SAMPLE IF TRUE",
    ),
)


def _reduction(name: str, doc: str, units: UnitRule, xmile: str = "", vensim: str = "") -> Function:
    return Function(
        name=name,
        doc=doc,
        arguments=X,
        units=units,
        role=Role.REDUCTION,
        operator=name,
        variadic=True,
        xmile=xmile,
        vensim=vensim,
    )


_REDUCTIONS = (
    _reduction("sum", "The sum over members, or over its arguments.", _SAME, "SUM", "SUM"),
    _reduction("mean", "The mean over members, or over its arguments.", _SAME, "MEAN"),
    _reduction("min", "The smallest of its arguments, or of members.", _SAME, "MIN", "MIN"),
    _reduction("max", "The largest of its arguments, or of members.", _SAME, "MAX", "MAX"),
    _reduction("product", "The product over members.", _NONE, "PROD", "PROD"),
    _reduction("size", "How many members there are.", UnitRule(), "SIZE", "ELMCOUNT"),
)


def _test(name: str, doc: str, arguments: tuple[Argument, ...], units: UnitRule) -> Function:
    return Function(
        name=name, doc=doc, arguments=arguments, units=units, role=Role.TEST, source=_SYSDSL
    )


_CONDITION = (Argument("condition"),)
_WHEN = (Argument("when"), Argument("condition"))
_TESTS = (
    _test("always", "Whether the condition holds at each time.", _CONDITION, UnitRule()),
    _test("eventually", "Whether the condition holds at some time.", _CONDITION, UnitRule()),
    _test("until", "Whether the condition holds up to a time.", _WHEN, UnitRule(time=("when",))),
    _test("after", "Whether the condition holds from a time on.", _WHEN, UnitRule(time=("when",))),
    _test(
        "at",
        "The value of x at a time.",
        (Argument("when"), *X),
        UnitRule(result=(("x", 1),), time=("when",)),
    ),
    _test(
        "cumulative",
        "How much of a rate has come together since the start.",
        X,
        UnitRule(result=(("x", 1), ("time", 1))),
    ),
    _test("pattern", "The pattern that x shows over the whole run.", X, UnitRule()),
)

FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (*_MATHEMATICS, *_CLOCK, *_INPUTS, *_DELAYS, *_REDUCTIONS, *_TESTS)
}
"""All built-in functions by name."""


def similar_function(name: str) -> str | None:
    """Return the function that a misspelt or foreign name most likely means, or None."""
    foreign = name.replace("_", " ").upper()
    for function in FUNCTIONS.values():
        if foreign in {function.xmile, function.vensim}:
            return function.name
    return next(iter(get_close_matches(name.lower(), FUNCTIONS, 1, 0.7)), None)
