"""What is imported teaches, and gives no advice of its own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from sysdsl.cli.commands.explain import command
from sysdsl.cli.library_pages import PATTERNS
from sysdsl.engine.checked import Checked
from sysdsl.resources import library_files
from sysdsl.schema import kind_of
from sysdsl.schema.core import Pattern
from sysdsl.schema.types import ChoiceType
from workspace import engine

_OWN = """
pressure ->+ overtime because "Evenings are the only reserve"
overtime ->+ output because "More hours"
output ->- pressure because "Done is done"
target ->+ pressure because "What was promised"
variable target { type: goal }
feedback B1 "Late": pressure ->+ overtime ->+ output ->- pressure
"""


def _check(text: str) -> Checked:
    made = engine(model=text)
    for target in made.missing_imports():
        for path, content in library_files(target):
            made.put(path, content, library=True)
    (folder,) = made.models()
    return made.check(folder)


def test_imported_elements_draw_no_advice() -> None:
    """A clean model that imports all archetypes is as clean as before."""
    assert [x.diagnostic.message for x in _check(_OWN).diagnostics] == []
    found = _check("import std.archetypes\n" + _OWN)
    assert [x.diagnostic.message for x in found.diagnostics] == []


def test_the_own_part_is_still_looked_at() -> None:
    """Advice about the model's own map is given with an import beside it."""
    text = 'import std.archetypes\nrain ->+ floods because "It runs off"\n' + _OWN
    codes = [x.diagnostic.code for x in _check(text).diagnostics]
    assert codes == ["CLD-DISCONNECTED"]


def test_one_name_brings_one_file() -> None:
    """A name from one file of the library brings that file and no other."""
    text = "import deficit from std.archetypes.fixes_that_fail\n"
    made = engine(model=text)
    assert made.missing_imports() == ("std/archetypes/fixes_that_fail",)
    assert [path for path, _ in library_files("std/archetypes/fixes_that_fail")] == [
        "std/archetypes/fixes_that_fail.sysdsl"
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fixes_that_fail", "Act by naming the late consequence"),
        ("tragedy_of_the_commons", "import std.archetypes.tragedy_of_the_commons"),
        ("goal_gap", "import std.molecules.goal_gap`"),
        ("s_shaped_growth", "a reinforcing loop that meets a limit in time"),
        ("oscillation", "a balancing loop with a delay"),
    ],
)
def test_explained(name: str, said: str) -> None:
    """`sysdsl explain` tells what an archetype, a molecule or a pattern of behaviour is."""
    result = CliRunner().invoke(command, [name])
    assert result.exit_code == 0, result.output
    assert said in " ".join(result.output.split())


def test_each_pattern_is_explained() -> None:
    """Whatever a `pattern` may be called has a page."""
    shape = kind_of(Pattern).properties["shape"].type
    assert isinstance(shape, ChoiceType)
    assert set(shape.options) <= set(PATTERNS)
