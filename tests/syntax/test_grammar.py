"""The shipped table is the grammar, and Lark agrees with the driver."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import lark.lexer
import pytest
from lark import Lark, Token, Transformer
from lark.lexer import Lexer

from syntax.snippets import GOOD
from sysdsl.resources import parse_table_path
from sysdsl.syntax.build import ACTIONS
from sysdsl.syntax.generate import build_lark, grammar_text, table_json
from sysdsl.syntax.lines import cut
from sysdsl.syntax.literals import LITERALS
from sysdsl.syntax.parse import parse
from sysdsl.syntax.scanner import scan
from sysdsl.syntax.tree import Document, Statement
from sysdsl.syntax.walk import same


def test_the_shipped_table_is_built_from_the_grammar() -> None:
    """`python -m sysdsl.syntax.generate` would change nothing."""
    assert json.loads(table_json()) == json.loads(parse_table_path().read_text(encoding="utf-8"))


def _ascii_grammar() -> str:
    """Return the grammar with ASCII names: the check of Unicode ranges takes minutes."""
    return re.sub(r"\\u00AA[^\]]*\]", "]", grammar_text())


class _Pass:
    always_accept = ("NAME", "QUOTED_NAME", "NEWLINE", "SEMICOLON")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


@pytest.mark.parametrize("start", ["document", "leaf"])
def test_the_grammar_has_no_conflicts(start: str) -> None:
    """Lark builds it strictly: no conflict of rules, no collision of terminals."""
    assert lark.lexer.has_interegular
    Lark(_ascii_grammar(), parser="lalr", lexer="basic", strict=True, start=start, postlex=_Pass())


class _OurLexer(Lexer):
    """Our scanner and line rule as a lexer of Lark's."""

    __future_interface__ = False

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, data: str) -> Iterator[Token]:  # type: ignore[override]
        for leaf in cut(scan(data)):
            if all(lexeme[0] == "DOC" for lexeme in leaf.lexemes) and leaf.kind == "statement":
                continue
            for kind, text, start, end in leaf.lexemes:
                yield Token(kind, text, start_pos=start, end_pos=end)
            if leaf.kind != "header":
                yield Token("_END", "")


def _transformer() -> Transformer[Any, Any]:
    """Return a transformer that builds our nodes from Lark's tree."""

    def calling(function: Any) -> Any:
        return lambda children: function(children, 0, 0, lambda _: None)

    class Building(Transformer[Any, Any]):
        pass

    for name, action in ACTIONS.items():
        setattr(Building, name, staticmethod(calling(action)))
    for kind, literal in LITERALS.items():
        make = lambda token, made=literal: made(str(token), 0, 0, lambda _: None)  # noqa: E731
        setattr(Building, kind, staticmethod(make))
    Building.__default_token__ = staticmethod(str)  # type: ignore[assignment,method-assign]
    Building.item = staticmethod(_item)  # type: ignore[attr-defined]
    Building.block = staticmethod(_block)  # type: ignore[attr-defined]
    Building.document = staticmethod(lambda c: Document(tuple(c)))  # type: ignore[attr-defined]
    return Building()


def _item(children: list[Any]) -> Statement:
    docs = [child for child in children if isinstance(child, str)]
    node, *body = [child for child in children if not isinstance(child, str) and child is not None]
    return Statement(node, "\n".join(docs) if docs else None, body[0] if body else None)


def _block(children: list[Any]) -> tuple[Statement, ...]:
    return tuple(child for child in children if isinstance(child, Statement))


@pytest.fixture(scope="module")
def oracle() -> Lark:
    """Return Lark's own parser of whole documents, with our lexer."""
    return build_lark("document", lexer=_OurLexer)


@pytest.mark.parametrize("text", GOOD)
def test_lark_and_the_driver_give_the_same_tree(oracle: Lark, text: str) -> None:
    """What the driver builds leaf by leaf is what Lark builds from the whole text."""
    expected = _transformer().transform(oracle.parse(text))
    assert same(expected, parse(text, "model.sysdsl").value)


@pytest.fixture(scope="module")
def basic() -> Lark:
    """Return Lark with its own lexer, from the terminals of the grammar."""
    return Lark(_ascii_grammar(), parser="lalr", lexer="basic", start="document", postlex=_Pass())


@pytest.mark.parametrize("text", [text for text in GOOD if text.isascii()])
def test_the_scanner_and_the_lexicon_agree(basic: Lark, text: str) -> None:
    """Lark's basic lexer with `tokens.lark` finds the lexemes that the one scanner finds."""
    theirs = [str(token) for token in basic.lex(text, dont_ignore=False) if str(token).strip()]
    mine = [value for kind, value, _, _ in scan(text) if kind not in {"NEWLINE", "COMMENT"}]
    assert theirs == mine
