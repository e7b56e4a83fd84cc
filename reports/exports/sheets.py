"""A table of the overview for a spreadsheet (CSV, UTF-8 with a mark at its beginning)."""

import csv
import io

from design.sheets import plain
from reports.sections import Table

MARK = "\ufeff"


def csv_of(table: Table) -> str:
    """The table as its page shows it, without the ways to the rows."""
    sheet = io.StringIO()
    sheet.write(MARK)
    writer = csv.writer(sheet)
    writer.writerow([plain(str(word)) for word in table.head])
    writer.writerows([plain(cell.text) for cell in row] for row in table.rows)
    return sheet.getvalue()
