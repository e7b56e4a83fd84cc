"""The office clears twenty cases in a row by keyboard alone, and undoes one of them."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from events.models import Event
from members.models import Organ, User
from members.policies import hats
from suggestions.actions import recommending, submitting
from suggestions.actions.submitting import Words
from suggestions.places import Matter
from tests.journeys import serving
from tests.journeys.conftest import Sit
from tests.journeys.serving import MORNING, ask
from tests.journeys.words import EN
from tests.served import database
from tests.served.site import Site
from workdays import clock

OFFICE, AUTHOR = "office@demo.example", "member@demo.example"
MANY, MOST_KEYS = 20, 4
WORDS = "少儿阅览室的书架太高，请降低图书馆书架。"


@pytest.fixture(scope="module")
def site(demo: str, folder: Path, django_db_blocker: Any) -> Iterator[Site]:
    """Nothing else waits for the office; decisions can be undone, and the minute does not pass."""
    minute = {"UNDO_SECONDS": "60"}
    with serving.demo_site(demo, folder, "web", standing=True, **minute) as running:
        name = running.database_url.rpartition("/")[2]
        with django_db_blocker.unblock(), database.seen_from_here(name), clock.moved(MORNING):
            for number in range(MANY + 1):
                submit(number)
        yield running


def submit(number: int) -> None:
    """One more case for the province, for which a unit is proposed."""
    organ, author = Organ.objects.get(pk="430000"), User.objects.get(email=AUTHOR)
    own = hats(author).member_of[0]
    case = submitting.submit(
        key=uuid.uuid4(),
        words=Words(f"降低书架之{number}", WORDS, ""),
        place=organ,
        matter=Matter(organ, None),
        author_organ=own,
        by=author,
        at=MORNING,
    )
    submitted = Event.objects.of("suggestion", case.code).get(step="submit")
    recommending.route(event=submitted, at=MORNING)


class Hands:
    """Two hands on a keyboard: every key is counted, and there is nothing else."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def onward(self, key: str) -> int:
        """Press a key that leads to another page; how many were pressed on this one."""
        before, keys = self.page.url, self.keys
        with self.page.expect_navigation(wait_until="load"):
            self.press(key)
        assert self.page.url != before
        self.keys = 0
        return keys + 1


def assigned(site: Site) -> int:
    """How many of the cases are with a unit."""
    ((count,),) = ask(
        site,
        "SELECT count(*) FROM suggestions_suggestion WHERE title LIKE '降低书架之%%'"
        " AND state = 'assigned'",
    )
    return int(count)


def test_twenty_cases_in_a_row_by_keyboard_alone(site: Site, sit: Sit) -> None:
    office = sit(words=EN)
    office.sign_in(OFFICE)
    page, hands = office.page, Hands(office.page)
    # What else waits here stands above: it is due sooner.
    for _row in range(page.locator("table.rows tbody tr").count()):
        page.keyboard.press("j")
        if "降低书架之" in page.locator("tr.is-here").inner_text():
            break
    hands.onward("a")
    expect(page.locator("[name=unit]:checked")).to_be_focused()
    hands.press("g")
    hands.keys = 0

    pressed = []
    while len(pressed) < MANY:
        pressed.append(decide(hands, number=len(pressed)))
        if len(pressed) == MANY // 2:
            undo_and_decide_again(hands, site)

    assert max(pressed) <= MOST_KEYS
    assert assigned(site) == MANY
    assert sorted(set(pressed)) == [1, 2], "docs/explanation/ease.md says so"
    type_over_a_choice(hands)
    assert find_another(hands) == 3, "docs/explanation/ease.md says so"
    assert assigned(site) == MANY + 1


def decide(hands: Hands, *, number: int) -> int:
    """Take the first proposal, or every fifth time choose it by its number; how many keys."""
    chosen = hands.page.locator("[name=unit]:checked")
    expect(chosen).to_be_focused()
    if number == 0 or number % 5 == 4:
        if number:
            hands.press("1")
        return hands.onward("Enter")
    return hands.onward("a")


def find_another(hands: Hands) -> int:
    """A unit that is not proposed is found by its first letters; how many keys besides them."""
    expect(hands.page.locator("[name=unit]:checked")).to_be_focused()
    hands.press("f")
    hands.page.keyboard.type("slt")
    box = hands.page.get_by_role("combobox", name="Unit from the list")
    expect(box).to_be_focused()
    expect(hands.page.get_by_role("option", selected=True)).to_have_count(1)
    hands.press("Enter")
    expect(hands.page.locator("[name=unit][value=other]")).to_be_checked()
    return hands.onward("Enter")


def type_over_a_choice(hands: Hands) -> None:
    """Words over a chosen unit take it back; while they name nothing, nothing is sent."""
    box, there = hands.page.get_by_role("combobox", name="Unit from the list"), hands.page.url
    box.fill("slt")
    box.press("Enter")
    expect(hands.page.locator("select[name=other]")).not_to_have_value("")
    box.fill("水库漏水了")
    expect(hands.page.get_by_role("option", name="Department of Water Resources")).to_be_visible()
    box.fill("qqqq")
    expect(hands.page.get_by_role("option", name="Nothing found")).to_be_visible()
    expect(hands.page.locator("select[name=other]")).to_have_value("")
    hands.page.locator("[data-takes]").click()
    expect(hands.page.get_by_role("alert")).to_contain_text("no choice yet")
    expect(box).to_have_value("qqqq")
    assert hands.page.url == there
    hands.page.locator("[name=unit]").first.check()
    expect(hands.page.get_by_role("alert")).to_have_count(0)
    hands.page.reload()


def undo_and_decide_again(hands: Hands, site: Site) -> None:
    """U brings back the case that was decided last, as it was; then it is decided once more."""
    before = assigned(site)
    notices = hands.page.get_by_role("status")
    expect(notices.get_by_role("button", name="Undo (until")).to_be_visible()
    hands.onward("u")
    expect(notices).to_contain_text("is as it was before")
    assert assigned(site) == before - 1
    decide(hands, number=1)
    assert assigned(site) == before
