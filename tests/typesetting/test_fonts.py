"""Where the fonts come from, and which signs they have."""

import sys

import pytest
from django.core import checks

from typesetting import cmap, fonts, signs


@pytest.fixture(autouse=True)
def _looked_up_anew():
    yield
    fonts.loaded.cache_clear()
    signs._covered.cache_clear()


def test_the_package_is_not_imported_and_two_of_its_files_are_taken():
    assert [path.name for path in fonts.files()] == list(fonts.FILES)
    assert fonts.loaded().families() == ["Noto Sans CJK SC", "Noto Serif CJK SC"]
    assert "mplfonts" not in sys.modules


def test_another_folder_takes_the_packages_place(settings, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "only.otf").symlink_to(fonts.files()[1])
    (tmp_path / "README.txt").write_text("no font")
    settings.FONTS_DIR = str(tmp_path)
    fonts.loaded.cache_clear()

    assert fonts.loaded().families() == ["Noto Sans CJK SC"]
    found = {one.id: one.msg for one in checks.run_checks()}
    assert "Noto Serif CJK SC" in found["typesetting.E001"]


def test_a_folder_without_fonts_is_named(settings, tmp_path):
    settings.FONTS_DIR = str(tmp_path)
    fonts.loaded.cache_clear()
    with pytest.raises(fonts.NoFonts, match=str(tmp_path)):
        fonts.files()
    assert fonts.missing() == list(fonts.FAMILIES)


def test_what_a_font_has_is_read_from_the_font():
    runs = cmap.runs(fonts.files()[0])
    has = {sign for sign in "改革aé，“—㐀𠮷" if any(a <= ord(sign) <= b for a, b in runs)}
    assert has == set("改革aé，“—㐀𠮷")
    assert not any(a <= ord(sign) <= b for a, b in runs for sign in "😀ش𰻝")
    assert runs == sorted(runs)


def four(*segments):
    """A font of one table: `cmap` in format 4, each segment (first, last, delta, glyphs)."""
    segments = [*segments, (0xFFFF, 0xFFFF, 1, ())]
    count = len(segments)
    glyphs = [glyph for *_rest, given in segments for glyph in given]
    offsets, before = [], 0
    for number, (*_rest, given) in enumerate(segments):
        offsets.append(2 * (count - number + before) if given else 0)
        before += len(given)
    shorts = [4, 0, 0, 2 * count, 0, 0, 0, *(last for _first, last, *_ in segments), 0]
    shorts += [first for first, *_ in segments]
    shorts += [delta for _first, _last, delta, _given in segments]
    shorts += [*offsets, *glyphs]
    table = b"".join(short.to_bytes(2, "big") for short in shorts)
    head = b"\0\1\0\0" + (1).to_bytes(2, "big") + bytes(6)
    entry = b"cmap" + bytes(4) + (28).to_bytes(4, "big") + bytes(4)
    record = bytes(2) + (1).to_bytes(2, "big") + (3).to_bytes(2, "big") + (1).to_bytes(2, "big")
    return head + entry + record + (12).to_bytes(4, "big") + table


def test_the_older_format_is_read_too(tmp_path):
    path = tmp_path / "old.ttf"
    path.write_bytes(four((0x41, 0x43, 0xFFC0, ()), (0x61, 0x63, 0, (5, 0, 7))))
    assert cmap.runs(path) == [(0x41, 0x43), (0x61, 0x61), (0x63, 0x63)]
