"""Pictures as SVG: safe, well-formed, recolourable."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from sysdsl.render.paths import number, rectangle
from sysdsl.render.scene import Group, Label, Scene, Shape
from sysdsl.render.svg import element_id, write_svg
from sysdsl.render.theme import ROLES

SVG = "{http://www.w3.org/2000/svg}"


def scene_with(*items: Group | Label | Shape, title: str = "Title") -> Scene:
    """Return a scene of some items."""
    return Scene(title=title, description="What is shown", width=100, height=50, items=items)


def test_texts_with_markup_are_only_text() -> None:
    """Names with markup, quotes or control characters cannot leave their place."""
    hostile = "</title><script>alert(1)</script>\"'&\x00\x1b[31m\u202e\ud800"
    group = Group(
        items=(Label(text=hostile, x=1, y=2, role="ink"),),
        element=hostile,
        kind="variable",
        title=hostile,
    )
    svg = write_svg(scene_with(group, title=hostile))
    root = ET.fromstring(svg)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == {
        "svg",
        "title",
        "desc",
        "path",
        "g",
        "text",
    }
    text = root.find(f".//{SVG}text")
    assert text is not None
    assert text.text == "</title><script>alert(1)</script>\"'&\ufffd\ufffd[31m\ufffd\ufffd"
    svg.encode()


def test_nothing_that_converters_or_policies_refuse() -> None:
    """No inline style, variables, text outlines, foreign objects or outside references."""
    items = [
        Shape(path=rectangle(1, 1, 5, 5, 2), role=role, fill=True, stroke=1, dash=(2, 3))
        for role in ROLES
    ]
    for theme in ("light", "dark", "auto"):
        svg = write_svg(scene_with(*items), theme=theme)
        assert not re.search(r"style=|var\(|paint-order|foreignObject|href|url\(", svg)


def test_each_element_has_its_own_id() -> None:
    """Ids differ between elements, between repeated drawings and between pictures of a page."""
    names = ["a b", "a_b", "a.b", "ä", "a b"]
    groups = tuple(Group(items=(), element=name, kind="variable") for name in names)
    one, other = (write_svg(scene_with(*groups), prefix=prefix) for prefix in ("one", "other"))
    ids = re.findall(r' id="([^"]*)"', one + other)
    assert len(ids) == len(set(ids)) == 2 * (2 + len(names))
    assert element_id("one", "variable", "ä") in ids


def test_pictures_have_a_name_and_a_description() -> None:
    """Assistive technology finds the title and the description."""
    root = ET.fromstring(write_svg(scene_with()))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "picture-title picture-desc"
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "What is shown"


def test_automatic_theme_recolours_every_class() -> None:
    """A picture that follows the system has a dark rule for each role it uses."""
    shape = Shape(path=rectangle(0, 0, 9, 9), role="stock", fill=True, stroke=2)
    svg = write_svg(scene_with(shape), theme="auto")
    assert "prefers-color-scheme:dark" in svg
    for name in (".s-stock{", ".f-stock{", ".f-background{"):
        assert name in svg


def test_a_bad_path_or_role_is_a_bug() -> None:
    """Path data can hold nothing but path data, a role must be known."""
    with pytest.raises(ValueError, match="onload"):
        write_svg(scene_with(Shape(path='M0,0" onload="x', role="ink")))
    with pytest.raises(KeyError):
        write_svg(scene_with(Shape(path="M0,0", role="no-such-role", stroke=1)))


def test_deep_groups_are_written() -> None:
    """Nesting has no limit."""
    group = Group(items=())
    for _ in range(20_000):
        group = Group(items=(group,))
    assert write_svg(scene_with(group)).count("</g>") == 20_001


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (-0.04, "0"), (1.25, "1.2"), (-3.16, "-3.2"), (1e7, "10000000")]
)
def test_numbers_have_one_decimal(value: float, text: str) -> None:
    """Coordinates are short and never `-0` or with an exponent."""
    assert number(value) == text
