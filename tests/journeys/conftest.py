"""What the journeys share: the demo's database, one browser a module, and whoever sits there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys import browsing, serving
from tests.journeys.browsing import LOCALES, Person, Watch
from tests.served import database
from tests.served.fixtures import served_template
from tests.served.site import Site

__all__ = ["served_template"]

type Sit = Callable[..., Person]


@pytest.fixture(scope="session")
def demo(served_template: str, django_db_blocker: Any) -> str:
    """The name of a database with the demo in it, made once."""
    with django_db_blocker.unblock():
        return database.made_once("demo", serving.prepare, lambda: served_template)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Where one module's site keeps its logs and mails."""
    return tmp_path_factory.mktemp(request.module.__name__.rpartition("test_")[2])


@pytest.fixture(scope="module")
def site(demo: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """Everything, as in production, or the PARTS of the module; one that needs another site has
    its own fixture."""
    with serving.demo_site(demo, folder, *getattr(request.module, "PARTS", ())) as running:
        yield running


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    """One process for all of a module's journeys."""
    with browsing.opened() as browser:
        yield browser


@pytest.fixture
def watch(site: Site) -> Watch:
    """What the journey must not have caused unseen; looked at when it ends well."""
    return Watch(urlsplit(site.url).netloc)


@pytest.fixture
def sit(browser: Browser, site: Site, watch: Watch) -> Iterator[Sit]:
    """`sit(language="zh-Hans", words=…, screen=PHONE)`: a person with a browser of their own."""
    contexts = []

    def one(
        *, words: dict[str, str], language: str = "en", screen: Any = None, **options: Any
    ) -> Person:
        context = browser.new_context(
            viewport=screen or browsing.DESKTOP,
            locale=LOCALES[language],
            timezone_id="Asia/Shanghai",
            **options,
        )
        context.set_default_timeout(browsing.PATIENCE)
        watch.over(context)
        contexts.append(context)
        return Person(context.new_page(), site.url, words)

    yield one
    for context in contexts:
        context.close()
    assert watch.wrong == []
