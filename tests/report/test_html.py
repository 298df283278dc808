"""Reports as HTML pages: complete, the same every time, and never live."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from report.demonstration import NAMES, demonstration_report
from report.hostile import PAYLOADS, poisoned
from sysdsl.render.document import (
    FigureBlock,
    Paragraph,
    Report,
    Section,
    SimulationBlock,
    TableBlock,
)
from sysdsl.render.scene import Scene
from sysdsl.render.theme import contrast, fill, ink
from sysdsl.render.view import View
from sysdsl.report import report_html, resolve

ROOT = Path(__file__).parents[2]


class Page(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.raw = {"script": [], "style": []}
        self.words = []
        self._inside = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag in self.raw:
            self._inside = tag

    def handle_endtag(self, tag):
        """Leave a script or style."""
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data):
        """Note words."""
        (self.raw[self._inside] if self._inside else self.words).append(data)


@pytest.fixture(scope="module")
def html():
    """Return the page of the demonstration report."""
    return report_html(demonstration_report(), names=NAMES)


def test_a_page_is_smaller_than_a_megabyte(html):
    """Fonts, style, script, pictures and a live model fit into one small file."""
    assert len(html.encode()) < 1_000_000


def test_the_policy_allows_exactly_the_script_and_the_style_of_the_page(html):
    """Both hashes in the content policy are those of what the page contains."""
    page = Page(html)
    policy = next(each["content"] for tag, each in page.tags if each.get("http-equiv"))
    for kind in ("script", "style"):
        digest = hashlib.sha256("".join(page.raw[kind]).encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def live_content(html):
    """Return everything in a page that could act or fetch."""
    found = []
    page = Page(html)
    counts = [tag for tag, _ in page.tags if tag in ("script", "style", "meta")]
    if sorted(counts) != ["meta"] * 4 + ["script", "style"]:
        found.append(counts)
    for tag, attributes in page.tags:
        if tag in ("img", "iframe", "object", "embed", "link", "base", "form", "foreignobject"):
            found.append(tag)
        found.extend(
            (tag, name)
            for name, value in attributes.items()
            if name.startswith("on")
            or name in ("style", "src", "action", "srcdoc", "xlink:href")
            or (name == "href" and not (value or "").startswith("#"))
        )
    return found


def test_the_page_has_nothing_live_but_its_own_script(html):
    """No event attributes, no inline styles, no addresses outside the page."""
    assert live_content(html) == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_of_a_model_becomes_live(payload):
    """One payload in every text field of every kind of block stays text."""
    report = poisoned(demonstration_report(), (payload,))
    page = report_html(report, names={payload: payload})
    assert live_content(page) == []
    assert "<script>window" not in page


def test_texts_of_a_script_cannot_end_it():
    """The words `</script>` in a model's script or names stay inside the script."""
    block = SimulationBlock(
        title="x",
        script='(p) => ({"</script><!--": [1]})',
        sliders=(),
        curves=(),
        times=(0.0, 1.0),
        time_unit="</script>",
    )
    page = Page(report_html(Report(title="x", summary=(block,)), names={}))
    assert "window" in "".join(page.raw["script"]) or "document" in "".join(page.raw["script"])
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 1
    assert '"\\x3c/script>\\x3c!--"' in "".join(page.raw["script"])


def test_headings_descend_one_level_at_a_time(html):
    """Screen readers get one title and an outline without gaps."""
    levels = [int(tag[1]) for tag, _ in Page(html).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_references_lead_somewhere(html):
    """Every label, description and contents entry finds its target."""
    page = Page(html)
    ids = [each["id"] for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))
    for _, each in page.tags:
        named = f"{each.get('aria-labelledby') or ''} {each.get('for') or ''}".split()
        assert set(named) <= set(ids)
        if "href" in each:
            assert each["href"][1:] in ids


def test_figures_and_tables_are_numbered_in_order(html):
    """Captions count up from Figure 1 and Table 1."""
    numbers = re.findall(r"<figcaption><b>Figure (\d+)</b>", html)
    assert numbers == ["1", "2", "3", "4", "5", "6"]
    assert "<caption><span><b>Table 1</b>" in html


def test_a_finding_tells_its_severity_without_colour(html):
    """Glyph and word stand beside the code, the remedy is named as such."""
    words = " ".join(Page(html).words)
    for text in ("Warning", "Advice", "Error", "Finding", "What to do:", "Evidence"):
        assert text in words


def test_references_show_the_label_of_the_element(html):
    """`[[care.overtime_limit]]` reads as the name that the model gives it."""
    assert "the overtime limit from week 4" in html
    unknown = Report(title="x", summary=(Paragraph("See [[care.bed_count]]."),))
    assert "See bed count." in report_html(unknown, names={})


def test_the_reader_learns_how_much_was_withheld(html):
    """Redaction is never silent."""
    assert "3 withheld" in html
    assert "withheld" not in report_html(Report(title="Open"), names={})


def test_sections_with_the_same_id_get_different_anchors():
    """Two methods may name their sections alike."""
    twice = Section(id="Findings & more", title="Findings")
    page = report_html(Report(title="x", sections=(twice, twice)), names={})
    assert 'id="s-findings-more"' in page
    assert 'id="s-findings-more-2"' in page


def test_views_are_laid_out_before_writing():
    """`resolve` replaces views everywhere; an unresolved one is a programming error."""
    view = View(name="map", title="Map", figure="causal", content=None, text=("R1: a, b",))
    block = FigureBlock(picture=view, caption="The map.")
    report = Report(title="x", sections=(Section(id="a", title="A", blocks=(block,)),))
    with pytest.raises(TypeError, match="map is not laid out"):
        report_html(report, names={})

    def layout(view):
        return Scene(title=view.title, description="", width=10, height=10, items=())

    page = report_html(resolve(report, layout), names={})
    assert "The map." in page
    assert "R1: a, b" in page


def test_an_empty_report_is_a_page():
    """A title alone is enough."""
    assert "<h1>Quiet</h1>" in report_html(Report(title="Quiet"), names={})


def test_tables_head_their_rows_and_align_their_numbers():
    """The first column is a row head, numeric columns have their class."""
    block = TableBlock(caption="x", head=("Name", "Cost"), rows=(("a", "1"),), numeric=(1,))
    page = report_html(Report(title="x", summary=(block,)), names={})
    assert '<th scope="row">a</th><td class="numeric">1</td>' in page


def test_settings_of_a_simulation_hold_no_value_that_json_lacks():
    """Infinite and missing values become null."""
    report = demonstration_report()
    block = report.sections[1].blocks[1]
    curve = attrs.evolve(block.curves[0], values=(float("nan"), *block.curves[0].values[1:]))
    changed = attrs.evolve(block, curves=(curve, *block.curves[1:]))
    page = report_html(Report(title="x", summary=(changed,)), names={})
    settings = re.search(r"const SIMULATIONS = (.*);\n", page)
    assert json.loads(settings[1])[0]["charts"][0]["curves"][0]["reference"][0] is None


PAIRS = [
    ("ink", "background", 4.5),
    ("muted", "background", 4.5),
    ("ink", "surface", 4.5),
    ("muted", "surface", 4.5),
    ("ink", "info", 4.5),
    ("info", "background", 4.5),
    ("bad", "background", 4.5),
    ("warning", "background", 4.5),
    ("good", "background", 4.5),
    ("axis", "background", 3.0),
    ("axis", "surface", 3.0),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("front, ground, least", PAIRS)
def test_words_and_controls_stand_out_from_their_ground(theme, front, ground, least):
    """Every pair of colours that the style sheet uses has enough contrast."""
    assert contrast(ink(front, theme), fill(ground, theme)) >= least


def test_the_same_report_gives_the_same_bytes_under_any_hash_seed():
    """Nothing in a page depends on the order of sets or on the machine."""
    code = (
        "import hashlib; from report.demonstration import *; from sysdsl.report import *;"
        "r = demonstration_report(); m = report_markdown(r, names=NAMES, folder='p');"
        "print(hashlib.sha256((report_html(r, names=NAMES) + m.text"
        " + ''.join(m.pictures.values())).encode()).hexdigest())"
    )
    digests = set()
    for seed in ("0", "1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
        }
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_a_simulation_may_have_nothing_to_move_or_to_show():
    """No sliders, no curves and no times still make a page."""
    block = SimulationBlock(
        title="Still", script="() => ({})", sliders=(), curves=(), times=(), time_unit="week"
    )
    assert "Still" in report_html(Report(title="x", summary=(block,)), names={})
