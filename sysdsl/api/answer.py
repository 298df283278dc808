"""The result of an analysis, for programs and notebooks."""

from __future__ import annotations

from typing import Any

import attrs

from sysdsl.api.markup import pre, shown
from sysdsl.diagnostics import Diagnostic


@attrs.frozen(kw_only=True, eq=False)
class Answer:
    """What an analysis says about a model.

    Attributes:
        name: The analysis.
        title: Its heading.
        value: The result: a frozen value with documented fields.
        text: The result in words.
        diagnostics: What there is to say about the result.
    """

    name: str
    title: str
    value: Any
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def __str__(self) -> str:
        """Return the result in words."""
        return self.text

    def __repr__(self) -> str:
        """Return the name of the analysis."""
        return f"Answer({self.name!r})"

    def to_dict(self) -> Any:  # noqa: ANN401  what JSON holds
        """Return the result as lists, dictionaries, texts and numbers."""
        from sysdsl.model.json import plain

        return plain(self.value)

    def to_json(self) -> str:
        """Return the result as JSON, as `sysdsl analyse --format json` writes it."""
        import json

        return json.dumps(self.to_dict(), indent=2, allow_nan=False) + "\n"

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{shown(d.severity)}: {shown(d.message)}</p>" for d in self.diagnostics)
        return f"<h4>{shown(self.title)}</h4>{notes}{pre(self.text)}"
