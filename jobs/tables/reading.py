"""A table that somebody brings along, whatever program saved it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from jobs.tables import separated, workbook
from jobs.tables.limits import (
    EMPTY,
    LARGE,
    LAST_ROW,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_TABLE,
    OLD_OR_LOCKED,
    Unreadable,
    size_of,
)

__all__ = ["Table", "Unreadable", "read"]

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What is often renamed to .csv or .xlsx: PDF, PNG, JPEG, GIF, pages of the web.
NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<!DOCTYPE", b"<html", b"<?xml")


@dataclass(frozen=True)
class Table:
    """The names of the columns, and the rows below with the number that a spreadsheet shows.

    A row has a cell for each column at least; what stands right of the last name comes along.
    Rows without a word are left out, and blanks around words too. `rows` is read once, while the
    file stays open, and raises `Unreadable` where the file turns out bad or endless.
    """

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


def read(file: BinaryIO, name: str = "") -> Table:
    """Read the first sheet of an .xlsx file, or a CSV file with commas, semicolons or tabs.

    The kind and the letters (UTF-8, UTF-16, GBK or GB18030) are found out from the contents;
    `name` is the file's own and decides nothing. Dates come as 2026-03-05, numbers as they were
    typed as far as the file tells.

    Raises:
        Unreadable: it is none of these, locked, damaged, too large, or has no rows.
    """
    if size_of(file) > MOST_BYTES:
        raise Unreadable(LARGE)
    numbered = _kept(_bounded(_rows_of(file)))
    header = next(numbered, None)
    if header is None:
        raise Unreadable(EMPTY)
    names = header[1]
    return Table(header=names, rows=_filled(numbered, len(names)))


def _rows_of(file: BinaryIO) -> Iterator[list[str]]:
    """All rows of a file in their order, the empty ones too: the n-th is row n."""
    start = file.read(16)
    file.seek(0)
    if start.startswith(ZIP):
        return workbook.rows(file)
    if start.startswith(OLD_OFFICE):
        raise Unreadable(OLD_OR_LOCKED)
    if start.lstrip().startswith(NO_TABLES):
        raise Unreadable(NO_TABLE)
    return separated.rows(file)


def _bounded(rows: Iterable[list[str]]) -> Generator[tuple[int, list[str]]]:
    cells = kept = 0
    for number, row in enumerate(rows, start=1):
        kept += bool(row)
        cells += len(row)
        if number > LAST_ROW or kept > MOST_ROWS + 1 or cells > MOST_CELLS:
            raise Unreadable(LARGE)
        yield number, row


def _kept(rows: Iterable[tuple[int, list[str]]]) -> Generator[tuple[int, list[str]]]:
    """The rows that say something, each without its empty end."""
    for number, row in rows:
        words = [cell.replace("\0", "").strip() for cell in row]
        while words and not words[-1]:
            words.pop()
        if len(words) > MOST_COLUMNS:
            raise Unreadable(LARGE)
        if words:
            yield number, words


def _filled(rows: Iterable[tuple[int, list[str]]], width: int) -> Generator[tuple[int, list[str]]]:
    for number, row in rows:
        yield number, row + [""] * (width - len(row))
