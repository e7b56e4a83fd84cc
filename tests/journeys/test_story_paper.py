"""A unit that answers on paper: the office enters it, and everybody reads that it did.

Then a unit that does log in, whose head signs on paper, because the organ's rule asks for it.
"""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.files.samples import a_photo
from tests.journeys import serving
from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.story import (
    ENGLISH,
    Telling,
    act,
    assign,
    click,
    fill_in,
    rate,
    routed,
    row_of,
    solved,
    submit,
)
from tests.journeys.words import EN
from tests.served.site import Site

OFFICE, POST, LEAD = "office@demo.example", "officer.post@demo.example", "officer@demo.example"
ON_PAPER = replace(
    ENGLISH,
    title="Keep the post office of the closed street open",
    answer="The post office opens from eight to ten; the notices lie ready there.",
    closed="the case is closed since",
)
STAMPED = replace(ENGLISH, title="Say in one letter to each school what holds this summer")
WHY_LATER = "The street opens again next week."
MARK = "entered for Postal Administration"
SCANNED = "the paper of the unit.jpg"
RULE = (
    "INSERT INTO suggestions_answerpolicy"
    " (organ_id, instrument, checks, sign_off, co_sign, version, since)"
    " VALUES ('430000', 'micro', false, 'head', false, 9, '2026-01-01')"
)


def scan(name: str) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": a_photo(size=(800, 1100))}


def handed_in(author: Person, telling: Telling) -> str:
    """Sign in, write and submit; the code of the case."""
    author.sign_in(telling.member)
    fill_in(author, telling)
    return submit(author, telling)


def attach(person: Person, name: str) -> None:
    """Choose a scan, and wait until it has arrived."""
    person.page.locator("[type=file]").set_input_files([scan(name)])
    expect(person.page.locator(".attached")).to_have_count(1)


def enter(office: Person, code: str, what: str, **fields: str) -> None:
    """From the case: which act it is, the paper's date, its scan, and what it says."""
    office.open(f"/suggestions/{code}/")
    act(office, "Enter for the unit")
    office.page.locator("main").get_by_role("link", name=what, exact=True).click()
    office.fill("Date of the paper", "2026-07-16")
    attach(office, SCANNED)
    for label, text in fields.items():
        office.page.get_by_label(label.replace("_", " "), exact=True).fill(text)
    if what == "Answer":
        office.choose("How you spoke with the author", "Telephone")
        solved(office)
    office.press("Enter")
    office.sees("The unit is told.")


def test_the_office_enters_what_a_unit_did_on_paper(sit: Sit) -> None:
    author, office = sit(words=EN, screen=PHONE), sit(words=EN)
    code = handed_in(author, ON_PAPER)
    office.sign_in(OFFICE)
    routed(office, ON_PAPER)
    row_of(office, ON_PAPER).get_by_role("link", name="Accept and assign").click()
    office.page.get_by_role("combobox", name="Unit from the list").fill("postal adm")
    office.page.keyboard.press("Enter")
    office.press("Accept and assign")

    enter(office, code, "Sign for")
    enter(
        office,
        code,
        "Ask for more time",
        Why_more_time_is_needed=WHY_LATER,
        Until_which_day="2026-08-06",
    )
    act(office, "Decide on more time")
    office.page.get_by_role("radio", name="Give more time").check()
    office.fill("Until which day", "2026-08-04")
    office.page.locator("main").get_by_role("button").last.click()
    author.open(f"/suggestions/{code}/")
    expect(author.page.locator(".sentence")).to_contain_text("Tue 4 August")
    author.sees(WHY_LATER)
    enter(
        office,
        code,
        "Answer",
        Answer=ON_PAPER.answer,
        **{"What was said, or why there was no contact": ON_PAPER.talk},
    )

    post = sit(words=EN)
    post.sign_in(POST)
    for reader in (author, post):
        reader.open(f"/suggestions/{code}/")
        expect(reader.page.locator(".entry-words", has_text=ON_PAPER.answer)).to_contain_text(MARK)
        found = reader.page.get_by_role("link", name=SCANNED).first.get_attribute("href")
        assert reader.page.request.get(reader.url + str(found)).ok
    rate(author, ON_PAPER)


@pytest.fixture
def signed_off(site: Site) -> None:
    """From today the head signs each answer off."""
    serving.ask(site, RULE)


@pytest.mark.usefixtures("signed_off")
def test_the_head_signs_on_paper_and_the_officer_records_the_stamped_letter(sit: Sit) -> None:
    author, office, unit = sit(words=EN, screen=PHONE), sit(words=EN), sit(words=EN)
    code = handed_in(author, STAMPED)
    office.sign_in(OFFICE)
    routed(office, STAMPED)
    row_of(office, STAMPED).get_by_role("link", name="Accept and assign").click()
    assign(office, STAMPED, click)

    unit.sign_in(LEAD)
    row_of(unit, STAMPED).get_by_role("link", name="Sign or answer").click()
    unit.choose("How you spoke with the author", "Telephone")
    unit.fill("What was said", STAMPED.talk)
    unit.page.get_by_label("Answer", exact=True).fill(STAMPED.answer)
    solved(unit)
    unit.press("Hand in for signing")
    expect(unit.page.locator("aside")).to_contain_text("To be signed off by its head")
    author.open(f"/suggestions/{code}/")
    assert STAMPED.answer not in author.text()

    unit.open(f"/suggestions/{code}/")
    act(unit, "Record the stamped letter")
    attach(unit, "the stamped letter.jpg")
    unit.press("Record the stamped letter")
    unit.sees("Recorded. The answer goes on.")
    author.open(f"/suggestions/{code}/")
    said = author.page.locator(".entry-words", has_text=STAMPED.answer)
    expect(said).to_contain_text("stamped letter recorded by")
    expect(author.page.get_by_role("link", name="the stamped letter.jpg").first).to_be_visible()
