from datetime import datetime, timedelta

import pytest

from notifications.actions import delivery
from notifications.actions.gathering import SEVERAL, gather
from notifications.actions.notify import WAIT
from notifications.channels.email.digest import MOST
from notifications.models import Notification
from tests.notifications.book import TRUE
from workdays.arithmetic import SHANGHAI

pytestmark = pytest.mark.django_db


@pytest.fixture
def then(at):
    return at + WAIT


def lines():
    rows = Notification.objects.filter(channel="email").exclude(kind="digest").order_by("id")
    return [row.state for row in rows]


def test_thirty_at_one_moment_are_one_mail(sink, bo, an, happen, then):
    for number in range(30):
        happen("many", bo, code=f"S{number}")
    happen("many", an)
    happen("reply", bo)

    assert delivery.deliver(at=then) == 3

    subjects = sorted((mail["To"], mail["Subject"]) for mail in sink.mails)
    assert subjects == [
        ("an@example.cn", "crowd: {0.__class__} <b>修路</b>"),
        ("bo@example.cn", "Reminders on CPPCC Cloud: 30 matters"),
        ("bo@example.cn", "“{0.__class__} <b>修路</b>” has an answer"),
    ]
    text = next(mail for mail in sink.mails if "Reminders" in mail["Subject"]).get_content()
    assert all(f"https://cppcc.example.cn/book/S{number}/\n" in text for number in range(30))
    assert "Several reminders came at one moment" in text
    assert lines() == ["bundled"] * 30 + ["sent"] * 2
    assert delivery.deliver(at=then + timedelta(days=1)) == 0


def test_they_wait_a_little_for_each_other(sink, bo, happen, at, then):
    for number in range(SEVERAL):
        happen("many", bo, code=f"S{number}", moment=at + timedelta(seconds=number))

    assert delivery.deliver(at=then - timedelta(seconds=1)) == 0
    assert delivery.deliver(at=then + timedelta(seconds=SEVERAL)) == 1


def test_two_come_each_by_its_own(sink, bo, happen, then):
    happen("many", bo, code="S1")
    happen("many", bo, code="S2")

    assert delivery.deliver(at=then) == SEVERAL - 1
    assert lines() == ["sent", "sent"]


def test_other_groups_are_not_gathered(sink, bo, happen, then):
    for number in range(SEVERAL):
        happen("reply", bo, code=f"S{number}")

    assert delivery.deliver(at=then) == SEVERAL


def test_what_was_on_its_way_keeps_its_own_mail(sink, bo, happen, then):
    for number in range(SEVERAL):
        happen("many", bo, code=f"S{number}")
    # A worker was killed between the server's yes and the commit: the lease is all that tells.
    Notification.objects.filter(channel="email", code="S0").update(leased_until=then)

    assert gather("email", at=then) == 0
    assert delivery.deliver(at=then) == SEVERAL


def test_what_was_handled_meanwhile_is_left_out(sink, bo, happen, then, monkeypatch):
    for number in range(SEVERAL):
        happen("many", bo, code=f"S{number}")
    gather("email", at=then)
    monkeypatch.setitem(TRUE, "still", False)

    assert delivery.deliver(at=then) == 0
    assert lines() == ["dropped"] * SEVERAL


def test_a_very_long_one_names_the_inbox_for_the_rest(sink, bo, happen, then):
    for number in range(MOST + 2):
        happen("many", bo, code=f"S{number}")
    delivery.deliver(at=then)

    (mail,) = sink.mails
    assert mail["Subject"] == f"Reminders on CPPCC Cloud: {MOST + 2} matters"
    text = mail.get_content()
    assert text.count("/book/") == MOST
    assert "And 2 more in your inbox:\n   https://cppcc.example.cn/inbox/\n" in text


def test_at_night_only_what_is_urgent_comes(sink, bo, happen):
    night = datetime(2026, 3, 5, 23, tzinfo=SHANGHAI)
    for number in range(SEVERAL):
        happen("many", bo, code=f"S{number}", moment=night)
    assert delivery.deliver(at=night + WAIT) == 0
    for number in range(SEVERAL):
        happen("many_today", bo, code=f"T{number}", moment=night)
    assert delivery.deliver(at=night + WAIT) == 1

    (mail,) = sink.mails
    assert "/book/S0/" not in mail.get_content()
    assert delivery.deliver(at=night + timedelta(hours=9)) == 1


def test_every_reader_is_gathered_for_and_once(bo, an, happen, then):
    for reader in (bo, an):
        for number in range(SEVERAL):
            happen("many", reader, code=f"S{number}")

    assert gather("email", at=then, batch=1) == 2
    assert gather("email", at=then) == 0
    assert Notification.objects.filter(kind="digest").count() == 2
