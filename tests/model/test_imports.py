"""What lies outside a model."""

from __future__ import annotations

import pytest

from sysdsl.engine.engine import Engine
from workspace import engine


def found(made: Engine, root: str) -> list[str]:
    """Return the codes of a model."""
    folder = next(f for f in made.models() if f.root == root)
    return [item.diagnostic.code for item in made.check(folder).diagnostics]


def test_imported_names_mean_the_elements_of_the_other_file() -> None:
    """Single names, with aliases, and whole modules."""
    made = engine(
        people="actor carers\nactor trust",
        m='import carers, trust as hospital from "people.sysdsl"\n'
        "concern c by carers { about: hospital }",
    )
    assert found(made, "m.sysdsl") == []
    made = engine(
        people="actor carers", m='import "people.sysdsl" as p\nconcern c { held_by: p.carers }'
    )
    assert found(made, "m.sysdsl") == []


def test_what_is_imported_is_marked_with_its_origin() -> None:
    """Reports list a model's own elements; imported ones say where they come from."""
    made = engine(
        people="actor carers", m='import carers from "people.sysdsl"\nconcern c by carers'
    )
    folder = next(f for f in made.models() if f.root == "m.sysdsl")
    model = made.check(folder).model
    assert model.elements["people.carers"].origin == "people"
    assert model.elements["c"].body.held_by == ("people.carers",)


@pytest.mark.parametrize(
    "statement",
    [
        'import x from "../outside.sysdsl"',
        'import x from "/etc/passwd"',
        'import x from "file:///etc/passwd"',
        'import x from "nowhere.sysdsl"',
        'import misspelt from "people.sysdsl"',
    ],
)
def test_an_import_that_leads_nowhere_is_an_error(statement: str) -> None:
    """Nothing outside the workspace is read; what does not exist is named."""
    made = engine(people="actor carers", m=statement)
    assert "MDL-IMPORT-MISSING" in found(made, "m.sysdsl")


@pytest.mark.parametrize("length", [2, 3, 50])
def test_files_that_import_each_other_are_told_with_the_circle(length: int) -> None:
    """One message names the files of the circle."""
    files = {
        f"f{i}": f'import x{(i + 1) % length} from "f{(i + 1) % length}.sysdsl"\nactor x{i}'
        for i in range(length)
    }
    made = engine(**files)
    assert "MDL-IMPORT-CYCLE" in found(made, "f0.sysdsl")
