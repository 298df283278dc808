"""Sizes that keep a module readable in one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

LIMIT_MODULE = 500
LIMIT_FUNCTION = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _modules(root: Path) -> list[Path]:
    folders = ("sysdsl", "plugins/sysdsl_plugins", "lsp/sysdsl_lsp", "tests")
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def _length(function: Function) -> int:
    """Count the lines of a function without its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def test_modules_fit_in_one_sitting(root: Path) -> None:
    """No module has more than 500 lines."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in _modules(root)}
    too_long = [
        f"{path.relative_to(root)}: {lines} lines"
        for path, lines in lengths.items()
        if lines > LIMIT_MODULE
    ]
    assert too_long == []


def test_functions_fit_on_a_screen(root: Path) -> None:
    """No function has more than 60 lines beside its docstring."""
    too_long = [
        f"{path.relative_to(root)}:{function.lineno} {function.name}: {_length(function)} lines"
        for path in _modules(root)
        for function in _functions(path)
        if _length(function) > LIMIT_FUNCTION
    ]
    assert too_long == []
