"""What is said of a built-in function: arguments, units, what it becomes in a program."""

from __future__ import annotations

from enum import Enum

import attrs


class Role(Enum):
    """What a function becomes in a program."""

    OPERATOR = "operator"
    CLOCK = "clock"
    EXPANDED = "expanded"
    REDUCTION = "reduction"
    TEST = "test"


@attrs.frozen
class Argument:
    """An argument of a function.

    Attributes:
        name: What it may be called by: `smooth(x, time: 3 days)`.
        default: Value where omitted: a number, or the name of another argument; None if required.
    """

    name: str
    default: float | str | None = None


@attrs.frozen(kw_only=True)
class UnitRule:
    """How the units of a function's arguments and of its result hang together.

    Attributes:
        result: Arguments and the powers of their units whose product is the unit of the result;
            `time` stands for the unit of time. Empty for dimensionless.
        alike: Groups of arguments that share one unit; a group that also holds `result` of a
            single argument needs no mention.
        dimensionless: Arguments without a unit.
        time: Arguments in units of time.
    """

    result: tuple[tuple[str, float], ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    dimensionless: tuple[str, ...] = ()
    time: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Function:
    """A built-in function.

    Attributes:
        name: Its spelling in sysdsl.
        doc: What it gives, for users, in a sentence or two.
        arguments: In order.
        units: Rule of its units.
        role: What it becomes in a program.
        operator: Operator of the program where the role is one.
        variadic: Whether the last argument may be repeated.
        xmile: Spelling in XMILE 1.0, empty where it has none.
        vensim: Spelling in Vensim, empty where it has none.
        source: Where its meaning is defined.
    """

    name: str
    doc: str
    arguments: tuple[Argument, ...] = ()
    units: UnitRule = UnitRule()
    role: Role = Role.OPERATOR
    operator: str = ""
    variadic: bool = False
    xmile: str = ""
    vensim: str = ""
    source: str = "XMILE 1.0, section 3.5"

    @property
    def signature(self) -> str:
        """How it is called: `smooth(input, time, initial: input)`."""
        parts = [
            a.name if a.default is None else f"{a.name}: {_shown(a.default)}"
            for a in self.arguments
        ]
        return f"{self.name}({', '.join(parts)}{', ...' if self.variadic else ''})"

    @property
    def page(self) -> str:
        """Its reference page as text."""
        lines = [self.doc, "", f"Written: {self.signature}"]
        spellings = (("XMILE", self.xmile), ("Vensim", self.vensim))
        lines.extend(f"In {tool}: {name}" for tool, name in spellings if name)
        return "\n".join([*lines, f"Source: {self.source}"])


def _shown(default: float | str) -> str:
    return default if isinstance(default, str) else f"{default:g}"
