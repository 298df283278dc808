"""A picture still to be laid out: what is to be shown, not where."""

from __future__ import annotations

from typing import Any

import attrs

# File systems take 255 bytes; endings and temporary names need some of them.
_LONGEST = 180


@attrs.frozen(kw_only=True)
class View:
    """One picture of a model.

    Attributes:
        name: File name without ending, unique in the model, stable over edits.
        title: Heading of the picture.
        figure: Name of the figure it belongs to.
        content: What is drawn: a `DiagramGraph`, a `StockFlowGraph`, a plot, or a `Scene` that
            needs no layout.
        caption: A sentence that says what to see.
        text: The same content in words, line by line, for those who cannot see it.
    """

    name: str
    title: str
    figure: str
    content: Any
    caption: str = ""
    text: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The name as that of a file, without ending: it leads to no other folder.

        A model may come from anybody, and its names may hold `../`. Different names stay
        different.
        """
        return file_name(self.name)


def file_name(name: str) -> str:
    """Return a name of which no character means anything to a file system.

    Letters, digits, `-`, `_` and `.` stay, the rest is spelt as its code point; a long name ends
    with a hash of all of it.
    """
    plain = "".join(c if c.isalnum() or c in "-_." else f"_{ord(c):x}_" for c in name)
    if plain.startswith("."):
        plain = f"_{plain}"
    if len(plain.encode()) <= _LONGEST:
        return plain
    import hashlib

    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{plain.encode()[: _LONGEST - 13].decode('utf-8', 'ignore')}-{mark}"
