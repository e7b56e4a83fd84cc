"""Story 2 with one unit, step by step, as the people in it take them in a browser.

A city is closed in an epidemic as university admission notices are due. Who waits for the worker
looks again, as people do.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.journeys.browsing import Person
from tests.journeys.pictures import picture

type Press = Callable[[Person, str], None]


@dataclass(frozen=True)
class Telling:
    """One way in which the story is told: its words, and what must be read on the way."""

    member: str
    title: str
    situation: str
    ask: str
    place: str
    talk: str
    answer: str
    urgency: str
    submitted: tuple[str, ...]
    sum_of_review: tuple[str, ...]
    because: tuple[str, ...]
    unit: str
    answer_by: str
    with_unit: tuple[str, ...]
    closed: str
    closed_for_unit: str
    is_pictured: bool = False

    def picture(self, person: Person, name: str, *, is_whole: bool = False) -> None:
        """Keep what somebody sees for the documentation, in one of the tellings."""
        if self.is_pictured:
            picture(person.page, name, is_whole=is_whole)


CHINESE = Telling(
    member="member2@demo.example",
    title="封控期间把录取通知书送到考生手里",
    situation="县城临时管控，高考录取通知书就要投递，家长担心收不到。",
    ask="请教育部门安排代收和预约上门投递，并公布查询电话。",
    place="永定区",
    talk="电话里核对了管控区域的考生名单。",
    answer="已与邮政部门商定：通知书由社区代收，逐户预约上门投递，查询电话已公布。",
    urgency="Simple",
    submitted=("湖南省政协正在审核", "7月20日（周一）", "还有 2 个工作日"),
    sum_of_review=("7月16日（周四）", "2 个工作日", "7月18日（周六） – 7月19日（周日）", "18:00"),
    because=("依据", "“录取通知书”", "“高考”"),
    unit="湖南省教育厅",
    answer_by="7月23日（周四）",
    with_unit=("湖南省教育厅", "7月23日（周四）", "还有 5 个工作日"),
    closed="本件已于7月16日（周四）办结",
    closed_for_unit="评价环节结束，本件办结。",
    is_pictured=True,
)
ENGLISH = Telling(
    member="member@demo.example",
    title="Deliver the university admission notices to closed districts",
    situation="录取通知书: the notices are due while the district is closed; 家长 are worried.",
    ask="Let the community receive them, make an appointment with every 考生, publish a number.",
    place="Yongding District",
    talk="The list of candidates in the closed area was checked.",
    answer="Agreed with the post: the community receives the notices and brings them to each door.",
    urgency="Ordinary",
    submitted=("CPPCC Hunan Provincial Committee is reviewing it", "Mon 20 July", "2 working days"),
    sum_of_review=("Thu 16 July", "2 working days", "Sat 18 July – Sun 19 July", "18:00"),
    because=("because of", "“录取通知书”", "“家长”"),
    unit="Department of Education",
    answer_by="Thu 30 July",
    with_unit=("Department of Education", "Thu 30 July", "10 working days left"),
    closed="the case is closed since Thu 16 July",
    closed_for_unit="The rating is over; the case is closed.",
)


def unfold(person: Person, field: str) -> None:
    """Open the part of the page for writing in which a field lies."""
    person.page.locator(f"details.part:has({field}) > summary").click()


def fill_in(member: Person, telling: Telling) -> None:
    """From the desk: write, choose the place; who has to act is the province."""
    member.link("Write").locator("visible=true").first.click()
    member.fill("Title", telling.title)
    member.fill("What is the matter", telling.situation)
    member.fill("What should be done", telling.ask)
    unfold(member, "#id_place")
    member.page.get_by_label(member.say("Place"), exact=True).select_option(label=telling.place)
    member.choose("Whose matter is it", "The province")


def draft_is_kept(member: Person, telling: Telling) -> None:
    """The draft has saved itself: who leaves and comes back finds the text."""
    expect(member.page.locator("[data-saved]")).to_contain_text(
        re.compile(rf"{member.say('saved')} \d\d:\d\d")
    )
    draft_is_back(member, telling)


def draft_is_back(member: Person, telling: Telling) -> None:
    """Somebody who opens the form anew finds the text in it."""
    member.open("/suggestions/write/")
    expect(member.page.get_by_label(member.say("Title"))).to_have_value(telling.title)
    expect(member.page.get_by_label(member.say("What should be done"))).to_have_value(telling.ask)


def submit(member: Person, telling: Telling) -> str:
    """Submit; the page says who has it, until when, and how that date was computed."""
    telling.picture(member, "member-write")
    member.page.locator("#id_confirm").check()
    member.press("Submit")
    expect(member.page.locator("h1")).to_have_text(telling.title)
    sentence = member.page.locator(".sentence")
    for words in telling.submitted:
        expect(sentence).to_contain_text(words)
    telling.picture(member, "member-receipt")
    total = sentence.locator("dl")
    expect(total).to_be_hidden()
    sentence.get_by_text(member.say("Why this date?")).click()
    expect(total).to_be_visible()
    for words in telling.sum_of_review:
        expect(total).to_contain_text(words)
    return member.page.url.rstrip("/").rpartition("/")[2]


def row_of(person: Person, telling: Telling) -> Locator:
    """The line of the case in the desk's list."""
    return person.page.locator("table.rows tbody tr", has_text=telling.title)


def routed(office: Person, telling: Telling) -> None:
    """Wait until the worker's proposal stands in the office's list."""
    short = {"湖南省教育厅": "省教育厅"}.get(telling.unit, telling.unit)
    office.reload_until(lambda: short in row_of(office, telling).inner_text())


def assign(office: Person, telling: Telling, press: Press) -> None:
    """The proposed unit is chosen already, with its reasons; the date is read, then one button."""
    units = office.page.get_by_role("group", name=office.say("Which unit"))
    proposed = units.locator("label.choice", has_text=telling.unit).first
    expect(proposed.get_by_role("radio")).to_be_checked()
    for words in telling.because:
        expect(proposed).to_contain_text(words)
    office.choose("Time to answer", telling.urgency)
    times = office.page.get_by_role("group", name=office.say("Time to answer"))
    chosen = times.locator("label.choice", has=office.page.locator("input:checked"))
    expect(chosen).to_contain_text(telling.answer_by)
    telling.picture(office, "office-decide", is_whole=True)
    press(office, "Accept and assign")
    expect(office.page).to_have_url(re.compile(r"/office/$"))
    expect(row_of(office, telling)).to_have_count(0)


def solved(unit: Person) -> None:
    """Class A: nothing is chosen beforehand."""
    classes = unit.page.locator("main input[name=outcome_class]")
    expect(unit.page.locator("main input[name=outcome_class]:checked")).to_have_count(0)
    classes.and_(unit.page.locator("[value=A]")).check()


def answer(unit: Person, telling: Telling, press: Press) -> None:
    """Sign, record the talk and answer in one act."""
    unit.choose("How you spoke with the author", "Telephone")
    unit.fill("What was said", telling.talk)
    unit.page.get_by_label(unit.say("Answer"), exact=True).fill(telling.answer)
    solved(unit)
    telling.picture(unit, "unit-answer", is_whole=True)
    press(unit, "Sign and answer")
    expect(unit.page.locator(".seal").first).to_contain_text("A")
    unit.sees(telling.answer)


def told(member: Person, telling: Telling, before: int) -> None:
    """The answer is in the inbox, counted on its badge, and in a mail that leads to the case."""
    member.open("/suggestions/")
    member.reload_until(lambda: member.unread() > before)
    member.page.get_by_role("link", name=re.compile(member.say("Inbox"))).locator(
        "visible=true"
    ).first.click()
    line = member.page.locator(".inbox-line", has_text=member.say("Answered: ") + telling.title)
    member.reload_until(lambda: line.count() == 1)
    expect(line).to_have_class(re.compile("is-unread"))
    case = line.get_by_role("link").first.get_attribute("href")
    member.open("/dev/mail/")
    mails = member.page.locator("article", has_text=telling.title)
    own = mails.filter(has_text=telling.member)
    member.reload_until(lambda: own.count() == 1)
    member.open(str(case))
    member.sees(telling.answer)


def rate(member: Person, telling: Telling) -> None:
    """Attitude and result apart; nothing is chosen beforehand. The case is closed then."""
    member.page.locator("main, aside").get_by_role("link", name=member.say("Rate")).click()
    expect(member.page.locator("main input[type=radio]:checked")).to_have_count(0)
    member.choose("How they dealt with you", "Satisfied")
    member.page.get_by_role("group", name=member.say("What came of it")).get_by_role(
        "radio", name=member.say("Basically satisfied"), exact=True
    ).check()
    telling.picture(member, "member-rate")
    member.press("Rate")
    expect(member.page.locator(".sentence")).to_contain_text(telling.closed)
    rating = member.page.locator("aside")
    expect(rating).to_contain_text(member.say("Basically satisfied"))


def sees_no_rating(unit: Person, telling: Telling, code: str) -> None:
    """The unit reads that the case is closed, and not how it was rated."""
    unit.open(f"/suggestions/{code}/")
    unit.sees(telling.closed_for_unit)
    said = unit.text().replace(telling.answer, "")
    assert unit.say("Satisfied").lower() not in said.lower()
    assert unit.say("How they dealt with you") not in said
    unit.open("/inbox/")
    assert unit.say("Rate") not in unit.page.locator("main").inner_text()
    unit.open("/unit/?show=all")
    assert row_of(unit, telling).count() == 1
    assert unit.say("How authors rated us") not in unit.text()


def act(person: Person, label: str) -> None:
    """Take one of the ways of a case, also one that is folded away."""
    way = person.page.locator("main, aside").get_by_role("link", name=label, exact=True)
    if not way.first.is_visible():
        person.page.get_by_text("More", exact=True).click()
    way.first.click()


def click(person: Person, label: str) -> None:
    """Press a button with the pointer."""
    person.press(label)


def by_enter(person: Person, label: str) -> None:
    """Press a button with the keyboard."""
    main = person.page.locator("main")
    main.get_by_role("button", name=person.say(label), exact=True).press("Enter")


def to_the_row(person: Person, telling: Telling) -> None:
    """Walk down to the case with J, once too far, and back with K; A does what waits there."""
    expect(person.page.get_by_text("J", exact=True).first).to_be_visible()
    rows = person.page.locator("table.rows tbody tr")
    titles = rows.locator(".row-title").all_inner_texts()
    here = titles.index(telling.title)
    for _step in range(here + 2):
        person.page.keyboard.press("j")
    last = min(here + 1, len(titles) - 1)
    expect(rows.nth(last).locator(".row-title")).to_be_focused()
    for _step in range(last - here):
        person.page.keyboard.press("k")
    expect(rows.nth(here).locator(".row-title")).to_be_focused()
    person.page.keyboard.press("a")
