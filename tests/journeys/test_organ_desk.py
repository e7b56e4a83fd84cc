"""An organ's administrator makes a new unit able to work, and changes a time limit, on a phone.

From the desk it takes six taps and six filled boxes until somebody sits in a unit that did not
exist; four taps and one box until the next answers have eight working days instead of ten; five
taps and two boxes until a rule proposes the new unit for its words.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.pictures import picture

ADMIN, OFFICER = "admin@demo.example", "officer.transport@demo.example"
UNIT = {
    "Chinese name": "湖南省河长制办公室",
    "Short Chinese name": "省河长办",
    "English name": "River Chief Office",
    "Kind": "省政府直属机构",
    "Remit": "河道\n水库",
}


@dataclass
class Counted:
    """A person whose every tap and every filled box counts."""

    person: Person
    taps: int = 0
    boxes: int = 0

    def tap(self, what: Locator) -> None:
        """One tap; the page it leads to is there afterwards."""
        what.click()
        self.person.page.wait_for_load_state()
        self.taps += 1

    def tap_link(self, name: str) -> None:
        """Tap a link of the page itself."""
        self.tap(self.person.page.locator("main").get_by_role("link", name=name).first)

    def tap_button(self, name: str) -> None:
        """Tap a button of the page itself."""
        main = self.person.page.locator("main")
        self.tap(main.get_by_role("button", name=name, exact=True))

    def fill(self, label: str, text: str) -> None:
        """Fill one box in."""
        self.person.page.get_by_label(re.compile(f"^{label}")).fill(text)
        self.boxes += 1

    def choose(self, label: str, typed: str, option: str) -> None:
        """Find one of a list by typing, which is filling a box in."""
        box = self.person.page.get_by_role("combobox", name=label)
        box.fill(typed)
        box.press("Enter")
        expect(box).to_have_value(option)
        self.boxes += 1

    def home(self) -> None:
        """Back to the desk, by the bar at the foot of the phone."""
        self.tap(self.person.page.locator(".bar").get_by_role("link", name="Our organ"))

    def took(self) -> tuple[int, int]:
        """Taps and boxes since the last time."""
        taken = self.taps, self.boxes
        self.taps = self.boxes = 0
        return taken


def test_a_unit_that_did_not_exist_has_an_officer_and_the_next_answers_have_eight_days(
    sit: Sit,
) -> None:
    admin = sit(words={}, screen=PHONE)
    admin.sign_in(ADMIN)
    expect(admin.page).to_have_url(admin.url + "/organ/")
    assert re.match(r"\d+ things? to see to", admin.heading())
    picture(admin.page, "administrator-desk")
    hand = Counted(admin)

    hand.tap_link("Handling units")
    hand.tap_link("Add a unit")
    for label, text in UNIT.items():
        hand.fill(label, text)
    hand.tap_button("Add the unit")
    admin.sees("Nobody sits here.")
    picture(admin.page, "administrator-unit")
    hand.tap_link("Post somebody")
    hand.fill("Name, e-mail address, phone or code", OFFICER)
    hand.tap_button("Search")
    hand.tap_button("Post")

    assert admin.heading() == "River Chief Office"
    admin.sees(OFFICER)
    assert hand.took() == (6, 6)

    hand.home()
    hand.tap_link("Time limits")
    hand.tap_link("The answer · ordinary matters")
    hand.fill("Working days", "8")
    hand.tap_button("Save")

    admin.sees("yours, since")
    admin.sees("8 working days")
    assert hand.took() == (4, 1)

    hand.home()
    hand.tap_link("Rules for routing")
    hand.tap_link("Add a rule")
    hand.fill("Any of these words", "河长\n排污口")
    hand.choose("Unit that leads", "river chief", "River Chief Office")
    hand.tap_button("Keep the rule")
    hand.tap_button("Save as a new version")

    admin.sees("Version 1, saved by")
    admin.sees("River Chief Office")
    assert hand.took() == (5, 2)
