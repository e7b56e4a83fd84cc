"""Which kinds of file are taken. A file is what its first bytes say, whatever its name says."""

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from design.dates import in_chinese
from design.lines import one_line

NAME_LENGTH = 120
SMALL_SIDE = 480
"""The longest side of a photo's small picture, in pixels."""


class Refused(Exception):
    """A file that is not taken. `words(name)` says why, and what to do instead."""

    def __init__(self, text: Promise, **values: Any) -> None:
        super().__init__(str(text))
        self.text, self.values = text, values

    def words(self, name: str) -> str:
        """The sentence for the person who chose the file of that name."""
        return str(self.text) % {"name": name, **self.values}


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: what people call it, what browsers call it, how its names end."""

    name: str
    content_type: str
    endings: tuple[str, ...]
    is_image: bool = False


JPEG = Format("JPEG", "image/jpeg", (".jpg", ".jpeg"), is_image=True)
PNG = Format("PNG", "image/png", (".png",), is_image=True)
WEBP = Format("WebP", "image/webp", (".webp",), is_image=True)
PDF = Format("PDF", "application/pdf", (".pdf",))
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = Format("DOCX", f"{_OFFICE}wordprocessingml.document", (".docx",))
XLSX = Format("XLSX", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",))
FORMATS = (JPEG, PNG, WEBP, PDF, DOCX, XLSX)
BY_TYPE = {one.content_type: one for one in FORMATS}

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")

DAMAGED = _("“%(name)s” is damaged or incomplete. Please choose it again, or save it anew.")
EMPTY = _("“%(name)s” is empty.")
UNKNOWN = _("“%(name)s” is no photo or document that can be taken. Possible are %(kinds)s.")
PHONE_PHOTO = _("“%(name)s” is in the HEIC format. Please save the photo as JPEG first.")
OLD_OR_LOCKED = _(
    "“%(name)s” is an old or locked Office file. Please save it as DOCX or XLSX, "
    "without a password."
)


def kinds_in_words() -> str:
    """What is taken, listed as the reader's language does."""
    return ("、" if in_chinese() else ", ").join(one.name for one in FORMATS)


def size_in_words(size: int) -> str:
    """A size as people say it: 10 MB, 1.2 MB."""
    return filesizeformat(size).replace(".0\xa0", "\xa0")


def image_format(data: bytes) -> Format | None:
    """The kind of photo; None for what is no photo, or none that is taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    return None


def refuse_unknown(data: bytes) -> Refused:
    """Why a file is refused that is none of ours: with a way out where there is one."""
    if not data:
        return Refused(EMPTY)
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        return Refused(PHONE_PHOTO)
    if data.startswith(OLD_OFFICE):
        return Refused(OLD_OR_LOCKED)
    return Refused(UNKNOWN, kinds=kinds_in_words())


def clean_name(given: str, kind: Format | None = None) -> str:
    """The name in one line, without a path; with `kind`, with an ending that tells the truth."""
    name = one_line(given.replace("\0", "").replace("\\", "/").rpartition("/")[2]).lstrip(".")
    stem, dot, ending = name.rpartition(".")
    if kind is None:
        return name[:NAME_LENGTH] or "?"
    right = f"{dot}{ending}".lower() in kind.endings
    # A name without an ending keeps all of itself; one with a wrong ending keeps it as a word.
    stem, ending = (stem, f".{ending}") if right and stem else (name, kind.endings[0])
    return f"{stem[: NAME_LENGTH - len(ending)].strip() or kind.name}{ending}"
