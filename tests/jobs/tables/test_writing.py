"""A table that is taken away opens in a spreadsheet as it stands on the page, and runs nothing."""

import io
from datetime import date

import openpyxl
import pytest

from jobs import tables

HEADER = ["编号", "标题"]
ROWS = [["S1", "路灯"], ["S2", "=1+1"], ["S3", "＋1"], ["S4", None], ["S5", 7]]


def written(format: str, rows=ROWS) -> io.BytesIO:
    file = io.BytesIO()
    writer = tables.Writer(format, file, HEADER)
    for row in rows:
        writer.row(row)
    writer.close()
    file.seek(0)
    return file


@pytest.mark.parametrize("format", tables.FORMATS)
def test_what_is_written_reads_the_same_and_no_cell_is_a_formula(format):
    table = tables.read(written(format), "list")
    assert table.header == HEADER
    assert [row for _number, row in table.rows] == [
        ["S1", "路灯"],
        ["S2", "'=1+1"],
        ["S3", "'＋1"],
        ["S4", ""],
        ["S5", "7"],
    ]


def test_a_number_stays_one_in_a_workbook_and_the_names_stay_in_sight():
    sheet = openpyxl.load_workbook(written("xlsx")).active
    assert sheet["B6"].value == 7
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_days_are_dates_that_can_be_reckoned_with_and_other_text_stays():
    file = io.BytesIO()
    writer = tables.Writer("xlsx", file, ["日期", "标题"], days=[0], widths={1: 48})
    for day in ("2026-03-05", "", "未定", "=1+1"):
        writer.row([day, "2026-03-05"])
    writer.close()
    sheet = openpyxl.load_workbook(file).active
    first, *others = (cell.value for cell in sheet["A"][1:])
    assert first.date() == date(2026, 3, 5)
    assert others == [None, "未定", "'=1+1"]
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["B2"].value == "2026-03-05"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (12, 48)


def test_excel_reads_chinese_csv():
    assert written("csv").read(3) == b"\xef\xbb\xbf"


def test_signs_that_a_workbook_has_no_letter_for_are_left_out():
    rows = list(tables.read(written("xlsx", [["S1", "a\x08b"]])).rows)
    assert rows == [(2, ["S1", "ab"])]


def test_a_format_that_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        tables.Writer("ods", io.BytesIO(), HEADER)
