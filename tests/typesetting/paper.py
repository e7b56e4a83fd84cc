"""A document as an independent reader takes it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from pypdf import PdfReader


@dataclass(frozen=True)
class Paper:
    """What a PDF holds and says of itself."""

    title: str
    language: str
    is_tagged: bool
    claims: bool
    pages: int
    lines: str
    fonts: frozenset[str]
    links: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words without any space, wherever the lines end."""
        return re.sub(r"\s+", "", self.lines)

    def says(self, *words: str) -> bool:
        """Whether these stand in it, in this order."""
        here = 0
        for one in words:
            found = self.text.find(re.sub(r"\s+", "", one), here)
            if found < 0:
                return False
            here = found + 1
        return True


def read(pdf: bytes) -> Paper:
    """Read a document of ours back."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    root = reader.trailer["/Root"]
    return Paper(
        title=str(reader.metadata.title),
        language=str(root["/Lang"]),
        is_tagged=bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root,
        claims="<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode(),
        pages=len(reader.pages),
        lines="\n".join(page.extract_text() for page in reader.pages),
        fonts=frozenset(_fonts(reader)),
        links=tuple(_links(reader)),
    )


def _fonts(reader):
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield str(font.get_object()["/BaseFont"]).partition("+")[2]


def _links(reader):
    for page in reader.pages:
        for one in page.get("/Annots", ()):
            # Those without an action lead to a page of the document itself.
            if action := one.get_object().get("/A"):
                yield str(action["/URI"])
