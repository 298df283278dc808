"""Reading of models: the only place of the command line that reads files."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import attrs
import click

from sysdsl.diagnostics import Diagnostic, Location, Rule, Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine, open_registry
from sysdsl.engine.settings import Settings, read_settings
from sysdsl.source import SourceText, Span
from sysdsl.syntax.decode import decode

SETTINGS_FILE = "sysdsl.toml"
SUFFIX = ".sysdsl"
_LONGEST_SETTINGS = 1_000_000
_OUTSIDE = "a link that leads out of the workspace"
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "env"})

UNREADABLE = Rule(
    code="FIL-UNREADABLE",
    severity=Severity.ERROR,
    title="File that cannot be read",
    meaning="A file of the model cannot be opened, or is no ordinary file.",
    why="What it says is not part of the model.",
    example="a link that leads nowhere, a pipe, a file without permission to read",
    instead="Remove it from the folder, or make it readable.",
)
TOO_LARGE = Rule(
    code="FIL-TOO-LARGE",
    severity=Severity.ERROR,
    title="File that is too large",
    meaning="A file is larger than the workspace allows.",
    why="Models are written by people; a huge file is a mistake, or an attack.",
    example="a log file called log.sysdsl",
    instead="Split it, or raise `max_characters` in the section `limits` of sysdsl.toml.",
)
RULES = (UNREADABLE, TOO_LARGE)


@attrs.define
class Workspace:
    """Files read from disk with the engine that understands them.

    Attributes:
        root: Folder to which paths are relative.
        engine: The engine.
        asked: Paths the user named, relative to the root.
        diagnostics: What there is to say about reading.
    """

    root: Path
    engine: Engine
    asked: tuple[str, ...]
    diagnostics: list[Diagnostic]

    def models(self) -> tuple[Checked, ...]:
        """Return the models that the user asked for, checked."""
        return tuple(
            self.engine.check(folder)
            for folder in self.engine.models()
            if any(_concerns(asked, folder.files) for asked in self.asked)
        )

    def model(self) -> Checked:
        """Return the one model that the user asked for.

        Raises:
            click.ClickException: There is none, or more than one.
        """
        found = self.models()
        if len(found) == 1:
            return found[0]
        if not found:
            raise click.ClickException(f"`{self.asked[0]}` holds no {SUFFIX} file.")
        named = ", ".join(f"`{checked.folder.root}`" for checked in found[:4])
        raise click.ClickException(f"`{self.asked[0]}` holds several models ({named}): name one.")


def _concerns(asked: str, files: Iterable[str]) -> bool:
    if asked == ".":
        return True
    return any(path == asked or path.startswith(f"{asked}/") for path in files)


def open_workspace(paths: Iterable[str]) -> Workspace:
    """Read the models that paths name, with all that they need.

    Raises:
        click.ClickException: A path does not exist.
    """
    named = [Path(path) for path in paths] or [Path()]
    for path in named:
        if not path.exists():
            raise click.ClickException(f"there is no file or folder `{path}`.")
    root = _root(named)
    diagnostics: list[Diagnostic] = []
    settings = _settings(root, diagnostics)
    registry, problems = open_registry()
    engine = Engine(registry, settings)
    diagnostics.extend(problems)
    for path in named:
        if leads_out(path, root):
            diagnostics.append(_unreadable(path, root, _OUTSIDE))
            continue
        for file in _files(_model_folder(path, root), root, diagnostics):
            _read(file, root, engine, diagnostics)
    _read_imports(root, engine, diagnostics)
    _read_tables(root, engine, diagnostics)
    asked = tuple(_shown(p, root) if leads_out(p, root) else _relative(p, root) for p in named)
    return Workspace(root, engine, asked, diagnostics)


def _root(named: list[Path]) -> Path:
    """Return the folder of `sysdsl.toml` or of the repository around the paths, else the cwd."""
    # A link to a file counts where it stands, not where it leads.
    folder = named[0].resolve() if named[0].is_dir() else named[0].parent.resolve()
    for around in (folder, *folder.parents):
        if (around / SETTINGS_FILE).is_file() or (around / ".git").exists():
            return around
    cwd = Path.cwd()
    return cwd if folder.is_relative_to(cwd) else folder


def _settings(root: Path, diagnostics: list[Diagnostic]) -> Settings:
    path = root / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    try:
        with _opened(path) as stream:
            text = stream.read(_LONGEST_SETTINGS).decode("utf-8", "replace")
    except OSError as problem:
        diagnostics.append(_unreadable(path, root, problem.strerror or "unreadable"))
        return Settings()
    outcome = read_settings(text, SETTINGS_FILE)
    diagnostics.extend(outcome.diagnostics)
    return outcome.value


def _relative(path: Path, root: Path) -> str:
    absolute = _real(path)
    if absolute.is_relative_to(root):
        return absolute.relative_to(root).as_posix()
    return absolute.as_posix()


def _model_folder(path: Path, root: Path) -> Path:
    """Return the folder of the model that a file or folder belongs to, or the path itself."""
    absolute = path.resolve()
    start = absolute if absolute.is_dir() else absolute.parent
    for folder in (start, *start.parents):
        if not folder.is_relative_to(root):
            break
        if any(_holds_model(file) for file in sorted(folder.glob(f"*{SUFFIX}"))):
            return folder
        if folder == root:
            break
    return absolute


def leads_out(path: Path, root: Path) -> bool:
    """Tell whether a path is a link to a file outside a folder."""
    return path.is_symlink() and not path.is_dir() and not _real(path).is_relative_to(root)


def _real(path: Path) -> Path:
    """Return where a path leads; of links in a circle, one of them."""
    return Path(os.path.realpath(path))


def _holds_model(file: Path) -> bool:
    try:
        with _opened(file) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return False
            text = stream.read(200_000)
    except OSError:
        return False
    return any(line.lstrip().startswith(b"model ") for line in text.splitlines())


def _files(path: Path, root: Path, diagnostics: list[Diagnostic]) -> Iterator[Path]:
    if path.is_file() or not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path, followlinks=False):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in _SKIPPED)
        for name in sorted(names):
            if not name.endswith(SUFFIX):
                continue
            file = Path(folder, name)
            if leads_out(file, root):
                diagnostics.append(_unreadable(file, root, _OUTSIDE))
            else:
                yield file


def _read(file: Path, root: Path, engine: Engine, diagnostics: list[Diagnostic]) -> None:
    text = _text(file, root, engine.settings.max_characters, diagnostics)
    if text is not None:
        engine.put(_relative(file, root), text)


def _text(file: Path, root: Path, limit: int, diagnostics: list[Diagnostic]) -> str | None:
    """Return what a file holds; None, after saying why, where it cannot be read."""
    name = _relative(file, root)
    try:
        data = read_bytes(file, 4 * limit)
    except OSError as problem:
        diagnostics.append(_unreadable(file, root, problem.strerror or "unreadable"))
        return None
    except TooLargeError as problem:
        diagnostics.append(_too_large(name, problem.size, limit))
        return None
    outcome = decode(data, name)
    diagnostics.extend(outcome.diagnostics)
    return outcome.value.text


def _read_tables(root: Path, engine: Engine, diagnostics: list[Diagnostic]) -> None:
    """Read the data files that models name, as far as they lie in the workspace."""
    for target in engine.missing_tables():
        file = root / target
        if not os.path.lexists(file):
            continue  # Said where it is named.
        if not file.resolve().is_relative_to(root.resolve()):
            diagnostics.append(_unreadable(file, root, "a link that leads out of the workspace"))
            continue
        text = _text(file, root, engine.settings.max_characters, diagnostics)
        if text is not None:
            engine.put_table(target, text)


class TooLargeError(Exception):
    """A file of more bytes than are read.

    Attributes:
        size: Its size in bytes.
    """

    def __init__(self, size: int) -> None:
        """Keep the size."""
        super().__init__(f"{size:,} bytes")
        self.size = size


def read_bytes(file: Path, most: int) -> bytes:
    """Return what an ordinary file holds.

    Args:
        file: The file; pipes and devices are refused without waiting for them.
        most: How many bytes are read at most.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
        TooLargeError: It is larger.
    """
    with _opened(file) as stream:
        info = os.fstat(stream.fileno())
        if not stat.S_ISREG(info.st_mode):
            raise OSError(errno.EINVAL, "no ordinary file", str(file))
        if info.st_size > most:
            raise TooLargeError(info.st_size)
        return stream.read(most + 1)


def _opened(file: Path) -> BinaryIO:
    """Open a file without waiting: a pipe that nobody writes to must not hang the command."""
    return os.fdopen(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")


def _shown(file: Path, root: Path) -> str:
    """Return the path of a file that may be a link, as it stands in its folder."""
    folder = _relative(file.parent, root)
    return file.name if folder == "." else f"{folder}/{file.name}"


def _unreadable(file: Path, root: Path, reason: str) -> Diagnostic:
    path = _shown(file, root)
    place = Location(path, Span(0, 0))
    return UNREADABLE.at(place, f"`{path}` is left out: {reason}", hint="remove it or mend it")


def _too_large(name: str, size: int, limit: int) -> Diagnostic:
    return TOO_LARGE.at(
        Location(name, Span(0, 0)),
        f"`{name}` has {size:,} bytes; the limit is {limit:,} characters",
        hint=f"split it, or raise `max_characters` in {SETTINGS_FILE}",
    )


def _read_imports(root: Path, engine: Engine, diagnostics: list[Diagnostic]) -> None:
    """Read what files import, and what those import, from the workspace and the library."""
    tried: set[str] = set()
    while True:
        missing = [target for target in engine.missing_imports() if target not in tried]
        if not missing:
            return
        tried.update(missing)
        for target in missing:
            if not _read_library(target, engine):
                _read_target(target, root, engine, diagnostics)


def _read_library(target: str, engine: Engine) -> bool:
    from sysdsl.resources import library_files

    files = library_files(target)
    for path, text in files:
        engine.put(path, text, library=True)
    return bool(files)


def _read_target(target: str, root: Path, engine: Engine, diagnostics: list[Diagnostic]) -> None:
    for path in (root / target, root / f"{target}{SUFFIX}"):
        if not path.name.endswith(SUFFIX) and not os.path.isdir(path):  # noqa: PTH112  never raises
            continue
        if os.path.exists(path) and path.resolve().is_relative_to(root):  # noqa: PTH110  as above
            for file in _files(path, root, diagnostics):
                _read(file, root, engine, diagnostics)
            return


def sources_of(models: Iterable[Checked]) -> dict[str, SourceText]:
    """Return the texts of models by path."""
    return {path: source for checked in models for path, source in checked.sources.items()}
