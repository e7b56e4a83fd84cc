"""An administrator enrols three hundred people from a workbook, and as many from a CSV in GBK; one
of them comes in on a phone with the code of a printed card."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload, expect

from tests.enrolment.lists import gbk, xlsx
from tests.journeys import looking
from tests.journeys.browsing import DESKTOP, PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.pictures import picture
from tests.journeys.visiting import (
    ADMIN,
)

KEY = "一把新钥匙-2026-七月"
WRONG = [["王错一", "1380000", "", ""], ["王错二", "", "x@", ""], ["王错三", "", "", "书法界"]]
RIGHT = ["13877770001", "wang2@example.org", ""]
WORKER = 60_000


@dataclass
class Counted:
    """What somebody does to the site, each press and each entry once."""

    person: Person
    interactions: int = 0

    def press(self, label: str) -> None:
        self.person.press(label)
        self.interactions += 1

    def follow(self, label: str) -> None:
        self.person.link(label).locator("visible=true").first.click()
        self.interactions += 1

    def choose_file(self, name: str, content: bytes) -> None:
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        self.person.page.locator("[type=file]").set_input_files([file])
        self.interactions += 1

    def correct(self, row: int, column: int, words: str) -> None:
        self.person.page.locator(f"[name=r{row}-{column}]").fill(words)
        self.interactions += 1


def people(number: int) -> list[list[str]]:
    """297 right rows, every third with neither number nor address, and three wrong ones."""
    rows = [
        [
            f"例{number}{one:03}",
            f"13{number}{one:08}" if one % 3 else "",
            f"p{number}x{one}@example.org" if one % 3 == 1 else "",
            "教育界" if one % 2 else "",
        ]
        for one in range(297)
    ]
    return [*rows, *WRONG]


def enrol(
    person: Person, name: str, content: bytes, right: Sequence[str], *, is_pictured: bool = False
) -> int:
    """From the desk to three hundred people; return how many interactions it took."""
    does = Counted(person)
    does.follow("People")
    does.follow("Enrol from a list")
    does.choose_file(name, content)
    does.press("Upload")
    does.press("Check the list")
    page = person.page
    expect(page.get_by_role("heading", name="What the check found")).to_be_visible(timeout=WORKER)
    expect(page.locator(".wrong-row")).to_have_count(3)
    if is_pictured:
        picture(page, "administrator-list")
    for row, column, words in zip((299, 300, 301), (1, 2, 3), right, strict=True):
        does.correct(row, column, words)
    does.press("Save and check again")
    does.press("Enrol 300 people")
    heading = page.get_by_role("heading", name="300 people are enrolled")
    expect(heading).to_be_visible(timeout=WORKER)
    return does.interactions


@pytest.fixture
def admin(sit: Sit) -> Person:
    person = sit(words={}, language="en", screen=DESKTOP)
    person.sign_in(ADMIN)
    return person


def test_three_hundred_members_come_in_from_a_list(admin: Person, sit: Sit) -> None:
    assert enrol(admin, "名单.xlsx", xlsx(people(3)), RIGHT, is_pictured=True) == 10
    second = ["13877770002", "wang3@example.org", ""]
    rows = people(4)
    rows[-1][0] = "王错四"
    assert enrol(admin, "名单.csv", gbk(rows), second) == 10

    admin.link("Print the cards").click()
    card = admin.page.locator(".card").first
    code = card.locator(".card-code").inner_text()

    member = sit(words={}, language="zh-Hans", screen=PHONE)
    member.open("/join/")
    member.fill("邀请卡上的代码", code.lower().replace("-", " "))
    member.press("下一步")
    member.sees("例**")
    assert looking.sideways(member.page) == []
    member.page.get_by_label("是我本人").check()
    member.page.get_by_label("密码", exact=True).fill(KEY)
    member.fill("再输入一次密码", KEY)
    member.press("进入")
    expect(member.page.get_by_role("link", name="提建议").first).to_be_visible()
