"""Systems thinking as text: one model, many methods.

In Python, a model is loaded and asked:

    import sysdsl

    model = sysdsl.load("examples/bottles")
    model.check()
    run = model.simulate(changes={"target": 120})
    run["bottles"]

`sysdsl.api` says what there is.
"""

from sysdsl.version import __version__

TYPE_CHECKING = False  # as `typing` has it, without importing `typing`
if TYPE_CHECKING:
    from sysdsl.api import (
        Answer,
        Finding,
        Findings,
        LoadedModel,
        Picture,
        Run,
        check_text,
        load,
        load_text,
    )


__all__ = [
    "Answer",
    "Finding",
    "Findings",
    "LoadedModel",
    "Picture",
    "Run",
    "__version__",
    "check_text",
    "load",
    "load_text",
]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that `import sysdsl` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module `sysdsl` has no attribute `{name}`")
    from importlib import import_module

    return getattr(import_module("sysdsl.api"), name)


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted(__all__)
