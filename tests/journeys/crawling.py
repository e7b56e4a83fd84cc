"""Everybody with a browser of their own, signed in: for those who look at many pages in turn.

A module takes the fixtures that it needs: `from tests.journeys.crawling import browser, …`
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize

from tests.journeys import browsing, extras, serving
from tests.journeys.browsing import LOCALES, PHONE, Watch
from tests.journeys.serving import ask
from tests.journeys.visiting import (
    KEYS,
    Visit,
)
from tests.served import database
from tests.served.site import Site

__all__ = ["browser", "cookies", "crawl", "facts", "site"]


class Crawl:
    """One page for each language, at which everybody sits down in turn with their own cookies, and
    the facts that the addresses are made of.

    `jars` are the cookies with which somebody last left, by person and language. A page is a
    process: a new one for each visit would take three times as long to be warm.
    """

    def __init__(
        self, browser: Browser, site: Site, facts: dict[str, str], cookies: dict[str, str]
    ) -> None:
        self.browser, self.site, self.facts, self.cookies = browser, site, facts, cookies
        self.jars: dict[tuple[str, str], list[Any]] = {}
        self.free: dict[str, Page] = {}
        self.sits: dict[BrowserContext, tuple[str, str]] = {}

    def key(self, who: str) -> list[Any]:
        """The cookie of somebody who has signed in and done nothing since."""
        if not who:
            return []
        return [{"name": "sessionid", "value": self.cookies[who], "url": self.site.url}]

    def new(self, who: str, language: str, size: ViewportSize = PHONE, **options: Any) -> Page:
        """A page in a browser of its own, in which that person is signed in."""
        context = self.browser.new_context(viewport=size, locale=LOCALES[language], **options)
        context.set_default_timeout(browsing.PATIENCE)
        context.add_cookies(self.key(who))
        self.sits[context] = (who, language)
        return context.new_page()

    def page(self, visit: Visit, language: str) -> Page:
        """The page at which the reader sits down; a way that leaves traces has its own browser."""
        if visit.by or visit.apart:
            return self.new(visit.who, language)
        page = self.free.pop(language, None) or self.new("", language)
        self.seat(visit.who, language, page.context)
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        return page

    def seat(self, who: str, language: str, context: BrowserContext) -> None:
        """Whoever sat there takes their cookies along and the next one brings theirs."""
        before, now = self.sits[context], (who, language)
        if before != now:
            self.jars[before] = list(context.cookies())
            context.clear_cookies()
            context.add_cookies(self.jars.get(now) or self.key(who))
            self.sits[context] = now

    def leave(self, visit: Visit, page: Page, language: str) -> None:
        """Close the browser of a way that leaves traces; the page of any other is emptied of what
        it keeps and of what it still does, and waits for the next visit."""
        if visit.by or visit.apart:
            page.context.close()
            return
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        if visit.then:
            page.goto("about:blank")
        self.free[language] = page

    def watch(self, visit: Visit) -> Watch:
        """What this visit must not cause; its own status is no news."""
        return Watch(urlsplit(self.site.url).netloc, expected={visit.status, 422})

    def address(self, visit: Visit) -> str:
        """Where the visit begins."""
        return self.site.url + visit.path.format(**self.facts)

    def open(self, visit: Visit, page: Page) -> tuple[Response, bytes]:
        """Go there; returns the first answer and its body."""
        url = self.address(visit)
        answer = page.goto(url)
        assert answer
        assert answer.status == visit.status, f"{url}: {answer.status}"
        html = answer.body()
        if visit.by:
            visit.by(page)
        else:
            assert page.url == url, f"{url} leads to {page.url}"
        return answer, html


@pytest.fixture(scope="module")
def site(demo: str, folder: Path) -> Iterator[Site]:
    """The pages alone; nothing moves, not even time."""
    with serving.demo_site(demo, folder, "web", standing=True) as running:
        yield running


@pytest.fixture(scope="module")
def facts(site: Site, django_db_blocker: Any) -> dict[str, str]:
    """What the addresses are made of."""
    name = site.database_url.rpartition("/")[2]
    extras.leave_a_mail(site)
    with django_db_blocker.unblock(), database.seen_from_here(name):
        facts = extras.make()
        extras.attach_something(site, facts["submitted"])
        return facts


@pytest.fixture(scope="module")
def cookies(site: Site, facts: dict[str, str], django_db_blocker: Any) -> dict[str, str]:
    """Everybody's session."""
    name = site.database_url.rpartition("/")[2]
    with django_db_blocker.unblock(), database.seen_from_here(name):
        return extras.sessions()


@pytest.fixture(scope="module")
def browser(cookies: dict[str, str]) -> Iterator[Browser]:
    """Opened when the models have done their part: they refuse to work beside a browser."""
    with browsing.opened() as browser:
        yield browser


@pytest.fixture(scope="module")
def crawl(
    browser: Browser, site: Site, facts: dict[str, str], cookies: dict[str, str]
) -> Iterator[Crawl]:
    """All of it, with a passkey for the person who has everything."""
    crawl = Crawl(browser, site, facts, cookies)
    page = crawl.new(KEYS, "zh-Hans")
    browsing.add_passkey(page, site.url, "我的手机")
    crawl.jars[KEYS, "zh-Hans"] = list(page.context.cookies())
    page.context.close()
    ((key,),) = ask(site, "SELECT id FROM mfa_authenticator WHERE type = 'webauthn'")
    facts["passkey"] = str(key)
    yield crawl
    for page in crawl.free.values():
        page.context.close()
