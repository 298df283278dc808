"""The model as a value: identity, JSON, redaction, suppression."""

from __future__ import annotations

from pathlib import Path

import pytest

from sysdsl.engine.checked import Checked
from sysdsl.model.json import UnreadableModel, model_from_json, model_to_json
from sysdsl.model.redact import redact
from workspace import check, codes, engine, registry

EXAMPLES = Path(__file__).parents[2] / "examples"


def load(name: str) -> Checked:
    """Return an example, checked."""
    made = engine()
    for file in sorted((EXAMPLES / name).rglob("*.sysdsl")):
        if file.is_file():
            made.put(file.relative_to(EXAMPLES).as_posix(), file.read_text("utf-8"))
    return made.check(made.models()[0])


def test_a_comment_leaves_the_fingerprint_alone() -> None:
    """The model holds no positions."""
    plain = check("a ->+ b\nb ->- a\n").model
    commented = check("// why\na ->+ b\n\n\nb ->- a // because\n").model
    assert commented.fingerprint == plain.fingerprint
    assert commented == plain


def test_a_change_of_meaning_changes_the_fingerprint() -> None:
    """A sign that flips is another model."""
    assert check("a ->+ b\n").model.fingerprint != check("a ->- b\n").model.fingerprint


@pytest.mark.parametrize("name", ["burnout", "epidemic", "bottles", "leaving_hospital_well"])
def test_json_gives_the_same_model_back(name: str) -> None:
    """Nothing is lost on the way out and in."""
    model = load(name).model
    again = model_from_json(model_to_json(model), registry().kinds)
    assert again == model
    assert again.fingerprint == model.fingerprint


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "sysdsl-model", "version": 99}'])
def test_json_of_another_kind_is_refused(text: str) -> None:
    """A reader never guesses."""
    with pytest.raises(UnreadableModel):
        model_from_json(text, registry().kinds)


SECRET = """\
actor carers "Unpaid carers"
actor migrants "Migrant workers" { sensitivity: team }
concern "They fear the migrant workers will leave" by carers { about: [migrants, carers] }
assessment of carers by carers { power: low; sensitivity: team }
pay ->+ migrants_stay
variable migrants_stay "Migrant workers who stay" { sensitivity: client }
const wage : GBP = 12 { sensitivity: team }
aux cost : GBP = wage * 2
"""


def test_what_an_audience_may_not_see_is_gone_everywhere() -> None:
    """Elements, their names in lists and arrows, and their titles in texts."""
    redacted = redact(check(SECRET).model, "public")
    text = model_to_json(redacted.model).casefold()
    assert "migrant" not in text
    assert "wage" not in text
    assert redacted.withheld == 4
    assert not redacted.model.arrows


def test_a_quantity_that_equations_need_stays_without_its_name() -> None:
    """The arithmetic of what is visible goes on."""
    model = redact(check(SECRET).model, "public").model
    assert "withheld_1" in model.elements
    assert model.elements["withheld_1"].title == "Withheld"


def test_those_who_did_the_work_see_everything() -> None:
    """Nothing is withheld from the team."""
    model = check(SECRET).model
    assert redact(model, "team").model is model


def test_a_file_may_set_the_sensitivity_of_what_it_holds() -> None:
    """`model { sensitivity: team }` speaks of its file."""
    made = engine(
        m__model='model m "M"\nactor a', m__private="model { sensitivity: team }\nactor b"
    )
    model = made.check(made.models()[0]).model
    assert model.elements["a"].common.sensitivity is None
    assert model.elements["b"].common.sensitivity == "team"


def test_a_suppression_with_a_reason_takes_a_finding_out() -> None:
    """And the audit trail keeps it."""
    text = 'model m "M" { allow: "MDL-NAME-CASE" because "both are official names" }\n'
    text = "actor Home\nactor home\n"
    assert codes(text) == ["MDL-NAME-CASE"]


def test_a_suppression_that_does_nothing_is_a_finding() -> None:
    """So is one without a reason."""
    unused = 'variable a { allow: "CLD-SELF-LINK" because "later" }\na ->+ b\nb ->- a\n'
    assert "MDL-UNUSED-ALLOW" in codes(unused)
    bare = 'variable a { allow: "CLD-SELF-LINK" }\na ->+ a\n'
    assert "MDL-ALLOW-REASON" in codes(bare)
    good = 'a ->+ a { allow: "CLD-SELF-LINK" because "a shorthand that the group insists on" }\n'
    assert "CLD-SELF-LINK" not in codes(good)
    assert check(good).suppressed
