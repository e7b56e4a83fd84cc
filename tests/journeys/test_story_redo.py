"""An answer that does not do is asked for again, twice and no more; then the case is supervised."""

from dataclasses import replace

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.story import (
    ENGLISH,
    act,
    answer,
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

OFFICE, UNIT = "office@demo.example", "officer@demo.example"
THIN = replace(
    ENGLISH,
    title="Publish a number for those who wait for their notice",
    answer="It has been noted.",
    closed="the case is closed since",
)
MISSING = ("Which number, and who answers it?", "The number is there; nobody answers it at noon.")
BETTER = ("The number is 0731-5550100.", "Somebody answers it from eight to eight, at noon too.")


def wants_to_rate(author: Person, code: str) -> None:
    """Whoever is about to say that it will not do is told before that there is another way."""
    author.open(f"/suggestions/{code}/")
    act(author, "Rate")
    hint = author.page.locator(".if-dissatisfied")
    expect(hint).to_be_hidden()
    author.choose("What came of it", "Dissatisfied")
    hint.get_by_role("link", name="Ask for it again").click()


def asks_again(author: Person, missing: str, warning: str) -> None:
    """The author says what is missing, and reads beforehand what it leads to."""
    author.sees(warning)
    author.fill("What is still missing", missing)
    author.press("Ask for it again")
    expect(author.page.locator(".sentence")).to_contain_text("handling it again")
    author.sees(missing)


def answers_again(unit: Person, missing: str, text: str) -> None:
    """The unit reads what is missing beside its last answer, and answers that."""
    unit.open("/unit/")
    row_of(unit, THIN).get_by_role("link", name="Answer", exact=True).click()
    expect(unit.page.locator("main .notice")).to_contain_text(missing)
    unit.page.get_by_label("Answer", exact=True).fill(text)
    solved(unit)
    unit.press("Answer")
    unit.sees(text)


def test_twice_and_then_it_is_supervised(sit: Sit) -> None:
    author, office, unit = sit(words=EN, screen=PHONE), sit(words=EN), sit(words=EN)
    author.sign_in(THIN.member)
    fill_in(author, THIN)
    code = submit(author, THIN)
    office.sign_in(OFFICE)
    routed(office, THIN)
    row_of(office, THIN).get_by_role("link", name="Accept and assign").click()
    assign(office, THIN, click)
    unit.sign_in(UNIT)
    row_of(unit, THIN).get_by_role("link", name="Sign or answer").click()
    answer(unit, THIN, click)

    wants_to_rate(author, code)
    asks_again(author, MISSING[0], "can be asked for again twice")
    answers_again(unit, MISSING[0], BETTER[0])
    office.open("/office/?show=supervised")
    expect(row_of(office, THIN)).to_have_count(0)

    author.open(f"/suggestions/{code}/")
    act(author, "Ask for it again")
    asks_again(author, MISSING[1], "This is the last time")
    for reader in (author, unit):
        reader.open(f"/suggestions/{code}/")
        reader.sees("The office follows it until it is closed.")
        assert "promise" not in reader.text()
    office.open("/office/?show=supervised")
    expect(row_of(office, THIN)).to_have_count(1)
    office.open(f"/suggestions/{code}/")
    expect(office.page.locator(".kicker")).to_contain_text("Supervised")
    answers_again(unit, MISSING[1], BETTER[1])

    author.open(f"/suggestions/{code}/")
    expect(author.page.locator(".sentence")).to_contain_text("Please rate it.")
    expect(author.link("Ask for it again")).to_have_count(0)
    author.open(f"/suggestions/{code}/again/")
    author.sees("This answer cannot be asked for again.")
    for words in (THIN.answer, *MISSING, *BETTER):
        author.sees(words)
    rate(author, THIN)
