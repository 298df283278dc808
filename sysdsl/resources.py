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


def parse_table_path() -> Path:
    """Return the file of the parse table, package data in a checkout and in a wheel alike."""
    return _PACKAGE / "syntax" / "table.json"


def stdlib_folder() -> Path:
    """Return the folder of the standard library's `.sysdsl` files."""
    return resource_root() / "stdlib"


def library_files(target: str) -> tuple[tuple[str, str], ...]:
    """Return files of the standard library as (path, text); none when the target is not in it.

    Args:
        target: `std`, or a file or folder below it, such as `std/units`.
    """
    parts = target.split("/")
    if parts[0] != "std" or ".." in parts:
        return ()
    place = stdlib_folder().joinpath(*parts[1:])
    single = place.with_name(f"{place.name}.sysdsl")
    found = [single] if single.is_file() else sorted(place.rglob("*.sysdsl"))
    root = stdlib_folder()
    return tuple(
        (f"std/{file.relative_to(root).as_posix()}", file.read_text("utf-8")) for file in found
    )


def template_names() -> dict[str, str]:
    """Return the templates of `sysdsl new` with their first line of documentation."""
    folder = stdlib_folder() / "templates"
    return {
        place.name: _summary(place)
        for place in sorted(folder.iterdir() if folder.is_dir() else ())
        if place.is_dir()
    }


def template_files(name: str) -> tuple[tuple[str, str], ...]:
    """Return the files of a template as (name, text)."""
    place = stdlib_folder() / "templates" / name
    return tuple(
        (file.relative_to(place).as_posix(), file.read_text("utf-8"))
        for file in sorted(place.rglob("*"))
        if file.is_file()
    )


def _summary(place: Path) -> str:
    for file in sorted(place.rglob("*.sysdsl")):
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("/// "):
                return line.removeprefix("/// ").strip()
    return ""
