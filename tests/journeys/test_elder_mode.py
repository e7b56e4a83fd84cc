"""A member of seventy: large type from the first screen on, and a suggestion sent on a phone."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import looking
from tests.journeys.browsing import PHONE, Person
from tests.journeys.conftest import Sit
from tests.journeys.pictures import picture
from tests.journeys.words import ZH

PARTS = ("web",)  # Nothing here waits for the worker.
MEMBER = "member2@demo.example"
LISTS = ("/suggestions/", "/suggestions/?show=all", "/published/", "/published/?q=社区", "/inbox/")
TEXTS = """() => [...document.querySelectorAll("main *, header *, nav *")]
    .filter((one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
    .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, noscript, template"))
    .map((one) => [one, getComputedStyle(one)])
    .filter(([one, style]) => parseFloat(style.fontSize) < 18
        || parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.29)
    .map(([one, style]) => `${one.textContent.trim()} ${style.fontSize}/${style.lineHeight}`)"""
COVERING = """() => [...document.querySelectorAll("main *, aside *")]
    .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position))
    .map((one) => one.textContent.trim())"""
# What a page begins left of its edge nobody can scroll to.
CUT_OFF = """() => [...document.querySelectorAll("main *, .menu-sheet *, .bar *")]
    .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden"))
    .filter((one) => one.getBoundingClientRect().left < -1)
    .map((one) => one.textContent.trim())"""
AIMED_AT = (
    ".btn, .btn-quiet, .bar a, .strip-choice, .chip, summary, "
    "main input:not([type=hidden], [type=checkbox], [type=radio])"
)
TARGETS = """(which) => [...document.querySelectorAll(which)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => one.getBoundingClientRect().height < 59.5)
    .map((one) => `${one.textContent.trim()} ${one.getBoundingClientRect().height}`)"""


class Counted:
    """Somebody whose taps and typed fields are counted."""

    def __init__(self, person: Person) -> None:
        self.person, self.acts = person, 0

    def tap(self, name: str, role: str = "button") -> None:
        found = self.person.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        found.locator("visible=true").first.click()
        self.acts += 1

    def fill(self, label: str, text: str) -> None:
        self.person.page.get_by_label(label, exact=False).first.fill(text)
        self.acts += 1


def is_large(page: Page) -> list[str]:
    """What is too small on the page, or wider than it."""
    wrong = [*page.evaluate(TEXTS), *page.evaluate(TARGETS, AIMED_AT), *looking.sideways(page)]
    looking.resize(page, PHONE)
    return wrong


def test_a_suggestion_is_sent_in_large_type_on_a_phone(sit: Sit) -> None:
    person = sit(words=ZH, language="zh-Hans", screen=PHONE)
    page, elder = person.page, Counted(person)
    person.open("/accounts/login/")
    elder.tap("长辈版")
    assert is_large(page) == []
    elder.fill("手机号码、邮箱或登录编号", MEMBER)
    elder.fill("密码", "zhengxie-cloud-demo")
    elder.tap("登录")
    expect(page).to_have_url(re.compile("/suggestions/$"))
    assert is_large(page) == []
    picture(page, "member-large-type")

    elder.tap("提建议", "link")
    assert is_large(page) == []
    elder.fill("标题", "社区食堂的菜单请用大字")
    elder.fill("情况", "食堂墙上的菜单字太小，老人看不清，常常点错。")
    elder.fill("建议", "请换成大字菜单，并写明价格。")
    page.get_by_role("checkbox", name=re.compile("没有国家秘密")).check()
    elder.acts += 1
    elder.tap("提交")

    expect(page).to_have_url(re.compile(r"/suggestions/2026-\d+/$"))
    assert person.heading() == "社区食堂的菜单请用大字"
    assert is_large(page) == []
    assert elder.acts == 10, "docs/explanation/ease.md says so"

    elder.tap("最大")
    assert is_large(page) == []
    assert page.evaluate(COVERING) == []
    expect(page.locator(".case-main .sentence ~ .sticky-action .btn")).to_be_visible()
    for url in LISTS:
        person.open(url)
        page.locator("details.menu summary").evaluate("one => one.parentElement.open = true")
        assert looking.sideways(page) == []
        assert page.evaluate(CUT_OFF) == [], url
    looking.resize(page, PHONE)
    page.context.clear_cookies(name="elder")
    page.reload()
    assert "elder-30" in str(page.locator("html").get_attribute("class"))
    elder.tap("常规版")
    assert page.locator("html").get_attribute("class") is None
