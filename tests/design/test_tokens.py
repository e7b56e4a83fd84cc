"""The colours can be read: contrast computed from the style sheet itself (WCAG 2.2)."""

import itertools
import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR, "static/css/tokens.css").read_text(encoding="utf-8")
BLOCKS = {
    "light": r':root,\s*\[data-theme="light"\]\s*\{(.*?)\}',
    "dark": r'\n  \[data-theme="dark"\]\s*\{(.*?)\}',
    "dark by preference": r":root:not\(\[data-theme\]\)\s*\{(.*?)\}",
}
TEXT = ["ink", "ink-soft", "lake", "seal", "green", "amber", "red"]
GROUNDS = ["paper", "surface", "lake-wash"]


def tokens(theme: str) -> dict[str, str]:
    block = re.search(BLOCKS[theme], SHEET, re.S)
    assert block, theme
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", block.group(1)))


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", BLOCKS)
def test_every_text_can_be_read_on_every_ground(theme):
    found = tokens(theme)
    pairs = [*itertools.product(TEXT, GROUNDS), ("lake-ink", "lake"), ("seal-ink", "seal")]
    poor = {pair: round(contrast(found[pair[0]], found[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", BLOCKS)
def test_the_focus_ring_stands_out_on_every_ground(theme):
    found = tokens(theme)
    assert min(contrast(found["focus"], found[ground]) for ground in GROUNDS) >= 3


def test_dark_is_the_same_by_preference_and_by_attribute():
    assert tokens("dark") == tokens("dark by preference")


def test_both_themes_name_the_same_colours():
    assert tokens("light").keys() == tokens("dark").keys()
