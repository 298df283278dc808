"""Write a report as one HTML file that asks nothing of the network and runs nothing unknown.

The page carries its fonts, its style sheet and its script; its content security policy allows
exactly these, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files

from sysdsl.render.document import Report, Section
from sysdsl.render.fonts import FONT_FACES, FONT_FAMILY, font_bytes
from sysdsl.render.theme import ROLES, fill, ink, theme_css
from sysdsl.report.charts import settings_of
from sysdsl.report.html_blocks import block_html
from sysdsl.report.html_picture import picture_sizes
from sysdsl.report.html_writer import Writing
from sysdsl.report.markup import NONE, Content, Markup, element, joined
from sysdsl.report.outline import Entry, anchors, outline
from sysdsl.report.words import withheld_note

_DEEPEST_HEADING = 6


def report_html(report: Report, *, names: Mapping[str, str], language: str = "en") -> str:
    """Write a report as a self-contained page.

    Args:
        report: All its pictures are scenes (see `resolve`).
        names: Labels of elements by qualified name, for `[[references]]` in texts.
        language: Of the texts, as a BCP 47 tag.

    Raises:
        TypeError: A figure that is not laid out yet.
    """
    writing = Writing(names=names)
    entries = outline(report)
    main = _main(report, writing)
    style = _style()
    script = _script(writing)
    policy = _policy(style, script)
    head = element(
        "head",
        NONE,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("title", NONE, report.title or "Report"),
        element("style", NONE, Markup(style)),
    )
    body = element(
        "body",
        NONE,
        element("a", {"class": "skip", "href": "#main"}, "Skip to the content"),
        _cover(report),
        element("div", {"class": "frame"}, _contents(entries), main),
        _colophon(report),
        element("script", NONE, Markup(script)),
    )
    page = element("html", {"lang": language}, head, body)
    return f"<!DOCTYPE html>\n{page.html}\n"


def _main(report: Report, writing: Writing) -> Markup:
    parts: list[Content] = []
    if report.summary:
        blocks = joined(block_html(block, writing) for block in report.summary)
        heading = element("h2", {"id": "summary"}, "Summary")
        attributes = {"class": "summary", "aria-labelledby": "summary"}
        parts.append(element("section", attributes, heading, blocks))
    ids = anchors(report)
    parts.extend(
        _section(section, (number,), ids, writing)
        for number, section in enumerate(report.sections, start=1)
    )
    return element("main", {"id": "main", "tabindex": "-1"}, *parts)


def _section(
    section: Section, number: tuple[int, ...], ids: Mapping[tuple[int, ...], str], writing: Writing
) -> Markup:
    anchor = ids[number]
    level = min(len(number) + 1, _DEEPEST_HEADING)
    heading = element(f"h{level}", {"id": anchor}, _numbered(number), section.title)
    blocks = joined(block_html(block, writing) for block in section.blocks)
    children = joined(
        _section(child, (*number, index), ids, writing)
        for index, child in enumerate(section.children, start=1)
    )
    return element("section", {"aria-labelledby": anchor}, heading, blocks, children)


def _numbered(number: tuple[int, ...]) -> Markup:
    return element("span", {"class": "number"}, ".".join(map(str, number)))


def _cover(report: Report) -> Markup:
    chips = joined(element("li", NONE, method) for method in report.methods)
    facts = joined(
        element("div", NONE, element("dt", NONE, label), element("dd", NONE, text))
        for label, text in report.facts
    )
    note = withheld_note(report.withheld)
    return element(
        "header",
        {"class": "cover"},
        element(
            "div",
            {"class": "cover-inner"},
            element("div", {"class": "bar"}, _theme_buttons()),
            element("h1", NONE, report.title or "Report"),
            element("p", {"class": "lead"}, report.subtitle) if report.subtitle else None,
            element("ul", {"class": "chips", "aria-label": "Methods"}, chips)
            if report.methods
            else None,
            element("dl", {"class": "facts"}, facts) if report.facts else None,
            element("p", {"class": "facts aside"}, note) if note else None,
        ),
    )


def _theme_buttons() -> Markup:
    buttons = joined(
        element(
            "button",
            {"type": "button", "data-theme-choice": key, "aria-pressed": pressed},
            word,
        )
        for key, word, pressed in (
            ("auto", "Auto", "true"),
            ("light", "Light", "false"),
            ("dark", "Dark", "false"),
        )
    )
    attributes = {"class": "theme waits", "role": "group", "aria-label": "Colours"}
    return element("div", attributes, buttons)


def _contents(entries: tuple[Entry, ...]) -> Markup | None:
    if not entries:
        return None
    heading = element("h2", {"id": "contents"}, "Contents")
    return element(
        "nav", {"class": "contents", "aria-labelledby": "contents"}, heading, _entries(entries)
    )


def _entries(entries: tuple[Entry, ...]) -> Markup:
    rows = []
    for entry in entries:
        number = _numbered(entry.number) if entry.number else None
        link = element("a", {"href": f"#{entry.anchor}"}, number, entry.title)
        below = _entries(entry.children) if entry.children else None
        rows.append(element("li", NONE, link, below))
    return element("ol", NONE, *rows)


def _colophon(report: Report) -> Markup:
    note = withheld_note(report.withheld)
    text = "Written with sysdsl from a model in text."
    return element("footer", {"class": "colophon"}, element("p", NONE, f"{text} {note}".strip()))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _style() -> str:
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};font-style:{slant};'
        f"font-display:swap;src:url(data:font/woff2;base64,"
        f'{base64.b64encode(font_bytes(f"{name}.woff2")).decode()}) format("woff2")}}\n'
        for name, weight, slant in FONT_FACES
    )
    # On paper the colours are those of the light theme, whatever the screen shows.
    paper = "".join(
        f"--ink-{role}:{ink(role, 'light')};--fill-{role}:{fill(role, 'light')};"
        for role in sorted(ROLES)
    )
    printed = f"@media print{{:root:root:root:root{{color-scheme:light;{paper}}}}}"
    page = _page_file("page.css")
    return f"{faces}{theme_css()}\n{page}\n{picture_sizes()}\n{printed}\n"


def _script(writing: Writing) -> str:
    models = "".join(
        f"{json.dumps(identifier)}: (\n{_inert(block.script.strip())}\n),\n"
        for identifier, block in writing.simulations
    )
    settings = json.dumps(
        [settings_of(identifier, block) for identifier, block in writing.simulations],
        separators=(",", ":"),
        allow_nan=False,
    ).replace("<", "\\u003c")
    data = f"const MODELS = {{\n{models}}};\nconst SIMULATIONS = {settings};\n"
    return f'"use strict";\n{_page_file("numbers.js")}{data}{_page_file("page.js")}'


def _page_file(name: str) -> str:
    return files("sysdsl.report.page").joinpath(name).read_text(encoding="utf-8")


def _inert(script: str) -> str:
    """Write a script so that nothing in its strings can end the element it stands in."""
    return script.replace("</", "\\x3c/").replace("<!--", "\\x3c!--")
