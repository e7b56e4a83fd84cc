"""A long list is made while nobody looks: the office presses once, leaves, and comes back for it.

The worker starts only after the tab was closed, so that the list cannot be there before.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys import serving
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import Sit
from tests.journeys.words import ZH
from tests.served.site import Site

OFFICE = "office@demo.example"
JOB = re.compile(r"/jobs/J\w{9}/$")
MOST_PRESSES = 4
COUNT = """
    SELECT code FROM suggestions_suggestion WHERE organ_id = '430000' AND sealed_at IS NULL
"""


@pytest.fixture(scope="module")
def site(demo: str, folder: Path) -> Iterator[Site]:
    with serving.demo_site(demo, folder, "web", EXPORT_AT_ONCE="3") as running:
        yield running


class Presses:
    """What somebody presses from the list to the file."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, thing: Locator) -> None:
        self.count += 1
        thing.click()


def test_the_office_leaves_and_comes_back_for_its_list(sit: Sit, site: Site) -> None:
    wanted = {code for (code,) in serving.ask(site, COUNT)}
    assert len(wanted) > 3
    office, press = sit(words=ZH, language="zh-Hans", screen=PHONE), Presses()
    office.sign_in(OFFICE)
    office.open("/office/?show=all")
    press(office.page.get_by_role("button", name="CSV"))
    expect(office.page).to_have_url(JOB)
    expect(office.page.locator(".job-state")).to_have_text("排队等候")
    address = office.page.url
    context = office.page.context
    office.page.close()

    # Another tab that stays open sees the end without being loaded again.
    watching = context.new_page()
    watching.goto(address)
    expect(watching.get_by_role("button", name="停止任务")).to_be_visible()
    site.start("worker-1", "beat-1")
    expect(watching.get_by_role("link", name="下载")).to_be_visible(timeout=30_000)
    expect(watching.locator("#job-said")).to_have_text("完成")

    office.page = context.new_page()
    office.open("/office/")
    office.reload_until(lambda: office.unread() > 0)
    press(
        office.page.locator(".bar a[href='/inbox/'], .nav a[href='/inbox/']").locator(
            "visible=true"
        )
    )
    press(office.page.get_by_role("link", name=re.compile("导出列表")).first)
    expect(office.page).to_have_url(address)
    with office.page.expect_download() as file:
        press(office.page.get_by_role("link", name="下载"))

    assert press.count <= MOST_PRESSES
    assert re.fullmatch(r"\S+政协-全部-\d{8}\.csv", file.value.suggested_filename)
    with Path(file.value.path()).open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["编号"] for row in rows} == wanted
    taken = "SELECT step FROM events_event WHERE kind = 'job' ORDER BY id"
    assert [step for (step,) in serving.ask(site, taken)] == ["started", "done", "fetched"]
