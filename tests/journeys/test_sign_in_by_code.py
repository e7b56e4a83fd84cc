"""A member signs in on a phone with the mobile number alone: four interactions.

They type the number, tap "send me a code", type the code that the text message brought, and tap
"sign in". (With one more from the front page, which leads to the sign-in page.)
"""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import looking
from tests.journeys.browsing import NAME, PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.words import ZH
from tests.served.site import Site

TYPED, NUMBER = "199 0000 0006", "+8619900000006"


class Counting:
    """Counts what a person does with their thumb."""

    def __init__(self, person: Person) -> None:
        self.person, self.done = person, 0

    def fill(self, label: str, text: str) -> None:
        self.done += 1
        self.person.fill(label, text)

    def press(self, label: str) -> None:
        self.done += 1
        self.person.press(label)


def messages(folder: Path) -> list[str]:
    """The text messages that lie in the folder, for this number."""
    files = (path.read_text("utf-8") for path in folder.glob("*.txt"))
    return [text for text in files if text.startswith(NUMBER)]


def test_a_member_signs_in_by_a_text_message(sit: Sit, site: Site) -> None:
    person = sit(words=ZH, language="zh-Hans", screen=PHONE)
    person.open("/accounts/login/")
    assert looking.sideways(person.page) == []
    thumb = Counting(person)

    thumb.fill(NAME, TYPED)
    thumb.press("Send me a code")
    person.page.wait_for_url("**/confirm/")
    field = person.page.get_by_label(person.say("Code of six digits"), exact=True)
    expect(field).to_have_attribute("inputmode", "numeric")
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    assert looking.sideways(person.page) == []
    folder = site.folder / "var" / "sms"
    for _second in range(100):
        if messages(folder):
            break
        person.page.wait_for_timeout(100)
    [text] = messages(folder)
    thumb.fill("Code of six digits", re.findall(r"\b\d{6}\b", text.replace("是", " "))[0])
    thumb.press("Sign in")

    expect(person.page).to_have_url(re.compile(r"/suggestions/$"))
    assert thumb.done == 4
