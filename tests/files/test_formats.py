"""A file is what its bytes say; its name is one honest line."""

import pytest

from files.formats import JPEG, NAME_LENGTH, PDF, clean_name, image_format, kinds_in_words
from tests.files.samples import a_pdf, a_photo


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_known_by_its_first_bytes(kind):
    assert image_format(a_photo(kind)).name.upper() == kind


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"RIFF    WAVE", b"GIF89a", a_pdf(), b"<svg/>"])
def test_anything_else_is_no_photo(data):
    assert image_format(data) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("灯.jpg", "灯.jpg"),
        ("灯.JPEG", "灯.JPEG"),
        ("灯", "灯.jpg"),
        ("invoice.exe", "invoice.exe.jpg"),
        ("page.html", "page.html.jpg"),
        ("C:\\Users\\an\\灯.jpg", "灯.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie: x.jpg"),
        ("photo\u202egpj.jpg", "photogpj.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        (".jpg", "jpg.jpg"),
        ("", "JPEG.jpg"),
        ("...", "JPEG.jpg"),
    ],
)
def test_a_name_is_one_line_without_a_path_and_ends_truly(given, kept):
    assert clean_name(given, JPEG) == kept


def test_a_long_name_keeps_its_ending():
    found = clean_name("长" * 300 + ".pdf", PDF)
    assert (len(found), found[-4:]) == (NAME_LENGTH, ".pdf")


def test_what_is_taken_is_listed_for_people():
    assert kinds_in_words() == "JPEG, PNG, WebP, PDF, DOCX, XLSX"
