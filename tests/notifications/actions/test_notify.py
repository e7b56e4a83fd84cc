import pytest
from django.db import IntegrityError, transaction

from events.actions import outbox
from events.actions.ledger import record
from events.models import Pending
from notifications.actions.notify import announce
from notifications.models import Contact, Notification

pytestmark = pytest.mark.django_db


def lines():
    return sorted((str(n.reader), n.channel, n.state) for n in Notification.objects.all())


def test_a_person_is_told_in_the_inbox_and_by_mail(an, happen, at):
    event = happen("reply", an)

    assert lines() == [("安", "email", "pending"), ("安", "inbox", "sent")]
    line = Notification.objects.get(channel="inbox")
    assert (line.kind, line.code, line.step, line.url) == ("book", "S1", "reply", "/book/S1/")
    assert (line.key, line.created_at, line.sent_at) == (f"event-{event.pk}", at, at)


def test_a_contact_has_no_inbox(guest, happen):
    happen("reply", guest)

    assert lines() == [("guest@example.com", "email", "pending")]


def test_small_news_is_worth_no_mail(an, guest, happen):
    happen("small", an, guest)

    assert lines() == [("安", "inbox", "sent")]


def test_silence_tells_nobody(an, happen):
    happen("quiet", an)

    assert lines() == []


def test_a_closed_account_is_told_nothing(an, bo, happen):
    bo.is_active = False
    bo.save()

    happen("small", an, bo)

    assert lines() == [("安", "inbox", "sent")]


def test_announced_twice_tells_once(an, guest, happen, at):
    event = happen("reply", an, guest)
    before = lines()

    announce(event, at)

    assert lines() == before


def test_a_reader_named_twice_is_told_once(an, happen):
    happen("twice", an)

    assert lines() == [("安", "inbox", "sent")]


@pytest.mark.parametrize("count", [2, 3])
def test_queries_do_not_grow_with_the_readers(
    an, bo, guest, count, happen, django_assert_num_queries
):
    readers = [guest, an, bo][:count]

    # A savepoint and its end, the event, both kinds of readers, what they chose, all lines at once.
    with django_assert_num_queries(7):
        happen("reply", *readers)


def test_step_that_nobody_wrote_a_notice_for_is_seen(at):
    with transaction.atomic():
        record(kind="book", code="S1", step="unheard", by=None, at=at)

    outbox.sweep(at=at)

    assert Pending.objects.get().last_error.startswith("UnknownStep")


def test_pending_announcement_reaches_the_reader(an, at):
    record(kind="book", code="S1", step="small", by=None, at=at, data={"users": [an.code]})

    outbox.sweep(at=at)

    assert lines() == [("安", "inbox", "sent")]
    assert not Pending.objects.exists()


class TestConstraints:
    def make(self, at, **fields):
        plain = {"key": "k", "channel": "email", "kind": "k", "code": "c", "step": "s"}
        return Notification.objects.create(created_at=at, **plain | fields)

    def refused(self, name):
        return pytest.raises(IntegrityError, match=name)

    def test_one_reader_not_two_and_not_none(self, an, guest, at):
        with self.refused("notification_has_one_reader"), transaction.atomic():
            self.make(at, user=an, contact=guest)
        with self.refused("notification_has_one_reader"), transaction.atomic():
            self.make(at)

    def test_once_per_occasion_reader_and_channel(self, an, guest, at):
        self.make(at, user=an)
        self.make(at, contact=guest)
        with self.refused("notification_once_per_user"), transaction.atomic():
            self.make(at, user=an)
        with self.refused("notification_once_per_contact"), transaction.atomic():
            self.make(at, contact=guest)

    def test_known_states_only_and_sent_has_its_time(self, an, at):
        with self.refused("notification_state_known"), transaction.atomic():
            self.make(at, user=an, state="lost")
        with self.refused("notification_sent_has_its_time"), transaction.atomic():
            self.make(at, user=an, state="sent")

    def test_a_contact_is_reachable_and_known_once(self, guest):
        assert Contact.objects.at(" GUEST@example.com ") == guest
        with self.refused("contact_reachable"), transaction.atomic():
            Contact.objects.create(channel="email", address="")
