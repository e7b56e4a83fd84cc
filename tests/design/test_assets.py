"""What a page loads stays small, ours, and within the browser's strictest rules."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
CSS = sorted((ROOT / "static/css").glob("*.css"))
JS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
GALLERY_ONLY = "gallery.css"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def packed(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


def test_the_style_sheets_are_at_most_25_kb_compressed():
    assert packed([path for path in CSS if path.name != GALLERY_ONLY]) <= 25 * 1024


def test_our_scripts_are_at_most_18_kb_compressed():
    """All of them, and no page loads all: with htmx (about 17 KB) it stays far below 60 KB."""
    assert packed(JS) <= 18 * 1024


@pytest.mark.parametrize("path", [*CSS, *JS, *TEMPLATES], ids=lambda path: path.name)
def test_nothing_is_loaded_from_elsewhere(path):
    loads = re.findall(
        r"""(?:src=|<link[^>]*href=|url\(|@import|from )\s*["']?(?:https?:)?//""", text(path)
    )
    assert loads == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_style_and_no_script_of_their_own(path):
    source = text(path)
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", source) == []
    scripts = re.findall(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))[^>]*>", source)
    assert scripts == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_every_rule_of_a_sheet_stands_in_a_layer(path):
    bare = re.sub(r"/\*.*?\*/", "", text(path), flags=re.S)
    bare = re.sub(r"@font-face \{[^}]*\}", "", bare)
    starts = re.findall(r"^[^\s}].*$", bare, re.M)
    assert [line for line in starts if not line.startswith("@layer")] == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_every_name_that_is_used_is_a_token(path):
    known = set(re.findall(r"(--[a-z0-9-]+):", text(ROOT / "static/css/tokens.css")))
    known |= set(re.findall(r"(--[a-z0-9-]+):", text(path)))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text(path))) - known == set()


def test_the_marks_of_tab_and_header_are_the_same_drawing():
    drawn = re.compile(r'd="([^"]+)"')
    header = drawn.findall(text(ROOT / "templates/components/mark.html"))
    assert drawn.findall(text(ROOT / "static/img/mark.svg")) == header


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_can_be_read(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_line_above_a_title_shows_no_dot_where_it_wraps(path):
    lines = re.findall(r'<p class="kicker">(.*?)</p>', text(path), re.S)
    assert [line for line in lines if " · " in line and "{% filter dotted %}" not in line] == []
