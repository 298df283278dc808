"""Text made harmless for terminals."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sysdsl.diagnostics.neutral import neutral, neutral_line, width


def test_controls_become_visible() -> None:
    """Escape sequences, clipboard writes, links and direction changes are shown, not obeyed."""
    assert neutral("a\x1b]52;c;x\x07b") == "a␛]52;c;x␇b"
    assert neutral("\x9b2J\x7f\u202eabc\u2028\ud800") == "<U+009B>2J␡<U+202E>abc<U+2028><U+D800>"
    assert neutral("one\r\ntwo\rthree\tfour") == "one\ntwo\nthree\tfour"
    assert neutral_line("one\r\ntwo\tthree") == "one two three"


def test_writing_of_any_language_stays() -> None:
    """Letters, marks, joiners of emoji and right-to-left scripts are left as they are."""
    for text in ("Pflegekräfte", "看護師", "ממרצ", "ممرضة", "é", "👩‍⚕️"):
        assert neutral(text) == text


@given(st.text(alphabet=st.characters(), max_size=200))
def test_nothing_harmful_is_left(text: str) -> None:
    """No control character but line feed and tab, and no bidirectional control, remains."""
    left = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", neutral(text))
    assert left == []
    neutral(text).encode("utf-8")


def test_width_counts_columns() -> None:
    """Wide characters take two columns, combining marks none."""
    assert width("abc") == 3
    assert width("看護師") == 6
    assert width("e\u0301") == 1
