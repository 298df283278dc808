"""What the command line writes: to the terminal, neutralised; to files, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from sysdsl.diagnostics.neutral import neutral

__all__ = ["echo", "is_terminal", "neutral", "progress", "status", "write_bytes", "write_text"]


def is_terminal(*, err: bool = False) -> bool:
    """Tell whether a person reads the output, and colours are wanted."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and "NO_COLOR" not in os.environ


def echo(text: str, *, end: str = "\n") -> None:
    """Write results to standard output; control characters of models do not reach it."""
    click.echo(text + end, nl=False)


def status(text: str) -> None:
    """Write a remark to standard error."""
    click.echo(neutral(text), err=True)


def write_text(path: str, text: str) -> None:
    """Write a file so that it is there whole or not at all; `-` is standard output."""
    if path == "-":
        click.echo(text, nl=False)
    else:
        write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        click.ClickException: It cannot be written.
    """
    target = Path(path)
    if target.is_dir():
        raise click.ClickException(f"`{path}` is a folder: name a file.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            # A device or a pipe cannot be replaced, only written to.
            target.write_bytes(data)
            return
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
            Path(temporary).chmod(mode & 0o7777)
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as problem:
        raise Unwritable(f"cannot write `{path}`: {problem.strerror}") from problem


class Unwritable(click.ClickException):
    """Output that cannot be written."""

    exit_code = 4


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def progress(label: str) -> Iterator[None]:
    """Say on a terminal what takes its time; say nothing in a pipe."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{label} ...", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\033[K", err=True, nl=False)
