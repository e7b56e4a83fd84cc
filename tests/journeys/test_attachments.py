"""Photos and files through a browser: while one writes, and with the form where nothing runs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.files.samples import a_pdf, a_photo
from tests.journeys.browsing import PHONE, Watch
from tests.journeys.conftest import Sit
from tests.journeys.words import ZH

PARTS = ("web",)  # Nothing here waits for the worker.
PHOTO = {"name": "路灯.jpg", "mimeType": "image/jpeg", "buffer": a_photo(size=(1200, 900))}
PDF = {"name": "说明.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
BAD = {"name": "灯.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
CASE = re.compile(r"/suggestions/\d{4}-\d+/$")


def write(page: Page, title: str) -> None:
    page.locator("#id_title").fill(title)
    page.locator("#id_situation").fill("路口的灯两周不亮。")


def submit(page: Page) -> None:
    page.locator("#id_confirm").check()
    page.locator("main form .btn[type=submit]").click()


def shown(page: Page) -> list[str]:
    """The names in the list of what is kept."""
    return [item.get_attribute("data-attached") or "" for item in page.locator(".attached").all()]


def test_a_phone_sends_photos_while_one_writes(sit: Sit, watch: Watch) -> None:
    watch.expected = {422}
    member = sit(words=ZH, language="zh-Hans", screen=PHONE)
    member.sign_in("member@demo.example")
    member.open("/suggestions/write/")
    page = member.page
    write(page, "修好路口的灯")
    page.locator("[type=file]").set_input_files([PHOTO, BAD, PDF])
    expect(page.locator(".attached[data-attached]")).to_have_count(2)
    expect(page.locator(".attached.is-refused")).to_contain_text("“灯.svg”")
    page.locator(".attached.is-refused button").click()
    expect(page.locator(".attached")).to_have_count(2)

    # A saved draft keeps them; one is taken away, and sending shows the rest.
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    page.reload()
    assert shown(page) == ["路灯.jpg", "说明.pdf"]
    page.locator(".attached").nth(1).get_by_role("button").click()
    expect(page.locator(".attached")).to_have_count(1)
    page.locator("#id_ask").fill("换一盏。")
    submit(page)
    expect(page).to_have_url(CASE)
    photo = page.locator(".attachments img")
    expect(photo).to_have_count(1)
    expect(photo).to_have_js_property("naturalWidth", 480)
    page.locator(".attachments a").click()
    expect(page).to_have_url(re.compile("/files/"))


def test_sending_waits_for_what_is_still_on_its_way(sit: Sit) -> None:
    member = sit(words=ZH, language="zh-Hans")
    member.sign_in("member2@demo.example")
    member.open("/suggestions/write/")
    page = member.page
    write(page, "修好桥上的灯")
    page.locator("#id_ask").fill("换一盏。")
    page.route("**/files/", lambda route: (page.wait_for_timeout(800), route.continue_()))
    page.locator("[type=file]").set_input_files([PHOTO])
    submit(page)
    expect(page).to_have_url(CASE)
    expect(page.locator(".attachments img")).to_have_count(1)


@pytest.mark.parametrize("screen", [PHONE, None], ids=["phone", "desk"])
def test_without_a_script_files_come_with_the_form(sit: Sit, watch: Watch, screen) -> None:
    watch.expected = {422}
    member = sit(words=ZH, language="zh-Hans", screen=screen, java_script_enabled=False)
    member.sign_in("member2@demo.example")
    member.open("/suggestions/write/")
    page = member.page
    write(page, "修好站台的灯")
    page.locator("[type=file]").set_input_files([PHOTO, PDF, BAD])
    submit(page)
    expect(page.locator("[data-errors]")).to_contain_text("“灯.svg”")
    assert shown(page) == ["路灯.jpg", "说明.pdf"]
    page.locator(".attached-out input").nth(1).check()
    page.locator("#id_ask").fill("换一盏。")
    submit(page)
    expect(page).to_have_url(CASE)
    expect(page.locator(".attachments li")).to_have_count(1)
