"""A promise that is not kept in time, is chased, is not as reported, and is kept in the end."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import serving, story
from tests.journeys.browsing import Person
from tests.journeys.conftest import Sit
from tests.journeys.words import EN
from tests.served.site import Site
from workdays.clock import SHANGHAI

AUTHOR, UNIT, OFFICE = "member2@demo.example", "officer@demo.example", "office@demo.example"
TITLE = "特殊教育学校的校车增加升降踏板"
CHASED = "Promise overdue: "
FIRST_REPORT, SECOND_REPORT = "Two of nine buses have steps.", "All nine buses have steps now."
NOT_SO = "Seven buses still go without."
MORNING = time(9, 0, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def site(demo: str, folder: Path) -> Iterator[Site]:
    with serving.demo_site(demo, folder, hurried=True) as running:
        yield running


def told(person: Person, words: str) -> int:
    """How often the inbox says so about this case."""
    person.open("/inbox/")
    return person.page.locator(".inbox-title", has_text=words + TITLE).count()


def act(person: Person, code: str, label: str) -> None:
    """Open the case and take one of its ways."""
    person.open(f"/suggestions/{code}/")
    story.act(person, label)


def report(unit: Person, code: str, words: str) -> None:
    """The unit says that it has kept its word."""
    act(unit, code, "Report on the promise")
    unit.page.locator("input[name=claim][value=kept]").check()
    unit.fill("What shows it, or why it cannot be done", words)
    unit.press("Report")


def test_it_is_chased_contested_and_kept(sit: Sit, site: Site) -> None:
    found = "SELECT suggestions_suggestion.code, due_on FROM suggestions_suggestion"
    found += " JOIN commitments_commitment ON about = suggestions_suggestion.code WHERE title = %s"
    code, due = serving.ask(site, found, TITLE)[0]
    author, unit, office = (sit(words=EN) for _person in range(3))
    for person, email in ((author, AUTHOR), (unit, UNIT), (office, OFFICE)):
        person.sign_in(email)
    author.open(f"/suggestions/{code}/")
    expect(author.page.locator(".sentence")).to_contain_text("has promised it by")
    assert told(unit, CHASED) == 0

    site.set_clock(datetime.combine(_workday_after(due), MORNING))
    unit.reload_until(lambda: told(unit, CHASED) > 0)
    site.set_clock(datetime.combine(due + timedelta(days=12), MORNING))
    office.reload_until(lambda: told(office, CHASED) > 0)

    report(unit, code, FIRST_REPORT)
    act(author, code, "Was it kept?")
    author.sees(FIRST_REPORT)
    author.page.get_by_role("radio", name="No", exact=True).check()
    author.fill("What is not as reported", NOT_SO)
    author.press("Send your word")

    later = due + timedelta(days=60)
    act(unit, code, "Give a new date")
    unit.sees(NOT_SO)
    unit.page.get_by_label("New date").fill(later.isoformat())
    unit.fill("Why it takes longer", "The parts are ordered.")
    unit.press("Give a new date")

    site.set_clock(datetime.combine(_workday_after(later), MORNING) - timedelta(days=4))
    report(unit, code, SECOND_REPORT)
    act(author, code, "Was it kept?")
    author.page.get_by_role("radio", name=re.compile("Yes, it was kept")).check()
    author.press("Send your word")
    expect(author.page.locator(".sentence")).to_contain_text("closed")
    for words in (FIRST_REPORT, NOT_SO, SECOND_REPORT):
        author.sees(words)


def _workday_after(day: date) -> date:
    """A Tuesday to Friday after a day: no rest day is near enough to matter here."""
    after = day + timedelta(days=1)
    while after.weekday() in (0, 5, 6):
        after += timedelta(days=1)
    return after
