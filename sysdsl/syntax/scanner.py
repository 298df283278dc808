"""Text to tokens: one compiled regular expression, one dictionary for words and marks."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import Literal

import attrs

from sysdsl.syntax.table import load_table

# (kind, text, start, end): a plain tuple, because a file has tens of thousands of them.
Lexeme = tuple[str, str, int, int]

Alphabet = Literal["ascii", "unicode"]

CLAUSE_WORDS = tuple(
    "from to of by at on over until as because within for with via when in per against".split()
)
RESERVED_WORDS = tuple("if then else and or not import true false".split())
MODE_WORDS = tuple("is ought could before after".split())

_KIND_OF = {
    **dict.fromkeys(CLAUSE_WORDS, "CLAUSE"),
    **{word: word.upper() for word in (*RESERVED_WORDS, "from", "as", "when")},
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "^": "CARET",
    "%": "PERCENT",
    "|": "BAR",
    "=": "EQUAL",
    ".": "DOT",
    "..": "DOTDOT",
    ",": "COMMA",
    ":": "COLON",
    ";": "SEMICOLON",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
}

KIND_OF = MappingProxyType(_KIND_OF)

# Characters that text may not hold: controls, surrogates, line ends that editors do not know,
# and those that make text read differently from what it is (bidirectional controls).
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff]"
)

# Slips: what people type from the habit of another notation. Each is one token, so that the
# message is about what was meant; the grammar knows none of them.
_SLIPS = r"""
|(?P<HASH>\#[^\r\n]*)
|(?P<CURLY_QUOTES>[\u201c\u201d\u201e\u00ab\u201f][^\u201c\u201d\u00bb\r\n"]*[\u201c\u201d\u00bb"])
|(?P<SINGLE_QUOTES>'[^'\r\n]*'|[\u2018\u2019\u201a][^\u2018\u2019\r\n]*[\u2018\u2019])
|(?P<LEADING_DOT>\.[0-9]+(?:[eE][+-]?[0-9]+)?)
|(?P<CURRENCY>[$\u00a3\u20ac\u00a5\u20b9][ ]?[0-9][0-9_,]*(?:\.[0-9]+)?)
|(?P<FOREIGN_OPERATOR>&&?|!|[\u2264\u2265\u2260\u00d7\u00f7\u2212\u2013\u2026\u2192])
|(?P<BLOCK_COMMENT>/\*)
|(?P<OPEN_STRING>["\u201c\u201d][^\r\n]*)
|(?P<OPEN_NAME>`[^\r\n]*)
|(?P<INVISIBLE>[\u00ad\u200b\u2060-\u2064])
|(?P<BAD>.)"""

# Text of ASCII alone, as most models are, needs none of the large character classes; to compile
# them costs more than to read a model.
_ASCII_SLIPS = r"""
|(?P<HASH>\#[^\r\n]*)
|(?P<SINGLE_QUOTES>'[^'\r\n]*')
|(?P<LEADING_DOT>\.[0-9]+(?:[eE][+-]?[0-9]+)?)
|(?P<CURRENCY>[$][ ]?[0-9][0-9_,]*(?:\.[0-9]+)?)
|(?P<FOREIGN_OPERATOR>&&?|!)
|(?P<BLOCK_COMMENT>/\*)
|(?P<OPEN_STRING>"[^\r\n]*)
|(?P<OPEN_NAME>`[^\r\n]*)
|(?P<BAD>.)"""
_ASCII_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]-[^\x00-\x7f]|[^\x00-\x7f]")

_FRAME = r"""(?:(?P<NAME>[A-Za-z_][A-Za-z0-9_]*+(?![^\x00-\x7f])|{NAME}|{QUOTED_NAME})
|(?P<NEWLINE>{NEWLINE})
|(?P<MARK>[,:;()\[\]{{}}])
|(?P<LONG_ARROW>-{{2,9}}>[+\-?0]?)
|(?P<ARROW>{ARROW})
|(?P<FAT_ARROW>=>)
|(?P<LEFT_ARROW><-+(?=[ \t]))
|(?P<COMPARE>{COMPARE})
|(?P<DOC>{DOC})
|(?P<COMMENT>{COMMENT})
|(?P<STARS>\*\*)
|(?P<OPERATOR>[-+^%=|]|\.\.|\*|/(?!\*)|\.(?![0-9]))
|(?P<DATE>{DATE})
|(?P<DATE_LIKE>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}[A-Za-z0-9_]*)
|(?P<BASED>0[xXbBoO][0-9A-Fa-f]+)
|(?P<ZEROS>0[0-9_]+(?:\.[0-9]+)?)
|(?P<TRAILING_DOT>[0-9]+\.(?![0-9.A-Za-z_]))
|(?P<NUMBER>{NUMBER})
{TEXT}
|(?P<STRING>{STRING})
|(?P<TAG>{TAG}){SLIPS})"""

# Possessive, so that millions of characters of prose take no stack.
_PROSE = r'''|(?P<TEXT>"""[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+)*+""")
|(?P<OPEN_TEXT>"""[^\r\n]*)'''
_NO_PROSE = r'|(?P<OPEN_TEXT>"""[^\r\n]*)'


@cache
def _plain_name() -> re.Pattern[str]:
    return re.compile(load_table().terminals["NAME"])


def quoted(name: str) -> str:
    """Return a name as it is written: between backticks if it would not be read as a name."""
    if name in KIND_OF or not name.isidentifier():
        return f"`{name}`"
    return name if name.isascii() or _plain_name().fullmatch(name) else f"`{name}`"


@attrs.frozen
class Token:
    """A piece of text that means something, for editors: comments and line ends included."""

    kind: str
    start: int
    end: int


@cache
def _pattern(prose: str, alphabet: Alphabet) -> re.Pattern[str]:
    terminals = dict(load_table().terminals)
    slips, controls = _SLIPS, REFUSED.pattern[1:-1]
    if alphabet == "ascii":
        terminals = {kind: _BEYOND_ASCII.sub("", regex) for kind, regex in terminals.items()}
        slips, controls = _ASCII_SLIPS, _ASCII_CONTROLS
    # The first alternatives for spaces and names are the common case, and much faster.
    space = f"[ \t]*+(?:[{terminals['SPACE'][1:-2]}{controls}]++)?+"
    terminals["TEXT"] = prose.replace("\n", "")
    frame = _FRAME.replace("{SLIPS}", slips).replace("\n", "")
    return re.compile(space + frame.format_map(terminals))


def scan(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """Return the lexemes of a text, comments and line ends included, spaces left out.

    Every character that is no space belongs to exactly one lexeme. Prose that is never closed
    ends with its line, so that it does not hide what follows.
    """
    lexemes: list[Lexeme] = []
    alphabet: Alphabet = "ascii" if text.isascii() else "unicode"
    _scan_with(alphabet, text, (start, len(text) if end is None else end), lexemes)
    return lexemes


def _scan_with(
    alphabet: Alphabet,
    text: str,
    span: tuple[int, int],
    lexemes: list[Lexeme],
    prose: str = _PROSE,
) -> None:
    add = lexemes.append
    kind_of = _KIND_OF.get
    for match in _pattern(prose, alphabet).finditer(text, *span):
        kind: str = match.lastgroup  # type: ignore[assignment]  # every alternative is a group
        value = match[kind]
        if kind == "OPEN_TEXT":
            add((kind, value, *match.span(kind)))
            # Looking for the end again at each later quote would take quadratic time.
            _scan_with(alphabet, text, (match.end(), span[1]), lexemes, _NO_PROSE)
            return
        first, last = match.span(kind)
        add((kind_of(value, kind), value, first, last))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order, comments and line ends included.

    Kinds are the terminals of `grammar/tokens.lark`, clause words as `CLAUSE`, `FROM`, `AS` or
    `WHEN`, reserved words in upper case, marks by their names, and for text that is no
    sysdsl the names of the slips known.
    """
    return tuple(Token(kind, start, end) for kind, _, start, end in scan(text))
