"""The Markdown of models: what it means, and that any text can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.report.html_writer import Writing, inline, prose
from sysdsl.report.markup import element
from sysdsl.report.prose import pieces_of, plain, spans_of

WRITING = Writing(names={"a.b": "Beds & wards"})


@pytest.mark.parametrize(
    "text, expected",
    [
        ("plain", "plain"),
        ("**strong** and *soft*", "<strong>strong</strong> and <em>soft</em>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("birth_rate and death_rate", "birth_rate and death_rate"),
        ("_soft_ birth_rate", "<em>soft</em> birth_rate"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**open", "**open"),
        ("*a **b* c**", "<em>a **b</em> c**"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("[[a.b]]", "Beds &amp; wards"),
        ("[[care.bed_count]]", "bed count"),
        ("[site](https://example.org/a)", "site (https://example.org/a)"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        (r"\*no\*", "*no*"),
        ("<b>&", "&lt;b&gt;&amp;"),
    ],
)
def test_markup_inside_a_line(text, expected):
    """Emphasis, code, references and links; all else is text."""
    assert inline(text, WRITING).html == expected


def test_markup_of_lines():
    """Paragraphs, lists, quotes, headings and code."""
    text = "One\nline.\n\n- a\n- b\n  more\n\n1. c\n2. d\n\n> said\n\n## Head\n\n```\nx < y\n```"
    assert prose(text, WRITING).html == (
        '<div class="prose"><p>One line.</p><ul><li>a</li><li>b more</li></ul>'
        "<ol><li>c</li><li>d</li></ol><blockquote><p>said</p></blockquote>"
        "<p><strong>Head</strong></p>"
        '<pre tabindex="0"><code>x &lt; y</code></pre></div>'
    )


@given(st.text(alphabet="ab *_`[]()\\<>#-1.\n", max_size=200))
def test_any_text_can_be_read_and_none_of_its_letters_is_lost(text):
    """Reading never fails, and keeps every letter in order."""
    read = "".join(plain(line, {}) for piece in pieces_of(text) for line in piece.lines)
    wanted = [each for each in text if each == "b"]
    assert [each for each in read if each == "b"] == wanted
    assert "<b" not in prose(text, WRITING).html.replace("<blockquote", "")


@pytest.mark.parametrize("part", ["[", "*", "**a", "`", "[[", "_a", "> ", "[a](", "<![CDATA"])
def test_long_texts_are_read_in_linear_time(part):
    """A hundred thousand opening marks are no trouble."""
    text = part * (100_000 // len(part))
    assert plain(spans_of(text), {})


@pytest.mark.parametrize(
    "attributes", [{"onclick": "x"}, {"style": "x"}, {"href": "https://x"}, {"a b": "x"}]
)
def test_elements_refuse_live_attributes(attributes):
    """Not even the program itself can write them."""
    with pytest.raises(ValueError):  # noqa: PT011  the attribute is the message
        element("p", attributes)
