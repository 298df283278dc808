"""Rates of change of stocks from the flows that fill and drain them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import Const, Definition, Formula, Node, Read, Slot
from sysdsl.schema.core import Flow, Stock
from sysdsl_plugins.system_dynamics.expressions import Lowering
from sysdsl_plugins.system_dynamics.place import Place, scaled
from sysdsl_plugins.system_dynamics.quantities import Quantity, slot_name
from sysdsl_plugins.system_dynamics.rules import FLOW_SUBSCRIPTS

_SHARE = ".share"
_WANTED = ".wanted"


@attrs.frozen
class _End:
    """A flow's member at a stock's member."""

    flow: str
    stock: str
    ratio: Fraction


@attrs.define
class Rates:
    """Flows at stocks.

    Attributes:
        rate: Net rate of each stock's slot, in its unit per unit of time.
        drains: Ends of flows that drain stocks which must not fall below zero.
    """

    rate: dict[str, Node]
    drains: dict[str, list[_End]]

    def cut(self, definitions: Iterable[Definition]) -> list[Definition]:
        """Return definitions in which flows out of such stocks take no more than there is."""
        shares = {end.flow: stock for stock, ends in self.drains.items() for end in ends}
        made: list[Definition] = []
        for definition in definitions:
            name = definition.slot.name
            if name not in shares or not isinstance(definition, Formula):
                made.append(definition)
                continue
            wanted = Slot(name=name + _WANTED, saved=False)
            made.append(Formula(wanted, definition.equation))
            least = Operation("min", (Read(wanted.name), Const(0.0)))
            most = Operation("max", (Read(wanted.name), Const(0.0)))
            share = Read(shares[name] + _SHARE)
            kept = Operation("add", (least, Operation("mul", (most, share))))
            made.append(Formula(definition.slot, kept))
        made.extend(self._share(stock, ends) for stock, ends in self.drains.items())
        return made

    def _share(self, stock: str, ends: list[_End]) -> Formula:
        """Return the share of the outflows wanted that a stock can give within one step."""
        wanted = [
            scaled(Operation("max", (Read(end.flow + _WANTED), Const(0.0))), end.ratio)
            for end in ends
        ]
        total = Operation("mul", (Operation("add", tuple(wanted)), Operation("dt")))
        level = Operation("max", (Read(stock), Const(0.0)))
        enough = Operation("le", (total, level))
        share = Operation("select", (enough, Const(1.0), Operation("div", (level, total))))
        return Formula(Slot(name=stock + _SHARE, saved=False), share)


def rates_of(lowering: Lowering) -> Rates:
    """Return the rates of all stocks."""
    gains: dict[str, list[_End]] = {}
    losses: dict[str, list[_End]] = {}
    quantities = lowering.quantities
    for flow in quantities.by_id.values():
        if not flow.is_a(Flow) or flow.value is None:
            continue
        for side, ends in (("target", gains), ("source", losses)):
            stock = quantities.by_id.get(str(getattr(flow.element.body, side)))
            if stock is None or not stock.is_a(Stock) or stock.value is None:
                continue
            for members in quantities.combinations(flow.subscripts):
                end = _end(lowering, flow, members, stock, side)
                if end is not None:
                    ends.setdefault(end.stock, []).append(end)
    names = dict.fromkeys((*gains, *losses))
    rate = {name: _net(gains.get(name, []), losses.get(name, [])) for name in names}
    guarded = {
        slot_name(q.id, members)
        for q in quantities.by_id.values()
        if q.is_a(Stock) and q.element.body.non_negative == "yes"
        for members in quantities.combinations(q.subscripts)
    }
    return Rates(rate, {name: ends for name, ends in losses.items() if name in guarded})


def _end(
    lowering: Lowering, flow: Quantity, members: tuple[str, ...], stock: Quantity, side: str
) -> _End | None:
    bound = dict(zip(flow.subscripts, members, strict=True))
    found: list[str] = []
    for dimension in stock.subscripts:
        own = next((m for d, m in bound.items() if _alike(lowering, d, dimension, m)), None)
        if own is None:
            word = "to" if side == "target" else "from"
            lowering.say(
                FLOW_SUBSCRIPTS,
                Place(owner=flow.id, element=flow.id, key=word),
                f"`{flow.id}` does not run over `{dimension}`, as `{stock.id}` does",
                f"write `flow {flow.id}[{', '.join(stock.subscripts)}]`",
            )
            return None
        found.append(own)
    return _End(
        slot_name(flow.id, members), slot_name(stock.id, tuple(found)), flow.scale / stock.scale
    )


def _alike(lowering: Lowering, dimension: str, wanted: str, member: str) -> bool:
    quantities = lowering.quantities
    related = quantities.is_part(dimension, wanted) or quantities.is_part(wanted, dimension)
    return related and member in quantities.members.get(wanted, ())


def _net(gains: list[_End], losses: list[_End]) -> Node:
    inflow, outflow = _sum(gains), _sum(losses)
    if inflow is None:
        return Operation("neg", (outflow,)) if outflow is not None else Const(0.0)
    return inflow if outflow is None else Operation("sub", (inflow, outflow))


def _sum(ends: list[_End]) -> Node | None:
    nodes = tuple(scaled(Read(end.flow), end.ratio) for end in ends)
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else Operation("add", nodes)
