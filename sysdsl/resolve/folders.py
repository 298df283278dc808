"""Which files make up a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import attrs

from sysdsl.syntax.tree import Declaration, Document, Statement

SUFFIX = ".sysdsl"


@attrs.frozen
class ModelFolder:
    """One model: its root (a folder, or a file that stands alone) and its files in order."""

    root: str
    files: tuple[str, ...]


def model_declarations(document: Document) -> tuple[tuple[int, Statement], ...]:
    """Return the `model` declarations of a file with their absolute offsets.

    `model { ... }` without a name is no such one.
    """
    return tuple(
        (start, s)
        for start, s in document.frame
        if isinstance(s.node, Declaration)
        and s.node.kind.text == "model"
        and (s.node.name is not None or s.node.title is not None)
    )


def declares_model(document: Document) -> bool:
    """Tell whether a file declares a model."""
    return bool(model_declarations(document))


def model_folders(declaring: Mapping[str, bool]) -> tuple[ModelFolder, ...]:
    """Return the models that files make up, sorted by root.

    The folder that holds a `model` declaration, with everything below it, is one model; the
    nearest such folder counts. A file that no such folder holds is a model of its own.

    Args:
        declaring: Whether a file declares a model, by path with forward slashes.
    """
    roots = {_folder(path) for path, declares in declaring.items() if declares}
    grouped: dict[str, list[str]] = {}
    for path in sorted(declaring):
        grouped.setdefault(_root(path, roots), []).append(path)
    return tuple(
        # The file of the `model` declaration comes first, the others by name.
        ModelFolder(root, tuple(sorted(files, key=lambda path: (not declaring[path], path))))
        for root, files in sorted(grouped.items())
    )


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _root(path: str, roots: Iterable[str]) -> str:
    around = [str(parent) for parent in PurePosixPath(path).parents]
    return next((folder for folder in around if folder in roots), path)
