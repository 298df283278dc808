"""Leverage points: twelve places to intervene, and which of them a change acts on.

Source: Meadows, Thinking in Systems (2008), ch. 6; first as "Leverage Points" (1999).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import attrs

from sysdsl_plugins.causal.polarity import LoopType

SHALLOW = 9
"""Levels from this number on act on parameters, buffers, structure of flows and delays."""


@attrs.frozen(kw_only=True)
class LeverageLevel:
    """A place to intervene.

    Attributes:
        number: Its place in Meadows' list: 12 is the weakest, 1 the strongest.
        name: As written in a model.
        title: As readers see it.
        doc: What acting there means.
    """

    number: int
    name: str
    title: str
    doc: str

    @property
    def shallow(self) -> bool:
        """Whether it is among the four weakest."""
        return self.number >= SHALLOW


def _level(number: int, name: str, title: str, doc: str) -> LeverageLevel:
    return LeverageLevel(number=number, name=name, title=title, doc=doc)


LEVELS = (
    _level(12, "parameters", "Numbers", "Changes a constant: a rate, a subsidy, a headcount."),
    _level(11, "buffers", "Buffers", "Changes how large a stock is compared with its flows."),
    _level(10, "structure", "Stocks and flows", "Changes which stocks and flows there are."),
    _level(9, "delays", "Delays", "Changes how long something takes to have effect."),
    _level(8, "balancing_loops", "Balancing loops", "Strengthens or adds a loop that corrects."),
    _level(7, "reinforcing_loops", "Reinforcing loops", "Changes the gain of a loop that drives."),
    _level(6, "information", "Information flows", "Changes who gets to know what, and when."),
    _level(5, "rules", "Rules", "Changes incentives, punishments, constraints, policies."),
    _level(
        4, "self_organisation", "Self-organisation", "Changes who may change the structure itself."
    ),
    _level(3, "goals", "Goals", "Changes what the system is for."),
    _level(2, "paradigm", "Paradigm", "Changes the view of the world that the goals come from."),
    _level(1, "transcend", "Beyond paradigms", "Keeps several views of the world in play."),
)
"""The twelve levels, from the weakest to the strongest."""

BY_NAME = {level.name: level for level in LEVELS}
"""The levels by name."""


class ChangeKind(Enum):
    """What an intervention does to a model. The values are names of levels."""

    CONSTANT = "parameters"
    INITIAL_VALUE = "buffers"
    STOCK_OR_FLOW = "structure"
    DELAY = "delays"
    LINK = "link"
    INFORMATION_LINK = "information"
    RULE = "rules"
    STRUCTURE_RIGHTS = "self_organisation"
    GOAL = "goals"
    PARADIGM = "paradigm"
    PERSPECTIVE = "transcend"


@attrs.frozen
class Change:
    """One thing that an intervention changes.

    Attributes:
        kind: What sort of thing.
        target: Name of the element or link changed.
        loops: Types of the loops that a changed link is part of; empty when it is in none.
    """

    kind: ChangeKind
    target: str = ""
    loops: tuple[LoopType, ...] = ()


def classify(change: Change) -> LeverageLevel:
    """Return the level that a change acts on.

    A link in balancing loops counts as a balancing loop even when it is in reinforcing ones
    too, the weaker claim; a link outside every loop counts as a parameter.
    """
    if change.kind is not ChangeKind.LINK:
        return BY_NAME[change.kind.value]
    if LoopType.BALANCING in change.loops:
        return BY_NAME["balancing_loops"]
    if LoopType.REINFORCING in change.loops:
        return BY_NAME["reinforcing_loops"]
    return BY_NAME["parameters"]


def strongest(changes: Iterable[Change]) -> LeverageLevel | None:
    """Return the strongest level that any of the changes acts on."""
    levels = [classify(change) for change in changes]
    return min(levels, key=lambda level: level.number, default=None)
