"""One thumb on a phone, whose taps are counted; and what waits for a head's word there."""

from playwright.sync_api import Locator, Page

from events.actions import outbox
from members.models import User
from suggestions.actions import drafting
from suggestions.actions.handling import Talk
from suggestions.models import AnswerPolicy, Assignment
from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.serving import MORNING
from tests.journeys.visiting import UNIT
from tests.journeys.words import ZH

ANSWER = "已会同学校核实，护栏本月装好。"
SAID = "docs/explanation/ease.md says so"


class Thumb:
    """One thumb on a phone: every tap and every choice is counted; else there is only typing."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator) -> None:
        """Touch what the eye sees of it first."""
        what.locator("visible=true").first.tap()
        self.taps += 1

    def onward(self, what: Locator) -> None:
        """Tap what leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.tap(what)

    def link(self, words: str) -> None:
        """A link that has these words in its name."""
        self.onward(self.page.get_by_role("link", name=words))

    def button(self, name: str) -> None:
        """A button of the page itself, by its whole name."""
        self.onward(self.page.locator("main").get_by_role("button", name=name, exact=True))

    def day(self, label: str, day: str) -> None:
        """Choose a day of the calendar."""
        self.page.get_by_label(label).fill(day)
        self.taps += 1


def on_a_phone(sit: Sit, email: str) -> tuple[Person, Thumb]:
    """Somebody signed in on a phone, in Chinese."""
    person = sit(words=ZH, language="zh-Hans", screen=PHONE, has_touch=True)
    person.sign_in(email)
    return person, Thumb(person.page)


def lay_before_the_head(many: int) -> None:
    """So many answers of one unit wait for its head, who has been told."""
    rule = {"organ_id": "430000", "instrument": "micro", "sign_off": "head", "version": 9}
    AnswerPolicy.objects.create(since=MORNING.date(), checks=False, **rule)
    officer = User.objects.get(email=UNIT)
    works = Assignment.objects.held().filter(department__code="jyt").exclude(part="co")
    for work in works.order_by("id")[:many]:
        drafting.answer(
            assignment=work,
            text=ANSWER,
            outcome_class="A",
            talk=Talk("phone", MORNING.date(), "电话里说好了。"),
            by=officer,
            at=MORNING,
        )
    while outbox.sweep(at=MORNING):
        pass
