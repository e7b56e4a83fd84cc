"""Tables that people bring along and take away: .xlsx and CSV, row by row, in little memory."""

from jobs.tables.reading import Table, Unreadable, read
from jobs.tables.writing import CSV, FORMATS, XLSX, Format, Writer

__all__ = ["CSV", "FORMATS", "XLSX", "Format", "Table", "Unreadable", "Writer", "read"]
