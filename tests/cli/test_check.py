"""The command line as scripts see it: exit status, JSON, pipes, outputs."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sysdsl.diagnostics.formats import FORMATS

Sysdsl = Callable[..., subprocess.CompletedProcess[bytes]]

_CODE = """
import sys
sys.argv = ["sysdsl", *sys.argv[1:]]
from sysdsl.cli.main import main
main()
"""
CLEAN = 'model m "Tea"\nsystem s { purpose: "Tea" }\n'
WARNED = "flow arrivals : people/day = 20\n"
BROKEN = "stok home : people = 0\n"
RUN = """
model m "Tank"
simulation { time: 0 .. 4 days; step: 1 day }
stock tank : litre = 8
flow out : litre/day from tank = tank / life
const life : days = 2
pattern "Empties" of tank { shape: goal_seeking_decline }
test "Less" { expect: at(4 days, tank) < 8 [litre] }
a ->+ b ~>- a
"""


@pytest.fixture
def sysdsl(run_python: Sysdsl) -> Sysdsl:
    """Return a function that runs a command; it must end without a traceback."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
        result = run_python(_CODE, *map(str, arguments), **environment)
        assert b"Traceback" not in result.stderr
        assert b"bug in sysdsl" not in result.stderr
        return result

    return run


def _model(folder: Path, text: str) -> Path:
    path = folder / "m.sysdsl"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    "text, options, status",
    [
        (CLEAN, (), 0),
        (WARNED, (), 1),
        (WARNED, ("--fail-on", "error"), 0),
        (BROKEN, ("--fail-on", "error"), 1),
        (CLEAN, ("--format", "no-such-format"), 2),
        (CLEAN, ("--no-such-option",), 2),
    ],
)
def test_the_exit_status_says_what_was_found(
    sysdsl: Sysdsl, tmp_path: Path, text: str, options: tuple[str, ...], status: int
) -> None:
    """0 is clean, 1 is findings at or above the threshold, 2 is wrong usage."""
    assert sysdsl("check", _model(tmp_path, text), *options).returncode == status


@pytest.mark.parametrize(
    "arguments",
    [
        *(("check", "missing"), ("fmt", "missing"), ("simulate", "missing"), ("chekc",)),
        *(("explain", "NO-SUCH-CODE"), ("analyse", "missing", "loops"), ("report", "missing")),
    ],
)
def test_wrong_usage_ends_with_2(sysdsl: Sysdsl, arguments: tuple[str, ...]) -> None:
    """What cannot be begun ends with 2, says why on standard error, and prints nothing."""
    result = sysdsl(*arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.strip()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_works_on_findings_and_without(
    sysdsl: Sysdsl, tmp_path: Path, form: str
) -> None:
    """Each format of `check` is UTF-8, and JSON where it says so."""
    for text in (CLEAN, WARNED + BROKEN):
        out = sysdsl("check", _model(tmp_path, text), "--format", form).stdout.decode()
        if form in {"json", "sarif", "gitlab"}:
            json.loads(out)
        if form in {"jsonl", "rdjsonl"}:
            [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        *(("simulate",), ("test",), ("analyse",), ("fmt", "--check"), ("check",)),
        *(("render", "-o", "{out}/p"), ("report", "-o", "{out}/r.html")),
    ],
)
def test_every_command_on_a_model_answers_json(
    sysdsl: Sysdsl, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """`--format json` prints one JSON value on standard output and nothing else."""
    path = _model(tmp_path, RUN)
    name, *rest = [part.format(out=tmp_path) for part in arguments]
    result = sysdsl(name, path, *rest, "--format", "json")
    json.loads(result.stdout)


@pytest.mark.parametrize("arguments", [("explain",), ("explain", "stock"), ("plugins",)])
def test_commands_without_a_model_answer_json(sysdsl: Sysdsl, arguments: tuple[str, ...]) -> None:
    """What is installed, and what it means, is JSON too."""
    json.loads(sysdsl(*arguments, "--format", "json").stdout)


@pytest.mark.parametrize("name", ["CLD-LOOP-OPEN", "stock", "smooth", "causal"])
def test_a_code_a_kind_a_function_and_a_method_are_explained(sysdsl: Sysdsl, name: str) -> None:
    """`explain` knows everything that has a page in the reference."""
    assert len(sysdsl("explain", name).stdout.splitlines()) > 3


def test_settings_count_and_mistakes_in_them_are_findings(sysdsl: Sysdsl, tmp_path: Path) -> None:
    """`sysdsl.toml` changes severities; one that cannot be read is an error."""
    path = _model(tmp_path, WARNED)
    settings = tmp_path / "sysdsl.toml"
    settings.write_text('[severity]\n"SD-*" = "off"\n')
    assert sysdsl("check", path).returncode == 0
    settings.write_text('[severity]\nCLD-NO-LOOP = "loud"\n')
    result = sysdsl("check", path, "--format", "json")
    codes = {d["code"] for d in json.loads(result.stdout)["diagnostics"]}
    assert "CFG-SETTINGS" in codes
    assert result.returncode == 1


def _popen(root: Path, *arguments: object, **options: object) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(str(root / folder) for folder in (".", "plugins", "lsp"))
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_reader_that_goes_away_is_no_error(root: Path, tmp_path: Path) -> None:
    """`sysdsl ... | head -1` ends quietly."""
    with _popen(root, "explain", "--format", "json", stdout=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) in {0, 141}


def test_a_full_disk_is_one_line(root: Path, tmp_path: Path) -> None:
    """Output that cannot be written ends with 4 and one line."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        arguments = ("check", _model(tmp_path, WARNED), "--format", "json")
        with _popen(root, *arguments, stdout=full) as process:
            said = process.stderr.read().decode()
            assert process.wait(60) == 4
    assert said.count("\n") == 1
    assert said.startswith("Error: ")


def test_an_output_that_cannot_be_made_leaves_the_old_one(sysdsl: Sysdsl, tmp_path: Path) -> None:
    """A folder in place of a file, or a file in place of a folder: one line, nothing torn."""
    path = _model(tmp_path, RUN)
    (tmp_path / "file").write_text("old")
    for target in (tmp_path, tmp_path / "file" / "x.csv"):
        assert sysdsl("simulate", path, "-o", target).returncode in {2, 4}
    assert (tmp_path / "file").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "m.sysdsl"]


def test_closed_standard_input_is_no_obstacle(root: Path, tmp_path: Path) -> None:
    """Commands that read no input do not need one."""
    arguments = ("check", _model(tmp_path, CLEAN))
    with _popen(root, *arguments, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as process:
        process.stdout.read()
        assert process.wait(60) == 0


def test_nothing_depends_on_the_hash_seed(sysdsl: Sysdsl, tmp_path: Path, root: Path) -> None:
    """Findings, pictures and reports are the same bytes under any hash seed."""
    example = root / "examples" / "burnout"
    seen = set()
    for seed in ("0", "4242"):
        out = tmp_path / seed
        digest = hashlib.sha256()
        for form in ("json", "sarif"):
            digest.update(sysdsl("check", example, "--format", form, PYTHONHASHSEED=seed).stdout)
        copy = out / "model"
        copy.mkdir(parents=True)
        for file in sorted(p for p in example.glob("*.sysdsl") if p.is_file()):
            (copy / file.name).write_bytes(file.read_bytes())
        sysdsl("render", copy, "-o", out / "p", PYTHONHASHSEED=seed)
        sysdsl("report", copy, "-o", out / "r.html", PYTHONHASHSEED=seed)
        made = sorted([*out.rglob("*.svg"), *out.rglob("*.json"), out / "r.html"])
        assert len(made) > 2
        for file in made:
            digest.update(file.read_bytes())
        seen.add(digest.hexdigest())
    assert len(seen) == 1
