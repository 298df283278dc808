"""Where an equation is being turned into nodes of a program."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from sysdsl.diagnostics import Anchor
from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import Const, Node

ONE = Fraction(1)


@attrs.frozen(kw_only=True)
class Place:
    """The surroundings of a part of an equation.

    Attributes:
        owner: Slot being defined; names of slots made on the way begin with it.
        element: Element or equation that holds the text.
        key: Property that holds it.
        path: Way into its value.
        members: Member bound for each dimension.
        stars: Member bound for each `*` inside a reduction, by dimension.
        stage: End of the names that references to `target` get: its value before this override.
        target: Element that the override replaces, "" outside overrides.
        hint: Scale of a number without a unit.
        testing: Whether functions of tests may be used.
    """

    owner: str
    element: str
    key: str = "value"
    path: tuple[int, ...] = ()
    members: Mapping[str, str] = attrs.field(factory=dict)
    stars: Mapping[str, str] = attrs.field(factory=dict)
    stage: str = ""
    target: str = ""
    hint: Fraction = ONE
    testing: bool = False

    @property
    def anchor(self) -> Anchor:
        """The place of the part, for messages."""
        return Anchor(self.element, self.key, self.path)

    def part(self, index: int) -> Place:
        """Return the place of a direct part."""
        return attrs.evolve(self, path=(*self.path, index))

    def plain(self) -> Place:
        """Return the place with numbers without a unit taken as they are."""
        return self if self.hint == 1 else attrs.evolve(self, hint=ONE)


def scaled(node: Node, scale: Fraction) -> Node:
    """Return a node times a scale, folded where it can be."""
    if scale == 1:
        return node
    if isinstance(node, Const):
        return Const(node.value * float(scale))
    return Operation("mul", (node, Const(float(scale))))
