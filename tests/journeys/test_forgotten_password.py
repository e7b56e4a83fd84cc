"""Who forgot the password sets a new one on a phone, by a link from the mailbox."""

from playwright.sync_api import expect

from tests.journeys import looking
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import Sit
from tests.journeys.words import ZH

MEMBER, NEW = "member2@demo.example", "一把新钥匙-2026-七月"


def test_the_link_from_the_mail_sets_a_new_password(sit: Sit) -> None:
    person = sit(words=ZH, language="zh-Hans", screen=PHONE)
    person.open("/accounts/login/")
    person.link("Forgotten your password?").click()
    person.fill("E-mail address", MEMBER)
    person.press("Mail me the link")

    person.open("/dev/mail/")
    mail = person.page.locator("article", has_text=person.say("Set a new password"))
    person.reload_until(lambda: mail.count() == 1)
    expect(mail).to_contain_text(MEMBER)
    link = mail.get_by_role("link")
    assert link.inner_text() == link.get_attribute("href")
    assert looking.sideways(person.page) == []

    link.click()
    field = person.page.get_by_label(person.say("New password"), exact=True)
    field.fill(NEW)
    person.page.get_by_label("显示输入的内容").first.check()
    expect(field).to_have_attribute("type", "text")
    person.fill("New password, once more", NEW)
    person.press("Set password")
    person.sees(person.say("The new password is set"))

    person.sign_in(MEMBER, NEW)
