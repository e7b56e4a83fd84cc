"""A head goes on leave by phone; the stand-in opens what waits, and signs off with that seat."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from members.models import Organ, User
from suggestions.actions import drafting
from suggestions.actions.handling import Talk
from suggestions.lifecycle import HELD, Part
from suggestions.models import AnswerPolicy, Assignment
from tests.journeys import serving
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import Sit
from tests.journeys.serving import MORNING, ask
from tests.journeys.visiting import HEAD, UNIT
from tests.journeys.words import ZH
from tests.served import database
from tests.served.site import Site
from workdays import clock

TO_ENTER, TO_SIGN_OFF = 5, 5
"""How many interactions each takes; docs/explanation/ease.md says so."""


@pytest.fixture(scope="module")
def site(demo: str, folder: Path, django_db_blocker: Any) -> Iterator[Site]:
    """One answer of the head's unit waits for the head's word."""
    with serving.demo_site(demo, folder, "web", standing=True) as running:
        name = running.database_url.rpartition("/")[2]
        with django_db_blocker.unblock(), database.seen_from_here(name), clock.moved(MORNING):
            lay_before_the_head()
        yield running


def lay_before_the_head() -> None:
    officer = User.objects.get(email=UNIT)
    units = officer.offices.values("department")
    held = Assignment.objects.filter(department__in=units, state__in=HELD, part=Part.SOLE)
    work = held.select_related("suggestion", "department").order_by("pk")[0]
    AnswerPolicy.objects.create(
        organ=Organ.objects.get(pk=work.suggestion.organ_id),
        instrument="micro",
        checks=False,
        sign_off="head",
        since=MORNING.date(),
    )
    drafting.answer(
        assignment=work,
        text="已约定现场办理，结果随后告知。",
        outcome_class="A",
        talk=Talk("phone", MORNING.date(), "电话里约好了时间。"),
        by=officer,
        at=MORNING,
    )


class Finger:
    """One finger on a phone: every tap and every choice is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def onward(self, what: Locator) -> None:
        """Tap what leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.tap(what)

    def button(self, name: str) -> None:
        self.onward(self.page.locator("main").get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.onward(self.page.get_by_role("link", name=name).first)

    def day(self, label: str, day: str) -> None:
        """Choose a day of the calendar."""
        self.page.get_by_label(label).fill(day)
        self.taps += 1


def test_a_head_goes_on_leave_and_the_stand_in_signs_off(site: Site, sit: Sit) -> None:
    head = sit(words=ZH, language="zh-Hans", screen=PHONE)
    head.sign_in(HEAD)
    finger = Finger(head.page)
    finger.tap(head.page.locator("details.menu summary"))
    finger.onward(head.page.locator("details.menu").get_by_role("link", name="请假与代办"))
    finger.link("我要请假")
    finger.day("最后一日", "2026-07-24")
    finger.button("登记")
    head.sees("请假已登记，到期自动结束。")
    head.sees("7月24日（周五）")
    assert finger.taps == TO_ENTER

    officer = sit(words=ZH, language="zh-Hans", screen=PHONE)
    officer.sign_in(UNIT)
    finger = Finger(officer.page)
    officer.sees("您为教育厅负责人代办，至7月24日（周五）：")
    finger.link("有1件事待办")
    finger.onward(officer.page.locator("main a.row-title").first)
    finger.link("审签")
    finger.tap(officer.page.get_by_role("radio").first)
    finger.onward(officer.page.locator("main form .btn[type=submit]"))
    expect(officer.page.locator("main")).to_contain_text("代行")
    assert finger.taps == TO_SIGN_OFF

    ((role, deputy_of, deputy_role),) = ask(
        site,
        "SELECT role, data->>'deputy_of', data->>'deputy_role' FROM events_event"
        " WHERE step = 'sign_off'",
    )
    ((code,),) = ask(site, "SELECT code FROM members_user WHERE email = %s", HEAD)
    assert (role, deputy_of, deputy_role) == ("head", code, "head")
