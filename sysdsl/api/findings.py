"""What checks found, for programs and notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from sysdsl.api.errors import MissingLibraryError
from sysdsl.api.markup import shown, table
from sysdsl.diagnostics import Catalogue, Severity
from sysdsl.diagnostics.located import Located, region
from sysdsl.source import SourceText


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that a check says.

    Attributes:
        code: Its rule; `sysdsl explain CODE` says more.
        severity: `error`, `warning`, `hint` or `info`.
        message: One line that says what is the case.
        hint: What to do, or empty.
        path: The file, or empty.
        line: Counted from 1; 0 without a file.
        column: Counted from 1; 0 without a file.
        element: Qualified name of the element it is about, or empty.
    """

    code: str
    severity: str
    message: str
    hint: str
    path: str
    line: int
    column: int
    element: str


@attrs.frozen(eq=False)
class Findings:
    """All that checks say about a model, sorted by file and place.

    Attributes:
        located: With places, notes and fixes, as every output format takes them.
        sources: The texts by path.
        catalogue: The rules, for formats that describe them.
    """

    located: tuple[Located, ...]
    sources: Mapping[str, SourceText]
    catalogue: Catalogue

    def __len__(self) -> int:
        """Count them."""
        return len(self.located)

    def __iter__(self) -> Iterator[Finding]:
        """Iterate over them in the order of the files."""
        return (self._finding(item) for item in self.located)

    def __str__(self) -> str:
        """Return them as `sysdsl check` prints them."""
        return self.to("text") + self.summary

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those that keep the model from being used."""
        return self.of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Those that break a rule of a method."""
        return self.of(Severity.WARNING)

    @property
    def summary(self) -> str:
        """The closing line, e.g. `2 errors, 1 warning in 3 files`."""
        from sysdsl.diagnostics.severities import summary

        return summary(self.located, len(self.sources))

    def of(self, severity: str) -> tuple[Finding, ...]:
        """Return those of a severity: `error`, `warning`, `hint`, `info`."""
        return tuple(finding for finding in self if finding.severity == severity)

    def to(self, form: str) -> str:
        """Return them in a format of `sysdsl check --format`: `json`, `sarif`, `markdown`, ...

        Raises:
            KeyError: There is no such format.
        """
        from sysdsl.diagnostics.formats import FormatOptions, render_diagnostics
        from sysdsl.version import __version__

        options = FormatOptions(catalogue=self.catalogue, version=__version__)
        return render_diagnostics(form, self.located, self.sources, options)

    def to_pandas(self) -> Any:  # noqa: ANN401  pandas is optional and unknown here
        """Return a data frame with a row for each.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        return frame(
            {
                field.name: [getattr(finding, field.name) for finding in self]
                for field in attrs.fields(Finding)
            }
        )

    def _repr_html_(self) -> str:
        rows = [(f.severity, f"{f.path}:{f.line}", f.message, f.hint, f.code) for f in self]
        head = ("Severity", "Where", "What", "What to do", "Rule")
        return f"<p>{shown(self.summary)}</p>" + (table(head, rows) if rows else "")

    def _finding(self, item: Located) -> Finding:
        start = region(item.location, self.sources).start if item.location else None
        return Finding(
            code=item.diagnostic.code,
            severity=item.diagnostic.severity.value,
            message=item.diagnostic.message,
            hint=item.diagnostic.hint or "",
            path=item.path,
            line=start.line if start else 0,
            column=start.column if start else 0,
            element=item.element,
        )


def frame(columns: Mapping[str, object]) -> Any:  # noqa: ANN401  pandas is optional
    """Return a pandas data frame.

    Raises:
        MissingLibraryError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as problem:
        raise MissingLibraryError(
            "data frames need pandas: `pip install pandas`; `to_csv()` and `columns` work without"
        ) from problem
    return pd.DataFrame(columns)
