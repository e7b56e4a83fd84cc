from datetime import datetime, time

import pytest

from events.models import Event
from notifications.actions import delivery
from notifications.actions.preferences import choices, choose
from notifications.models import Notification, Preference, Rhythm, When
from tests.notifications.book import TRUE
from workdays.arithmetic import SHANGHAI

pytestmark = pytest.mark.django_db


def march(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def mails():
    rows = Notification.objects.filter(channel="email").order_by("id")
    return [(row.step, row.state) for row in rows]


def wish(user, at, **wanted):
    choose(
        user=user,
        wanted={(group, "email"): when for group, when in wanted.items()},
        rhythm=Rhythm(user=user),
        by=user,
        at=at,
    )


def test_each_group_goes_its_own_way(bo, happen, at):
    for step in ("reply", "slow", "chase"):
        happen(step, bo)
    assert mails() == [("reply", "pending"), ("slow", "waiting"), ("chase", "waiting")]

    wish(bo, at, book=When.NEVER, slow=When.ONCE, chase=When.DAILY)
    Notification.objects.all().delete()
    for step in ("reply", "slow", "chase"):
        happen(step, bo, code="S2")
    assert mails() == [("slow", "pending"), ("chase", "waiting")]
    assert Notification.objects.filter(channel="inbox").count() == 3


def test_what_is_due_today_and_the_account_come_whatever_was_chosen(bo, happen, at):
    wish(bo, at, chase=When.NEVER, account=When.NEVER)
    for step in ("today", "alarm", "chase"):
        happen(step, bo)

    assert mails() == [("today", "pending"), ("alarm", "pending")]
    assert not Preference.objects.filter(group="account").exists()


def test_one_persons_choice_is_nobody_elses(bo, an, guest, happen, at):
    wish(bo, at, slow=When.NEVER)
    happen("slow", bo, an, guest)

    rows = Notification.objects.filter(channel="email")
    assert {(str(row.reader), row.state) for row in rows} == {
        ("安", "waiting"),
        ("guest@example.com", "pending"),
    }


def test_the_default_is_not_kept_and_a_choice_can_be_taken_back(bo, at):
    wish(bo, at, slow=When.NEVER, book=When.ONCE)
    assert choices(bo)["slow", "email"] is When.NEVER
    assert Preference.objects.count() == 1

    wish(bo, at, slow=When.DAILY)
    assert choices(bo)["slow", "email"] is When.DAILY
    assert not Preference.objects.exists()


def test_what_changed_is_recorded_and_nothing_for_no_change(bo, at):
    wish(bo, at, slow=When.DAILY)
    assert not Event.objects.exists()

    choose(
        user=bo,
        wanted={("slow", "email"): When.NEVER},
        rhythm=Rhythm(user=bo, quiet_from=None, quiet_until=None),
        by=bo,
        at=at,
    )
    event = Event.objects.get()
    assert (event.kind, event.code, event.step) == ("account", bo.code, "notices_chosen")
    assert event.data == {"groups": ["slow/email"], "hours": ["quiet_from", "quiet_until"]}


class TestQuietHours:
    @pytest.fixture(autouse=True)
    def _folder(self, settings, tmp_path):
        options = {"file_path": str(tmp_path)}
        backend = "notifications.channels.email.folder.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}

    def test_mail_waits_until_their_end_and_the_inbox_does_not(self, bo, happen):
        happen("reply", bo, moment=march(4, 23))

        assert delivery.deliver(at=march(4, 23)) == 0
        assert Notification.objects.get(channel="email").not_before == march(5, 7)
        assert Notification.objects.get(channel="inbox").state == "sent"
        assert delivery.deliver(at=march(5, 6, 59)) == 0
        assert delivery.deliver(at=march(5, 7)) == 1

    @pytest.mark.parametrize("step", ["today", "alarm"])
    def test_what_is_urgent_comes_all_the_same(self, bo, happen, step):
        happen(step, bo, moment=march(4, 23))

        assert delivery.deliver(at=march(4, 23)) == 1

    def test_a_guest_has_none(self, guest, happen):
        happen("reply", guest, moment=march(4, 23))

        assert delivery.deliver(at=march(4, 23)) == 1

    def test_those_asleep_hold_up_nobody_awake(self, bo, an, happen):
        Rhythm.objects.create(user=an, quiet_from=None, quiet_until=None)
        for n in range(3):
            happen("reply", bo, code=f"S{n}", moment=march(4, 23))
        happen("reply", an, moment=march(4, 23))

        assert delivery.deliver(at=march(4, 23), limit=2) == 1
        assert {row.user for row in Notification.objects.filter(channel="email", state="sent")} == {
            an
        }

    def test_what_was_handled_by_the_morning_is_not_sent(self, bo, happen, at, monkeypatch):
        wish(bo, at, chase=When.ONCE)
        happen("chase", bo, moment=march(4, 23))
        delivery.deliver(at=march(4, 23))
        monkeypatch.setitem(TRUE, "still", False)

        assert delivery.deliver(at=march(5, 7)) == 0
        assert mails() == [("chase", "dropped")]


@pytest.mark.parametrize(
    ("begins", "ends", "at", "until"),
    [
        (22, 7, march(4, 22), march(5, 7)),
        (22, 7, march(5, 6, 59), march(5, 7)),
        (22, 7, march(5, 7), None),
        (22, 7, march(5, 21, 59), None),
        (12, 14, march(5, 13), march(5, 14)),
        (12, 14, march(5, 11), None),
        (12, 14, march(5, 14), None),
        (None, None, march(5, 3), None),
    ],
)
def test_quiet_hours_may_pass_midnight(begins, ends, at, until):
    hours = [None if hour is None else time(hour) for hour in (begins, ends)]
    rhythm = Rhythm(quiet_from=hours[0], quiet_until=hours[1])

    assert rhythm.quiet_end(at) == until
