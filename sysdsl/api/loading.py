"""Models from files and from texts."""

from __future__ import annotations

import os
from pathlib import Path

from sysdsl.api.errors import ModelNotFoundError, SeveralModelsError
from sysdsl.api.findings import Findings
from sysdsl.api.loaded import LoadedModel


def load(path: str | os.PathLike[str] = ".") -> LoadedModel:
    """Read a model: a file, or a folder that holds one.

    A model with errors is loaded too: `check` says what is wrong with it.

    Raises:
        ModelNotFoundError: The path leads to no model.
        SeveralModelsError: The folder holds several models.
    """
    from sysdsl.cli.files import open_workspace

    if not Path(path).exists():
        raise ModelNotFoundError(f"there is no file or folder `{path}`")
    workspace = open_workspace((str(path),))
    found = workspace.models()
    if not found:
        raise ModelNotFoundError(f"`{path}` holds no model: no file in it ends with `.sysdsl`")
    if len(found) > 1:
        named = ", ".join(f"`{checked.folder.root}`" for checked in found[:4])
        raise SeveralModelsError(f"`{path}` holds several models ({named}): name one")
    return LoadedModel(
        checked=found[0],
        engine=workspace.engine,
        root=workspace.root,
        reading=tuple(workspace.diagnostics),
    )


def load_text(text: str, name: str = "model.sysdsl") -> LoadedModel:
    """Return the model that a text describes; it may import from the standard library.

    Args:
        text: In the language of `.sysdsl` files.
        name: What findings call the file.
    """
    from sysdsl.engine.engine import Engine, open_registry
    from sysdsl.resources import library_files

    registry, problems = open_registry()
    engine = Engine(registry)
    engine.put(name, text)
    tried: set[str] = set()
    while missing := [target for target in engine.missing_imports() if target not in tried]:
        tried.update(missing)
        for target in missing:
            for path, source in library_files(target):
                engine.put(path, source, library=True)
    folder = next(folder for folder in engine.models() if name in folder.files)
    return LoadedModel(checked=engine.check(folder), engine=engine, root=None, reading=problems)


def check_text(text: str, name: str = "model.sysdsl") -> Findings:
    """Return what checks say about a text.

    Args:
        text: In the language of `.sysdsl` files.
        name: What findings call the file.
    """
    return load_text(text, name).check()
