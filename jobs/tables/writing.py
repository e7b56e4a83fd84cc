"""A table that somebody takes away, written row by row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from design.sheets import plain

LONGEST_CELL = 32_767
"""Signs that a spreadsheet keeps in one cell."""
LONGEST_TITLE = 31
NO_TITLE = re.compile(r"[\\*?:/\[\]]")
"""Signs that the name of a sheet has not."""
NARROW, WIDE = 12, 40
DAY_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True)
class Format:
    """One kind of table: its short name, how names of files end, and what browsers call it."""

    key: str
    ending: str
    content_type: str


CSV = Format("csv", ".csv", "text/csv; charset=utf-8")
XLSX = Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
FORMATS = {one.key: one for one in (CSV, XLSX)}


class Writer:
    """Writes a table in the format of that key to a file that is open for bytes.

    Args:
        days: numbers of the columns, from 0, whose cells are days like 2026-03-05: in a workbook
            they are dates that can be reckoned with.
        widths: how wide columns are, in signs, where the width of their names does not do.
        title: what the sheet of a workbook is called.

    No cell is taken for a formula. The file is whole after `close`, and stays open. Memory does
    not grow with the rows.

    Raises:
        KeyError: there is no such format.
    """

    def __init__(
        self,
        format: str,
        file: BinaryIO,
        header: Sequence[str],
        *,
        days: Collection[int] = (),
        widths: Mapping[int, int] | None = None,
        title: str = "",
    ) -> None:
        is_csv = FORMATS[format] is CSV
        table = _Csv(file, header) if is_csv else _Book(file, header, days, widths or {}, title)
        self._table: _Csv | _Book = table

    def row(self, cells: Iterable[str | int | float | None]) -> None:
        """Write one row; numbers stay numbers, None is an empty cell."""
        self._table.row([_cell(cell) for cell in cells])

    def close(self) -> None:
        """Write what is still missing for the file to be whole."""
        self._table.close()


def _cell(value: str | int | float | None) -> str | int | float | None:
    if isinstance(value, str):
        return plain(value)[:LONGEST_CELL]
    return value


class _Csv:
    def __init__(self, file: BinaryIO, header: Sequence[str]) -> None:
        # Without the mark at the beginning Excel takes Chinese for the letters of its own country.
        file.write(codecs.BOM_UTF8)
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        self._rows = csv.writer(self._text)
        self.row([_cell(name) for name in header])

    def row(self, cells: Sequence[Any]) -> None:
        self._rows.writerow(cells)

    def close(self) -> None:
        self._text.detach()


class _Book:
    def __init__(
        self,
        file: BinaryIO,
        header: Sequence[str],
        days: Collection[int],
        widths: Mapping[int, int],
        title: str,
    ) -> None:
        self._file, self._days = file, frozenset(days)
        self._columns, self._rows = len(header), 1
        self._book = openpyxl.Workbook(write_only=True)
        self._sheet = self._book.create_sheet(
            _seen(NO_TITLE.sub(" ", title))[:LONGEST_TITLE].strip() or None
        )
        self._sheet.freeze_panes = "A2"
        for number, name in enumerate(header):
            width = widths.get(number) or min(max(NARROW, 2 * len(name) + 4), WIDE)
            self._sheet.column_dimensions[get_column_letter(number + 1)].width = width
        self._sheet.append([self._bold(name) for name in header])

    def _bold(self, name: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet, value=_seen(_cell(name)))
        cell.font = Font(bold=True)
        return cell

    def row(self, cells: Sequence[Any]) -> None:
        self._rows += 1
        self._sheet.append(
            [
                self._day(cell) if number in self._days else _seen(cell)
                for number, cell in enumerate(cells)
            ]
        )

    def _day(self, text: Any) -> Any:
        """The date, for a day; what is none stays as it is."""
        try:
            cell = WriteOnlyCell(self._sheet, value=date.fromisoformat(text))
        except (TypeError, ValueError):
            return _seen(text) or None
        cell.number_format = DAY_FORMAT
        return cell

    def close(self) -> None:
        last = f"{get_column_letter(self._columns)}{self._rows}"
        self._sheet.auto_filter.ref = f"A1:{last}"
        self._book.save(self._file)


def _seen(value: Any) -> Any:
    """Without the signs that XML has no letter for."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
