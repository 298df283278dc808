"""Generated JavaScript: one plain function for the sliders of a report.

`simulate(parameters)` takes an object of constants by slot and returns an object of arrays by
slot, with `time` besides. It never throws; a value that is not finite ends up in the arrays,
where a chart shows a gap.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from sysdsl.codegen.expression import Dialect, Value, Writer, folded
from sysdsl.numerics.assemble import prune
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.integrators import TABLEAUX, Method
from sysdsl.numerics.program import Const, Formula, Node, Pipeline, Program, State
from sysdsl.numerics.tables import slopes

_PRELUDE = {
    "power": """const power = (x, y) =>
    x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : Math.pow(x, y);""",
    "modulo": """const modulo = (x, y) => {
    if (y === 0 || !Number.isFinite(x)) return NaN;
    const rest = x % y;
    return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
  };""",
    "rounded": """const rounded = (x) => {
    const whole = Math.trunc(x);
    if (!Number.isFinite(x)) return x;
    return Math.abs(x - whole) >= 0.5 ? whole + (x > 0 ? 1 : -1) : whole;
  };""",
    "sinh": "const sinh = (x) => (Math.abs(x) >= 710 ? x * Infinity : Math.sinh(x));",
    "cosh": "const cosh = (x) => (Math.abs(x) >= 710 ? Infinity : Math.cosh(x));",
    "lookup": """const lookup = ([xs, ys, slopes, mode], u) => {
    if (Number.isNaN(u)) return u;
    const last = xs.length - 1;
    let low = 0;
    let high = last + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (u < xs[middle]) high = middle;
      else low = middle + 1;
    }
    let i = low - 1;
    if (mode === "extrapolate") i = Math.min(Math.max(i, 0), Math.max(last - 1, 0));
    else if (i < 0 || i >= last || mode === "step") return ys[Math.max(i, 0)];
    return ys[i] + (u - xs[i]) * slopes[i];
  };""",
    "queueSteps": """const queueSteps = (delay) =>
    !(delay / h < n + 1) ? n + 1 : Math.max(1, Math.floor(delay / h + 0.5));""",
}

_INFIX = {
    "add": " + ",
    "sub": " - ",
    "mul": " * ",
    "div": " / ",
    "lt": " < ",
    "le": " <= ",
    "gt": " > ",
    "ge": " >= ",
    "eq": " === ",
    "ne": " !== ",
    "and": " && ",
    "or": " || ",
}
_CALLS = {
    "pow": "power({})",
    "mod": "modulo({})",
    "round": "rounded({})",
    "sinh": "sinh({})",
    "cosh": "cosh({})",
    "floor": "(Math.floor({}) + 0)",
    "ceil": "(Math.ceil({}) + 0)",
    "truncate": "(Math.trunc({}) + 0)",
    "ln": "Math.log({})",
    "arcsin": "Math.asin({})",
    "arccos": "Math.acos({})",
    "arctan": "Math.atan({})",
    "neg": "(-{})",
    "not": "(!{})",
}


def javascript_source(
    program: Program,
    grid: Grid,
    method: Method = Method.EULER,
    outputs: Iterable[str] | None = None,
    name: str = "simulate",
) -> str:
    """Return the text of a function of parameters that runs a program.

    Args:
        program: What to run.
        grid: Times; part of the text.
        method: Integrator.
        outputs: Slots to return; what they do not need is left out. All if None.
        name: Name of the function, an identifier.

    Returns:
        Text that is safe inside an HTML script element: names of slots occur in strings alone,
        in which `<`, `>`, `&` and line separators are escaped.
    """
    if outputs is not None:
        outputs = tuple(outputs)
        program = prune(program, outputs)
    names = {d.slot.name: f"{_LETTER[type(d)]}{i}" for i, d in enumerate(program.definitions())}
    shown = [n for n in names if outputs is None or n in set(outputs)]
    text = _Text(program, names)
    body = [
        *text.tables(),
        *text.constants(),
        *text.start(),
        *text.rates(method),
        "const time = [];",
        f"const columns = [{', '.join('[]' for _ in shown)}];",
        "for (let k = 0; k <= n; k += 1) {",
        "  t = t0 + k * h;",
        "  ts = t;",
        *("  " + line for line in text.formulas(program.steps)),
        "  if (k % every === 0) {",
        "    time.push(t);",
        *(f"    columns[{i}].push({names[n]});" for i, n in enumerate(shown)),
        "  }",
        "  if (k === n) break;",
        *("  " + line for line in text.advance(method)),
        "}",
        "return {",
        "  time,",
        *(f"  [{quoted(n)}]: columns[{i}]," for i, n in enumerate(shown)),
        "};",
    ]
    head = [
        '"use strict";',
        f"const t0 = {_number(grid.start)};",
        f"const t1 = {_number(grid.stop)};",
        f"const h = {_number(grid.step)};",
        f"const n = {grid.steps};",
        f"const every = {grid.save_every};",
        "let t = t0;",
        "let ts = t0;",
    ]
    joined = "\n".join(body)
    head += [helper for key, helper in _PRELUDE.items() if f"{key}(" in joined]
    mutable = dict.fromkeys(text.mutable())
    if mutable:
        head.append(f"let {', '.join(mutable)};")
    lines = [f"function {name}(parameters) {{", *("  " + line for line in (*head, *body)), "}"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a JavaScript string that cannot end a script element or a line."""
    encoded = json.dumps(text)
    for character in "<>&'`":
        encoded = encoded.replace(character, f"\\u{ord(character):04x}")
    return encoded


_LETTER = {Formula: "v", State: "s", Pipeline: "q"}


class _Text:
    """Parts of the function, with the temporaries they need."""

    def __init__(self, program: Program, names: Mapping[str, str]) -> None:
        self.program = program
        self.names = names
        self.dialect = _dialect(program)
        self._temporaries: dict[str, None] = {}
        self._moving = [s for s in program.states if s.rate is not None]
        self._discrete = [s for s in program.states if s.following is not None]

    def mutable(self) -> list[str]:
        """Return names that are set more than once or inside expressions."""
        constants = {f.slot.name for f in self.program.constants}
        return [*(i for n, i in self.names.items() if n not in constants), *self._temporaries]

    def tables(self) -> list[str]:
        lines = []
        for index, table in enumerate(self.program.tables.values()):
            numbers = [f"[{', '.join(map(_number, c))}]" for c in (table.x, table.y, slopes(table))]
            lines.append(f'const T{index} = [{", ".join(numbers)}, "{table.outside.value}"];')
        return lines

    def constants(self) -> list[str]:
        lines = []
        for formula in self.program.constants:
            assert isinstance(formula.equation, Const)  # noqa: S101  what a constant is
            key = quoted(formula.slot.name)
            given = f"Object.hasOwn(parameters, {key}) ? Number(parameters[{key}])"
            usual = _number(formula.equation.value)
            lines.append(f"const {self.names[formula.slot.name]} = {given} : {usual};")
        return lines

    def formulas(self, formulas: Iterable[Formula]) -> list[str]:
        return self._assigned((self.names[f.slot.name], f.equation) for f in formulas)

    def start(self) -> list[str]:
        lines = self.formulas(self.program.invariants)
        by_name = {d.slot.name: d for d in self.program.definitions()}
        for slot in self.program.start:
            name = self.names[slot]
            match by_name[slot]:
                case Formula(equation=equation):
                    lines += self._assigned([(name, equation)])
                case State(initial=initial):
                    lines += self._assigned([(name, initial)])
                case Pipeline(initial=initial, delay=delay):
                    lines += self._assigned(
                        [(name, initial), (f"l{name}", delay)], local={f"l{name}"}
                    )
                    lines.append(f"const d{name} = new Array(queueSteps(l{name})).fill({name});")
                    lines.append(f"let p{name} = 0;")
        return lines

    def rates(self, method: Method) -> list[str]:
        if len(TABLEAUX[method].nodes) == 1 or not self._moving:
            return []
        answer = ", ".join(f"k{i}" for i in range(len(self._moving)))
        rates = [(f"k{i}", s.rate) for i, s in enumerate(self._moving) if s.rate is not None]
        inner = self.formulas(self.program.steps) + self._assigned(
            rates, local={n for n, _ in rates}
        )
        return [
            "const rates = () => {",
            *("  " + line for line in inner),
            f"  return [{answer}];",
            "};",
        ]

    def advance(self, method: Method) -> list[str]:
        rates = [(f"r{i}", s.rate) for i, s in enumerate(self._moving) if s.rate is not None]
        after = [
            (f"n{self.names[s.slot.name]}", s.following) for s in self._discrete if s.following
        ]
        after += [(f"n{self.names[p.slot.name]}", p.input) for p in self.program.pipelines]
        both = rates + after
        lines = self._assigned(both, local={name for name, _ in both})
        lines += self._stages(method) if self._moving else []
        for state in self._discrete:
            lines.append(f"{self.names[state.slot.name]} = n{self.names[state.slot.name]};")
        for pipeline in self.program.pipelines:
            name = self.names[pipeline.slot.name]
            lines.append(f"d{name}[p{name}] = n{name};")
            lines.append(f"p{name} = (p{name} + 1) % d{name}.length;")
            lines.append(f"{name} = d{name}[p{name}];")
        return lines

    def _stages(self, method: Method) -> list[str]:
        tableau = TABLEAUX[method]
        moving = [self.names[s.slot.name] for s in self._moving]
        if len(tableau.nodes) == 1:
            return [f"{y} = {y} + h * r{i};" for i, y in enumerate(moving)]
        lines = [f"const k0 = [{', '.join(f'r{i}' for i in range(len(moving)))}];"]
        lines.append(f"const y = [{', '.join(moving)}];")
        for stage, node in enumerate(tableau.nodes):
            if stage:
                share = f"{_number(node)} * h"
                lines.append(f"t = ts + {share};")
                lines += [
                    f"{y} = y[{i}] + {share} * k{stage - 1}[{i}];" for i, y in enumerate(moving)
                ]
                lines.append(f"const k{stage} = rates();")
        used = [(stage, weight) for stage, weight in enumerate(tableau.weights) if weight]
        for i, y in enumerate(moving):
            terms = " + ".join(f"{_number(weight)} * k{stage}[{i}]" for stage, weight in used)
            lines.append(f"{y} = y[{i}] + h * ({terms});")
        return lines

    def _assigned(self, pairs: Iterable[tuple[str, Node]], local: Iterable[str] = ()) -> list[str]:
        writer = Writer(self.dialect, self.names)
        owned = set(local)
        for name, node in pairs:
            writer.assign(f"const {name}" if name in owned else name, node)
        self._temporaries |= dict.fromkeys(writer.temporaries)
        return writer.lines


def _dialect(program: Program) -> Dialect:
    order = {name: index for index, name in enumerate(program.tables)}

    def table(name: str, argument: Value, _fresh: Callable[[], str]) -> str:
        return f"lookup(T{order[name]}, {argument.text})"

    return Dialect(
        number=_number,
        clock={"time": "t", "step_time": "ts", "dt": "h", "start": "t0", "stop": "t1"},
        apply=_apply,
        table=table,
        as_truth=lambda text: f"({text} !== 0)",
        as_number=lambda text: f"({text} ? 1 : 0)",
        assign=lambda name, text: f"{name} = {text};",
    )


def _number(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "(-Infinity)"
    return repr(float(value)) if value >= 0 else f"({float(value)!r})"


def _apply(operator: str, operands: Sequence[Value], fresh: Callable[[], str]) -> str:
    texts = [value.text for value in operands]
    if operator in _INFIX:
        return f"({_INFIX[operator].join(texts)})"
    if operator in {"min", "max"}:
        sign = "<" if operator == "min" else ">"
        return folded(
            operands,
            fresh,
            lambda a, b, x, y: f"({a} {sign} {b} || {x} !== {x} ? {x} : {y})",
            lambda name, text: f"({name} = {text})",
        )
    if operator == "select":
        return f"({texts[0]} ? {texts[1]} : {texts[2]})"
    return _CALLS.get(operator, f"Math.{operator}({{}})").format(", ".join(texts))
