"""A table of figures for a spreadsheet: CSV or a workbook, no cell of which is a formula."""

import io
import re

from django.http import HttpResponse

from jobs.tables import FORMATS, Writer
from reports.sections import Table
from suggestions.exports.names import disposition

FIGURE = re.compile(r"\d{1,9}")


def answer(table: Table, format: str, *, name: str, plain: str) -> HttpResponse:
    """The table as its page shows it, without the ways to the rows, as a file to take away; its
    name, and what programs call it that read no more than Latin letters, without the ending.

    Raises:
        KeyError: there is no such format.
    """
    kind, file = FORMATS[format], io.BytesIO()
    writer = Writer(format, file, [str(word) for word in table.head], title=str(table.title))
    for row in table.rows:
        writer.row(_cell(cell.text) for cell in row)
    writer.close()
    return HttpResponse(
        file.getvalue(),
        content_type=kind.content_type,
        headers={"Content-Disposition": disposition(name, plain=f"{plain}{kind.ending}")},
    )


def _cell(text: str) -> str | int:
    """A figure stays one, so that a spreadsheet can add it up."""
    return int(text) if FIGURE.fullmatch(text) else text
