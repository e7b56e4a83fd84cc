"""How many taps a task takes on a phone, as docs/explanation/ease.md says; typing is left out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import serving
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import Sit
from tests.journeys.pictures import picture
from tests.journeys.serving import MORNING, ask
from tests.journeys.tapping import ANSWER, SAID, Thumb, lay_before_the_head, on_a_phone
from tests.journeys.test_twenty_in_a_row import submit
from tests.journeys.visiting import HEAD
from tests.journeys.words import EN, ZH
from tests.served import database
from tests.served.site import Site
from workdays import clock

MEMBER, OFFICE = "member2@demo.example", "office@demo.example"
TITLE = "给候车亭加一盏灯"


@pytest.fixture(scope="module")
def site(demo: str, folder: Path, django_db_blocker: Any) -> Iterator[Site]:
    """Two answers of one unit wait for its head, who has been told; two cases are new."""
    minute = {"UNDO_SECONDS": "60"}
    with serving.demo_site(demo, folder, "web", standing=True, **minute) as running:
        name = running.database_url.rpartition("/")[2]
        with django_db_blocker.unblock(), database.seen_from_here(name), clock.moved(MORNING):
            lay_before_the_head(2)
            submit(1)
            submit(2)
        yield running


def test_a_member_submits_from_the_desk_with_three_taps(sit: Sit) -> None:
    member, thumb = on_a_phone(sit, MEMBER)
    thumb.tap(member.link("Write"))
    member.fill("Title", "灯" * 55)
    expect(member.page.locator("[data-left]")).to_have_text("还可输入 5 字")
    member.fill("Title", TITLE)
    member.fill("What is the matter", "晚上八点以后候车亭里没有灯，老人看不清站牌。")
    member.fill("What should be done", "请加一盏太阳能灯。")
    thumb.tap(member.page.locator("#id_confirm"))
    thumb.button(member.say("Submit"))
    title = member.page.locator("h1")
    expect(title).to_have_text(TITLE)
    # A line of it ends between words.
    assert "候车亭加<wbr>一盏灯" in title.inner_html()
    assert thumb.taps == 3, SAID


def test_a_head_signs_off_from_the_notice_and_from_the_desk(sit: Sit) -> None:
    head, thumb = on_a_phone(sit, HEAD)
    head.open("/inbox/")
    line = head.page.locator(".inbox-line", has_text="待审签").get_by_role("link")
    picture(head.page, "head-inbox")
    thumb.onward(line)
    head.sees(ANSWER)
    picture(head.page, "head-sign-off")
    thumb.button(head.say("Sign off and deliver"))
    expect(head.page).to_have_url(re.compile(r"/suggestions/\d+-\d+/$"))
    assert thumb.taps == 2, SAID

    head.open("/unit/")
    thumb.taps = 0
    thumb.tap(head.page.locator(".row-action").get_by_role("link", name="审签"))
    head.sees(ANSWER)
    thumb.button(head.say("Sign off and deliver"))
    expect(head.page).to_have_url(re.compile(r"/suggestions/\d+-\d+/$"))
    assert thumb.taps == 2, SAID


def test_a_resident_looks_a_case_up_with_the_code_that_the_member_made(sit: Sit) -> None:
    member, thumb = on_a_phone(sit, MEMBER)
    thumb.onward(member.page.locator("main .slip h3 a"))
    thumb.link("给群众一个查询码")
    thumb.onward(member.page.locator("[name=make]"))
    code = member.page.locator(".card-code").inner_text()
    assert thumb.taps == 3, SAID

    resident = sit(words=ZH, language="zh-Hans", screen=PHONE, has_touch=True)
    resident.open("/query/")
    picture(resident.page, "resident-query")
    thumb = Thumb(resident.page)
    resident.page.locator("[name=code]").fill(code)
    thumb.onward(resident.page.locator("main form .btn"))
    expect(resident.page.locator(".sentence")).to_be_visible()
    assert thumb.taps == 1, SAID
    picture(resident.page, "resident-answer")


def states(site: Site) -> set[str]:
    """Where the two new cases stand."""
    new = "SELECT DISTINCT state FROM suggestions_suggestion WHERE title LIKE '降低书架之%%'"
    return {state for (state,) in ask(site, new)}


def test_several_are_accepted_and_undone_by_keyboard_and_a_text_goes_where_the_cursor_is(
    site: Site, sit: Sit
) -> None:
    office = sit(words=EN)
    office.sign_in(OFFICE)
    page, here = office.page, office.page.locator("tr.is-here")
    for _row in range(page.locator("table.rows tbody tr").count()):
        page.keyboard.press("j")
        if "降低书架之" in here.inner_text():
            page.keyboard.press("x")
    picture(page, "office-several")
    with page.expect_navigation():
        page.keyboard.press("y")
    expect(page.get_by_role("status").first).to_contain_text("Accepted, to be assigned later")
    assert states(site) == {"accepted"}
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.get_by_role("status").first).to_contain_text("2 cases are as they were before")
    assert states(site) == {"submitted"}

    row = page.locator("tr", has_text="降低书架之1").get_by_role("link", name="Accept and assign")
    decide = str(row.get_attribute("href"))
    office.open(decide.replace("/decide/", "/decline/"))
    reason = page.get_by_label("Reason", exact=True)
    reason.fill("谢谢您。")
    reason.press("Home")
    page.get_by_role("button", name=re.compile("不属职责")).click()
    expect(reason).to_have_value(re.compile("^《.*》所提事项不属.*谢谢您。$"))
    expect(reason).to_be_focused()
