"""Equations of the model to nodes of a program: names, members, units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from sysdsl.diagnostics import Diagnostic, Rule
from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import Const, Definition, Node, Read
from sysdsl.schema import value as v
from sysdsl.schema.core import Data, Lookup
from sysdsl_plugins.system_dynamics.place import ONE, Place, scaled
from sysdsl_plugins.system_dynamics.quantities import Quantities, slot_name
from sysdsl_plugins.system_dynamics.rules import NO_EQUATION, NOT_A_NUMBER, SUBSCRIPT

_COMPARISONS = {
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "==": "eq",
    "!=": "ne",
    "<>": "ne",
}
_STEPS = {"+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow"}


@attrs.define
class Lowering:
    """An equation-by-equation translation under way.

    Attributes:
        quantities: Names, members and units.
        call: How calls of functions are translated.
        made: Slots that calls of functions needed.
        diagnostics: What there is to say.
        broken: Whether something could not be translated; the program must not run then.
        calls: Number of calls expanded so far in each slot.
    """

    quantities: Quantities
    call: Callable[[Lowering, v.Apply, Place], Node]
    made: list[Definition] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    broken: bool = False
    calls: dict[str, int] = attrs.field(factory=dict)

    def say(self, rule: Rule, place: Place, message: str, hint: str | None = None) -> Node:
        """Report what makes a run impossible; a stand-in keeps the translation going."""
        self.broken = True
        diagnostic = rule.at(place.anchor, message, hint=hint)
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)
        return Const(1.0)

    def node(self, value: v.Value, place: Place) -> Node:  # noqa: C901  one case a node
        """Return the node of a value, in the base of units of the run."""
        match value:
            case v.Quantity(value=number, unit=unit):
                scale = place.hint if unit is None else self.quantities.scale(unit)
                return Const(number if scale == 1 else number * float(scale))
            case v.Use():
                return self._use(value, place)
            case v.Chain(operators=operators, operands=operands):
                return self._chain(operators, operands, place)
            case v.Apply():
                return self.call(self, value, place)
            case v.Compare(operators=operators, operands=operands):
                return self._compare(operators, operands, place)
            case v.Choose(condition=condition, consequence=a, alternative=b):
                chosen = self.node(condition, place.plain().part(0))
                yes = self.node(a, place.part(1))
                return Operation("select", (chosen, yes, self.node(b, place.part(2))))
            case v.Sign(operator=operator, operand=operand):
                inner = self.node(operand, place.part(0))
                if operator == "-" and isinstance(inner, Const):
                    return Const(-inner.value)
                return inner if operator == "+" else Operation(_SIGNS[operator], (inner,))
            case v.Truth(value=truth):
                return Const(float(truth))
            case v.Unresolved():
                # Told where names are resolved.
                self.broken = True
                return Const(1.0)
            case _:
                return self._no_number(value, place)

    def _no_number(self, value: v.Value, place: Place) -> Node:
        what = {
            v.Word: "a word",
            v.Text: "a text",
            v.Day: "a date",
            v.Items: "a list",
            v.Tuple: "a list",
            v.Span: "a range",
            v.Every: "`*`",
            v.Grid: "a table",
            v.Absent: "`unknown` or `none`",
        }.get(type(value), "something else")
        named = f"`{value.value}`, {what}," if isinstance(value, v.Word) else what
        owner = place.owner.partition("[")[0]
        return self.say(
            NOT_A_NUMBER,
            place,
            f"the equation of `{owner}` holds {named} where it needs a number",
            "write a number, a name or an expression",
        )

    def _chain(self, operators: Sequence[str], operands: Sequence[v.Value], place: Place) -> Node:
        """Fold a chain from left to right; equal operators in a row make one n-ary node."""
        additive = operators[0] in "+-"
        inner = place if additive else place.plain()
        nodes = []
        for index, operand in enumerate(operands):
            nodes.append(self.node(operand, inner.part(index)))
        so_far = [nodes[0]]
        before = ""
        for word, node in zip(operators, nodes[1:], strict=True):
            operator = _STEPS.get(word, word)
            joined = operator in {"add", "mul", "and", "or"} and operator == before
            if not joined and before:
                so_far = [Operation(before, tuple(so_far))]
            so_far.append(node)
            before = operator
        return Operation(before, tuple(so_far))

    def _compare(self, operators: Sequence[str], operands: Sequence[v.Value], place: Place) -> Node:
        inner = attrs.evolve(place, hint=self.shared_scale(operands))
        nodes = []
        for index, operand in enumerate(operands):
            nodes.append(self.node(operand, inner.part(index)))
        pairs = tuple(
            Operation(_COMPARISONS[word], (nodes[i], nodes[i + 1]))
            for i, word in enumerate(operators)
        )
        return pairs[0] if len(pairs) == 1 else Operation("and", pairs)

    def shared_scale(self, operands: Sequence[v.Value]) -> Fraction:
        """Return the scale that a number without a unit takes when it is compared."""
        for operand in operands:
            if isinstance(operand, v.Use) and operand.element in self.quantities.by_id:
                return self.quantities.by_id[operand.element].scale
        return ONE

    def _use(self, use: v.Use, place: Place) -> Node:
        quantity = self.quantities.by_id.get(use.element)
        if quantity is None or quantity.value is None:
            return self.say(
                NO_EQUATION,
                place,
                f"`{use.element}` is used in an equation and has none of its own",
                f"give `{use.element}` a value or an equation",
            )
        if quantity.is_a(Lookup):
            return self.say(
                NOT_A_NUMBER,
                place,
                f"`{use.element}` is a lookup: it has a value only at an argument",
                f"write `{use.element}(x)`",
            )
        members = self.members_of(use, quantity.subscripts, place)
        if members is None:
            return Const(1.0)
        stage = place.stage if use.element == place.target else ""
        name = slot_name(use.element, members) + stage
        return scaled(Read(name), ONE if quantity.is_a(Data) and stage else quantity.scale)

    def members_of(
        self, use: v.Use, subscripts: tuple[str, ...], place: Place
    ) -> tuple[str, ...] | None:
        """Return the members that a use of an array means at a place; None if it does not say."""
        if use.index and len(use.index) != len(subscripts):
            count = f"{len(subscripts)} subscript{'s' if len(subscripts) != 1 else ''}"
            self.say(
                SUBSCRIPT,
                place,
                f"`{use.element}` has {count}, and {len(use.index)} are given",
                _example(use.element, subscripts),
            )
            return None
        found: list[str] = []
        for index, dimension in enumerate(subscripts):
            given = use.index[index] if use.index else None
            member = self._member(use, dimension, given, place)
            if member is None:
                return None
            found.append(member)
        return tuple(found)

    def _member(
        self, use: v.Use, dimension: str, given: v.Value | None, place: Place
    ) -> str | None:
        match given:
            case v.Every():
                bound = self._bound(place.stars, dimension)
            case v.Word(value=word) if word in self.quantities.members.get(dimension, ()):
                return word
            case v.Word(value=word) | v.Use(element=word) if word in self.quantities.members:
                bound = place.members.get(word) or self._bound(place.members, dimension)
            case None:
                bound = self._bound(place.stars, dimension)
                bound = bound or self._bound(place.members, dimension)
            case _:
                return self._unknown_member(use, dimension, given, place)
        if bound is None:
            self.say(
                SUBSCRIPT,
                place,
                f"`{use.element}` has a value for each member of `{dimension}`; "
                f"`{place.owner.partition('[')[0]}` does not say which it takes",
                f"write `sum({use.element}[*])` for their total, or name a member",
            )
        return bound

    def _bound(self, bound: Mapping[str, str], dimension: str) -> str | None:
        """Return the member bound for a dimension, or for one that picks from its members."""
        if dimension in bound:
            return bound[dimension]
        for other, member in bound.items():
            related = self.quantities.is_part(other, dimension)
            related = related or self.quantities.is_part(dimension, other)
            if related and member in self.quantities.members[dimension]:
                return member
        return None

    def _unknown_member(
        self, use: v.Use, dimension: str, given: v.Value, place: Place
    ) -> str | None:
        known = self.quantities.members.get(dimension, ())
        shown = f"`{given.value}`" if isinstance(given, v.Word) else "that"
        listed = ", ".join(f"`{m}`" for m in known[:8])
        self.say(
            SUBSCRIPT,
            place,
            f"{shown} is no member of `{dimension}`, over which `{use.element}` runs",
            f"its members are {listed}" if known else f"declare `dimension {dimension}`",
        )
        return None


_SIGNS = {"-": "neg", "not": "not"}


def _example(element: str, subscripts: tuple[str, ...]) -> str:
    if not subscripts:
        return f"write `{element}` without brackets"
    return f"write `{element}[{', '.join(subscripts)}]`"
