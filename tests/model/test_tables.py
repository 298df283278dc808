"""Data files: their values become part of the model, and what is wrong is said in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from sysdsl.model.delimited import COLUMNS, ROWS, read_sheet
from sysdsl.model.tables import tables_named
from sysdsl.schema import value as v
from workspace import registry

_SEEN = 'stock waiting : people = 0\ndata seen : people of waiting = csv("data/seen.csv"{})\n'


def _engine(data: str | None, columns: str = "") -> Engine:
    engine = Engine(registry())
    engine.put("county/model.sysdsl", _SEEN.format(columns))
    if data is not None:
        engine.put_table("county/data/seen.csv", data)
    return engine


def _check(engine: Engine) -> Checked:
    (folder,) = engine.models()
    return engine.check(folder)


def _told(checked: Checked) -> list[tuple[str, str, str]]:
    """Return code, file and marked text of each error."""
    found = []
    for item in checked.diagnostics:
        if item.location is not None and item.diagnostic.code.startswith("MDL-"):
            text = checked.sources[item.path].text
            span = item.location.span
            found.append((item.diagnostic.code, item.path, text[span.start : span.end]))
    return found


def _values(checked: Checked) -> v.Value:
    values: v.Value = checked.model.elements["seen"].body.values
    return values


SERIES = v.Apply(
    "series",
    (
        v.Tuple((v.Day("2026-04"), v.Quantity(88.0))),
        v.Tuple((v.Day("2026-05"), v.Quantity(-9.5))),
    ),
)


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        ("month,people\n2026-04,88\n2026-05,-9.5\n", ""),
        ("\ufeffmonth;people\r\n2026-04;88\r\n2026-05;-9.5", ""),
        ("month\tpeople\n2026-04\t88\n\n2026-05\t-9.5e0\n", ""),
        ('"month","people"\n"2026-04", 88 \n 2026-05 ,"-9.5"\n', ""),
        ("ward,people,month\nA,88,2026-04\nB,-9.5,2026-05\n", ", time: month, value: people"),
        ('"the ""month""",n\n2026-04,88\n2026-05,-9.5\n', ', time: "the \\"month\\""'),
        ("month,people\n2026-04,88\n2026-04-15,\n2026-05,-9.5\nnote", ""),
        ("month,people,note\n2026-04,88,\n2026-05,-9.5,=cmd|' /C calc'!A0\n", ", value: people"),
    ],
)
def test_a_file_says_the_same_as_a_series(data: str, columns: str) -> None:
    """Separators, quotes, spaces, columns more, empty cells, a byte-order mark do not matter."""
    checked = _check(_engine(data, columns))
    assert _told(checked) == []
    assert _values(checked) == SERIES


def test_a_file_that_is_not_there() -> None:
    """Its absence is said where it is named, and the engine tells which file it would like."""
    engine = _engine(None)
    assert engine.missing_tables() == ("county/data/seen.csv",)
    assert _told(_check(engine)) == [
        ("MDL-TABLE-MISSING", "county/model.sysdsl", '"data/seen.csv"')
    ]
    engine.put_table("county/data/seen.csv", "month,people\n2026-04,88\n2026-05,-9.5\n")
    assert engine.missing_tables() == ()
    checked = _check(engine)
    assert (_told(checked), _values(checked)) == ([], SERIES)


@pytest.mark.parametrize(
    ("data", "columns", "place"),
    [
        ("month,people,beds\n", "", '"data/seen.csv"'),
        ("month,people\n", ", value: peopel", "peopel"),
        ("month,people\n", ", time: day", "day"),
        ("month,people\n", ", when: month", "month"),
        ("", "", '"data/seen.csv"'),
        ("month\n2026-04\n", "", '"data/seen.csv"'),
    ],
)
def test_a_column_that_is_not_there(data: str, columns: str, place: str) -> None:
    """A column is missing, or several could be meant: said at the word that names it."""
    told = _told(_check(_engine(data, columns)))
    assert [(code, text.split(": ")[-1]) for code, _, text in told] == [("MDL-TABLE-COLUMN", place)]


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://x.example","88")', "1,5", "1.234.5", "88 people", "1e999", "nan", "inf",
        "½", "٤", "0x10", "1_000", "twelve", "#REF!", "@SUM(A1)",
    ],
)  # fmt: skip
def test_a_cell_that_is_no_number(cell: str) -> None:
    """The cell is marked in the data file, at its row and column; formulas are never computed."""
    written = '"' + cell.replace('"', '""') + '"'
    checked = _check(_engine(f"month,people\n2026-04,88\n2026-05,{written}\n"))
    assert _told(checked) == [("MDL-TABLE-CELL", "county/data/seen.csv", written)]


@pytest.mark.parametrize(
    "time", ["31.5.2026", "2026-13", "2026-5", "May", "2026-04", "2026-03", ""]
)
def test_a_time_that_cannot_be_used(time: str) -> None:
    """Times are numbers or dates, and each row is later than the one above."""
    checked = _check(_engine(f"month,people\n2026-04,88\n{time},90\n"))
    assert _told(checked) == [("MDL-TABLE-CELL", "county/data/seen.csv", time)]


def test_a_thousand_bad_cells_are_a_dozen_messages() -> None:
    """The first ten are shown, the others counted."""
    rows = "".join(f"2026-04-{day:02},n/a\n" for day in range(1, 31)) * 40
    told = [x.diagnostic for x in _check(_engine(f"month,people\n{rows}")).diagnostics]
    cells = [x.message for x in told if x.code == "MDL-TABLE-CELL"]
    assert len(cells) == 11
    assert "`county/data/seen.csv` has 1,190 more cells that cannot be used" in cells


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("month,people\n2026-04,8\x008\n", "a control character, U+0000"),
        ("month,people\n2026-04,8\x1b[31m8\n", "a control character, U+001B"),
        ('month,people\n2026-04,"88\n', "a quotation mark is not closed"),
        ("a," * 1_000_000, f"more than {COLUMNS:,} columns"),
        ("a\n" * (ROWS + 5), f"more than {ROWS:,} rows"),
    ],
)
def test_a_file_that_is_no_table(data: str, said: str) -> None:
    """What could be damage or an attack is refused as a whole, with the place."""
    told = [x.diagnostic for x in _check(_engine(data)).diagnostics]
    assert [said in x.message for x in told if x.code == "MDL-TABLE-FORM"] == [True]


@pytest.mark.parametrize(
    "named", ["../../secret.csv", "/etc/passwd", "C:\\\\data.csv", "file:x.csv", ""]
)
def test_a_path_that_leaves_the_workspace(named: str) -> None:
    """Nothing outside the workspace is asked for."""
    engine = Engine(registry())
    engine.put("model.sysdsl", f'stock w = 0\ndata seen of w = csv("{named}")\n')
    assert engine.missing_tables() == ()
    assert [code for code, _, _ in _told(_check(engine))] == ["MDL-TABLE-MISSING"]


def test_names_of_columns_are_no_names_of_the_model() -> None:
    """A column may be called as an element is; neither is taken for the other."""
    engine = Engine(registry())
    engine.put("m.sysdsl", _SEEN.format(", time: month, value: waiting"))
    engine.put_table("data/seen.csv", "month,waiting\n2026-04,88\n2026-05,-9.5\n")
    checked = _check(engine)
    assert (_told(checked), _values(checked)) == ([], SERIES)


def test_points_of_a_lookup() -> None:
    """A lookup takes its points from a file too."""
    engine = Engine(registry())
    engine.put("m.sysdsl", 'lookup effect : dmnl = csv("effect.csv", x: load, y: effect)\n')
    engine.put_table("effect.csv", "load,effect\n0,1\n1,0.5\n")
    points = _check(engine).model.elements["effect"].body.points
    assert points == v.Apply(
        "points",
        (
            v.Tuple((v.Quantity(0.0), v.Quantity(1.0))),
            v.Tuple((v.Quantity(1.0), v.Quantity(0.5))),
        ),
    )


def test_a_table_of_judgements() -> None:
    """Where a table is expected, cells name elements, hold numbers, or are not judged."""
    engine = Engine(registry())
    engine.put(
        "m.sysdsl",
        "kind matrix of element { scores: value() }\nactor carers\nactor trust\n"
        'matrix m { scores: csv("scores.csv") }\n',
    )
    engine.put_table("scores.csv", "who,carers,trust\ncarers,,2\ntrust,low,n/a\n")
    ((key, grid),) = _check(engine).model.elements["m"].body.values
    assert key == "scores"
    assert grid == v.Grid(
        (
            (v.Word("who"), v.Use("carers"), v.Use("trust")),
            (v.Use("carers"), v.Absent.NOT_JUDGED, v.Quantity(2.0)),
            (v.Use("trust"), v.Word("low"), v.Text("n/a")),
        )
    )


def test_an_edit_elsewhere_reads_nothing_again() -> None:
    """Elements stay the same objects while neither they nor their data changed."""
    engine = _engine("month,people\n2026-04,88\n2026-05,-9.5\n")
    engine.put("county/other.sysdsl", 'model county "County"\nconst a : people = 1\n')
    before = _check(engine)
    assert _check(engine).model is before.model
    engine.put("county/other.sysdsl", 'model county "County"\nconst a : people = 2\n')
    after = _check(engine)
    assert after.model.elements["seen"] is before.model.elements["seen"]
    engine.put_table("county/data/seen.csv", "month,people\n2026-04,88\n2026-05,7\n")
    changed = _check(engine).model
    assert changed.elements["seen"] != before.model.elements["seen"]
    assert changed.fingerprint != after.model.fingerprint


@given(st.text(alphabet='a1,;"\n\r\t ', max_size=40))
def test_reading_never_fails(text: str) -> None:
    """Any text gives cells inside it, or trouble; rows end where lines do."""
    sheet = read_sheet(text, "m.csv")
    for row in (sheet.heads, *sheet.rows):
        for cell in row:
            assert 0 <= cell.span.start <= cell.span.end <= len(text)
            assert cell.text == cell.text.strip()


def test_what_a_text_names() -> None:
    """Paths are relative to the file, in the order of the text, each once."""
    text = 'data a = csv("x.csv")\ndata b = csv ( "../y.csv", value: v)\ndata c = csv("x.csv")\n'
    assert tables_named(text, "county/map.sysdsl") == ("county/x.csv", "y.csv")
