"""What is loaded at start-up: the difference between a tool that answers and one that waits."""

import importlib.util
import subprocess
from collections.abc import Callable

import pytest

import sysdsl

Run = Callable[..., subprocess.CompletedProcess[bytes]]

HEAVY = {"asyncio", "lark", "lsprotocol", "networkx", "numpy", "pygls", "rich", "sysdsl_lsp"}

_IMPORT = """
import sys
import sysdsl
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""

_HELP = """
import sys
sys.argv = ["sysdsl", *sys.argv[1:]]
from sysdsl.cli.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("MODULES", *sorted({name.partition(".")[0] for name in sys.modules}))
print("METHODS", *sorted(name for name in sys.modules if name.startswith("sysdsl_plugins.")))
"""


def test_importing_the_package_loads_nothing_heavy(run_python: Run) -> None:
    """`import sysdsl` loads neither the parser generator nor graphs nor the server."""
    result = run_python(_IMPORT)
    assert result.returncode == 0, result.stderr.decode()
    assert set() == HEAVY & set(result.stdout.decode().split())


def test_the_version_is_that_of_the_package(run_python: Run) -> None:
    """`sysdsl --version` works from a checkout, without looking for an installation."""
    if importlib.util.find_spec("sysdsl.cli") is None:
        pytest.skip("the command line does not exist yet")
    result = run_python(_HELP, "--version")
    assert result.stdout.decode().splitlines()[0] == f"sysdsl {sysdsl.__version__}"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(run_python: Run, option: str) -> None:
    """`sysdsl --help` and `sysdsl --version` load no heavy library and no method."""
    if importlib.util.find_spec("sysdsl.cli") is None:
        pytest.skip("the command line does not exist yet")
    result = run_python(_HELP, option)
    assert result.returncode == 0, result.stderr.decode()
    lines = result.stdout.decode().splitlines()
    modules = next(line for line in lines if line.startswith("MODULES")).split()
    methods = next(line for line in lines if line.startswith("METHODS")).split()[1:]
    assert set() == HEAVY & set(modules)
    assert methods == []


def test_a_set_printed_unsorted_is_noticed(under_two_hash_seeds: Callable[..., bytes]) -> None:
    """The two-hash-seeds fixture fails for output in the order of a set and passes for sorted."""
    names = "{'births', 'deaths', 'population', 'food', 'crowding', 'health'}"
    assert under_two_hash_seeds(f"print(sorted({names}))").startswith(b"['births'")
    with pytest.raises(AssertionError):
        under_two_hash_seeds(f"print(list({names}))")
