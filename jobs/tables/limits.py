"""What a table may be made of: far beyond real ones, far below what would stop a server."""

from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 30 * 2**20
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 5_000_000
LAST_ROW = 1_048_576
"""The last row that a spreadsheet has."""

NO_TABLE = _("This is no spreadsheet that can be read: save it as .xlsx or CSV.")
OLD_OR_LOCKED = _(
    "This spreadsheet is in an old format or locked: save it as .xlsx, without a password."
)
DAMAGED = _("This spreadsheet is damaged or incomplete: save it anew as .xlsx or CSV.")
EMPTY = _("This spreadsheet has no rows: its first row names the columns.")
LARGE = _("This spreadsheet is too large: divide it into several.")
LETTERS = _("The letters of this file cannot be read: save it as .xlsx or as CSV in UTF-8.")


class Unreadable(Exception):
    """A table that is not read. `text` says why, and what to do instead, to whoever brought it."""

    def __init__(self, text: Promise) -> None:
        super().__init__(str(text))
        self.text = text


def size_of(file: BinaryIO) -> int:
    """How many bytes it has; it is at its beginning afterwards."""
    size = file.seek(0, 2)
    file.seek(0)
    return size
