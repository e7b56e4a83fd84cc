import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from notifications.actions import delivery, digest, inbox
from notifications.actions.digest import bundle
from notifications.models import Notification, Rhythm
from tests.notifications.book import TRUE
from workdays.arithmetic import SHANGHAI

pytestmark = pytest.mark.django_db


def march(day, hour=8, minute=0):
    """A moment of March 2026; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def send(at):
    """Let a beat pass."""
    bundle(at=at)
    delivery.deliver(at=at)


def states():
    rows = Notification.objects.filter(channel="email").exclude(kind="digest")
    return [row.state for row in rows.order_by("id")]


def test_what_can_wait_comes_in_one_mail_at_the_hour(sink, bo, an, happen):
    happen("slow", bo, an, code="S1", moment=march(2, 9))
    happen("slow", bo, code="S2", moment=march(2, 15))
    send(march(2, 16))
    send(march(3, 7, 59))
    assert sink.mails == []

    send(march(3))

    assert sorted(sink.to()) == ["an@example.cn", "bo@example.cn"]
    mail = next(mail for mail in sink.mails if mail["To"] == "bo@example.cn")
    assert mail["Subject"] == "Your day on CPPCC Cloud: 2 matters"
    text = mail.get_content()
    assert "1. slow: {0.__class__} <b>修路</b>\n   Education\n" in text
    assert "https://cppcc.example.cn/book/S2/" in text
    assert "https://cppcc.example.cn/account/notices/" in text
    assert states() == ["bundled"] * 3


def test_there_is_one_a_day_and_the_rest_comes_the_next_working_day(sink, bo, happen):
    happen("slow", bo, moment=march(5, 9))
    send(march(6))  # a Friday
    happen("slow", bo, code="S2", moment=march(6, 8, 1))
    for at in (march(6, 9), march(7), march(8), march(9, 7, 59)):
        send(at)
    assert len(sink.mails) == 1

    send(march(9))
    send(march(9, 12))
    assert [mail["To"] for mail in sink.mails] == ["bo@example.cn"] * 2


def test_thirty_lines_about_one_thing_are_one_entry_with_the_latest_word(sink, bo, happen):
    for n in range(30):
        happen("slow", bo, code="S1", moment=march(2, 9, n))
    happen("slow", bo, code="S2", moment=march(2, 10))
    send(march(3))

    assert sink.mails[0]["Subject"] == "Your day on CPPCC Cloud: 2 matters"
    assert sink.mails[0].get_content().count("/book/S1/") == 1


def test_the_oldest_due_date_comes_first_and_what_has_none_last(sink, bo, happen):
    for code, due in [("S1", None), ("S2", march(20, 18)), ("S3", march(10, 18))]:
        more = {"due": due.isoformat()} if due else {}
        happen("slow", bo, code=code, moment=march(2, 9), **more)
    send(march(3))

    text = sink.mails[0].get_content()
    places = [text.index(f"/book/{code}/") for code in ("S3", "S2", "S1")]
    assert places == sorted(places)
    assert "Due: Tue 10 March" in text


def test_the_hour_is_the_readers_own(sink, bo, an, happen):
    Rhythm.objects.create(user=bo, digest_hour=17)
    happen("slow", bo, an, moment=march(2, 9))
    send(march(2, 17))
    assert sink.to() == ["bo@example.cn"]

    send(march(3))
    assert sink.to() == ["bo@example.cn", "an@example.cn"]


def test_after_an_outage_of_days_one_mail_comes(sink, bo, happen):
    for day in (2, 3, 4, 5):
        happen("slow", bo, code=f"S{day}", moment=march(day, 9))
    send(march(6, 15))

    assert [mail["Subject"] for mail in sink.mails] == ["Your day on CPPCC Cloud: 4 matters"]


class TestStale:
    def test_handled_in_the_meantime(self, sink, bo, happen, monkeypatch):
        happen("chase", bo, moment=march(2, 9))
        monkeypatch.setitem(TRUE, "still", False)
        send(march(3))

        assert sink.mails == []
        assert states() == ["dropped"]

    def test_handled_between_hour_and_sending(self, sink, bo, happen, monkeypatch):
        happen("chase", bo, moment=march(2, 9))
        happen("slow", bo, code="S2", moment=march(2, 9))
        happen("chase", bo, code="S3", moment=march(2, 9))
        bundle(at=march(3))
        monkeypatch.setitem(TRUE, "still", False)
        delivery.deliver(at=march(3, 15))

        assert [mail["Subject"] for mail in sink.mails] == ["Your day on CPPCC Cloud: 1 matter"]
        assert states() == ["dropped", "bundled", "dropped"]

    def test_nothing_left_to_say_is_no_mail(self, sink, bo, happen, monkeypatch):
        happen("chase", bo, moment=march(2, 9))
        bundle(at=march(3))
        monkeypatch.setitem(TRUE, "still", False)

        assert delivery.deliver(at=march(3, 15)) == 0
        mail = Notification.objects.get(kind="digest")
        assert (mail.state, mail.leased_until) == ("dropped", None)

    def test_a_later_word_about_the_same_thing(self, sink, bo, happen):
        happen("chase", bo, code="S1", moment=march(2, 9))
        happen("chase", bo, code="S2", moment=march(2, 9))
        happen("today", bo, code="S1", moment=march(2, 10))
        delivery.deliver(at=march(2, 10))
        assert [mail["Subject"] for mail in sink.mails] == ["chase: {0.__class__} <b>修路</b>"]
        send(march(3))

        assert states() == ["dropped", "bundled", "sent"]
        assert "/book/S2/" in sink.mails[1].get_content()

    def test_read_in_the_inbox_already(self, sink, bo, happen):
        happen("slow", bo, code="S1", moment=march(2, 9))
        happen("slow", bo, code="S2", moment=march(2, 9))
        inbox.seen(user=bo, things=[("book", "S1")], at=march(2, 10))
        send(march(3))

        assert states() == ["dropped", "bundled"]

    def test_who_cannot_say_delays_nobody(self, sink, bo, happen, monkeypatch):
        happen("chase", bo, moment=march(2, 9))
        monkeypatch.setitem(TRUE, "still", None)
        send(march(3))

        assert len(sink.mails) == 1


def test_a_closed_account_gets_none(sink, bo, happen):
    happen("slow", bo, moment=march(2, 9))
    type(bo).objects.filter(pk=bo.pk).update(is_active=False)

    assert bundle(at=march(3)) == 0


def test_the_id_names_reader_and_day(sink, bo, happen):
    happen("slow", bo, moment=march(2, 9))
    send(march(3))
    # A worker killed between the server's yes and the commit leaves the row as it was.
    Notification.objects.filter(kind="digest").update(state="pending", sent_at=None)
    delivery.deliver(at=march(3, 9))
    happen("slow", bo, moment=march(3, 9))
    send(march(4))

    first, again, next_day = [mail["Message-ID"] for mail in sink.mails]
    assert first == again != next_day


def test_many_readers_take_no_more_queries_than_one(bo, an, happen, django_assert_max_num_queries):
    happen("slow", bo, an, moment=march(2, 9))
    happen("chase", bo, an, moment=march(2, 9))

    # Calendar; savepoint and its end; readers, done, lines, outdated, events, read, dropped,
    # the mails, and what they hold with its own savepoint.
    with django_assert_max_num_queries(14):
        assert bundle(at=march(3)) == 2


def test_in_batches_too_everybody_gets_one(bo, an, happen):
    happen("slow", bo, an, moment=march(2, 9))

    assert bundle(at=march(3), batch=1) == 2


@pytest.mark.django_db(transaction=True)
def test_many_sweeps_at_once_make_one_for_each_reader(bo, an, happen):
    for n in range(20):
        happen("slow", bo, an, code=f"S{n}", moment=march(2, 9))
    made = []
    ready = threading.Barrier(4)

    def work():
        try:
            ready.wait()
            made.append(digest.bundle(at=march(3), batch=1))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made.append(bundle(at=march(3) + timedelta(minutes=1)))

    assert sum(made) == 2
    assert Notification.objects.filter(kind="digest").count() == 2
    assert states() == ["bundled"] * 40
