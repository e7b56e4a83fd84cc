"""Files for tests, sound and hostile, each made here from nothing."""

import struct
import uuid
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

from files.actions import attaching
from files.models import Attachment
from suggestions.models import Suggestion
from tests.suggestions.factories import MORNING

WORD = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": b"<w:document/>",
}
EXCEL = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def a_photo(
    kind: str = "JPEG", size: tuple[int, int] = (64, 40), mode: str = "RGB", **options: Any
) -> bytes:
    """A picture with something on it, so that turning it shows."""
    picture = Image.new(mode, size)
    picture.paste("white" if mode != "L" else 255, (0, 0, size[0] // 2, size[1] // 2))
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def a_pdf(more: bytes = b"") -> bytes:
    """A one-page PDF with a true table of contents."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R" + more + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    found, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(found))
        found += b"%d 0 obj" % number + part + b"endobj\n"
    start = len(found)
    found += b"xref\n0 4\n0000000000 65535 f \n"
    found += b"".join(b"%010d 00000 n \n" % place for place in places)
    return found + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def an_archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts: what DOCX and XLSX are."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def a_locked_archive() -> bytes:
    """A DOCX whose parts say that they are encrypted."""
    data = bytearray(an_archive(WORD))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(sign)
        while found >= 0:
            data[found + place] |= 1
            found = data.find(sign, found + 4)
    return bytes(data)


def a_zip_bomb() -> bytes:
    """A DOCX of some 300 KB that would unpack to 300 MB."""
    return an_archive(WORD | {"word/media/image1.bmp": bytes(300 * 2**20)})


def a_pixel_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it holds 3.6 thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def keep(by: Any, data: bytes | None = None, **changes: Any) -> Attachment:
    """Attach as `by`, by the real action."""
    content = a_photo() if data is None else data
    arguments: dict[str, Any] = {
        "key": uuid.uuid4(),
        "file": BytesIO(content),
        "name": "灯.jpg",
        "size": len(content),
        "by": by,
        "at": MORNING,
    }
    return attaching.attach(**(arguments | changes))


def attached_to(case: Suggestion, data: bytes | None = None, **changes: Any) -> Attachment:
    """A photo (or what is given) of the case's author, bound to the case."""
    found = keep(case.author, data, **changes)
    attaching.bind(
        key=found.form_key, kind="suggestion", code=case.code, by=case.author, at=MORNING
    )
    found.refresh_from_db()
    return found
