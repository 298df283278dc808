"""What to tell someone who asks for a format whose optional package is not installed."""

from __future__ import annotations

import attrs


@attrs.define(eq=False)
class MissingExtra(Exception):  # noqa: N818  it names the state, not a fault
    """An optional package is needed and absent.

    Attributes:
        extra: Name of the extra, as in `pip install "sysdsl[png]"`.
        package: The package that is missing.
    """

    extra: str
    package: str

    def __str__(self) -> str:
        """Return a message with the remedy."""
        return (
            f'`{self.package}` is not installed; get it with `pip install "sysdsl[{self.extra}]"`'
        )
