"""How many taps a task takes on a phone, as docs/explanation/ease.md says; typing is left out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from events.actions import outbox
from members.models import User
from suggestions.actions import drafting
from suggestions.actions.handling import Talk
from suggestions.models import AnswerPolicy, Assignment
from tests.journeys import serving
from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.serving import MORNING
from tests.journeys.words import ZH
from tests.served import database
from tests.served.site import Site
from workdays import clock

MEMBER, OFFICER, HEAD = "member2@demo.example", "officer@demo.example", "head@demo.example"
TITLE = "给候车亭加一盏灯"
ANSWER = "已会同学校核实，护栏本月装好。"
SAID = "docs/explanation/ease.md says so"


@pytest.fixture(scope="module")
def site(demo: str, folder: Path, django_db_blocker: Any) -> Iterator[Site]:
    """Two answers of one unit wait for its head, who has been told."""
    with serving.demo_site(demo, folder, "web", standing=True) as running:
        name = running.database_url.rpartition("/")[2]
        with django_db_blocker.unblock(), database.seen_from_here(name), clock.moved(MORNING):
            lay_before_the_head()
        yield running


def lay_before_the_head() -> None:
    rule = {"organ_id": "430000", "instrument": "micro", "sign_off": "head", "version": 9}
    AnswerPolicy.objects.create(since=MORNING.date(), **rule)
    officer = User.objects.get(email=OFFICER)
    works = Assignment.objects.held().filter(department__code="jyt").exclude(part="co")
    for work in works.order_by("id")[:2]:
        drafting.answer(
            assignment=work,
            text=ANSWER,
            outcome_class="A",
            talk=Talk("phone", MORNING.date(), "电话里说好了。"),
            by=officer,
            at=MORNING,
        )
    while outbox.sweep(at=MORNING):
        pass


class Thumb:
    """One thumb on a phone: every tap is counted, and there is nothing else but the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator) -> None:
        what.locator("visible=true").first.tap()
        self.taps += 1

    def press(self, person: Person, label: str) -> None:
        """A button of the page itself, by its whole name."""
        main = person.page.locator("main")
        self.tap(main.get_by_role("button", name=person.say(label), exact=True))


def on_a_phone(sit: Sit, email: str) -> tuple[Person, Thumb]:
    person = sit(words=ZH, language="zh-Hans", screen=PHONE, has_touch=True)
    person.sign_in(email)
    return person, Thumb(person.page)


def test_a_member_submits_from_the_desk_with_three_taps(sit: Sit) -> None:
    member, thumb = on_a_phone(sit, MEMBER)
    thumb.tap(member.link("Write"))
    member.fill("Title", TITLE)
    member.fill("What is the matter", "晚上八点以后候车亭里没有灯，老人看不清站牌。")
    member.fill("What should be done", "请加一盏太阳能灯。")
    thumb.tap(member.page.locator("#id_confirm"))
    thumb.press(member, "Submit")
    expect(member.page.locator("h1")).to_have_text(TITLE)
    assert thumb.taps == 3, SAID


def test_a_head_signs_off_from_the_notice_and_from_the_desk(sit: Sit) -> None:
    head, thumb = on_a_phone(sit, HEAD)
    head.open("/inbox/")
    line = head.page.locator(".inbox-line", has_text="待审签").get_by_role("link")
    thumb.tap(line)
    head.sees(ANSWER)
    thumb.press(head, "Sign off")
    expect(head.page).to_have_url(re.compile(r"/suggestions/\d+-\d+/$"))
    assert thumb.taps == 2, SAID

    head.open("/unit/")
    thumb.taps = 0
    thumb.tap(head.page.get_by_role("navigation").get_by_role("link", name="待审签"))
    thumb.tap(head.page.locator(".row-action").get_by_role("link", name="审签"))
    head.sees(ANSWER)
    thumb.press(head, "Sign off")
    expect(head.page).to_have_url(re.compile(r"/suggestions/\d+-\d+/$"))
    assert thumb.taps == 3, SAID
