"""A unit is reminded in time: the clock is moved, beat asks, and the officer's inbox shows it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import serving
from tests.journeys.browsing import Person
from tests.journeys.conftest import Sit
from tests.journeys.words import ZH
from tests.served.site import Site
from workdays.clock import SHANGHAI

# Given to the education department on Tuesday 14 July with ten working days, and not signed for.
TITLE = "中小学课后服务增加游泳教学"
DUE = datetime(2026, 7, 28, 9, 0, tzinfo=SHANGHAI)
TWO_WORKING_DAYS_BEFORE = datetime(2026, 7, 24, 9, 0, tzinfo=SHANGHAI)
DAY_AFTER = DUE + timedelta(days=1)
FIVE_WORKING_DAYS_AFTER = datetime(2026, 8, 4, 9, 0, tzinfo=SHANGHAI)
UNSIGNED, OVERDUE, LONG_OVERDUE = "尚未签收：", "已逾期：", "逾期已久："
REMINDERS = (
    (TWO_WORKING_DAYS_BEFORE, "即将到期："),
    (DUE, "今天到期："),
    (DAY_AFTER, OVERDUE),
)


@pytest.fixture(scope="module")
def site(demo: str, folder: Path) -> Iterator[Site]:
    with serving.demo_site(demo, folder, hurried=True) as running:
        yield running


def told(person: Person, words: str) -> int:
    """How often the inbox says so about this case."""
    return person.page.locator(".inbox-title", has_text=words + TITLE).count()


def wants_all_at_once(officer: Person) -> None:
    """Reminders come in the daily mail unless somebody wants each at once."""
    officer.open("/account/notices/")
    officer.page.get_by_text("逐类设置").click()
    officer.page.get_by_label("到期提醒 · 邮件").select_option("once")
    officer.page.get_by_role("button", name="保存").click()
    officer.sees("已保存。")


def test_each_reminder_comes_once_when_its_day_has_come(sit: Sit, site: Site) -> None:
    officer = sit(words=ZH, language="zh-Hans")
    officer.sign_in("officer@demo.example")
    wants_all_at_once(officer)
    officer.open("/unit/")
    due = officer.page.locator("table.rows tr", has_text=TITLE)
    expect(due).to_contain_text("7月28日（周二）")
    officer.open("/inbox/")
    officer.reload_until(lambda: told(officer, UNSIGNED) == 1)
    come = [UNSIGNED]
    for moment, words in REMINDERS:
        assert told(officer, words) == 0
        site.set_clock(moment)
        officer.reload_until(lambda words=words: told(officer, words) > 0)
        # Its mail waits a little for others, and would be none once a later word is there.
        site.set_clock(moment + timedelta(minutes=1))
        officer.page.wait_for_timeout(3000)
        come.append(words)
    # Beat has asked every second meanwhile, and does so after the page was read.
    site.set_clock(DAY_AFTER + timedelta(hours=5))
    officer.page.wait_for_timeout(3000)
    officer.page.reload()
    assert {words: told(officer, words) for words in come} == dict.fromkeys(come, 1)

    officer.open("/dev/mail/")
    mails = officer.page.locator("article", has_text="officer@demo.example")
    # The first was written before they chose, and waited for a daily mail that said more by then.
    # Of the others each came at once: by itself, or in one mail with what else came that moment.
    for words in come[1:]:
        mail = mails.filter(has_text=words + TITLE)
        officer.reload_until(lambda mail=mail: mail.count() == 1)

    office = sit(words=ZH, language="zh-Hans")
    office.sign_in("office@demo.example")
    office.open("/inbox/")
    assert told(office, OVERDUE) == told(office, UNSIGNED) == 0
    site.set_clock(FIVE_WORKING_DAYS_AFTER)
    office.reload_until(lambda: told(office, LONG_OVERDUE) == 1)
