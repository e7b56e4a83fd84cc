"""One cheap look at the XML of a workbook before anything is built of it: a reader that makes
objects of a whole row would fill the memory with a row of millions of cells."""

import codecs
import zipfile
from xml.parsers import expat

from jobs.tables.limits import DAMAGED, LARGE, LAST_ROW, MOST_CELLS, Unreadable

MOST_OF_ROW = 2 * 2**20
MOST_CELLS_OF_ROW = 1_000
MOST_ELEMENTS_OF_ROW = 20_000
MOST_ELEMENTS_OUTSIDE = 300_000
DEEPEST = 50
PIECE = 2**16
BEGINNINGS = (b"<", b"<\0", b"\0<")
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def looks_like_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part could be read as XML, whatever its name says."""
    with archive.open(part) as stream:
        start = stream.read(PIECE)
    for mark in MARKS:
        start = start.removeprefix(mark)
    return start.lstrip().startswith(BEGINNINGS)


def scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, outside: int, elements: int) -> None:
    """Read a part once, piece by piece, building nothing.

    Args:
        outside: bytes that may stand outside of rows.
        elements: how many elements may.

    Raises:
        Unreadable: a row or what stands around the rows is larger than in real workbooks, or it
            is no XML.
    """
    look = _Look(outside, elements)
    try:
        with archive.open(part) as stream:
            while piece := stream.read(PIECE):
                look.take(piece)
        look.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(DAMAGED) from error


class _Look:
    """Counts what streams by. Rows and cells are known by their names, in any namespace."""

    def __init__(self, outside: int, elements: int) -> None:
        self.most_outside, self.elements_left = outside, elements
        self.taken = self.in_rows = self.depth = self.rows = self.cells = 0
        # Of the row that is open: where it begins, how deep, and what it has.
        self.start, self.row_depth, self.row_cells, self.row_elements = 0, 0, 0, 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def take(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)
        self.taken += len(piece)
        open_row = self.taken - self.start if self.row_depth else 0
        if open_row > MOST_OF_ROW or self.taken - self.in_rows - open_row > self.most_outside:
            raise Unreadable(LARGE)

    def _begin(self, name: str, _attributes: object) -> None:
        self.depth += 1
        if self.row_depth:
            self.row_elements += 1
            if name == "c" or name.endswith(":c"):
                self.row_cells += 1
        elif name == "row" or name.endswith(":row"):
            self.start, self.row_depth = self.parser.CurrentByteIndex, self.depth
            self.row_cells = self.row_elements = 0
            self.rows += 1
        else:
            self.elements_left -= 1
        self._require_bounds()

    def _require_bounds(self) -> None:
        if (
            self.row_elements > MOST_ELEMENTS_OF_ROW
            or self.row_cells > MOST_CELLS_OF_ROW
            or self.rows > LAST_ROW
            or self.elements_left < 0
            or self.depth > DEEPEST
        ):
            raise Unreadable(LARGE)

    def _end(self, _name: str) -> None:
        if self.depth == self.row_depth:
            size = self.parser.CurrentByteIndex - self.start
            self.in_rows += size
            self.cells += self.row_cells
            self.row_depth = 0
            if size > MOST_OF_ROW or self.cells > MOST_CELLS:
                raise Unreadable(LARGE)
        self.depth -= 1

    def _refuse_doctype(self, *_declared: object) -> None:
        raise Unreadable(DAMAGED)
