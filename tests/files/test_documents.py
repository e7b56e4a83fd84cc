"""Documents: whole, not locked, without programs. Hostile ones are refused with a sentence."""

import pytest

from files.documents import document_format
from files.formats import DOCX, PDF, XLSX, Refused
from tests.files.samples import (
    EXCEL,
    WORD,
    a_locked_archive,
    a_pdf,
    a_photo,
    a_zip_bomb,
    an_archive,
)

DAMAGED, LOCKED, MACROS, ACTIVE = (
    "damaged or incomplete",
    "locked with a password",
    "holds macros",
    "a program that starts by itself",
)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (a_pdf(), PDF),
        (a_pdf() + b"\r\n\0\0", PDF),
        (an_archive(WORD), DOCX),
        (an_archive(EXCEL), XLSX),
        (an_archive(WORD | {"word/media/image1.png": a_photo("PNG")}), DOCX),
    ],
    ids=["pdf", "padded pdf", "docx", "xlsx", "docx with a picture"],
)
def test_a_sound_document_is_taken(data, kind):
    assert document_format(data) is kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"plain text",
        a_photo(),
        an_archive({"a.txt": b"a"}),
        an_archive({"mimetype": b""}),
    ],
    ids=["nothing", "two letters", "text", "photo", "any zip", "another office"],
)
def test_what_is_no_document_of_ours_is_none(data):
    assert document_format(data) is None


XML = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
HOSTILE = {
    "half a pdf": (a_pdf()[:-40], DAMAGED),
    "only a head": (b"%PDF-1.7\n", DAMAGED),
    "a pdf with a page behind it": (a_pdf() + b"<html><script>alert(1)</script>", DAMAGED),
    "a locked pdf": (a_pdf(b"/Encrypt 9 0 R"), LOCKED),
    "a pdf that runs a script": (a_pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), ACTIVE),
    "a pdf that starts a program": (a_pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), ACTIVE),
    "half an archive": (an_archive(WORD)[:120], DAMAGED),
    "an archive with a broken index": (an_archive(WORD)[:-30] + bytes(30), DAMAGED),
    "an archive of nothing": (b"PK\x03\x04" + bytes(200), DAMAGED),
    "a zip bomb": (a_zip_bomb(), DAMAGED),
    "too many parts": (an_archive(WORD | {f"a/{n}": b"" for n in range(5001)}), DAMAGED),
    "a locked docx": (a_locked_archive(), LOCKED),
    "macros": (an_archive(WORD | {"word/vbaProject.bin": b"x"}), MACROS),
    "macros under another name": (an_archive(WORD | {"customXML/VBAPROJECT.BIN": b"x"}), MACROS),
    "macros by their type": (an_archive(WORD | {"[Content_Types].xml": XML}), MACROS),
    "old macro sheets": (an_archive(EXCEL | {"xl/macrosheets/sheet1.xml": b"x"}), MACROS),
    "active controls": (an_archive(WORD | {"word/activeX/activeX1.bin": b"x"}), MACROS),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence(which):
    data, said = HOSTILE[which]
    with pytest.raises(Refused) as refusal:
        document_format(data)
    assert said in refusal.value.words("a.docx")
    assert "“a.docx”" in refusal.value.words("a.docx")


def outcome(data):
    try:
        return document_format(data)
    except Refused as refusal:
        return DAMAGED if DAMAGED in refusal.words("a") else refusal.words("a")


def test_cut_off_anywhere_a_document_is_refused_or_none():
    for whole in (a_pdf(), an_archive(WORD)):
        for length in range(0, len(whole) - 1, 7):
            assert outcome(whole[:length]) in (None, DAMAGED)
