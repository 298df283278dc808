"""The kinds that a model may use, by the words that declare them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

import attrs

from sysdsl.schema.kind import Kind


@attrs.frozen(eq=False)
class Kinds:
    """Element kinds by name, with the qualified spelling `method.name` beside the plain one."""

    by_name: Mapping[str, Kind]

    @classmethod
    def of(cls, kinds: Iterable[Kind]) -> Kinds:
        """Return the kinds by their names and aliases; the first of two with one name stays."""
        table: dict[str, Kind] = {}
        for kind in kinds:
            for word in (kind.name, *kind.aliases):
                table.setdefault(word, kind)
                table.setdefault(f"{kind.method}.{word}", kind)
        return cls(table)

    def find(self, word: str) -> Kind | None:
        """Return the kind that a word declares, or None.

        A kind of the core may stand under the name of any method: `system_dynamics.stock`.
        """
        found = self.by_name.get(word)
        if found is None and "." in word:
            plain = self.by_name.get(word.rpartition(".")[2])
            found = plain if plain is not None and plain.method == "core" else None
        return found

    def similar(self, word: str) -> str | None:
        """Return the kind's name most like a misspelt word, or None."""
        plain = [name for name in self.by_name if "." not in name]
        return next(iter(get_close_matches(word, plain, 1, 0.7)), None)

    def __iter__(self) -> Iterator[Kind]:
        """Iterate over the kinds, each once, in the order they were declared."""
        return iter(dict.fromkeys(self.by_name.values()))

    def plus(self, more: Iterable[Kind]) -> Kinds:
        """Return these kinds and more."""
        return Kinds.of([*self, *more])
