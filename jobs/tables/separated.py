"""CSV: which letters, which sign between the cells, and the rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator
from contextlib import suppress
from typing import BinaryIO

from jobs.tables.limits import LETTERS, NO_TABLE, Unreadable

PIECE = 2**18
SIGNS = (",", ";", "\t")
CHINESE = "gb18030"  # which includes GBK and GB 2312
UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROLS = frozenset(chr(code) for code in range(32)) - {"\t", "\n", "\r", "\f", "\x0b"}


def rows(file: BinaryIO) -> Generator[list[str]]:
    """The rows in their order, empty ones as empty lists. The file stays open.

    Raises:
        Unreadable: the letters are none that we know, or it is no text.
    """
    letters = _letters(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=letters, newline="")
    try:
        sign = _sign(text)
        yield from csv.reader(text, delimiter=sign)
    except csv.Error as error:
        # A cell without an end, mostly: a quotation mark that nothing closes.
        raise Unreadable(NO_TABLE) from error
    finally:
        # Else it would close the file of whoever gave it; one that is closed already may stay so.
        with suppress(ValueError):
            text.detach()


def _letters(file: BinaryIO) -> str:
    start = file.read(4)
    for mark, name in UTF_16:
        if start.startswith(mark):
            return _sound(file, name)
    for name in ("utf-8-sig", CHINESE):
        try:
            return _sound(file, name)
        except UnicodeDecodeError:
            continue
    raise Unreadable(LETTERS)


def _sound(file: BinaryIO, name: str) -> str:
    """The name itself, if the whole file reads as that; raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(name)()
    file.seek(0)
    while True:
        piece = file.read(PIECE)
        text = decoder.decode(piece, final=not piece)
        if not CONTROLS.isdisjoint(text):
            raise Unreadable(NO_TABLE)
        if not piece:
            return name


def _sign(text: io.TextIOWrapper) -> str:
    """What separates the cells: the sign that stands most often in the first row with words."""
    line = ""
    while not line.strip():
        line = text.readline(PIECE)
        if not line:
            break
    text.seek(0)
    outside = "".join(line.split('"')[::2])
    return max(SIGNS, key=outside.count)
