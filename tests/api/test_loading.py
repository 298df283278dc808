"""Models in Python: what is loaded, found, asked and written."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import sysdsl
from sysdsl.api import ModelNotFoundError, SeveralModelsError, UnusableModelError

Run = Callable[..., subprocess.CompletedProcess[bytes]]

BURNOUT = """
model burnout "Burnout"
pressure ->+ overtime ~>+ fatigue ->- productivity ->- pressure
feedback R1 "Tired people are slow": pressure ->+ overtime ~>+ fatigue ->- productivity ->- pressure
"""


@pytest.fixture(scope="module")
def burnout() -> sysdsl.LoadedModel:
    """Return a causal map."""
    return sysdsl.load_text(BURNOUT)


def test_importing_sysdsl_imports_nothing_else(run_python: Run) -> None:
    """`import sysdsl` loads its version and nothing else, no library either."""
    code = (
        "import sys; before = set(sys.modules); import sysdsl; dir(sysdsl);"
        "print(*sorted(set(sys.modules) - before))"
    )
    result = run_python(code)
    assert set(result.stdout.decode().split()) == {"sysdsl", "sysdsl.version"}


def test_public_names_are_there() -> None:
    """Everything in `__all__` can be imported, and nothing else is promised."""
    for name in sysdsl.__all__:
        assert getattr(sysdsl, name) is not None
    assert set(sysdsl.__all__) == set(dir(sysdsl))
    with pytest.raises(AttributeError, match="no attribute `laod`"):
        sysdsl.laod  # noqa: B018  the access is what is tested


def test_a_folder_is_loaded(root: Path) -> None:
    """A folder that holds a model is loaded as one."""
    model = sysdsl.load(root / "examples" / "leaving_hospital_well")
    assert model.title == "Leaving hospital well"
    assert len(model.elements("feedback")) == 14
    assert model.check().errors == ()


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    """A missing path and a folder without models are told apart from a model."""
    with pytest.raises(ModelNotFoundError, match="no file or folder"):
        sysdsl.load(tmp_path / "missing")
    with pytest.raises(FileNotFoundError, match="holds no model"):
        sysdsl.load(tmp_path)


def test_several_models_have_to_be_named(tmp_path: Path) -> None:
    """A folder with two models is refused; each of them can be loaded."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "m.sysdsl").write_text(f'model {name} "{name}"\n')
    with pytest.raises(SeveralModelsError, match="name one"):
        sysdsl.load(tmp_path)
    assert sysdsl.load(tmp_path / "a").title == "a"


def test_findings_know_their_place() -> None:
    """A finding has a code, a message, a line and a column, and a way to JSON."""
    findings = sysdsl.check_text("actor carers { voise: carers }\n", "people.sysdsl")
    (finding,) = findings.errors
    assert finding.code == "MDL-UNKNOWN-PROPERTY"
    assert (finding.path, finding.line, finding.column) == ("people.sysdsl", 1, 16)
    assert "voice" in finding.hint
    assert json.loads(findings.to("json"))["summary"]["error"] == 1
    assert "people.sysdsl" in str(findings)


def test_elements_are_found_by_name(burnout: sysdsl.LoadedModel) -> None:
    """An element is found by its qualified name; a near miss is suggested."""
    assert burnout["R1"].title == "Tired people are slow"
    with pytest.raises(KeyError, match="did you mean `overtime`"):
        burnout["overtme"]


def test_an_analysis_answers(burnout: sysdsl.LoadedModel) -> None:
    """An analysis gives a value, words and JSON."""
    answer = burnout.analyse("loops")
    assert "loops" in burnout.analyses()
    assert len(answer.value.loops) == 1
    assert answer.to_dict()["reinforcing"] == 1
    assert json.loads(answer.to_json()) == answer.to_dict()
    assert "R1" in str(answer)


def test_an_unknown_analysis_or_setting_is_refused(burnout: sysdsl.LoadedModel) -> None:
    """A misspelt analysis is suggested; an unknown setting lists those there are."""
    with pytest.raises(ValueError, match="did you mean `loops`"):
        burnout.analyse("loop")
    with pytest.raises(ValueError, match="Settings: "):
        burnout.analyse("loops", capp=1)


def test_a_model_with_errors_is_not_analysed() -> None:
    """Nothing is made from a model with errors; the errors are named."""
    model = sysdsl.load_text("a ->+ b\nactor carers { voise: carers }\n")
    for use in (lambda: model.analyse("loops"), model.figures):
        with pytest.raises(UnusableModelError, match="voise"):
            use()


def test_a_text_may_use_the_standard_library() -> None:
    """An import from `std` works without files."""
    findings = sysdsl.check_text("import std.archetypes.limits_to_growth as limits\n")
    assert findings.errors == ()


def test_pictures_show_and_save_themselves(burnout: sysdsl.LoadedModel, tmp_path: Path) -> None:
    """A picture is SVG in a notebook and a file elsewhere."""
    (picture,) = burnout.figures("causal-map")
    assert picture._repr_svg_().startswith("<svg")
    assert picture.save(tmp_path / "map.svg").read_text("utf-8") == picture.svg
    with pytest.raises(ValueError, match="no picture"):
        picture.save(tmp_path / "map.gif")
    with pytest.raises(ValueError, match="no figure"):
        burnout.figures("causal-mapp")


def test_rendering_writes_every_picture(burnout: sysdsl.LoadedModel, tmp_path: Path) -> None:
    """`render` writes one file for each picture."""
    written = burnout.render(tmp_path / "pictures")
    assert [path.name for path in written] == [f"{p.name}.svg" for p in burnout.figures()]
    assert all(path.stat().st_size for path in written)


def test_drawing_stores_nothing(tmp_path: Path) -> None:
    """Drawing from Python leaves the folder of the model alone."""
    (tmp_path / "m.sysdsl").write_text(BURNOUT)
    sysdsl.load(tmp_path).figures()
    assert [path.name for path in tmp_path.iterdir()] == ["m.sysdsl"]


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_report_is_written(burnout: sysdsl.LoadedModel, tmp_path: Path, suffix: str) -> None:
    """A report is one call; another ending or audience is refused."""
    text = burnout.report(tmp_path / f"report{suffix}", date="2026-05-20").read_text("utf-8")
    assert "Burnout" in text
    assert "2026-05-20" in text
    with pytest.raises(ValueError, match="must end with"):
        burnout.report(tmp_path / "report.docx")
    with pytest.raises(ValueError, match="no audience"):
        burnout.report(tmp_path / "report.html", audience="press")


def test_a_model_is_json(burnout: sysdsl.LoadedModel) -> None:
    """A model as JSON gives an equal model back."""
    from sysdsl.model.json import model_from_json

    assert model_from_json(burnout.to_json(), burnout.engine.registry.kinds) == burnout.model


def test_what_a_model_says_is_no_markup_in_a_notebook() -> None:
    """Names and titles with markup are shown as text."""
    hostile = '<img src=x onerror="alert(1)">'
    quoted = hostile.replace('"', '\\"')
    model = sysdsl.load_text(f'model m "{quoted}"\nactor a "{quoted}"\na2 ->+ b2\n')
    shown = [
        model._repr_html_(),
        model.check()._repr_html_(),
        model.analyse("loops")._repr_html_(),
        *(picture.svg for picture in model.figures()),
    ]
    assert all("<img" not in text for text in shown)
