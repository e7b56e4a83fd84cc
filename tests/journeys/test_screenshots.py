"""The pictures: `make pictures` takes those of the docs anew, the suite looks after them.

Most are taken by journeys on their way (`pictures.py`), some here. `make screenshots` takes all
pages into var/screenshots, at the width of a phone, a tablet and a desk, by day and by night, to
be looked at; `FORMS="en-360 en-768-dark" make screenshots ARGS="-k suggestions"` takes those
forms of those pages. People and cases are the demo's, and time stands still.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, ViewportSize

from tests.journeys import looking
from tests.journeys.browsing import DESKTOP, LOCALES, PHONE, TABLET
from tests.journeys.crawling import Crawl, browser, cookies, crawl, facts, site
from tests.journeys.pages import ERRORS, PAGES
from tests.journeys.pictures import ARE_TAKEN, FOLDER, MOST_BYTES, keep
from tests.journeys.visiting import (
    CASE,
    MEMBER,
    MEMBER_2,
    OFFICE,
    UNIT,
    Visit,
)

__all__ = ["browser", "cookies", "crawl", "facts", "site"]

MOST = 25
SCREEN = ViewportSize(width=1280, height=800)
COMMITTED = {
    "case-desktop-zh": (MEMBER, CASE % "in_handling", "zh-Hans", SCREEN, "light"),
    "office-desktop-zh": (OFFICE, "/office/", "zh-Hans", SCREEN, "light"),
    "member-phone-zh": (MEMBER, "/suggestions/", "zh-Hans", PHONE, "light"),
    "unit-desktop-zh": (UNIT, "/unit/", "zh-Hans", SCREEN, "light"),
    "case-dark-en": (MEMBER_2, CASE % "english", "en", SCREEN, "dark"),
}
WIDTHS = {"360": PHONE, "768": TABLET, "1440": DESKTOP}
# Which forms of each page are taken: language, width and, after that, whether in the dark.
BY_DAY = [f"zh-Hans-{width}" for width in WIDTHS]
BY_NIGHT = ["zh-Hans-360-dark", "zh-Hans-1440-dark"]
IN_ENGLISH = [f"en-{width}" for width in WIDTHS]
CHOSEN = os.environ.get("FORMS", "").split()


if ARE_TAKEN:

    @pytest.mark.parametrize("name", COMMITTED)
    def test_take_a_picture_for_the_docs(crawl: Crawl, name: str) -> None:
        who, path, language, size, light = COMMITTED[name]
        page = crawl.new(who, language, size, color_scheme=light, device_scale_factor=scale(size))
        crawl.open(Visit(who, path), page)
        looking.hold_still(page)
        keep(page.screenshot(animations="disabled"), name)
        page.context.close()


if os.environ.get("SCREENSHOTS"):

    @pytest.mark.parametrize("name", [*PAGES, *ERRORS])
    def test_take_pictures_to_look_at(crawl: Crawl, name: str) -> None:
        for number, visit in enumerate((PAGES | ERRORS)[name]):
            forms = CHOSEN or BY_DAY + BY_NIGHT + (IN_ENGLISH if visit.english else [])
            for language in LOCALES:
                these = [form for form in forms if form.startswith(f"{language}-")]
                taken = take(crawl, f"{name.replace(':', '.')}-{number}", visit, language, these)
                assert all(path.stat().st_size for path in taken)


def scale(size: ViewportSize) -> int:
    """Phones have fine screens."""
    return 2 if size == PHONE else 1


def take(crawl: Crawl, name: str, visit: Visit, language: str, forms: Sequence[str]) -> list[Path]:
    """Pictures of one page in one language: the forms that are asked for."""
    if not forms:
        return []
    page = crawl.page(visit, language)
    crawl.open(visit, page)
    if visit.then:
        if visit.at_desk:
            looking.resize(page, DESKTOP)
        visit.then(page)
    looking.hold_still(page)
    taken = []
    for form in forms:
        width, _, light = form.removeprefix(f"{language}-").partition("-")
        page.emulate_media(color_scheme="dark" if light else "light")
        taken.append(shot(page, f"{name}-{form}", WIDTHS[width]))
    page.emulate_media(color_scheme="light")
    crawl.leave(visit, page, language)
    return taken


def shot(page: Page, name: str, size: ViewportSize) -> Path:
    """One picture of the whole page."""
    path = settings.BASE_DIR / "var" / "screenshots" / f"{name}.png"
    looking.resize(page, size)
    page.screenshot(path=path, full_page=True)
    return path


def test_each_picture_is_taken_at_one_place_light_and_shown_in_the_docs(root: Path) -> None:
    journeys = "".join(path.read_text("utf-8") for path in (root / "tests/journeys").glob("*.py"))
    names = re.findall(r"""picture\([\w.]+, "([a-z-]+)"[,)]""", journeys) + list(COMMITTED)
    assert len(names) == len(set(names)) <= MOST
    kept = {path.stem: path.stat().st_size for path in FOLDER.iterdir()}
    assert set(kept) == set(names)
    assert {name: size for name, size in kept.items() if size > MOST_BYTES} == {}
    pages = [root / "README.md", *root.glob("docs/**/*.md")]
    told = "".join(page.read_text("utf-8") for page in pages)
    shown = re.findall(r"screenshots/([a-z-]+)\.png", told)
    assert set(shown) == set(names)
