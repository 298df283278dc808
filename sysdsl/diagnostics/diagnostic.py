"""The one type of message and the value every phase returns beside it."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from sysdsl.source import Span

T_co = TypeVar("T_co", covariant=True)


class Severity(StrEnum):
    """How much a message matters.

    Errors mean that the model cannot be analysed and stop artefacts. Warnings are broken rules
    of a method, hints are craft advice, info is a result (an archetype found, a pathology).
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Position in the order error, warning, hint, info."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@attrs.frozen
class Location:
    """A range in a file: for phases that know positions (syntax, resolve)."""

    path: str
    span: Span


@attrs.frozen
class Anchor:
    """A place in the model that needs no position: for everything that works on model values.

    Attributes:
        element: Qualified name of the element.
        property: Name of a property or clause, `value` for the equation, `unit`, `title`, `name`;
            None for the element as a whole (its header is shown).
        path: Child indices from the top of the property's expression to the node meant.
    """

    element: str
    property: str | None = None
    path: tuple[int, ...] = ()


@attrs.frozen
class Label:
    """A place with a few words about it."""

    place: Location | Anchor
    message: str = ""


@attrs.frozen
class Edit:
    """A replacement of the text at a place; an empty `Location` span inserts.

    Attributes:
        place: What is replaced.
        text: What replaces it.
        through: When given, the replaced text reaches to the end of this place.
    """

    place: Location | Anchor
    text: str
    through: Location | Anchor | None = None


@attrs.frozen
class Fix:
    """A remedy that a tool can apply.

    Attributes:
        title: What it does, as an imperative sentence.
        edits: All replacements; they are applied together or not at all.
        safe: True when the meaning of the model cannot change in a way its author did not intend.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One message to the user: one line, names the thing, says what is the case."""

    code: str
    severity: Severity
    message: str
    label: Label
    others: tuple[Label, ...] = ()
    hint: str | None = None
    fixes: tuple[Fix, ...] = ()


@attrs.frozen
class Outcome(Generic[T_co]):
    """What a phase returns: a value, always, and what there is to say about it."""

    value: T_co
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)
