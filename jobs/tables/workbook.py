""".xlsx, read row by row: never unpacked further than real ones go, no entity unfolded."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Generator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import openpyxl

from jobs.tables import scanning
from jobs.tables.limits import DAMAGED, LARGE, MOST_COLUMNS, NO_TABLE, OLD_OR_LOCKED, Unreadable

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 2**20
MOST_OF_STRINGS = 60 * 2**20
MOST_STRINGS = 4_000_000
MOST_OF_OTHERS = 8 * 2**20
"""Bytes of a part that is read as a whole: styles and the like."""
SHEETS = "xl/worksheets/"
STRINGS = "xl/sharedstrings.xml"
MAIN_PART = "xl/workbook.xml"
CONTENTS = "[Content_Types].xml"

# Styles and rules for cells that are not read; nobody would see these words.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def rows(file: BinaryIO) -> Generator[list[str]]:
    """The rows of the first sheet that is shown, in their order, as words.

    Raises:
        Unreadable: it is no workbook, locked, damaged, or unpacks to far too much.
    """
    try:
        _look_into(file)
        with closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as book:
            yield from _rows_of(_first(book))
    except (Unreadable, GeneratorExit):
        raise
    except Exception as error:
        # Hostile bytes fail inside the reader in more ways than it documents.
        raise Unreadable(DAMAGED) from error


def _look_into(file: BinaryIO) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        _require_usual(parts)
        # Any part can be named as a sheet, by whatever name it has.
        for part in parts:
            if scanning.looks_like_xml(archive, part):
                _scan(archive, part)


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.filename.lower() == STRINGS.lower():
        scanning.scan(archive, part, outside=MOST_OF_STRINGS, elements=MOST_STRINGS)
    else:
        most = scanning.MOST_ELEMENTS_OUTSIDE
        scanning.scan(archive, part, outside=MOST_OF_OTHERS, elements=most)


def _require_usual(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if MAIN_PART not in names or CONTENTS not in names:
        raise Unreadable(NO_TABLE)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(OLD_OR_LOCKED)
    # Reading stops at the size that a part says it has, so that none can lie.
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_UNPACKED
        or any(part.file_size > _most_of(part.filename.lower()) for part in parts)
    ):
        raise Unreadable(LARGE)


def _most_of(name: str) -> int:
    if name.startswith(SHEETS) or not name.endswith((".xml", ".rels")):
        return MOST_UNPACKED
    return MOST_OF_STRINGS if name == STRINGS.lower() else MOST_OF_OTHERS


def _first(book: Any) -> Any:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            # Programs write a size that is not true: a million rows for ten.
            sheet.reset_dimensions()
            return sheet
    raise Unreadable(NO_TABLE)


def _rows_of(sheet: Any) -> Generator[list[str]]:
    # One more than there may be, so that a table that is too wide is seen and not cut off.
    for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
        filled = len(row)
        while filled and row[filled - 1] is None:
            filled -= 1
        yield [words(value) for value in row[:filled]]


def words(value: object) -> str:
    """A cell's value as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Spreadsheets keep 15 digits; a number typed without a point is to have none.
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
