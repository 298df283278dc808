"""A text that ends anywhere gives a model and diagnostics, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from sysdsl.engine.engine import Engine
from workspace import registry

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(
    file.relative_to(EXAMPLES).as_posix() for file in EXAMPLES.rglob("*.sysdsl") if file.is_file()
)


@pytest.mark.parametrize("name", FILES)
def test_every_prefix_is_understood_as_far_as_it_goes(name: str) -> None:
    """What stands before the cut is kept; no plugin fails on what is left."""
    text = (EXAMPLES / name).read_text("utf-8")
    engine = Engine(registry())
    engine.put(name, "")
    # Each length is an edit of the one before, as when somebody types; a prime step varies
    # where the cut falls.
    step = max(7, len(text) // 60)
    for end in range(0, len(text), step):
        before = len(engine.text(name))
        engine.edit(name, before, before, text[before:end])
        checked = engine.check(engine.models()[0])
        codes = {item.diagnostic.code for item in checked.diagnostics}
        assert not codes & {"PLG-FAILED", "PLG-BROKEN"}
    declared = len(checked.model.elements)
    engine.edit(
        name, len(engine.text(name)), len(engine.text(name)), text[len(engine.text(name)) :]
    )
    assert len(engine.check(engine.models()[0]).model.elements) >= declared
