"""Every page of the site, typed by hand: who opens it, where it is, and in which states.

A name of the resolver that is neither here nor among the exceptions fails the crawl.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.files.samples import a_pdf, a_photo

NOBODY = ""
MEMBER, MEMBER_2 = "member@demo.example", "member2@demo.example"
OFFICE, OFFICE_COUNTY = "office@demo.example", "office.yuhua@demo.example"
UNIT, UNIT_CITY = "officer@demo.example", "officer.changsha@demo.example"
ADMIN, UNITS = "admin@demo.example", "/organ/units/"
HEAD, AUDITOR = "head@demo.example", "auditor@demo.example"
ADMIN = "admin@demo.example"
KEYS, NO_PASSWORD, BEGINNER = "keys@demo.example", "none@demo.example", "new@demo.example"
CAREFUL = "careful@demo.example"

ELDER, AFRESH, ADMIN = "elder@demo.example", "afresh@demo.example", "admin@demo.example"

type Do = Callable[[Page], object]


@dataclass(frozen=True)
class Visit:
    """One way to one page. `{words}` in the path are filled in from the facts of the demo.

    `by` leads there where no address does; `then` brings the page into a state; `english` marks
    the page of its kind that is read in the second language too; `wide` one whose layout is
    another one at a desk; `at_desk` a state that only a desk has.
    """

    who: str
    path: str
    status: int = 200
    by: Do | None = None
    then: Do | None = None
    english: bool = False
    wide: bool = False
    at_desk: bool = False


def send(page: Page) -> None:
    """Send the page's form as it is: the server says what is missing."""
    page.locator("main form .btn[type=submit]").last.click()
    page.locator("[data-errors]").first.wait_for()


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
    page.locator("main form input[type=text]").first.fill("")
    send(page)


def send_no_number(page: Page) -> None:
    page.locator("#id_contact_phone").fill("?")
    send(page)


def open_menu(page: Page) -> None:
    page.locator("details.menu summary").click()


def open_why(page: Page) -> None:
    page.locator("details.why summary").click()


def open_units(page: Page) -> None:
    """The further units, with two ticked and a third looked for."""
    page.locator("form details > summary").first.click()
    page.locator(".group > summary").first.click()
    for number in range(2):
        page.locator(".group [type=checkbox]").nth(number).check()
    page.locator("#id_sieve").fill("水")


def open_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()


def forget_an_hour(page: Page) -> None:
    """Quiet hours without an end."""
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
RULES = "/office/rules/430000/"
PEOPLE = "/organ/people/430000/"

PAGES: dict[str, tuple[Visit, ...]] = {
    # ── for everybody ──
    "portal:home": (Visit(NOBODY, "/", english=True, wide=True),),
    "portal:about": (Visit(MEMBER, "/about/"),),
    "portal:published": (Visit(NOBODY, "/published/", english=True),),
    "portal:figures": (Visit(NOBODY, "/figures/", english=True, wide=True),),
    "portal:publication": (Visit(NOBODY, "/published/{published}/", english=True),),
    "members:privacy": (Visit(NOBODY, "/privacy/", english=True),),
    "members:terms": (Visit(NOBODY, "/terms/"),),
    "members:help": (
        Visit(NOBODY, "/help/?city=430100", english=True, wide=True),
        Visit(MEMBER, "/help/", then=open_why),
        Visit(ELDER, "/help/"),
    ),
    "members:agree": (Visit(AFRESH, "/account/agree/", english=True),),
    "members:contact": (
        Visit(ADMIN, "/organ/contact/", english=True),
        Visit(ADMIN, "/organ/contact/", then=send_no_number),
    ),
    "deadlines:calendar": (
        Visit(NOBODY, "/calendar/2026/", english=True, wide=True),
        Visit(MEMBER, "/calendar/2027/"),
    ),
    "design:gallery": (Visit(NOBODY, "/design/", english=True, wide=True),),
    "notifications:dev_mail": (Visit(NOBODY, "/dev/mail/", english=True),),
    # ── the member ──
    "suggestions:mine": (
        Visit(MEMBER, "/suggestions/", english=True, wide=True),
        Visit(MEMBER, "/suggestions/", then=open_menu),
        Visit(MEMBER, "/suggestions/?show=closed"),
        Visit(BEGINNER, "/suggestions/"),
        Visit(ELDER, "/suggestions/", wide=True),
    ),
    "suggestions:write": (
        Visit(BEGINNER, "/suggestions/write/", english=True, wide=True),
        Visit(BEGINNER, "/suggestions/write/", then=send),
        Visit(ELDER, "/suggestions/write/"),
        Visit(BEGINNER, "/suggestions/write/", then=fall_asleep),
        Visit(BEGINNER, "/suggestions/write/", then=attach, wide=True),
    ),
    "suggestions:case": (
        Visit(MEMBER, CASE % "in_handling", english=True, wide=True),
        Visit(MEMBER, CASE % "in_handling", then=open_why),
        Visit(MEMBER_2, CASE % "submitted", wide=True),
        Visit(MEMBER, CASE % "replied"),
        Visit(MEMBER, CASE % "closed"),
        Visit(MEMBER, CASE % "returned"),
        Visit(MEMBER, CASE % "declined"),
        Visit(MEMBER, CASE % "outside"),
        Visit(MEMBER, CASE % "merged"),
        Visit(MEMBER, CASE % "again"),
        Visit(OFFICE, CASE % "transferred"),
        Visit(OFFICE, CASE % "appealed", english=True, wide=True),
        Visit(MEMBER, CASE % "rework", wide=True),
        Visit(MEMBER, CASE % "reported"),
        Visit(UNIT, CASE % "followup", wide=True),
        Visit(OFFICE, CASE % "accepted"),
        Visit(UNIT, CASE % "assigned", wide=True),
    ),
    "suggestions:invite": (Visit(MEMBER, "/suggestions/{in_handling}/invite/", english=True),),
    "suggestions:cosign": (Visit(BEGINNER, "/suggestions/{asked}/cosign/", english=True),),
    "suggestions:talk": (
        Visit(MEMBER, "/suggestions/{in_handling}/talk/", english=True),
        Visit(MEMBER, "/suggestions/{in_handling}/talk/", then=send),
        Visit(UNIT, "/suggestions/{assigned}/talk/"),
    ),
    "suggestions:complete": (
        Visit(MEMBER, "/suggestions/{returned}/complete/", english=True),
        Visit(MEMBER, "/suggestions/{returned}/complete/", then=send_nothing),
    ),
    "suggestions:withdraw": (Visit(MEMBER, "/suggestions/{again}/withdraw/"),),
    "suggestions:appeal": (
        Visit(MEMBER, "/suggestions/{declined}/appeal/", english=True),
        Visit(MEMBER, "/suggestions/{declined}/appeal/", then=send),
    ),
    "suggestions:rate": (
        Visit(MEMBER, "/suggestions/{replied}/rate/", english=True),
        Visit(MEMBER, "/suggestions/{replied}/rate/", then=send),
    ),
    "suggestions:redo": (
        Visit(MEMBER, "/suggestions/{replied}/again/", english=True),
        Visit(MEMBER, "/suggestions/{replied}/again/", then=send),
    ),
    "suggestions:promise_kept": (
        Visit(MEMBER, PROMISE % ("reported", "kept"), english=True, wide=True),
        Visit(MEMBER, PROMISE % ("reported", "kept"), then=send),
    ),
    # ── the office ──
    "reports:overview": (
        Visit(OFFICE, "/overview/", english=True, wide=True),
        Visit(AUDITOR, "/overview/?period=all&below=1&unit=jyt"),
    ),
    "reports:rows": (Visit(OFFICE, "/overview/rows/?of=open", wide=True),),
    "suggestions:office": (
        Visit(OFFICE, "/office/", english=True, wide=True),
        Visit(OFFICE, "/office/", then=open_keys, at_desk=True),
        Visit(OFFICE, "/office/?show=late"),
        Visit(OFFICE, "/office/?show=transferred"),
        Visit(OFFICE_COUNTY, "/office/"),
    ),
    "suggestions:filter_save": (
        Visit(OFFICE, "/lists/office/keep/?show=late&q=路灯", english=True),
        Visit(OFFICE, "/lists/office/keep/?show=late", then=send),
    ),
    "suggestions:filters": (Visit(OFFICE, "/lists/office/views/", english=True, wide=True),),
    "suggestions:filter_rename": (Visit(OFFICE, "/lists/views/{view}/", then=send_nothing),),
    "suggestions:columns": (Visit(OFFICE, "/lists/office/columns/", english=True),),
    "suggestions:decide": (
        Visit(OFFICE, DECIDE % "submitted", english=True, wide=True),
        Visit(OFFICE, DECIDE % "accepted"),
        Visit(OFFICE, DECIDE % "submitted", then=open_units, wide=True),
    ),
    "suggestions:publish": (
        Visit(OFFICE, "/office/{published}/publish/", english=True),
        Visit(OFFICE, "/office/{submitted}/publish/"),
    ),
    "suggestions:seal": (
        Visit(OFFICE, "/office/{submitted}/seal/", english=True),
        Visit(OFFICE, "/office/{submitted}/seal/", then=send),
    ),
    "suggestions:send_back": (Visit(OFFICE, OTHER % ("submitted", "send-back"), then=send),),
    "suggestions:decline": (
        Visit(OFFICE, OTHER % ("appealed", "decline"), english=True, wide=True),
        Visit(OFFICE, OTHER % ("submitted", "decline"), then=send),
    ),
    "suggestions:merge": (Visit(OFFICE, OTHER % ("again", "merge"), english=True),),
    "suggestions:divert": (Visit(OFFICE, OTHER % ("accepted", "divert")),),
    "suggestions:transfer": (Visit(OFFICE, OTHER % ("accepted", "transfer"), then=send),),
    "suggestions:bounce": (Visit(OFFICE_COUNTY, OTHER % ("transferred", "bounce")),),
    "suggestions:hand_off": (Visit(OFFICE, OTHER % ("submitted", "hand-off"), english=True),),
    "suggestions:check": (Visit(OFFICE, OTHER % ("outside", "check")),),
    "suggestions:write_back": (Visit(OFFICE, OTHER % ("outside", "write-back"), then=send),),
    "suggestions:take_back": (Visit(OFFICE, OTHER % ("outside", "take-back")),),
    "suggestions:reopen": (
        Visit(OFFICE_COUNTY, "/office/{closed}/reopen/", english=True),
        Visit(OFFICE_COUNTY, "/office/{closed}/reopen/", then=send),
    ),
    "suggestions:assign_many": (
        Visit(
            OFFICE, "/office/together/?case={accepted}&case={submitted}", english=True, wide=True
        ),
        Visit(OFFICE, "/office/together/?case={accepted}", then=send),
        Visit(OFFICE, "/office/together/"),
    ),
    "suggestions:rules_of": (
        Visit(OFFICE, RULES, english=True, wide=True),
        Visit(OFFICE_COUNTY, "/office/rules/430111/"),
    ),
    "suggestions:rule_add": (Visit(OFFICE, RULES + "add/", then=send, wide=True),),
    "suggestions:rule_edit": (Visit(OFFICE, RULES + "rule/{rule}/", english=True),),
    "suggestions:rules_trial": (Visit(OFFICE, RULES + "trial/", english=True, wide=True),),
    "suggestions:rule_versions": (Visit(OFFICE, RULES + "versions/", wide=True),),
    "suggestions:rule_version": (Visit(OFFICE, RULES + "versions/1/", english=True),),
    # ── the unit ──
    "suggestions:unit": (
        Visit(UNIT, "/unit/", english=True, wide=True),
        Visit(HEAD, "/unit/?show=answered"),
        Visit(UNIT, "/unit/?show=promises"),
    ),
    "suggestions:promise_report": (
        Visit(UNIT, PROMISE % ("followup", "report"), english=True),
        Visit(UNIT, PROMISE % ("followup", "report"), then=send),
    ),
    "suggestions:promise_renew": (
        Visit(UNIT, PROMISE % ("followup", "renew"), english=True),
        Visit(UNIT, PROMISE % ("followup", "renew"), then=send),
    ),
    "suggestions:reply": (
        Visit(UNIT, REPLY % "assigned", english=True, wide=True),
        Visit(UNIT, REPLY % "assigned", then=send),
        Visit(UNIT_CITY, REPLY % "city"),
    ),
    "suggestions:contact": (
        Visit(UNIT_CITY, "/unit/{city}-1/contact/"),
        Visit(UNIT_CITY, "/unit/{city}-1/contact/", then=send),
    ),
    # ── several units ──
    "suggestions:notes": (Visit(UNIT, "/suggestions/{assigned}/notes/", english=True),),
    "suggestions:give_back": (
        Visit(UNIT, "/unit/{assigned}-1/give-back/", english=True, wide=True),
        Visit(UNIT, "/unit/{assigned}-1/give-back/", then=send),
    ),
    "suggestions:extension": (Visit(UNIT_CITY, "/unit/{city}-1/more-time/"),),
    "suggestions:recall": (Visit(OFFICE, "/office/{in_handling}-1/recall/"),),
    "suggestions:correct": (
        Visit(OFFICE, "/office/{in_handling}/correct/", english=True),
        Visit(OFFICE, "/office/{in_handling}/correct/", then=send_nothing),
    ),
    "suggestions:enter": (Visit(OFFICE, "/office/{in_handling}-1/enter/", english=True),),
    "suggestions:enter_reply": (
        Visit(OFFICE, "/office/{in_handling}-1/enter/reply/", english=True, wide=True),
        Visit(OFFICE, "/office/{in_handling}-1/enter/reply/", then=send),
    ),
    "suggestions:enter_sign": (Visit(OFFICE, "/office/{assigned}-1/enter/sign/"),),
    "suggestions:enter_contact": (Visit(OFFICE, "/office/{in_handling}-1/enter/contact/"),),
    "suggestions:enter_extension": (Visit(OFFICE, "/office/{in_handling}-1/enter/extension/"),),
    "suggestions:hold": (Visit(OFFICE, "/office/{in_handling}/hold/"),),
    "suggestions:disputes": (Visit(OFFICE, "/disputes/"),),
    "suggestions:vacancies": (
        Visit(OFFICE, "/vacancies/", english=True),
        Visit(HEAD, "/vacancies/"),
    ),
    # ── the organ's administrator ──
    "members:organ": (Visit(ADMIN, "/organ/", english=True, wide=True),),
    "departments:units": (
        Visit(ADMIN, "/organ/units/?show=empty", english=True, wide=True),
        Visit(ADMIN, "/organ/units/?q=nothing"),
    ),
    "departments:unit": (Visit(ADMIN, UNITS + "jyt/", english=True, wide=True),),
    "departments:unit_add": (Visit(ADMIN, UNITS + "add/", then=send),),
    "departments:unit_edit": (Visit(ADMIN, UNITS + "jyt/edit/", english=True),),
    "departments:unit_switch": (Visit(ADMIN, UNITS + "jyt/switch/"),),
    "departments:post": (Visit(ADMIN, UNITS + "jyt/post/", then=send),),
    "departments:below": (
        Visit(ADMIN, "/organ/below/", english=True, wide=True),
        Visit(OFFICE_COUNTY, "/organ/below/"),
    ),
    "departments:organ_below": (Visit(OFFICE, "/organ/below/430111/"),),
    "members:committees": (Visit(ADMIN, "/organ/committees/"),),
    "members:committee_add": (Visit(ADMIN, "/organ/committees/add/", then=send, english=True),),
    "members:sectors": (Visit(ADMIN, "/organ/sectors/", english=True, wide=True),),
    "deadlines:lengths": (Visit(ADMIN, "/organ/deadlines/", english=True, wide=True),),
    "deadlines:length": (Visit(ADMIN, "/organ/deadlines/micro/handle/ordinary/", english=True),),
    "deadlines:load": (Visit(ADMIN, "/organ/calendar/", then=send, english=True),),
    "notifications:texts": (Visit(ADMIN, "/organ/notices/", english=True),),
    "notifications:text": (
        Visit(ADMIN, "/organ/notices/suggestion/accept/", english=True, wide=True),
    ),
    "suggestions:answer_rules": (Visit(ADMIN, "/organ/answers/", english=True),),
    "suggestions:answer_rule": (Visit(ADMIN, "/organ/answers/micro/"),),
    # ── the people of an organ ──
    "enrolment:people": (Visit(ADMIN, PEOPLE, english=True, wide=True),),
    "enrolment:enrol": (Visit(ADMIN, f"{PEOPLE}new/", then=send, english=True),),
    "enrolment:person": (Visit(ADMIN, PEOPLE + "person/{person}/", english=True, wide=True),),
    "enrolment:contact": (Visit(ADMIN, PEOPLE + "person/{person}/contact/", then=send_nothing),),
    "enrolment:end": (Visit(ADMIN, PEOPLE + "person/{person}/end/", english=True),),
    "enrolment:lists": (Visit(ADMIN, f"{PEOPLE}lists/", english=True, wide=True),),
    "enrolment:list_new": (Visit(ADMIN, f"{PEOPLE}lists/new/", then=send, english=True),),
    "enrolment:list": (
        Visit(ADMIN, PEOPLE + "lists/{list_new}/", english=True, wide=True),
        Visit(ADMIN, PEOPLE + "lists/{list_waits}/"),
        Visit(ADMIN, PEOPLE + "lists/{list_checked}/", english=True, wide=True),
        Visit(ADMIN, PEOPLE + "lists/{list_over}/", english=True),
    ),
    "enrolment:invitations": (Visit(ADMIN, f"{PEOPLE}invitations/", english=True, wide=True),),
    "enrolment:cards": (Visit(ADMIN, f"{PEOPLE}cards/", english=True, wide=True),),
    "enrolment:terms": (Visit(ADMIN, f"{PEOPLE}terms/", english=True),),
    "enrolment:term_new": (Visit(ADMIN, f"{PEOPLE}terms/new/", then=send, english=True),),
    "enrolment:join": (Visit(NOBODY, "/join/", then=send, english=True),),
    "enrolment:join_by_link": (
        Visit(NOBODY, "/join/{join}/", then=send, english=True),
        Visit(NOBODY, "/join/ABCDEF/", status=404),
        Visit(MEMBER, "/join/{join}/", status=409),
    ),
    # ── one's own account ──
    "notifications:inbox": (
        Visit(MEMBER, "/inbox/", english=True),
        Visit(BEGINNER, "/inbox/?show=unread"),
    ),
    "members:profile": (Visit(MEMBER, "/account/", english=True),),
    "notifications:preferences": (
        Visit(MEMBER, "/account/notices/", english=True, wide=True),
        Visit(MEMBER, "/account/notices/", then=forget_an_hour),
    ),
    "members:security": (Visit(MEMBER, "/account/security/"), Visit(KEYS, "/account/security/")),
    "members:mobile": (
        Visit(MEMBER, "/account/mobile/", english=True),
        Visit(MEMBER, "/account/mobile/", then=send),
    ),
    "members:confirm_mobile": (Visit(MEMBER, "/account/mobile/", by=confirm_a_number),),
    "gateway:about": (Visit(NOBODY, "/api/", english=True, wide=True),),
    "gateway:tokens": (Visit(MEMBER, "/account/tokens/", english=True),),
    "gateway:make": (Visit(MEMBER, "/account/tokens/make/", then=send, english=True),),
    "members:ledger": (Visit(AUDITOR, "/account/ledger/", english=True, wide=True),),
    "jobs:mine": (Visit(OFFICE, "/jobs/", english=True, wide=True),),
    "jobs:job": (Visit(OFFICE, "/jobs/{job}/", english=True, wide=True),),
    "usersessions_list": (Visit(MEMBER, "/accounts/sessions/"),),
    "account_email": (Visit(MEMBER, "/accounts/email/"),),
    "account_change_password": (
        Visit(MEMBER, "/accounts/password/change/"),
        Visit(MEMBER, "/accounts/password/change/", then=send),
    ),
    "account_set_password": (Visit(NO_PASSWORD, "/accounts/password/set/"),),
    "account_reauthenticate": (Visit(MEMBER, "/accounts/reauthenticate/"),),
    "account_logout": (Visit(MEMBER, "/accounts/logout/"),),
    "mfa_index": (Visit(MEMBER, "/accounts/2fa/"), Visit(KEYS, "/accounts/2fa/")),
    "mfa_activate_totp": (Visit(MEMBER, "/accounts/2fa/totp/activate/", english=True),),
    "mfa_deactivate_totp": (Visit(KEYS, "/accounts/2fa/totp/deactivate/"),),
    "mfa_view_recovery_codes": (Visit(KEYS, "/accounts/2fa/recovery-codes/"),),
    "mfa_generate_recovery_codes": (Visit(KEYS, "/accounts/2fa/recovery-codes/generate/"),),
    "mfa_list_webauthn": (
        Visit(KEYS, "/accounts/2fa/webauthn/"),
        Visit(MEMBER, "/accounts/2fa/webauthn/"),
    ),
    "mfa_add_webauthn": (Visit(MEMBER, "/accounts/2fa/webauthn/add/"),),
    "mfa_edit_webauthn": (Visit(KEYS, "/accounts/2fa/webauthn/keys/{passkey}/edit/"),),
    "mfa_remove_webauthn": (Visit(KEYS, "/accounts/2fa/webauthn/keys/{passkey}/remove/"),),
    "mfa_reauthenticate": (Visit(KEYS, "/accounts/2fa/reauthenticate/"),),
    "mfa_reauthenticate_webauthn": (Visit(KEYS, "/accounts/2fa/webauthn/reauthenticate/"),),
    # ── the door ──
    "account_login": (
        Visit(NOBODY, "/accounts/login/", english=True, wide=True),
        Visit(NOBODY, "/accounts/login/", then=send),
    ),
    "mfa_authenticate": (Visit(NOBODY, "/accounts/login/", by=sign_in_half),),
    "members:text_step": (Visit(NOBODY, "/accounts/login/", by=come_to_the_step),),
    "account_request_login_code": (Visit(NOBODY, "/accounts/login/code/"),),
    "account_confirm_login_code": (Visit(NOBODY, "/accounts/login/code/", by=ask_for_a_code),),
    "account_reset_password": (Visit(NOBODY, "/accounts/password/reset/"),),
    "account_reset_password_done": (Visit(NOBODY, "/accounts/password/reset/done/"),),
    "account_reset_password_from_key": (
        Visit(NOBODY, "/accounts/password/reset/key/{reset}/", by=wait),
        Visit(NOBODY, "/accounts/password/reset/key/1-nonsense/"),
    ),
    "account_reset_password_from_key_done": (Visit(NOBODY, "/accounts/password/reset/key/done/"),),
    "account_confirm_email": (
        Visit(NOBODY, "/accounts/confirm-email/{confirm}/"),
        Visit(NOBODY, "/accounts/confirm-email/nonsense/"),
    ),
    "account_email_verification_sent": (Visit(NOBODY, "/accounts/confirm-email/"),),
    "account_inactive": (Visit(NOBODY, "/accounts/inactive/"),),
    "account_signup": (Visit(NOBODY, "/accounts/signup/"),),
}

# Pages without a name: what the site says when something is not there or not theirs.
ERRORS: dict[str, tuple[Visit, ...]] = {
    "404": (Visit(MEMBER, "/nowhere/", status=404, english=True), Visit(NOBODY, "/no/", 404)),
    "403": (Visit(MEMBER, "/office/", status=403),),
}
