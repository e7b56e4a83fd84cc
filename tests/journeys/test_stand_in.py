"""A head goes on leave by phone; the stand-in opens what waits, and signs off with that seat."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import serving
from tests.journeys.conftest import Sit
from tests.journeys.pictures import picture
from tests.journeys.serving import MORNING, ask
from tests.journeys.tapping import SAID, lay_before_the_head, on_a_phone
from tests.journeys.visiting import HEAD, UNIT
from tests.served import database
from tests.served.site import Site
from workdays import clock


@pytest.fixture(scope="module")
def site(demo: str, folder: Path, django_db_blocker: Any) -> Iterator[Site]:
    """One answer of the head's unit waits for the head's word."""
    with serving.demo_site(demo, folder, "web", standing=True) as running:
        name = running.database_url.rpartition("/")[2]
        with django_db_blocker.unblock(), database.seen_from_here(name), clock.moved(MORNING):
            lay_before_the_head(1)
        yield running


def test_a_head_goes_on_leave_and_the_stand_in_signs_off(site: Site, sit: Sit) -> None:
    head, thumb = on_a_phone(sit, HEAD)
    thumb.tap(head.page.locator("details.menu summary"))
    thumb.onward(head.page.locator("details.menu").get_by_role("link", name="请假与代办"))
    thumb.link("我要请假")
    thumb.day("最后一日", "2026-07-24")
    picture(head.page, "head-absence")
    thumb.button("登记")
    head.sees("请假已登记，到期自动结束。")
    head.sees("7月24日（周五）")
    assert thumb.taps == 5, SAID

    officer, thumb = on_a_phone(sit, UNIT)
    officer.sees("您为教育厅负责人代办，至7月24日（周五）：")
    picture(officer.page, "head-stand-in")
    thumb.link("有 1 件事待办")
    thumb.onward(officer.page.locator("main a.row-title"))
    thumb.link("审签")
    thumb.button("审签并送达委员")
    expect(officer.page.locator("main")).to_contain_text("审签了答复")
    assert thumb.taps == 4, SAID

    ((role, deputy_of, deputy_role),) = ask(
        site,
        "SELECT role, data->>'deputy_of', data->>'deputy_role' FROM events_event"
        " WHERE step = 'sign_off'",
    )
    ((code,),) = ask(site, "SELECT code FROM members_user WHERE email = %s", HEAD)
    assert (role, deputy_of, deputy_role) == ("head", code, "head")
