"""Two units that must agree, and one that says it is not its matter; through the browser.

Story 2 of the domain, whole: the education department leads, the postal administration gives its
opinion, the office is in a hurry. Then a case that its unit gives back, until the arbiter rules.
"""

import re
from dataclasses import replace
from http import HTTPStatus

from playwright.sync_api import expect

from cppcc_cloud.demo.seed import PASSWORD
from tests.journeys.browsing import NAME, PHONE, Person, Watch
from tests.journeys.conftest import Sit
from tests.journeys.story import (
    ENGLISH,
    Telling,
    act,
    fill_in,
    rate,
    routed,
    row_of,
    solved,
    submit,
    told,
)
from tests.journeys.words import EN

OFFICE, LEAD, POST = "office@demo.example", "officer@demo.example", "officer.post@demo.example"
TOGETHER = replace(
    ENGLISH,
    title="Bring the admission notices through together",
    member="member3@demo.example",
    urgency="Simple",
    answer_by="Thu 23 July",
    closed="the case is closed since",
)
DISPUTED = replace(ENGLISH, title="One number to ask where an admission notice is")
OPINION = "The post brings each notice to the door; a list of the closed streets is enough."


def sent(member: Person, telling: Telling) -> str:
    """Sign in, write and submit; the code of the case."""
    member.sign_in(telling.member)
    fill_in(member, telling)
    return submit(member, telling)


def test_one_leads_the_other_gives_its_opinion_and_the_author_rates(sit: Sit, watch: Watch) -> None:
    watch.expected.add(HTTPStatus.CONFLICT)
    member = sit(words=EN, screen=PHONE, has_touch=True, is_mobile=True)
    sent(member, TOGETHER)
    before = member.unread()

    office = sit(words=EN)
    office.sign_in(OFFICE)
    routed(office, TOGETHER)
    row_of(office, TOGETHER).get_by_role("link", name="Accept and assign").click()
    office.page.get_by_text("Several units together").click()
    office.fill("Find a unit", "Postal")
    office.page.get_by_role("checkbox", name="Postal Administration").check()
    office.choose("Time to answer", "Simple")
    office.press("Accept and assign")
    expect(office.page).to_have_url(re.compile(r"/office/$"))

    lead = sit(words=EN)
    lead.sign_in(LEAD)
    row_of(lead, TOGETHER).get_by_role("link", name="Sign or answer").click()
    expect(lead.page.locator("main")).to_contain_text("Postal Administration gives its opinion")
    lead.choose("How you spoke with the author", "Telephone")
    lead.fill("What was said", TOGETHER.talk)
    lead.page.get_by_label("Answer", exact=True).fill(TOGETHER.answer)
    solved(lead)
    lead.press("Sign and answer")
    expect(lead.page.locator("[data-errors]")).to_contain_text("Postal Administration")
    expect(lead.page.get_by_label("Answer", exact=True)).to_have_value(TOGETHER.answer)

    member.page.reload()
    expect(member.page.locator("main")).to_contain_text("Postal Administration")

    post = sit(words=EN, screen=PHONE)
    post.sign_in(POST)
    row_of(post, TOGETHER).get_by_role("link", name="Give the opinion").click()
    post.page.get_by_label("Opinion").fill(OPINION)
    post.press("Give the opinion")
    post.sees(OPINION)

    lead.press("Sign and answer")
    expect(lead.page.locator(".seal").first).to_contain_text("A")
    lead.sees(OPINION)
    told(member, TOGETHER, before)
    rate(member, TOGETHER)


def test_a_unit_gives_it_back_is_refused_and_the_arbiter_rules(sit: Sit) -> None:
    member = sit(words=EN)
    code = sent(member, DISPUTED)
    office = sit(words=EN)
    office.sign_in(OFFICE)
    routed(office, DISPUTED)
    row_of(office, DISPUTED).get_by_role("link", name="Accept and assign").click()
    office.press("Accept and assign")
    expect(office.page).to_have_url(re.compile(r"/office/$"))

    unit = sit(words=EN)
    unit.sign_in(LEAD)
    unit.open(f"/suggestions/{code}/")
    due = unit.page.locator(".sentence strong").nth(1).inner_text()
    act(unit, "Sign or answer")
    unit.press("Sign for it now, answer later")
    unit.open(f"/suggestions/{code}/")
    act(unit, "Give it back")
    unit.fill("Why it is not yours", "Letters are a matter of the post.")
    unit.page.get_by_role("combobox", name="Whose it is").fill("postal adm")
    unit.page.keyboard.press("Enter")
    unit.press("Give it back")

    office.open("/office/?show=asked")
    expect(row_of(office, DISPUTED)).to_have_count(1)
    office.open(f"/suggestions/{code}/")
    act(office, "Decide")
    office.page.get_by_role("radio", name=re.compile("stays|Leave|Refuse", re.IGNORECASE)).check()
    office.fill("Reason", "The schools know the candidates.")
    office.page.locator("main").get_by_role("button").last.click()

    unit.open(f"/suggestions/{code}/")
    act(unit, "Call the arbiter")
    unit.page.get_by_label("Why", exact=True).fill("The post has the addresses.")
    unit.press("Call the arbiter")

    arbiter = sit(words=EN)
    arbiter.open("/accounts/login/")
    arbiter.fill(NAME, "arbiter@demo.example")
    arbiter.fill("Password", PASSWORD)
    arbiter.press("Sign in")
    arbiter.open(f"/suggestions/{code}/")
    act(arbiter, "Rule")
    arbiter.page.get_by_role("radio", name=re.compile("It stays")).check()
    arbiter.page.locator("textarea").fill("The schools reach every family.")
    arbiter.page.locator("main").get_by_role("button").last.click()

    unit.open(f"/suggestions/{code}/")
    expect(unit.page.locator(".sentence")).to_contain_text(due)
    for words in ("Letters are a matter of the post.", "The schools reach every family."):
        unit.sees(words)
    member.open(f"/suggestions/{code}/")
    expect(member.page.locator(".sentence")).to_contain_text(due)
