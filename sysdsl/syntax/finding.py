"""What a statement leaf has to say, with offsets relative to the leaf, so that it can be cached."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from sysdsl.diagnostics import Diagnostic, Edit, Fix, Label, Location, Rule
from sysdsl.source import Span


@attrs.frozen(kw_only=True)
class Remedy:
    """A fix inside a leaf: replacements of ranges by texts."""

    title: str
    edits: tuple[tuple[int, int, str], ...]
    safe: bool = True


@attrs.frozen(kw_only=True)
class Finding:
    """A diagnostic before it is known where its leaf stands."""

    rule: Rule
    start: int
    end: int
    message: str
    note: str = ""
    hint: str | None = None
    remedy: Remedy | None = None

    def placed(self, path: str, offset: int) -> Diagnostic:
        """Return the diagnostic for a leaf that starts at an absolute offset."""
        fixes: tuple[Fix, ...] = ()
        if self.remedy is not None:
            edits = tuple(
                Edit(Location(path, Span(offset + start, offset + end)), text)
                for start, end, text in self.remedy.edits
            )
            fixes = (Fix(self.remedy.title, edits, safe=self.remedy.safe),)
        place = Location(path, Span(offset + self.start, offset + self.end))
        return Diagnostic(
            code=self.rule.code,
            severity=self.rule.severity,
            message=self.message,
            label=Label(place, self.note),
            hint=self.hint,
            fixes=fixes,
        )


Report = Callable[[Finding], None]


def replacing(title: str, start: int, end: int, text: str) -> Remedy:
    """Return a safe remedy that replaces one range."""
    return Remedy(title=title, edits=((start, end, text),))
