"""How fast a model of 10,000 lines is checked, cold and after an edit, and how fast commands start.

Run it with nothing else at work: `python benchmarks/check_10k.py [LINES]`. All times are CPU time
of the process. What is compared is measured in turns, so that a busy machine slows both alike.
"""

from __future__ import annotations

import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from large_model import large_model

from sysdsl.engine.engine import Engine, open_registry

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
_COMMAND = "from sysdsl.cli.main import main; main()"
EDITS = 200
FIFTY_LINES = large_model(50)


def plain_lark(text: str) -> Callable[[], object]:
    """Return a function that parses with Lark's own LALR parser, with positions, to a tree."""
    from lark import Token
    from lark.lexer import Lexer

    from sysdsl.syntax.generate import build_lark
    from sysdsl.syntax.lines import cut
    from sysdsl.syntax.scanner import scan

    class Lexed(Lexer):
        """Our scanner and line rule as Lark's lexer: both parsers see the same tokens."""

        def __init__(self, _conf: object) -> None:
            pass

        def lex(self, data: Any) -> Iterator[Token]:  # noqa: ANN401
            for piece in cut(scan(getattr(data, "text", data))):
                for kind, value, start, end in piece.lexemes:
                    yield Token(kind, value, start, 1, start, 1, end, end)
                if piece.kind != "header":
                    yield Token("_END", "", piece.end, 1, piece.end, 1, piece.end, piece.end)

    parser = build_lark("document", lexer=Lexed, propagate_positions=True)
    return lambda: parser.parse(text)


def cpu(function: Callable[[], object]) -> float:
    """Return the CPU seconds that a call takes."""
    gc.collect()
    start = time.process_time()
    function()
    return time.process_time() - start


def child_cpu(*arguments: str) -> float:
    """Return the CPU seconds of a `sysdsl` command."""
    path = os.pathsep.join(str(ROOT / folder) for folder in (".", "plugins", "lsp"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-P", "-c", _COMMAND, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cold(text: str) -> None:
    """Compare parsing and checking with plain Lark, in turns."""
    registry, _ = open_registry()

    def parse() -> None:
        Engine(registry).put("m.sysdsl", text)

    def check() -> None:
        engine = Engine(registry)
        engine.put("m.sysdsl", text)
        engine.check(engine.models()[0])

    cases: dict[str, Callable[[], object]] = {"parse": parse, "parse + check": check}
    try:
        cases["plain Lark"] = plain_lark(text)
        cases["plain Lark"]()
    except Exception as problem:  # noqa: BLE001
        cases.pop("plain Lark", None)
        print(f"plain Lark does not run: {type(problem).__name__}: {str(problem)[:200]}")
    check()
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, case in cases.items():
            times[name].append(cpu(case))
    lark = min(times.get("plain Lark", [0.0]))
    for name, found in times.items():
        best = min(found)
        print(f"{name:<16} {best:7.3f} s  (median {statistics.median(found):.3f})", end="")
        print(f"  {best / lark:5.2f} of plain Lark" if lark else "")


def edits(text: str, seed: int = 7) -> None:
    """Measure from an edit to all diagnostics, and to those of names and single elements."""
    rng = random.Random(seed)
    registry, _ = open_registry()
    engine = Engine(registry)
    engine.put("m.sysdsl", text)
    engine.check(engine.models()[0])
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {}
    for number in range(EDITS):
        current = engine.text("m.sysdsl")
        starts = [0, *(i + 1 for i, c in enumerate(current) if c == "\n")][:-1]
        start = rng.choice(starts)
        end = current.index("\n", start)
        line = current[start:end]
        place, replacement = _edited(line, number, rng)
        begin = time.process_time()
        engine.edit("m.sysdsl", start + place[0], start + place[1], replacement)
        engine.check(engine.models()[0])
        word = line.split(" ", 1)[0] if line and not line.startswith(" ") else "(inside)"
        group = word if word.isalpha() and word.islower() else "link, comment"
        times.setdefault(group, []).append(time.process_time() - begin)
        # Each edit meets the text as it was: what is measured is one edit, not a heap of damage.
        inserted = start + place[0]
        engine.edit("m.sysdsl", inserted, inserted + len(replacement), line[place[0] : place[1]])
        engine.check(engine.models()[0])
    gc.unfreeze()
    found = sorted(t for each in times.values() for t in each)
    print(
        f"edit to all diagnostics: median {_ms(statistics.median(found))}, p90 "
        f"{_ms(found[int(len(found) * 0.9)])}, p99 {_ms(found[int(len(found) * 0.99)])}"
    )
    for group, each in sorted(times.items(), key=lambda item: -statistics.median(item[1])):
        print(f"    {group:<16} {len(each):3} edits, median {_ms(statistics.median(each))}")


def _edited(line: str, number: int, rng: random.Random) -> tuple[tuple[int, int], str]:
    """Return a change of a line: a letter typed, one removed, a digit changed, a line added."""
    if number % 4 == 0 or not line:
        return (len(line), len(line)), f"\n// note {number}"
    place = rng.randrange(len(line))
    if number % 4 == 1:
        return (place, place), rng.choice("abcdef")
    if number % 4 == 2:
        return (place, place + 1), ""
    digits = [i for i, c in enumerate(line) if c.isdigit()]
    place = digits[-1] if digits else len(line) - 1
    return (place, place + 1), rng.choice("123456789")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def start_up() -> None:
    """Measure how long commands take that do little."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "m.sysdsl")
        file.write_text(FIFTY_LINES, "utf-8")
        cases = {
            "bare python": None,
            "--version": ("--version",),
            "--help": ("--help",),
            "check, 50 lines": ("check", str(file)),
        }
        for name, arguments in cases.items():
            if arguments is None:
                times = [_bare() for _ in range(ROUNDS)]
            else:
                times = [child_cpu(*arguments) for _ in range(ROUNDS)]
            print(f"{name:<16} {min(times) * 1000:6.0f} ms CPU")


def _bare() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-P", "-c", "pass"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure everything."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = large_model(lines)
    print(f"{len(text.splitlines()):,} lines, {len(text):,} characters")
    cold(text)
    edits(text)
    start_up()


if __name__ == "__main__":
    main()
