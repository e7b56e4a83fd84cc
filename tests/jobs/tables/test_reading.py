"""A table that somebody brings along is read, whatever program saved it; what is none is not."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from jobs import tables
from jobs.tables import limits

PEOPLE = "姓名,手机\n委员甲,13812345678\n,\n委员乙,\n\n"


# A spreadsheet knows no time zones.
SEEN = datetime(2026, 3, 5, 9, 30)  # noqa: DTZ001
SEEN_WORDS = "2026-03-05 09:30"


def book(*rows, hidden=False) -> io.BytesIO:
    """A workbook with these rows; with `hidden`, behind a sheet that nobody sees."""
    made = openpyxl.Workbook()
    sheet = made.active
    if hidden:
        sheet.append(["not this one"])
        sheet.sheet_state = "hidden"
        sheet = made.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file


def rewritten(file: io.BytesIO, part: str, change) -> io.BytesIO:
    """The same archive with one part changed."""
    new = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            data = old.read(name)
            archive.writestr(name, change(data) if name == part else data)
    return new


def content(file, name="list.csv"):
    table = tables.read(file, name)
    return table.header, list(table.rows)


def refusal(data: bytes):
    with pytest.raises(tables.Unreadable) as refused:
        content(io.BytesIO(data))
    return refused.value.text


SEPARATED = {
    "UTF-8": PEOPLE.encode(),
    "UTF-8 with a mark": PEOPLE.encode("utf-8-sig"),
    "GBK": PEOPLE.encode("gbk"),
    "GB18030": PEOPLE.encode("gb18030"),
    "UTF-16, as Excel saves text": PEOPLE.replace(",", "\t").encode("utf-16"),
    "semicolons": PEOPLE.replace(",", ";").encode(),
    "lines of Windows": PEOPLE.replace("\n", "\r\n").encode(),
    "lines of an old Mac": PEOPLE.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("how", SEPARATED)
def test_a_csv_file_is_read_whatever_saved_it(how):
    assert content(io.BytesIO(SEPARATED[how])) == (
        ["姓名", "手机"],
        [(2, ["委员甲", "13812345678"]), (4, ["委员乙", ""])],
    )


def test_a_long_gbk_file_is_read_where_a_sign_lies_across_two_pieces():
    text = "姓名\n" + "a" + "委员甲\n" * 60_000
    _header, rows = content(io.BytesIO(text.encode("gb18030")))
    assert len(rows) == 60_000
    assert {row[0] for _number, row in rows[1:]} == {"委员甲"}


def test_a_cell_may_hold_lines_and_the_separating_sign():
    header, rows = content(io.BytesIO(b'name,address\nA,"1 Lake Road,\n2nd floor"\n'))
    assert (header, rows) == (["name", "address"], [(2, ["A", "1 Lake Road,\n2nd floor"])])


def test_a_workbook_gives_what_people_see():
    file = book(
        ["Name", "Mobile", "Born", "Seen", "At", "Part", "Good", None],
        ["委员甲", 13812345678, date(1970, 3, 5), SEEN, time(8), 0.1, True],
        [],
        [None, "  ", "　"],
        ["  委员乙 ", 13812345679.0],
        [None] * 7,
    )
    assert content(file) == (
        ["Name", "Mobile", "Born", "Seen", "At", "Part", "Good"],
        [
            (
                2,
                ["委员甲", "13812345678", "1970-03-05", "2026-03-05 09:30", "08:00", "0.1", "TRUE"],
            ),
            (5, ["委员乙", "13812345679", "", "", "", "", ""]),
        ],
    )


def test_the_first_sheet_that_is_shown_counts():
    assert content(book(["Name"], ["A"], hidden=True)) == (["Name"], [(2, ["A"])])


def test_a_formula_gives_the_value_that_was_last_seen():
    file = book(["Sum"], ["=1+1"])
    seen = rewritten(
        file, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v />", b"<v>2</v>")
    )
    assert content(seen) == (["Sum"], [(2, ["2"])])


def test_what_stands_right_of_the_last_name_comes_along():
    assert content(io.BytesIO(b"a,b\n1,2,3\n"))[1] == [(2, ["1", "2", "3"])]


def test_a_size_that_is_not_true_is_not_believed():
    file = rewritten(
        book(["Name"], ["A"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'),
    )
    assert content(file) == (["Name"], [(2, ["A"])])


def test_an_uploaded_file_is_read_and_stays_open():
    file = SimpleUploadedFile("list.csv", PEOPLE.encode("gbk"))
    assert content(file)[0] == ["姓名", "手机"]
    assert content(file)[0] == ["姓名", "手机"]


NO_TABLES = {
    "a PDF": b"%PDF-1.7\n...",
    "a photo": b"\xff\xd8\xff\xe0" + bytes(range(256)),
    "a page of the web": b"<!DOCTYPE html><table><tr><td>1</td></tr></table>",
    "bytes": b"a,b\n1,\x00\x01\x02",
    "a folder": None,
    "a cell without an end": b'a,b\n1,"' + b"x" * 200_000,
}


@pytest.mark.parametrize("what", NO_TABLES)
def test_what_is_no_table_is_refused(what):
    data = NO_TABLES[what]
    if data is None:
        folder = io.BytesIO()
        with zipfile.ZipFile(folder, "w") as archive:
            archive.writestr("a.csv", PEOPLE)
        data = folder.getvalue()
    assert refusal(data) is limits.NO_TABLE


def test_letters_that_nobody_knows_are_refused():
    assert refusal("é,è\n".encode("latin-1") + b"\xff\xff\xff") is limits.LETTERS


def test_an_old_or_locked_workbook_is_refused():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512) is limits.OLD_OR_LOCKED


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n", book([]).getvalue()])
def test_a_table_without_a_row_is_refused(data):
    assert refusal(data) is limits.EMPTY


def test_half_a_workbook_is_refused():
    assert refusal(book(["Name"], ["A"]).getvalue()[:-200]) is limits.DAMAGED


def test_a_workbook_that_unpacks_to_far_too_much_is_refused():
    file = rewritten(book(["Name"]), "xl/styles.xml", lambda xml: b" " * (limits.MOST_BYTES + 1))
    assert len(file.getvalue()) < 100_000
    assert refusal(file.getvalue()) is limits.LARGE


def test_no_entity_unfolds():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'
    file = rewritten(
        book(["Name"], ["A"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: bomb + xml.replace(b"<?xml version='1.0' encoding='UTF-8'?>", b""),
    )
    assert refusal(file.getvalue()) is limits.DAMAGED


def test_a_row_far_below_the_last_one_is_refused():
    file = rewritten(
        book(["Name"], ["A"]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999"'),
    )
    assert refusal(file.getvalue()) is limits.LARGE


def test_too_many_columns_or_rows_are_refused(monkeypatch):
    wide = ",".join("abc" for _ in range(limits.MOST_COLUMNS + 1))
    assert refusal(wide.encode()) is limits.LARGE
    assert refusal(book(wide.split(",")).getvalue()) is limits.LARGE

    monkeypatch.setattr("jobs.tables.reading.MOST_ROWS", 3)
    assert len(content(io.BytesIO(b"a\n1\n2\n\n3\n"))[1]) == 3
    assert refusal(b"a\n1\n2\n3\n4\n") is limits.LARGE


def test_the_refusal_is_in_the_readers_language():
    text = refusal(b"%PDF-1.7")
    with translation.override("zh-hans"):
        assert str(text) == "无法读取该表格：请另存为 .xlsx 或 CSV 格式。"


BOMBS = {
    "a row of millions of cells": (b"<row>", b"<c/>", b"</row>"),
    "a row of one endless word": (
        b'<row><c t="inlineStr"><is><t>',
        b"xxxx",
        b"</t></is></c></row>",
    ),
    "a sheet of millions of anything": (b"", b"<x/>", b""),
    "a name without an end": (b'<row r="', b"1111", b'"/>'),
    "a sheet of millions of empty rows": (b"", b"<row/>", b""),
}


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("what", "part"),
    [*((what, SHEET) for what in BOMBS), ("a row of millions of cells", "xl/media/photo.png")],
)
def test_a_sheet_that_would_fill_the_memory_is_refused_before_it_is_built(what, part):
    before, piece, after = BOMBS[what]
    bomb = before + piece * 2_500_000 + after + b"</sheetData>"
    file = book(["Name"], ["A"])
    file = rewritten(file, SHEET, lambda xml: xml.replace(b"</sheetData>", bomb))
    if part != SHEET:
        file = moved(file, SHEET, part)
    data = file.getvalue()

    tracemalloc.start()
    said = refusal(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert said is limits.LARGE
    assert most < 40 * 2**20


def moved(file: io.BytesIO, part: str, to: str) -> io.BytesIO:
    """The same workbook, one part of it under another name."""
    new = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".rels", "Content_Types].xml")):
                data = data.replace(part.encode(), to.encode())
            archive.writestr(to if name == part else name, data)
    return new
