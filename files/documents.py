"""Looking into PDF and Office files: whole, not locked, without programs. Nothing is unpacked.

A document is kept as it came: it is only ever handed out for download or to a browser's own reader,
so what matters is that it is what it says, and does nothing by itself when it is opened.
"""

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from files.formats import DAMAGED, DOCX, PDF, XLSX, ZIP, Format, Refused

LOCKED = _("“%(name)s” is locked with a password. Please attach it without one.")
MACROS = _("“%(name)s” holds macros, which could do harm. Please save it without them.")
ACTIVE = _(
    "“%(name)s” holds a program that starts by itself. Please print it to a new PDF and "
    "attach that."
)

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 2**20
"""Bytes that an Office file may say it holds: far beyond real ones, far below a zip bomb."""
LONGEST_CONTENTS = 2**20
CONTENTS = "[Content_Types].xml"
MAIN_PART = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
PROGRAMS = ("vbaproject.bin", "/macrosheets/", "/activex/", "vbadata.xml")

END_OF_PDF = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
LOCK_OF_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
PROGRAM_OF_PDF = re.compile(rb"/(?:JavaScript|Launch)[\s/<(\[>]")


def document_format(data: bytes) -> Format | None:
    """The kind of document; None for what is none of ours.

    Raises:
        Refused: it is one, but damaged, locked, or holds a program.
    """
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(ZIP):
        return _office(data)
    return None


def _pdf(data: bytes) -> Format:
    # Its table of contents stands at its end, so that half a file is noticed.
    if not END_OF_PDF.search(data[-2048:].rstrip(b"\0 \r\n\t")):
        raise Refused(DAMAGED)
    if LOCK_OF_PDF.search(data):
        raise Refused(LOCKED)
    if PROGRAM_OF_PDF.search(data):
        raise Refused(ACTIVE)
    return PDF


def _office(data: bytes) -> Format | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _contents(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise Refused(DAMAGED) from error
    except Exception as error:
        # Hostile bytes fail inside the reader in more ways than it documents.
        if isinstance(error, Refused):
            raise
        raise Refused(DAMAGED) from error


def _contents(archive: zipfile.ZipFile) -> Format | None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    kind = next((MAIN_PART[name] for name in MAIN_PART if name in names), None)
    if kind is None or CONTENTS not in names:
        return None
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED)
    with archive.open(CONTENTS) as part:
        contents = part.read(LONGEST_CONTENTS)
    if b"macroEnabled" in contents or any(_is_program(name) for name in names):
        raise Refused(MACROS)
    return kind


def _is_program(name: str) -> bool:
    path = f"/{name.lower()}"
    return any(part in path for part in PROGRAMS)
