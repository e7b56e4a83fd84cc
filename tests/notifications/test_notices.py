import pytest
from django.db import transaction

from events.actions import ledger, outbox
from members.actions import account
from members.adapters import STEPS
from notifications import registry
from notifications.explain import NEEDED, planned, stays_with_needed
from notifications.models import Notification, When
from notifications.notices import NOTICES
from notifications.reference import notices_page

pytestmark = pytest.mark.django_db


def test_every_step_of_an_account_says_whom_it_tells():
    assert {("account", step) for step in STEPS.values()} <= NOTICES.keys()


def test_owner_is_told_what_happened_when(an, bo, at):
    with transaction.atomic():
        account.note(user=an, step="password_changed", by=an, at=at)

    outbox.sweep(at=at)

    rows = Notification.objects.order_by("channel")
    assert [(row.user, row.channel) for row in rows] == [(an, "email"), (an, "inbox")]
    said = registry.words(rows[1], "en")
    assert said.title == "Your password was changed"
    assert "10:30" in said.text
    assert "If this was not you" in said.text
    assert "3月5日（周四）" in registry.words(rows[1], "zh-hans").text


def test_the_reference_says_what_still_comes_to_who_wants_only_what_needs_them():
    groups = list(registry.groups().values())
    kept = planned(NEEDED, groups)
    told = {key: one for key, one in registry.notices().items() if one and one.mail}
    for notice in told.values():
        group = registry.group(notice.group)
        comes = group.locked or notice.urgent or kept[group.name] is not When.NEVER
        assert stays_with_needed(notice) is comes
    lines = notices_page().splitlines()
    said = next(line for line in lines if "`promise_report` |" in line)
    assert said.split("|")[5:7] == [" mail ", " yes "]


@pytest.mark.parametrize(
    ("kind", "step"), sorted(step for step, notice in NOTICES.items() if notice is not None)
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_notice_can_be_said_in_full(an, at, kind, step, language):
    data = {"count": 2, "role": "office", "until": "2026-12-31", "committee": "430000-c1"}
    work = {"kind": "suggestions.list", "for": an.code}
    with transaction.atomic():
        if kind == "account":
            account.note(user=an, step=step, by=an, at=at, data=data)
        else:
            ledger.record(kind=kind, code="J23456789A", step=step, by=None, at=at, data=work)

    outbox.sweep(at=at)

    row = Notification.objects.get(channel="inbox")
    said = registry.words(row, language)
    assert said.title
    assert said.text
    assert "…" not in said.title + said.text
    assert row.url.startswith("/")
