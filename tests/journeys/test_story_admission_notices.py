"""Story 2 of the domain with one unit, from submission to rating and close, told in three ways.

On a phone in Chinese, at a desk in English by keyboard, and without JavaScript; web server, worker
and beat are real processes.
"""

import re
from dataclasses import replace

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.story import (
    CHINESE,
    ENGLISH,
    Press,
    Telling,
    answer,
    assign,
    by_enter,
    click,
    draft_is_back,
    draft_is_kept,
    fill_in,
    rate,
    routed,
    row_of,
    sees_no_rating,
    submit,
    to_the_row,
    told,
)
from tests.journeys.words import EN, ZH

OFFICE, UNIT = "office@demo.example", "officer@demo.example"
WITHOUT_SCRIPT = replace(
    CHINESE,
    member="member3@demo.example",
    title="管控县城的录取通知书请预约上门投递",
    is_pictured=False,
)


def decided(office: Person, telling: Telling, press: Press) -> None:
    """The office signs in, sees the proposal, and accepts and assigns."""
    office.sign_in(OFFICE)
    routed(office, telling)
    if press is by_enter:
        to_the_row(office, telling)
    else:
        label = office.say("Accept and assign")
        row_of(office, telling).get_by_role("link", name=label).click()
    assign(office, telling, press)


def handled(unit: Person, telling: Telling, press: Press) -> None:
    """The unit signs in and answers."""
    unit.sign_in(UNIT)
    if press is by_enter:
        to_the_row(unit, telling)
    else:
        row_of(unit, telling).get_by_role("link", name=unit.say("Sign or answer")).click()
    answer(unit, telling, press)


def finish(
    telling: Telling, member: Person, office: Person, unit: Person, *, press: Press = click
) -> None:
    """From the submission to the end."""
    code = submit(member, telling)
    before = member.unread()
    decided(office, telling, press)
    member.page.reload()
    for words in telling.with_unit:
        expect(member.page.locator(".sentence")).to_contain_text(words)
    handled(unit, telling, press)
    told(member, telling, before)
    rate(member, telling)
    sees_no_rating(unit, telling, code)


def test_on_a_phone_in_chinese(sit: Sit) -> None:
    chinese = {"language": "zh-Hans", "words": ZH}
    member = sit(**chinese, screen=PHONE, has_touch=True, is_mobile=True)
    member.sign_in(CHINESE.member)
    expect(member.page).to_have_url(re.compile(r"/suggestions/$"))
    expect(member.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    fill_in(member, CHINESE)
    draft_is_kept(member, CHINESE)
    finish(CHINESE, member, sit(**chinese), sit(**chinese))


def test_at_a_desk_in_english_by_keyboard(sit: Sit) -> None:
    member = sit(words=EN)
    member.sign_in(ENGLISH.member)
    expect(member.page.locator("html")).to_have_attribute("lang", "en")
    fill_in(member, ENGLISH)
    draft_is_kept(member, ENGLISH)
    finish(ENGLISH, member, sit(words=EN), sit(words=EN), press=by_enter)


def test_without_javascript(sit: Sit) -> None:
    """The same forms and links; a button keeps the draft."""
    plain = {"language": "zh-Hans", "words": ZH, "java_script_enabled": False}
    member = sit(**plain, screen=PHONE)
    member.sign_in(WITHOUT_SCRIPT.member)
    fill_in(member, WITHOUT_SCRIPT)
    member.press("Keep as draft")
    expect(member.page).to_have_url(re.compile(r"/suggestions/$"))
    draft_is_back(member, WITHOUT_SCRIPT)
    finish(WITHOUT_SCRIPT, member, sit(**plain), sit(**plain))
