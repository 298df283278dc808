"""Expectations of tests: slots that a run must compute, and the verdict over its values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import attrs

from sysdsl.numerics.program import Formula, Node, Slot
from sysdsl.numerics.run import Run
from sysdsl.schema import value as v
from sysdsl_plugins.system_dynamics.lower import Translation
from sysdsl_plugins.system_dynamics.place import Place
from sysdsl_plugins.system_dynamics.reductions import starred
from sysdsl_plugins.system_dynamics.rules import NOT_A_NUMBER
from sysdsl_plugins.system_dynamics.wording import number_text, text_of

TOLERANCE = 1e-9
"""Relative (below 1: absolute) distance up to which values count as equal in a test: beyond the
rounding of some thousand steps of addition, below anything a modeller means."""

_TEMPORAL = frozenset({"always", "eventually", "until", "after"})


@attrs.frozen(kw_only=True)
class Verdict:
    """Whether an expectation holds.

    Attributes:
        passed: Whether it does.
        message: What is the case instead, one line, empty if it holds.
        time: When it first fails, if there is such a time.
        value: What was found then.
    """

    passed: bool
    message: str = ""
    time: float | None = None
    value: float | None = None


Judge = Callable[[Run], Verdict]
_GOOD = Verdict(passed=True)


@attrs.frozen(kw_only=True)
class _Window:
    """Which times a condition is asked for."""

    word: str = "always"
    moment: str | None = None


@attrs.define
class Expecting:
    """An expectation being prepared: adds the slots that its judgement needs."""

    translation: Translation
    place: Place
    count: int = 0

    def slot(self, value: v.Value, place: Place) -> str:
        """Return the name of a new slot with the value of an expression."""
        node: Node = self.translation.lowering.node(value, place)
        self.count += 1
        name = f"{self.place.owner}.part{self.count}"
        self.translation.definitions.append(Formula(Slot(name=name, saved=False), node))
        return name

    def judge(
        self, value: v.Value, place: Place, clauses: tuple[tuple[str, v.Value], ...]
    ) -> Judge:
        """Return how to judge a value of `expect`."""
        given = dict(clauses)
        if "within" in given:
            return self._within(value, place, given)
        match value:
            case v.Chain(operators=("and" | "or", *_) as words, operands=operands):
                judges = [self.judge(o, place.part(i), ()) for i, o in enumerate(operands)]
                return _all(judges) if words[0] == "and" else _any(judges)
            case v.Sign(operator="not", operand=operand):
                return _none(self.judge(operand, place.part(0), ()), text_of(value))
            case v.Apply(function=word, arguments=arguments) if word in _TEMPORAL and arguments:
                return self._window(word, arguments, place)
            case v.Compare(
                operators=("==" | "!=" as sign,), operands=(v.Apply() as left, right)
            ) if left.function == "pattern":
                return self._pattern(left, right, sign, place)
            case v.Compare() if any(_is_at(o) for o in value.operands):
                return self._moments(value, place)
            case _:
                return self._condition(value, place, _Window())

    def _window(self, word: str, arguments: tuple[v.Value, ...], place: Place) -> Judge:
        if word in {"until", "after"} and len(arguments) == 2:
            moment = self.slot(arguments[0], place.part(0))
            return self._condition(arguments[1], place.part(1), _Window(word=word, moment=moment))
        last = len(arguments) - 1
        return self._condition(arguments[last], place.part(last), _Window(word=word))

    def _condition(self, value: v.Value, place: Place, window: _Window) -> Judge:
        dimensions = starred(self.translation.lowering, value)
        judges: list[Judge] = []
        for members in self.translation.lowering.quantities.combinations(dimensions):
            stars = dict(zip(dimensions, members, strict=True))
            at = attrs.evolve(place, stars=stars)
            shown = f" for {', '.join(members)}" if members else ""
            judges.append(self._single(value, at, window, shown))
        return _all(judges)

    def _single(self, value: v.Value, place: Place, window: _Window, shown: str) -> Judge:
        if isinstance(value, v.Compare):
            slots = tuple(self.slot(o, p) for o, p in _operands(self, value, place))
            signs, operands = value.operators, value.operands
        else:
            slots, signs, operands = (self.slot(value, place),), (), (value,)

        def judge(run: Run) -> Verdict:
            rows = list(zip(run.times, *(run.series(s) for s in slots), strict=True))
            kept = list(_kept(run, rows, window))
            failing = (row for row in kept if not _holds(row[1:], signs))
            if window.word == "eventually":
                if any(_holds(row[1:], signs) for row in kept):
                    return _GOOD
                found = _said(operands, rows[-1][1:])
                message = f"it never holds{shown}; at the end {found}"
                return Verdict(passed=False, message=message, value=rows[-1][1])
            first = next(failing, None)
            if first is None:
                return _GOOD
            return Verdict(
                passed=False,
                message=f"first fails at {first[0]:g}{shown}: {_said(operands, first[1:])}",
                time=first[0],
                value=first[1],
            )

        return judge

    def _at(self, value: v.Value, place: Place) -> tuple[str, str] | None:
        """Return the slots of the value and of the moment of `at(moment, x)`."""
        if not isinstance(value, v.Apply) or len(value.arguments) != 2:
            self.translation.lowering.say(
                NOT_A_NUMBER, place, "`at` needs a time and a value", "write `at(90 days, x)`"
            )
            return None
        moment = self.slot(value.arguments[0], place.part(0))
        return self.slot(value.arguments[1], place.part(1)), moment

    def _moments(self, value: v.Compare, place: Place) -> Judge:
        """Judge a comparison in which `at(t, x)` stands; what else stands there counts at t."""
        parts: list[tuple[str, str | None]] = []
        for operand, at in _operands(self, value, place):
            found = self._at(operand, at) if _is_at(operand) else (self.slot(operand, at), None)
            if found is not None:
                parts.append(found)
        anchor = next((moment for _, moment in parts if moment is not None), None)

        def judge(run: Run) -> Verdict:
            values = [_value_at(run, slot, moment or anchor) for slot, moment in parts]
            if _holds(values, value.operators):
                return _GOOD
            return Verdict(passed=False, message=_said(value.operands, values), value=values[0])

        return judge

    def _within(self, value: v.Value, place: Place, given: dict[str, v.Value]) -> Judge:
        """Judge `at(t, x) within 5 % of y` and `x within 2 people of y`."""
        moment: str | None = None
        slot = ""
        if _is_at(value):
            found = self._at(value, place)
            if found is None:
                return lambda _run: _GOOD
            slot, moment = found
        else:
            slot = self.slot(value, place)
        around = attrs.evolve(place, path=())
        goal = self.slot(given.get("of", v.Quantity(0.0)), around)
        margin = self.slot(given["within"], around)
        within = given["within"]
        relative = isinstance(within, v.Quantity) and within.unit in {None, "%", "dmnl", "1"}
        text = text_of(value)

        def judge(run: Run) -> Verdict:
            indices = range(len(run.times)) if moment is None else (None,)
            for index in indices:
                values = [_pick(run, s, moment, index) for s in (slot, goal, margin)]
                allowed = values[2] * abs(values[1]) if relative else values[2]
                if not abs(values[0] - values[1]) <= allowed + TOLERANCE:
                    message = (
                        f"`{text}` is {number_text(values[0])}, "
                        f"not within {number_text(allowed)} of {number_text(values[1])}"
                    )
                    time = None if index is None else run.times[index]
                    return Verdict(passed=False, message=message, time=time, value=values[0])
            return _GOOD

        return judge

    def _pattern(self, value: v.Apply, word: v.Value, sign: str, place: Place) -> Judge:
        given = value.arguments[0] if value.arguments else v.Absent.UNKNOWN
        slot = self.slot(given, place.part(0).part(0))
        wanted = word.value if isinstance(word, v.Word) else text_of(word)

        def judge(run: Run) -> Verdict:
            from sysdsl.numerics.behaviour import classify, shows

            behaviour = classify(run.times, run.series(slot))
            if shows(behaviour, wanted) == (sign == "=="):
                return _GOOD
            shown = behaviour.pattern.value
            return Verdict(passed=False, message=f"`{text_of(given)}` shows {shown}")

        return judge


def _operands(
    expecting: Expecting, value: v.Compare, place: Place
) -> Iterator[tuple[v.Value, Place]]:
    hint = expecting.translation.lowering.shared_scale(value.operands)
    for index, operand in enumerate(value.operands):
        yield operand, attrs.evolve(place.part(index), hint=hint)


def _said(operands: Sequence[v.Value], values: Sequence[float]) -> str:
    """Return what was found of each operand that is not plainly a number."""
    pairs = list(zip(operands, values, strict=True))
    telling = [(o, x) for o, x in pairs if not isinstance(o, v.Quantity)] or pairs
    return ", ".join(f"`{text_of(o)}` is {number_text(x)}" for o, x in telling)


def _is_at(value: v.Value) -> bool:
    return isinstance(value, v.Apply) and value.function == "at"


def _kept(run: Run, rows: list[tuple[float, ...]], window: _Window) -> Iterator[tuple[float, ...]]:
    if window.moment is None:
        yield from rows
        return
    moment = run.series(window.moment)[0]
    for row in rows:
        if row[0] <= moment if window.word == "until" else row[0] >= moment:
            yield row


def _holds(values: tuple[float, ...] | list[float], signs: tuple[str, ...]) -> bool:
    if not signs:
        return values[0] != 0.0
    return all(_compare(values[i], sign, values[i + 1]) for i, sign in enumerate(signs))


def _compare(a: float, sign: str, b: float) -> bool:
    near = math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    match sign:
        case "==":
            return near
        case "!=" | "<>":
            return not near
        case "<=":
            return a <= b or near
        case ">=":
            return a >= b or near
        case "<":
            return a < b
        case _:
            return a > b


def _pick(run: Run, slot: str, moment: str | None, index: int | None) -> float:
    if index is not None:
        return run.series(slot)[index]
    return _value_at(run, slot, moment)


def _value_at(run: Run, slot: str, moment: str | None) -> float:
    """Return the value at a moment, linear between steps; not a number outside the run."""
    values = run.series(slot)
    if moment is None:
        return values[-1]
    position = (run.series(moment)[0] - run.grid.start) / (run.grid.step * run.grid.save_every)
    if not -TOLERANCE <= position <= len(values) - 1 + TOLERANCE:
        return math.nan
    low = min(max(math.floor(position + TOLERANCE), 0), len(values) - 1)
    rest = position - low
    if rest <= TOLERANCE or low == len(values) - 1:
        return values[low]
    return values[low] + rest * (values[low + 1] - values[low])


def _all(judges: list[Judge]) -> Judge:
    def judge(run: Run) -> Verdict:
        return next((v for j in judges if not (v := j(run)).passed), _GOOD)

    return judge


def _any(judges: list[Judge]) -> Judge:
    def judge(run: Run) -> Verdict:
        verdicts = [j(run) for j in judges]
        return next((v for v in verdicts if v.passed), verdicts[-1])

    return judge


def _none(inner: Judge, text: str) -> Judge:
    def judge(run: Run) -> Verdict:
        if inner(run).passed:
            return Verdict(passed=False, message=f"`{text}` does not hold")
        return _GOOD

    return judge
