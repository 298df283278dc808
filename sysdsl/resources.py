"""Where the files are that ship with sysdsl: the grammar and the standard library."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource_root() -> Path:
    """Return the folder that holds `grammar/` and `stdlib/`.

    In a checkout that is the repository, which is looked at first because an editable install
    leaves a stale copy in the package; in an installed wheel it is `sysdsl/_data`.
    """
    checkout = _PACKAGE.parent
    return checkout if (checkout / "grammar" / "sysdsl.lark").is_file() else _PACKAGE / "_data"


def grammar_folder() -> Path:
    """Return the folder of the `.lark` files."""
    return resource_root() / "grammar"


def stdlib_folder() -> Path:
    """Return the folder of the standard library's `.sysdsl` files."""
    return resource_root() / "stdlib"
