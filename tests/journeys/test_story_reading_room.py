"""Story 1 of the domain, without the claim: a district member, and a library of the province.

The author guesses that it is the district's matter; the district's office knows better. One case,
one lineage: two organs with a clock each, and a unit below a unit that answers.
"""

import re
from dataclasses import replace

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import Sit
from tests.journeys.story import (
    ENGLISH,
    act,
    answer,
    assign,
    click,
    rate,
    routed,
    row_of,
    told,
    unfold,
)
from tests.journeys.words import EN

DISTRICT, PROVINCE = "office.yuhua@demo.example", "office@demo.example"
LIBRARY = "officer.library@demo.example"
READING_ROOM = replace(
    ENGLISH,
    title="Lower the shelves of the children's reading room",
    situation="少儿阅览室: no child reaches the upper 书架 of the provincial 图书馆.",
    ask="Lower the two upper shelves, and put a lamp over each table.",
    because=("because of", "“图书馆”"),
    unit="Hunan Library",
    answer_by="Thu 30 July",
    talk="We looked at the shelves together.",
    answer="The shelves stand lower since this morning; each table has its lamp.",
    closed="the case is closed since",
)
WHY = "The library belongs to the province."


def test_from_the_district_to_a_library_of_the_province_and_back_to_its_author(sit: Sit) -> None:
    author = sit(words=EN, screen=PHONE, has_touch=True, is_mobile=True)
    author.sign_in(READING_ROOM.member)
    author.link("Write").locator("visible=true").first.click()
    author.fill("Title", READING_ROOM.title)
    author.fill("What is the matter", READING_ROOM.situation)
    author.fill("What should be done", READING_ROOM.ask)
    unfold(author, "#id_place")
    author.page.get_by_label("Place", exact=True).select_option(label="Yuhua District")
    author.choose("Whose matter is it", "The county or district")
    author.page.locator("#id_confirm").check()
    author.press("Submit")
    sentence = author.page.locator(".sentence")
    expect(sentence).to_contain_text("Yuhua District")
    expect(sentence).to_contain_text("Mon 20 July")
    code = author.page.url.rstrip("/").rpartition("/")[2]
    before = author.unread()

    district = sit(words=EN)
    district.sign_in(DISTRICT)
    expect(row_of(district, READING_ROOM)).to_have_count(1)
    district.open(f"/suggestions/{code}/")
    act(district, "Transfer to another organ")
    to = district.page.get_by_label("To which organ")
    to.select_option(label="CPPCC Hunan Provincial Committee")
    district.fill("Reason", WHY)
    district.press("Transfer to another organ")
    expect(district.page).to_have_url(re.compile(r"/office/$"))
    expect(row_of(district, READING_ROOM)).to_have_count(0)

    author.open(f"/suggestions/{code}/")
    expect(sentence).to_contain_text("CPPCC Hunan Provincial Committee is reviewing it")
    author.sees(WHY)
    expect(author.page.locator("aside")).to_contain_text("Transferred")

    province = sit(words=EN)
    province.sign_in(PROVINCE)
    routed(province, READING_ROOM)
    row_of(province, READING_ROOM).get_by_role("link", name="Accept and assign").click()
    assign(province, READING_ROOM, click)

    library = sit(words=EN)
    library.sign_in(LIBRARY)
    row_of(library, READING_ROOM).get_by_role("link", name="Sign or answer").click()
    expect(library.page.locator("main")).to_contain_text("Thu 30 July")
    answer(library, READING_ROOM, click)

    told(author, READING_ROOM, before)
    for words in (READING_ROOM.ask, WHY, READING_ROOM.talk, READING_ROOM.answer):
        author.sees(words)
    district.open("/office/?show=transferred")
    expect(row_of(district, READING_ROOM)).to_contain_text("CPPCC Hunan Provincial Committee")
    district.open("/inbox/")
    line = district.page.locator(".inbox-title", has_text="Answered elsewhere: ")
    district.reload_until(lambda: line.count() == 1)
    rate(author, READING_ROOM)
