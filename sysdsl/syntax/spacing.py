"""How the lexemes of one statement are spaced: the formatter's only opinions."""

from __future__ import annotations

from sysdsl.syntax.scanner import Lexeme

CLAUSE_KINDS = frozenset({"CLAUSE", "FROM", "AS", "WHEN"})
_VALUE_ENDS = frozenset(
    {"NAME", "NUMBER", "STRING", "DATE", "TEXT", "RPAR", "RSQB", "PERCENT", "TRUE", "FALSE"}
)
_UNIT_ENDS = CLAUSE_KINDS | {"EQUAL", "TAG", "LBRACE", "NEWLINE"}
_TIGHT_IN_UNITS = frozenset({"STAR", "SLASH", "CARET", "MINUS"})
_NO_SPACE_BEFORE = frozenset({"COMMA", "SEMICOLON", "RPAR", "RSQB", "DOT", "CARET"})
_NO_SPACE_AFTER = frozenset({"LPAR", "LSQB", "DOT", "CARET"})
_OUTSIDE_STATEMENT = frozenset({"NEWLINE", "COMMENT", "DOC"})


def gaps(lexemes: list[Lexeme]) -> list[str]:
    """Return for each lexeme of a statement the space before it, `""` or `" "`.

    Line ends and comments among the lexemes are passed over: what stands before and after
    them decides.
    """
    indices = [i for i, lexeme in enumerate(lexemes) if lexeme[0] not in _OUTSIDE_STATEMENT]
    plain = [lexemes[i] for i in indices]
    units, unit_colon = _units(plain)
    found = [" "] * len(lexemes)
    is_sign = False
    for place, index in enumerate(indices):
        if not place:
            found[index] = ""
            continue
        before, here = plain[place - 1], plain[place]
        in_unit = place in units and place - 1 in units
        if is_sign or (in_unit and _TIGHT_IN_UNITS & {before[0], here[0]}):
            found[index] = ""
        elif here[0] == "COLON":
            found[index] = " " if place == unit_colon else ""
        else:
            found[index] = _gap(before, here)
        is_sign = here[0] in {"PLUS", "MINUS"} and before[0] not in _VALUE_ENDS
    return found


def _gap(before: Lexeme, here: Lexeme) -> str:
    if here[0] in _NO_SPACE_BEFORE or before[0] in _NO_SPACE_AFTER:
        return ""
    if here[0] == "LPAR":
        if before[0] == "NAME":
            return ""
        return "" if before[0] in CLAUSE_KINDS and before[3] == here[2] else " "
    if here[0] == "LSQB" and before[0] == "NAME":
        return ""
    return " "


def _units(plain: list[Lexeme]) -> tuple[frozenset[int], int]:
    """Return the places that are parts of units, and that of the colon before a unit, or -1."""
    places: set[int] = set()
    for place, lexeme in enumerate(plain[1:], 1):
        if lexeme[0] == "LSQB" and plain[place - 1][0] == "NUMBER":
            end = place + 1
            while end < len(plain) and plain[end][0] != "RSQB":
                places.add(end)
                end += 1
    colon = _unit_colon(plain)
    if colon >= 0:
        place = colon + 1
        while place < len(plain) and plain[place][0] not in _UNIT_ENDS:
            places.add(place)
            place += 1
    return frozenset(places), colon


def _unit_colon(plain: list[Lexeme]) -> int:
    depth = 0
    for place, (kind, *_) in enumerate(plain):
        if kind in {"LSQB", "LPAR"}:
            depth += 1
        elif kind in {"RSQB", "RPAR"}:
            depth -= 1
        elif kind == "EQUAL":
            return -1
        elif kind == "COLON" and not depth:
            is_loop = any(lexeme[0] == "ARROW" for lexeme in plain[place:])
            return -1 if place < 2 or is_loop else place
    return -1
