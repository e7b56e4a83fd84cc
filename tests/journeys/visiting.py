"""Who visits a page of the site, how they come there, and what they do on it."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.files.samples import a_pdf, a_photo

NOBODY = ""
MEMBER, MEMBER_2 = "member@demo.example", "member2@demo.example"
OFFICE, OFFICE_COUNTY = "office@demo.example", "office.yuhua@demo.example"
UNIT, UNIT_CITY = "officer@demo.example", "officer.changsha@demo.example"
UNITS = "/organ/units/"
HEAD, AUDITOR = "head@demo.example", "auditor@demo.example"
KEYS, NO_PASSWORD, BEGINNER = "keys@demo.example", "none@demo.example", "new@demo.example"
CAREFUL = "careful@demo.example"

ELDER, AFRESH, ADMIN = "elder@demo.example", "afresh@demo.example", "admin@demo.example"

type Do = Callable[[Page], object]


@dataclass(frozen=True)
class Visit:
    """One way to one page. `{words}` in the path are filled in from the facts of the demo.

    `by` leads there where no address does; `then` brings the page into a state; `english` marks
    the page of its kind that is read in the second language too; `wide` one whose layout is
    another one at a desk; `at_desk` a state that only a desk has; `apart` one whose page is of no
    use afterwards.
    """

    who: str
    path: str
    status: int = 200
    by: Do | None = None
    then: Do | None = None
    english: bool = False
    wide: bool = False
    at_desk: bool = False
    apart: bool = False


def send(page: Page) -> None:
    """Send the page's form as it is: the server says what is missing."""
    page.locator("main form .btn[type=submit]").last.click()
    page.locator("[data-errors]").first.wait_for()


def make_code(page: Page) -> None:
    """Let somebody follow the case: the slip with its code stands there."""
    page.locator("[name=make]").click()
    page.locator(".card-code").wait_for()


def attach(page: Page) -> None:
    """A photo and a document that are kept, and a file that is not taken."""
    page.locator("[type=file]").set_input_files(
        [
            {"name": "路灯.png", "mimeType": "image/png", "buffer": a_photo("PNG")},
            {"name": "说明.pdf", "mimeType": "application/pdf", "buffer": a_pdf()},
            {"name": "路灯.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"},
        ]
    )
    page.locator(".attached.is-refused").wait_for()


def send_nothing(page: Page) -> None:
    """Empty the first box of a form that comes filled in, and send it."""
    page.locator("main form").locator("input[type=text], textarea").first.fill("")
    send(page)


def send_no_number(page: Page) -> None:
    page.locator("#id_contact_phone").fill("?")
    send(page)


def open_menu(page: Page) -> None:
    page.locator("details.menu summary").click()


def open_why(page: Page) -> None:
    for fold in page.locator("details.why summary").all():
        fold.click()


def open_part(page: Page) -> None:
    page.locator("details.part summary").first.click()


def open_units(page: Page) -> None:
    """The further units, with two ticked and a third looked for; and the list of the first one."""
    page.locator("form details > summary").first.click()
    page.locator(".group > summary").first.click()
    for number in range(2):
        page.locator(".group [type=checkbox]").nth(number).check()
    page.locator("#id_sieve").fill("图书馆")
    page.locator("#id_sieve").press("Enter")
    assert page.locator("[name=others]:checked").nth(-1).get_attribute("value") == "stsg"
    page.locator("#id_sieve").fill("水")
    page.locator("#id_other").fill("水")


def open_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()


def forget_an_hour(page: Page) -> None:
    """Quiet hours without an end."""
    open_part(page)
    page.locator("#id_quiet_until").fill("")
    send(page)


def fall_asleep(page: Page) -> None:
    page.evaluate("document.getElementById('idle').showModal()")


def wait(page: Page) -> None:
    """The address of a mail leads on to one that does not hold its key."""
    page.wait_for_url("**-set-password/")


def ask_for_a_code(page: Page) -> None:
    page.get_by_label("手机号码、邮箱或登录编号").fill(MEMBER)
    page.locator("main form .btn").first.click()
    page.wait_for_url("**/confirm/")


def sign_in_half(page: Page) -> None:
    _give_password(page, KEYS)
    page.wait_for_url("**/authenticate/")


def come_to_the_step(page: Page) -> None:
    _give_password(page, CAREFUL)
    page.wait_for_url("**/step/")


def _give_password(page: Page, email: str) -> None:
    page.get_by_label("手机号码、邮箱或登录编号").fill(email)
    page.get_by_label("密码").fill("zhengxie-cloud-demo")
    page.locator("main form .btn").first.click()


def confirm_a_number(page: Page) -> None:
    page.get_by_label("新手机号码").fill("19900000099")
    page.locator("main form .btn").first.click()
    page.wait_for_url("**/confirm/")


CASE, DECIDE, REPLY = "/suggestions/{%s}/", "/office/{%s}/decide/", "/unit/{%s}-1/reply/"
PROMISE = "/promises/{%s}-1-p0/%s/"

OTHER = "/office/{%s}/%s/"
TEXTS = "/texts/unit/jyt/"
RULES = "/office/rules/430000/"
PEOPLE = "/organ/people/430000/"
