"""Pictures in the documentation are those that the examples give today."""

from __future__ import annotations

import re
from pathlib import Path

from docs.draw_images import images

ROOT = Path(__file__).resolve().parents[2]


def test_images_are_current() -> None:
    """Drawing them again gives the same bytes: run `just images` otherwise, and look at them."""
    stale = [
        name
        for name, data in images()
        if (ROOT / "docs" / "images" / f"{name}.svg").read_bytes() != data
    ]
    assert stale == []


def test_each_image_is_shown() -> None:
    """No picture lies about that no page shows, and each that is shown can be drawn anew."""
    pages = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    shown = set(re.findall(r"images/(\w+)\.svg", text))
    there = {path.stem for path in (ROOT / "docs" / "images").iterdir()}
    assert shown == there == {name for name, _ in images()}
