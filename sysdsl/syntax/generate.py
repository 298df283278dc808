"""Build the parse table from `grammar/` with Lark; `python -m sysdsl.syntax.generate` writes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sysdsl.resources import grammar_folder, parse_table_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark, Token
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    States = dict[int, dict[str, tuple[Any, Any]]]

GRAMMAR_FILES = ("sysdsl.lark", "expressions.lark", "tokens.lark")


def grammar_text() -> str:
    """Return the grammar: the files of `grammar/` in their order."""
    folder = grammar_folder()
    return "".join((folder / name).read_text(encoding="utf-8") for name in GRAMMAR_FILES)


class _WholeLexicon:
    """Tells Lark to keep the terminals that only the line rule uses."""

    always_accept = ("NAME", "QUOTED_NAME", "NEWLINE", "SEMICOLON")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


def build_lark(start: str, /, **options: Any) -> Lark:
    """Return a Lark parser for a start symbol, `document` or `leaf`."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Stands in for Lark's lexer, whose check of Unicode ranges takes minutes."""

        def __init__(self, _conf: object) -> None:
            pass

        def lex(self, _state: object, _parser: object) -> Iterator[Token]:
            return iter(())

    chosen = {"lexer": NoLexer, "postlex": _WholeLexicon(), **options}
    return Lark(grammar_text(), parser="lalr", start=start, **chosen)


def build_table() -> dict[str, object]:
    """Return the table of statement leaves as JSON data."""
    lark = build_lark("leaf")
    table = lark.parser.parser._parse_table  # noqa: SLF001  Lark has no public access to it
    kept = _used_rules(lark, table.states)
    rules = {rule: index for index, rule in enumerate(kept)}
    order = _states_in_order(table.states, table.start_states["leaf"])
    places = {state: place for place, state in enumerate(order)}
    names = sorted({symbol for row in table.states.values() for symbol in row})
    numbers = {name: index for index, name in enumerate(names)}
    distinct: dict[tuple[int, ...], int] = {}
    states = []
    for state in order:
        row: list[int] = []
        for name, (action, target) in sorted(table.states[state].items()):
            to = places[target] if action.name == "Shift" else -1 - rules[target]
            row += [numbers[name], to]
        states.append(distinct.setdefault(tuple(row), len(distinct)))
    return {
        "start": places[table.start_states["leaf"]],
        "end": places[table.end_states["leaf"]],
        "symbols": names,
        "rules": [_reduction(rule) for rule in kept],
        "rows": [list(row) for row in distinct],
        "states": states,
        "terminals": {t.name: t.pattern.to_regexp() for t in sorted(lark.terminals, key=_name)},
    }


def _name(terminal: TerminalDef) -> str:
    return str(terminal.name)


def _used_rules(lark: Lark, states: States) -> list[Rule]:
    """Return the rules that the table reduces by, in an order that does not vary."""
    reduced = {
        target
        for row in states.values()
        for action, target in row.values()
        if action.name == "Reduce"
    }
    return sorted(
        (rule for rule in lark.rules if rule in reduced),
        key=lambda rule: (str(rule.origin.name), [str(s.name) for s in rule.expansion]),
    )


def _states_in_order(states: States, start: int) -> list[int]:
    """Return the states in the order they are met: Lark's own numbers vary from run to run."""
    order = [start]
    for state in order:
        for _, (action, target) in sorted(states[state].items()):
            if action.name == "Shift" and target not in order:
                order.append(target)
    return order


def _reduction(rule: Rule) -> list[object]:
    name = str(rule.origin.name)
    collects = name.startswith("_")
    passes = bool(
        rule.options.expand1 and not rule.alias and len(rule.expansion) == 1 and not collects
    )
    action = "" if collects or passes else str(rule.alias or name)
    return [name, len(rule.expansion), action, _picks(rule), passes]


def _picks(rule: Rule) -> list[int]:
    absent = rule.options.empty_indices or (False,) * len(rule.expansion)
    kept = list(rule.expansion)
    picks: list[int] = []
    index = 0
    for is_absent in absent if len(absent) >= len(kept) else (False,) * len(kept):
        if is_absent:
            picks.append(-1)
            continue
        symbol = kept[index]
        if symbol.is_term:
            if not symbol.filter_out:  # type: ignore[attr-defined]
                picks.append(index)
        else:
            picks.append(-2 - index if symbol.name.startswith("_") else index)
        index += 1
    return picks


def table_json() -> str:
    """Return the table as the text of the shipped file."""
    return json.dumps(build_table(), separators=(",", ":"), ensure_ascii=True) + "\n"


if __name__ == "__main__":
    parse_table_path().write_text(table_json(), encoding="utf-8")
