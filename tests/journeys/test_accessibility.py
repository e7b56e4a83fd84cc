"""One crawl over every page: accessible, in both lights, at any width, light, and by itself.

The pages are those of the URL resolver's names; one that is not listed fails.
"""

from pathlib import Path

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page

from tests.access.test_resolver import addresses
from tests.journeys import looking, measuring
from tests.journeys.browsing import DESKTOP
from tests.journeys.crawling import Crawl, browser, cookies, crawl, facts, site
from tests.journeys.no_pages import NO_PAGE, NO_PAGES_OF
from tests.journeys.pages import ERRORS, PAGES
from tests.journeys.states import DIALOGS, KINDS, STATES
from tests.journeys.visiting import (
    Visit,
)

__all__ = ["browser", "cookies", "crawl", "facts", "site"]

VISITS = [(name, visit) for name, visits in (PAGES | ERRORS).items() for visit in visits]
IN_STATES = [(name, visit) for name, visits in STATES.items() for visit in visits]
SPECIMENS = {"design:gallery"}


def name_of(case: object) -> str:
    """How pytest calls a visit."""
    if isinstance(case, Visit):
        state = case.then or case.by
        who = case.who.partition("@")[0] or "nobody"
        return f"{who} {case.path}{' ' + state.__name__ if state else ''}"
    return str(case)


def look(crawl: Crawl, name: str, visit: Visit, language: str) -> list[str]:
    """Open the page and say what is wrong with it."""
    page, watch = crawl.page(visit, language), crawl.watch(visit)
    watch.over_page(page)
    try:
        _answer, html = crawl.open(visit, page)
        wrong = looking.weights(page, html, is_specimen=name in SPECIMENS)
        said = page.locator("html").get_attribute("lang")
        wrong += [] if said == language else [f"lang is {said}"]
        wrong += inspect(page, visit, language)
    finally:
        watch.leave(page)
        crawl.leave(visit, page, language)
    return wrong + watch.wrong


def inspect(page: Page, visit: Visit, language: str) -> list[str]:
    """Bring the page into its state, and measure it."""
    if visit.then:
        if visit.at_desk:
            looking.resize(page, DESKTOP)
        visit.then(page)
    looking.hold_still(page)
    wrong = looking.violations(page)
    if language == "en":
        return wrong + looking.sideways(page) + looking.dots(page)
    wrong += measuring.small_targets(page)
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {one}" for one in looking.violations(page, looking.COLOURS)]
    page.emulate_media(color_scheme="light")
    wrong += looking.sideways(page) + looking.dots(page)
    if visit.wide:
        looking.resize(page, DESKTOP)
        wrong += [f"at a desk: {one}" for one in looking.violations(page)]
    return wrong


def test_no_page_is_forgotten() -> None:
    known = {name for name, _pattern in addresses(get_resolver()) if name}
    ours = {name for name in known if name.partition(":")[0] not in NO_PAGES_OF}
    assert set(PAGES) | set(NO_PAGE) == ours
    assert set(PAGES) & set(NO_PAGE) == set()


@pytest.mark.parametrize(("name", "visit"), VISITS, ids=name_of)
def test_in_chinese_light_and_dark(crawl: Crawl, name: str, visit: Visit) -> None:
    assert look(crawl, name, visit, "zh-Hans") == []


@pytest.mark.parametrize(
    ("name", "visit"), [(name, visit) for name, visit in VISITS if visit.english], ids=name_of
)
def test_one_of_each_kind_in_english(crawl: Crawl, name: str, visit: Visit) -> None:
    assert look(crawl, name, visit, "en") == []


def test_each_dialog_is_opened(root: Path) -> None:
    templates = root / "templates"
    with_dialog = {
        path.relative_to(templates)
        for path in templates.rglob("*.html")
        if "<dialog" in path.read_text("utf-8")
    }
    assert with_dialog == set(DIALOGS)
    assert set(DIALOGS.values()) <= {visit for _name, visit in (*VISITS, *IN_STATES)}


@pytest.mark.parametrize(("name", "visit"), IN_STATES, ids=name_of)
def test_in_every_state(crawl: Crawl, name: str, visit: Visit) -> None:
    assert look(crawl, name, visit, "zh-Hans") == []


@pytest.mark.parametrize("visit", KINDS, ids=name_of)
def test_by_keyboard_and_with_text_twice_as_large(crawl: Crawl, visit: Visit) -> None:
    page = crawl.page(visit, "zh-Hans")
    crawl.open(visit, page)
    looking.hold_still(page)
    wrong = measuring.by_keyboard(page) + measuring.doubled(page)
    crawl.leave(visit, page, "zh-Hans")
    assert wrong == []
