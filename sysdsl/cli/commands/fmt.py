"""`sysdsl fmt`: one layout for everybody."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sysdsl.cli.failure import EXIT_USAGE
from sysdsl.cli.files import TooLargeError, read_bytes
from sysdsl.cli.output import echo, neutral, status, write_bytes
from sysdsl.diagnostics import Diagnostic
from sysdsl.diagnostics.formats import FormatOptions, render_diagnostics
from sysdsl.diagnostics.located import locate
from sysdsl.source import SourceText
from sysdsl.syntax.decode import decode
from sysdsl.syntax.format import format_text

_MOST_BYTES = 8_000_000


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="Change nothing; end with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(*, paths: tuple[str, ...], check: bool, diff: bool, form: str) -> int:
    """Format files; `-` formats standard input to standard output.

    There are no options: indentation, spaces and the columns of tables are set, nothing is moved,
    every comment is kept. A file whose meaning would change is left alone.
    """
    if paths == ("-",):
        return _standard_input()
    changed: list[str] = []
    refused = unreadable = False
    for file in _files(paths or (".",)):
        try:
            data = read_bytes(file, _MOST_BYTES)
        except (OSError, TooLargeError) as problem:
            status(
                f"error: `{file}` is left alone: {getattr(problem, 'strerror', None) or problem}"
            )
            unreadable = True
            continue
        decoded = decode(data, file.as_posix())
        outcome = format_text(decoded.value.text, file.as_posix())
        problems = [d for d in outcome.diagnostics if d.code == "SYN-FORMAT"]
        if decoded.diagnostics or problems:
            refused = True
            _tell(file, decoded.value.text, (*decoded.diagnostics, *problems))
            continue
        if outcome.value == decoded.value.text:
            continue
        changed.append(file.as_posix())
        if diff:
            echo(neutral(_difference(file, decoded.value.text, outcome.value)), end="")
        elif not check:
            write_bytes(str(file.resolve()), outcome.value.encode())
    _report(changed, form, dry=check or diff)
    return EXIT_USAGE if unreadable else int(refused or (check and bool(changed)))


def _report(changed: list[str], form: str, *, dry: bool) -> None:
    if form == "json":
        import json

        echo(json.dumps({"changed": changed}))
        return
    for path in changed:
        status(f"{'would format' if dry else 'formatted'} {path}")


def _standard_input() -> int:
    decoded = decode(sys.stdin.buffer.read(), "-")
    click.echo(format_text(decoded.value.text, "-").value, nl=False)
    return int(bool(decoded.diagnostics))


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise click.ClickException(f"there is no file or folder `{name}`.")
        if path.is_dir():
            yield from sorted(
                p
                for p in path.rglob("*.sysdsl")
                if _is_own(p) and not any(part.startswith(".") for part in p.parts[1:])
            )
        else:
            yield path


def _is_own(path: Path) -> bool:
    """Tell whether a file found in a folder may be rewritten: links may lead anywhere."""
    return path.is_file() and not path.is_symlink()


def _difference(file: Path, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        file.as_posix(),
        f"{file.as_posix()} (formatted)",
    )
    return "".join(lines)


def _tell(file: Path, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    path = file.as_posix()
    found = locate(diagnostics, where=lambda _: None)
    sources = {path: SourceText(path, text)}
    status(render_diagnostics("text", found, sources, FormatOptions()))
