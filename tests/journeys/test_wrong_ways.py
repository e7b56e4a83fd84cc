"""Where people go wrong: each time a sentence that helps, and nothing of theirs is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import NAME, PHONE, Watch
from tests.journeys.conftest import Sit
from tests.journeys.serving import ask
from tests.journeys.story import solved, unfold
from tests.journeys.words import EN, ZH
from tests.served.site import Site

PARTS = ("web",)  # Nothing here waits for the worker.
MEMBER, UNIT = "member@demo.example", "officer@demo.example"
WRITE = "/suggestions/write/"
MINUTE = 60_000
SITUATION = "路口的灯两周不亮，放学的孩子看不清路面。"


def sign_everybody_out(site: Site) -> None:
    """What the idle time-out does to a session that nobody uses."""
    ask(site, "DELETE FROM django_session")


def test_a_wrong_password_is_said_plainly_and_the_address_stays(sit: Sit) -> None:
    person = sit(words=EN)
    person.sign_in(MEMBER, "not my password", is_right=False)
    summary = person.page.get_by_role("alert")
    expect(summary).to_contain_text("The name you sign in with or the password is not right.")
    expect(summary).to_be_focused()
    expect(person.page.get_by_label(NAME)).to_have_value(MEMBER)
    expect(person.page.get_by_label("Password")).to_have_value("")
    # Of this form no copy is kept: it is sent once more, which a browser asks about, and not lost.
    person.page.reload()
    expect(summary).to_be_focused()
    expect(person.page.get_by_label(NAME)).to_have_value(MEMBER)
    person.fill("Password", "zhengxie-cloud-demo")
    person.press("Sign in")
    expect(person.page).to_have_url(re.compile(r"/suggestions/$"))


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])
def test_an_empty_form_says_which_fields_and_leads_there(
    sit: Sit, watch: Watch, has_script: bool
) -> None:
    watch.expected.add(422)
    person = sit(words=EN, screen=PHONE, java_script_enabled=has_script)
    person.sign_in(MEMBER)
    person.open(WRITE)
    person.fill("What is the matter", SITUATION)
    person.press("Submit")
    summary = person.page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(3)
    if has_script:
        expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("What should be done")).click()
    field = person.page.get_by_label("What should be done")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(person.page.get_by_label("What is the matter")).to_have_value(SITUATION)
    if has_script:
        # Nothing is sent again, so that no browser has to ask about it; what was typed is there.
        person.page.reload()
        expect(summary).to_have_count(0)
        expect(person.page.get_by_label("What is the matter")).to_have_value(SITUATION)


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])
def test_a_double_tap_makes_one_suggestion(sit: Sit, has_script: bool) -> None:
    title = f"路口的路灯不亮（{has_script}）"
    person = sit(words=EN, screen=PHONE, java_script_enabled=has_script)
    person.sign_in("member2@demo.example")
    person.open(WRITE)
    person.fill("Title", title)
    person.fill("What is the matter", SITUATION)
    person.fill("What should be done", "换灯，并写明报修电话。")
    unfold(person, "#id_place")
    person.choose("Whose matter is it", "The province")
    person.page.locator("#id_confirm").check()
    person.page.get_by_role("button", name="Submit").dblclick()
    expect(person.page.locator("h1")).to_have_text(title)
    person.open("/suggestions/?show=all")
    expect(person.page.locator(".slip", has_text=title)).to_have_count(1)


def test_who_was_signed_out_finds_the_text_again_after_signing_in(
    sit: Sit, watch: Watch, site: Site
) -> None:
    watch.expected |= {401, 403}
    person = sit(words=EN)
    person.sign_in(UNIT)
    person.page.locator("table.rows tr", has_text="中小学课后服务").locator("[data-action]").click()
    person.fill("What was said", "约好了看泳池。")
    answer = person.page.get_by_label("Answer", exact=True)
    answer.fill("已与体育馆商定共用泳池。")
    sign_everybody_out(site)
    person.press("Sign and answer")
    expect(person.page.locator("h1")).to_have_text("You were signed out")
    texts = person.page.locator("textarea")
    assert texts.evaluate_all("all => all.map(one => one.value)") == [
        "约好了看泳池。",
        "已与体育馆商定共用泳池。",
    ]
    person.page.locator("main").get_by_role("link", name="Sign in").click()
    person.fill(NAME, UNIT)
    person.fill("Password", "zhengxie-cloud-demo")
    person.press("Sign in")
    expect(answer).to_have_value("已与体育馆商定共用泳池。")
    person.sees("that had not been sent")
    person.choose("How you spoke with the author", "Telephone")
    solved(person)
    person.press("Sign and answer")
    person.sees("The answer is with the author.")

    # An error page leaves the copy where it is; what was taken is gone from the box.
    (code,) = re.findall(r"\d{4}-\d{5}", person.page.locator("main").inner_text())[:1]
    notes, note = f"/suggestions/{code}/notes/", person.page.locator("main textarea")
    person.open(notes)
    note.fill(SITUATION)
    person.page.context.clear_cookies(name=re.compile("csrf"))
    person.press("Keep the note")
    expect(person.page.locator("h1")).to_have_text("This page was open for too long")
    person.open(notes)
    expect(note).to_have_value(SITUATION)
    person.press("Keep the note")
    person.sees("Noted, for your own desk.")
    expect(note).to_have_value("")


def test_without_script_the_text_is_shown_again_to_copy(sit: Sit, watch: Watch, site: Site) -> None:
    watch.expected.add(401)
    person = sit(words=EN, java_script_enabled=False)
    person.sign_in(MEMBER)
    person.open(WRITE)
    person.fill("What is the matter", SITUATION)
    sign_everybody_out(site)
    person.press("Submit")
    expect(person.page.locator("h1")).to_have_text("You were signed out")
    expect(person.page.locator("textarea")).to_have_value(SITUATION)


def test_who_is_away_is_warned_before_being_signed_out(sit: Sit, site: Site) -> None:
    person = sit(words=ZH, language="zh-Hans")
    person.sign_in(MEMBER)
    person.page.clock.install()
    person.open(WRITE)
    minutes = int(person.page.locator("html").get_attribute("data-idle") or 0) // 60
    dialog = person.page.get_by_role("dialog")
    person.page.clock.fast_forward((minutes - 1) * MINUTE)
    expect(dialog).to_contain_text("您还在吗")
    dialog.get_by_role("button").click()
    expect(dialog).to_be_hidden()
    person.page.clock.fast_forward((minutes + 1) * MINUTE)
    way = dialog.get_by_role("link", name=ZH["Sign in"])
    expect(way).to_be_visible()
    sign_everybody_out(site)
    way.click()
    expect(person.page).to_have_url(re.compile(r"/accounts/login/\?next=/suggestions/write/$"))


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/nowhere/", 404, "没有这个页面"),
        ("/suggestions/2026-99999/", 404, "没有这个页面"),
        ("/office/", 403, "这一页归其他岗位办理"),
    ],
)
def test_a_page_that_is_not_there_or_not_theirs_says_so_and_leads_back(
    sit: Sit, watch: Watch, path: str, status: int, heading: str
) -> None:
    watch.expected.add(status)
    person = sit(words=ZH, language="zh-Hans")
    person.sign_in(MEMBER)
    answer = person.page.goto(person.url + path)
    assert answer
    assert answer.status == status
    expect(person.page.locator("h1")).to_have_text(heading)
    person.page.locator("main").get_by_role("link").first.click()
    expect(person.page).to_have_url(re.compile(r"/suggestions/$"))
