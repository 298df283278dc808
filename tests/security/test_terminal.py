"""No text of a model, and no name of a file, commands the terminal that shows it."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

# Set the title, write to the clipboard, make a link, clear by a C1 code, turn the order round.
PAYLOAD = "\x1b]0;t\x07\x1b]52;c;aGk=\x07\x1b]8;;http://x\x1b\\\x9b2J\u202eevil\u2066\x7f"
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_SYSDSL = """
import sys
sys.argv = ["sysdsl", *sys.argv[1:]]
from sysdsl.cli.main import main
main()
"""


def _shown(result: subprocess.CompletedProcess[bytes]) -> str:
    """Return all that was written, which must be UTF-8 and must not be a traceback."""
    text = (result.stdout + result.stderr).decode("utf-8")
    assert "Traceback" not in text
    assert "bug in sysdsl" not in text
    return text


@pytest.mark.parametrize("arguments", [[PAYLOAD], ["check", f"--{PAYLOAD}"], ["explain", PAYLOAD]])
def test_the_command_line_is_quoted_harmlessly(run_python: Run, arguments: list[str]) -> None:
    """A shell may have filled in names of files that somebody else chose."""
    result = run_python(_SYSDSL, *arguments)
    assert result.returncode != 0
    # The part before `=` is what the command line quotes of an option.
    assert "]52;c" in _shown(result)
    assert [] == HARMFUL.findall(_shown(result))


TEXTS = {
    "comment": f"stock beds: people = 1 // {PAYLOAD}\nstock beds: people = 2\n",
    "title": f'stock wards "{PAYLOAD}": people = nobody\n',
    "name": f"stock `{PAYLOAD}`: people = nobody\n",
    "statement": f"{PAYLOAD}\n",
    "unit": f"flow f: {PAYLOAD} = 1\n",
}
CASES = [("text", text) for text in TEXTS.values()] + [
    (form, "".join(TEXTS.values()))
    for form in ("concise", "json", "sarif", "junit", "github", "gitlab", "markdown")
]


@pytest.mark.parametrize("form, text", CASES, ids=[*TEXTS, *(form for form, _ in CASES[5:])])
def test_a_model_is_shown_harmlessly(run_python: Run, tmp_path: Path, form: str, text: str) -> None:
    """Whatever a file holds and is called, the report on it is harmless in every format."""
    path = tmp_path / f"a{PAYLOAD.replace('/', '')}.sysdsl"
    path.write_text(text, "utf-8")
    result = run_python(_SYSDSL, "check", str(path), "--format", form)
    assert _shown(result).strip()
    assert [] == HARMFUL.findall(_shown(result))
