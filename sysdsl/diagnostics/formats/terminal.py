"""Diagnostics for people at a terminal: the message, the text it is about, what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from sysdsl.diagnostics.diagnostic import Location, Severity
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, Region, region
from sysdsl.diagnostics.neutral import inert, neutral_line, width

# Places shown beside the first; the rest are counted.
_MOST_NOTES = 8
# Characters of a line looked at on either side of a place: a line may be a megabyte long.
_MOST_CONTEXT = 400

_BOLD = "1"
_FAINT = "2"
_COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.HINT: "1;36",
    Severity.INFO: "1;34",
}


@attrs.frozen(kw_only=True)
class _Mark:
    """A place to underline: where, with which sign and colour, and the words beside it."""

    region: Region
    sign: str
    style: str
    words: str


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return the diagnostics with excerpts of their sources; the caller sums them up."""
    return inert("".join(f"{_one(item, sources, options)}\n" for item in located))


def _one(item: Located, sources: Sources, options: FormatOptions) -> str:
    diagnostic = item.diagnostic
    style = _COLOURS[diagnostic.severity]
    head = _paint(f"{diagnostic.severity.value}[{diagnostic.code}]", style, options)
    lines = [f"{head}: {_paint(neutral_line(diagnostic.message), _BOLD, options)}"]
    marks = _marks(item, sources, style)
    gutter = max((len(str(mark.region.start.line)) for mark in marks), default=1)
    for path in dict.fromkeys(mark.region.path for mark in marks):
        of_file = [mark for mark in marks if mark.region.path == path]
        lines.append(_place(of_file[0], gutter, options, is_first=path == marks[0].region.path))
        lines.extend(_excerpt(of_file, sources, gutter, options))
    if not marks and item.element:
        lines.append(f"  in `{neutral_line(item.element)}`")
    lines.extend(_remarks(item, gutter, options))
    return "\n".join(lines) + "\n"


def _marks(item: Located, sources: Sources, style: str) -> list[_Mark]:
    """Return the places to show, the diagnostic's own first."""
    places: list[tuple[Location | None, str]] = [
        (item.location, item.diagnostic.label.message),
        *((note.location, note.message) for note in item.notes[:_MOST_NOTES]),
    ]
    marks = []
    for number, (location, words) in enumerate(places):
        if location is None or location.path not in sources:
            continue
        sign, own_style = ("^", style) if number == 0 else ("-", _COLOURS[Severity.INFO])
        place = region(location, sources)
        marks.append(_Mark(region=place, sign=sign, style=own_style, words=neutral_line(words)))
    return marks


def _place(mark: _Mark, gutter: int, options: FormatOptions, *, is_first: bool) -> str:
    arrow = _paint("-->" if is_first else ":::", _FAINT, options)
    start = mark.region.start
    path = neutral_line(mark.region.path)
    return f"{' ' * gutter}{arrow} {path}:{start.line}:{start.column}"


def _excerpt(
    marks: Sequence[_Mark], sources: Sources, gutter: int, options: FormatOptions
) -> list[str]:
    """Return the lines of one file that are marked, each with its marks underneath."""
    bar = _paint("|", _FAINT, options)
    lines = [f"{' ' * gutter} {bar}"]
    before = 0
    for line in sorted({mark.region.start.line for mark in marks}):
        if before and line > before + 1:
            lines.append(_paint("...", _FAINT, options))
        before = line
        text = sources[marks[0].region.path].line_text(line)
        if line == 1:
            text = text.removeprefix("\ufeff")
        of_line = [mark for mark in marks if mark.region.start.line == line]
        offset = _window(text, of_line[0], options.width - gutter - 3)
        shown = _clipped(text, offset, options.width - gutter - 3)
        number = _paint(f"{line:>{gutter}}", _FAINT, options)
        lines.append(f"{number} {bar} {shown}".rstrip())
        for mark in of_line:
            underline = _underline(text, mark, offset)
            lines.append(f"{' ' * gutter} {bar} {_painted_underline(underline, mark, options)}")
    return lines


def _window(text: str, mark: _Mark, columns: int) -> int:
    """Return the first character to show so that the start of a mark is in sight."""
    start = mark.region.start.column - 1
    if start <= _MOST_CONTEXT and width(_shown(text[:start])) < columns * 2 // 3:
        return 0
    return max(0, start - max(columns // 3, 1))


def _clipped(text: str, offset: int, columns: int) -> str:
    """Return what fits of a line from a character on, with an ellipsis where it was cut."""
    shown = ["…"] if offset else []
    used = len(shown)
    for character in text[offset : offset + _MOST_CONTEXT]:
        cell = _shown(character)
        if used + width(cell) >= columns:
            return f"{''.join(shown)}…"
        shown.append(cell)
        used += width(cell)
    return "".join(shown) + ("…" if len(text) > offset + _MOST_CONTEXT else "")


def _underline(text: str, mark: _Mark, offset: int) -> tuple[int, int]:
    """Return the indent and length of the underline of a mark, in columns."""
    start = mark.region.start.column - 1
    is_one_line = mark.region.end.line == mark.region.start.line
    end = mark.region.end.column - 1 if is_one_line else len(text.rstrip())
    start, end = max(start, offset), max(start, offset, min(end, offset + _MOST_CONTEXT))
    indent = width(_shown(text[offset:start])) + (1 if offset else 0)
    return indent, max(1, width(_shown(text[start:end])))


def _painted_underline(underline: tuple[int, int], mark: _Mark, options: FormatOptions) -> str:
    indent, length = underline
    room = max(1, options.width - indent - 6)
    signs = mark.sign * min(length, room)
    words = f" {mark.words}" if mark.words else ""
    return " " * indent + _paint(signs + words, mark.style, options)


def _remarks(item: Located, gutter: int, options: FormatOptions) -> list[str]:
    """Return the lines after the excerpt: unplaced notes, the hint, fixes that can be applied."""
    remarks = [
        f"note: {neutral_line(note.message)}"
        for note in item.notes[:_MOST_NOTES]
        if note.location is None and note.message
    ]
    if len(item.notes) > _MOST_NOTES:
        remarks.append(f"note: and {len(item.notes) - _MOST_NOTES} more places")
    if item.diagnostic.hint:
        remarks.append(f"help: {neutral_line(item.diagnostic.hint)}")
    said = (item.diagnostic.hint or "").rstrip(".")
    remarks.extend(f"fix: {neutral_line(fix.title)}" for fix in item.fixes if fix.title != said)
    sign = _paint("=", _FAINT, options)
    return [f"{' ' * gutter} {sign} {remark}" for remark in remarks]


def _shown(text: str) -> str:
    return neutral_line(text.replace("\t", "    "))


def _paint(text: str, style: str, options: FormatOptions) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if options.colour else text
