"""The inputs of the engine: which files there are, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from sysdsl.engine.store import Input, Store
from sysdsl.source import SourceText
from sysdsl.syntax.parsed import Parsed
from sysdsl.syntax.tree import Document


@attrs.frozen
class KnownFile:
    """A file of the workspace, or one of the standard library that makes no model of its own."""

    path: str
    library: bool


PATHS: Input[None, tuple[KnownFile, ...]] = Input("files", ())
PARSED: Input[str, Parsed | None] = Input("texts", None)
TABLES: Input[str, SourceText | None] = Input("data files", None)


def parsed_file(store: Store, path: str) -> Parsed:
    """Return a file, parsed.

    Raises:
        KeyError: There is no such file.
    """
    found = PARSED(store, path)
    if found is None:
        raise KeyError(path)
    return found


class Documents(Mapping[str, Document]):
    """The files by path; a query depends on those that it looks at, not on all."""

    def __init__(self, store: Store) -> None:
        """Look into a store."""
        self._store = store

    def __getitem__(self, path: str) -> Document:
        """Return the statements of a file."""
        return parsed_file(self._store, path).outcome.value

    def __contains__(self, path: object) -> bool:
        """Tell whether there is such a file, without depending on what it holds."""
        return any(file.path == path for file in PATHS(self._store, None))

    def __iter__(self) -> Iterator[str]:
        """Iterate over the paths."""
        return (file.path for file in PATHS(self._store, None))

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(PATHS(self._store, None))
