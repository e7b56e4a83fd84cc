"""A passkey: added once, and then the door opens without a password."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import browsing, serving
from tests.journeys.conftest import Sit
from tests.journeys.words import EN
from tests.served.site import Site

MEMBER = "member3@demo.example"


@pytest.fixture(scope="module")
def site(demo: str, folder: Path) -> Iterator[Site]:
    with serving.demo_site(demo, folder, "web") as running:
        yield running


def test_who_has_added_a_passkey_signs_in_with_it_alone(sit: Sit) -> None:
    person = sit(words=EN)
    person.sign_in(MEMBER)
    person.open("/accounts/2fa/webauthn/add/")
    person.fill("Password", browsing.PASSWORD)
    person.press("Confirm")
    expect(person.page).to_have_url(re.compile("/webauthn/add/$"))
    browsing.add_passkey(person.page, person.url, "my phone")
    person.page.context.clear_cookies()
    person.open("/accounts/login/")
    person.press("Use a passkey")
    expect(person.page).to_have_url(re.compile("/suggestions/$"))
    person.page.locator("details.menu summary").click()
    person.sees("程一舟")
