"""Models from Python expressions: `x(5, 'days')` is a quantity, `a[every]` all members."""

import ast

from sysdsl.model.element import Element, Equation, Qualifier
from sysdsl.model.model import Model
from sysdsl.schema import Kinds, kind_of
from sysdsl.schema import value as v
from sysdsl.schema.core import (
    CORE_KINDS,
    Const,
    Data,
    Dimension,
    Flow,
    Intervention,
    Lookup,
    Scenario,
    Simulation,
    Stock,
    Test,
    Variable,
)

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
_COMPARE = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def value(text, words=()):
    """Return the value that a Python expression stands for."""
    return _value(ast.parse(str(text), mode="eval").body, set(words))


def _value(node, words):  # noqa: C901  one case a node
    def inner(part):
        return _value(part, words)

    match node:
        case ast.Constant(value=bool(truth)):
            return v.Truth(truth)
        case ast.Constant(value=str(text)):
            return v.Day(text) if text[:4].isdigit() else v.Text(text)
        case ast.Constant(value=number):
            return v.Quantity(float(number))
        case ast.Name(id="every"):
            return v.Every()
        case ast.Name(id=name):
            return v.Word(name) if name in words else v.Use(name)
        case ast.Subscript(value=ast.Name(id=name), slice=index):
            parts = index.elts if isinstance(index, ast.Tuple) else [index]
            found = [v.Every() if p.id == "every" else v.Word(p.id) for p in parts]
            return v.Use(name, tuple(found))
        case ast.Call(func=ast.Name(id="x"), args=[number, unit]):
            return v.Quantity(float(ast.literal_eval(number)), unit.value)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords):
            named = [v.Keyed(k.arg, inner(k.value)) for k in keywords]
            return v.Apply(name, (*map(inner, arguments), *named))
        case ast.UnaryOp(op=operator, operand=operand):
            return v.Sign("not" if isinstance(operator, ast.Not) else "-", inner(operand))
        case ast.BinOp(left=left, op=operator, right=right):
            return v.Chain((_BINARY[type(operator)],), (inner(left), inner(right)))
        case ast.BoolOp(op=operator, values=values):
            word = "and" if isinstance(operator, ast.And) else "or"
            return v.Chain((word,) * (len(values) - 1), tuple(map(inner, values)))
        case ast.Compare(left=left, ops=operators, comparators=rest):
            signs = tuple(_COMPARE[type(o)] for o in operators)
            return v.Compare(signs, tuple(map(inner, (left, *rest))))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return v.Choose(inner(test), inner(body), inner(orelse))
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            return v.Items(tuple(v.Keyed(k.id, inner(x)) for k, x in pairs))
        case ast.List(elts=items):
            return v.Items(tuple(map(inner, items)))
        case ast.Tuple(elts=items):
            return v.Tuple(tuple(map(inner, items)))
    raise ValueError(ast.dump(node))


class Building:
    """Elements and equations in the making."""

    def __init__(self, *, time=(0, 100, "days"), step=(0.25, "days"), **options):
        self.elements = {}
        self.equations = []
        self.scope = None
        low, high, unit = time
        span = v.Span(v.Quantity(float(low)), v.Quantity(float(high), unit))
        size = v.Quantity(float(step[0]), step[1])
        self.add("simulation", Simulation(time=span, step=size, **options))

    def add(self, name, body, **facts):
        """Add an element."""
        kind = kind_of(type(body)).name
        parent = self.scope
        facts = {"name": name, "parent": parent, **facts}
        self.elements[name] = Element(id=name, kind=kind, body=body, **facts)

    def dimension(self, name, *members, of=None):
        """Add a dimension."""
        self.add(name, Dimension(members=members, of=of))

    def _quantity(self, cls, name, unit, field, text, **options):
        plain, _, rest = name.partition("[")
        subscripts = tuple(rest.rstrip("]").split(",")) if rest else ()
        given = None if text is None else value(text)
        body = cls(subscripts=subscripts, unit=unit, **{field: given}, **options)
        self.add(plain, body)

    def stock(self, name, unit, text, **options):
        """Add a stock."""
        self._quantity(Stock, name, unit, "initial", text, **options)

    def flow(self, name, unit, text, source=None, target=None, **options):
        """Add a flow."""
        self._quantity(Flow, name, unit, "equation", text, source=source, target=target, **options)

    def const(self, name, unit, text, **options):
        """Add a constant."""
        self._quantity(Const, name, unit, "equation", text, **options)

    def aux(self, name, unit, text, **options):
        """Add an auxiliary."""
        self._quantity(Variable, name, unit, "equation", text, **options)

    def lookup(self, name, unit, text, **options):
        """Add a lookup."""
        self._quantity(Lookup, name, unit, "points", text, **options)

    def data(self, name, unit, text, **options):
        """Add data."""
        self._quantity(Data, name, unit, "values", text, **options)

    def set(self, target, text, index=(), **clauses):
        """Add an equation in the layer at hand."""
        found = tuple((k.rstrip("_"), value(c)) for k, c in clauses.items())
        self.equations.append(
            Equation(
                id=f"{self.scope or ''}/{target}{len(self.equations)}",
                scope=self.scope,
                target=target,
                index=tuple(v.Word(i) for i in index),
                value=value(text),
                clauses=found,
            )
        )

    def scenario(self, name, **options):
        """Begin a scenario."""
        self.scope = None
        self.add(name, Scenario(**options))
        self.scope = name

    def intervention(self, name, **options):
        """Begin an intervention."""
        self.scope = None
        self.add(name, Intervention(**options))
        self.scope = name

    def test(self, name, *expects, words=(), qualifiers=(), **options):
        """Begin a test; a qualifier is (index, clauses)."""
        self.scope = None
        found = tuple(
            Qualifier(
                key="expect",
                index=index,
                clauses=tuple((k, value(c)) for k, c in clauses.items()),
            )
            for index, clauses in qualifiers
        )
        body = Test(expect=tuple(value(e, words) for e in expects), **options)
        self.add(name, body, title=name, qualifiers=found)
        self.scope = name

    def model(self):
        """Return the model."""
        return Model(dict(self.elements), tuple(self.equations), Kinds.of(CORE_KINDS))


def ward_model(**options):
    """Return the example of hospital discharge."""
    b = Building(time=(0, 730, "days"), method="rk4", **options)
    b.dimension("ward", "medical", "surgical")
    b.const("referrals[ward]", "people/day", "{medical: 14, surgical: 6}")
    b.const("stay", "days", "x(5, 'days')")
    b.const("beds", "people", "240")
    b.aux("delayed", "people", "max(x(0, 'people'), sum(treating[every]) - beds)")
    b.stock("treating[ward]", "people", "{medical: 70, surgical: 30}")
    b.flow("admitted[ward]", "people/day", "referrals", target="treating")
    b.flow(
        "discharged[ward]",
        "people/day",
        "min(treating / stay, free_capacity / size(ward))",
        source="treating",
        target="home",
    )
    b.stock("home", "people", "0")
    b.const("free_capacity", "people/day", "18")
    b.aux("pressure", "dmnl", "sum(treating[every]) / beds")
    return b


__all__ = ["Building", "value", "ward_model"]
