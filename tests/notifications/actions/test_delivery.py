import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from events.actions.ledger import record
from members.models import User
from notifications import registry
from notifications.actions import delivery, letters
from notifications.actions.notify import announce
from notifications.models import Letter, Notification
from tests.notifications import book

pytestmark = pytest.mark.django_db


def mails():
    rows = Notification.objects.filter(channel="email").select_related("user", "contact")
    return sorted((row.address, row.state, row.tries, row.last_error) for row in rows)


def test_mail_arrives_in_the_readers_language_with_the_link(sink, an, bo, happen, at):
    happen("reply", an, bo)

    assert delivery.deliver(at=at) == 2

    assert sink.to() == ["an@example.cn", "bo@example.cn"]
    chinese, english = sink.mails
    assert english["Subject"] == "“{0.__class__} <b>修路</b>” has an answer"
    assert english["From"] == "政协云 <no-reply@cppcc.example.cn>"
    assert english["Auto-Submitted"] == "auto-generated"
    text = english.get_content()
    assert "Education answered. Please rate." in text
    assert "\nhttps://cppcc.example.cn/book/S1/\n" in text
    assert "教育厅 answered." in chinese.get_content()
    assert mails() == [("an@example.cn", "sent", 0, ""), ("bo@example.cn", "sent", 0, "")]
    assert set(Notification.objects.values_list("sent_at", flat=True)) == {at}


def test_sent_once_and_over_one_connection(sink, an, bo, guest, happen, at):
    happen("reply", an, bo, guest)

    assert delivery.deliver(at=at) == 3
    assert delivery.deliver(at=at + timedelta(days=1)) == 0

    assert len(sink.mails) == 3
    assert sink.sessions == 1


def test_5xx_fails_at_once_and_staff_see_the_code_without_the_address(sink, an, bo, happen, at):
    sink.answers["an@example.cn"] = "550 5.1.1 <an@example.cn>: no such person"
    happen("reply", an, bo)

    assert delivery.deliver(at=at) == 1

    assert mails() == [
        ("an@example.cn", "failed", 0, "550 5.1.1"),
        ("bo@example.cn", "sent", 0, ""),
    ]
    assert [line.address for line in Notification.objects.failed()] == ["an@example.cn"]
    assert delivery.deliver(at=at + timedelta(days=1)) == 0


def test_a_letter_whose_words_did_not_come_back_from_a_backup_is_given_up(sink, an, at):
    letters.post(reader=an, code=an.code, step="login_code", subject="Code", body="123456", at=at)
    Letter.objects.all().delete()

    assert delivery.deliver(at=at) == 0

    assert sink.mails == []
    assert mails() == [("an@example.cn", "failed", 0, "its words are gone")]


def test_what_has_no_address_any_more_fails_and_holds_up_nobody(sink, an, bo, happen, at):
    happen("reply", an, bo)
    User.objects.filter(pk=an.pk).update(email=None)

    assert delivery.deliver(at=at) == 1

    assert sink.to() == ["bo@example.cn"]
    assert mails() == [("", "failed", 0, "no address"), ("bo@example.cn", "sent", 0, "")]


def test_5xx_after_the_data_fails_at_once_too(sink, an, happen, at):
    sink.data_answers["an@example.cn"] = "554 looks like spam"
    happen("reply", an)

    delivery.deliver(at=at)

    assert mails() == [("an@example.cn", "failed", 0, "554")]


def test_4xx_waits_longer_each_time_and_arrives_in_the_end(sink, an, bo, happen, at):
    sink.answers["an@example.cn"] = "451 4.7.1 greylisted"
    happen("reply", an, bo)

    assert delivery.deliver(at=at) == 1
    assert mails()[0] == ("an@example.cn", "pending", 1, "451 4.7.1")
    line = Notification.objects.get(channel="email", user=an)
    assert timedelta(seconds=44) < line.not_before - at < timedelta(seconds=76)
    assert delivery.deliver(at=at + timedelta(seconds=30)) == 0

    second = line.not_before
    delivery.deliver(at=second)
    line.refresh_from_db()
    assert line.not_before - second > timedelta(seconds=89)

    sink.answers.clear()
    assert delivery.deliver(at=line.not_before) == 1
    assert sorted(sink.to()) == ["an@example.cn", "bo@example.cn"]
    assert mails()[0] == ("an@example.cn", "sent", 2, "")


def test_what_found_no_way_for_days_is_shown_as_failed(sink, an, happen, at):
    sink.answers["an@example.cn"] = "451 no"
    happen("reply", an)

    delivery.deliver(at=at + delivery.GIVE_UP_AFTER)

    assert mails() == [("an@example.cn", "failed", 0, "451")]


def test_failed_ones_can_be_driven_again(sink, an, happen, at):
    sink.answers["an@example.cn"] = "550 no"
    happen("reply", an)
    delivery.deliver(at=at)
    sink.answers.clear()

    assert delivery.redrive() == 1
    assert delivery.deliver(at=at) == 1
    assert sink.to() == ["an@example.cn"]


def test_message_id_is_the_same_each_time_and_differs_by_reader(sink, an, bo, happen, at):
    happen("reply", an, bo)
    delivery.deliver(at=at)
    # A worker killed between the server's yes and the commit leaves the row as it was.
    Notification.objects.filter(channel="email", user=an).update(state="pending", sent_at=None)

    delivery.deliver(at=at)

    first, other, again = [mail["Message-ID"] for mail in sink.mails]
    assert first == again != other
    assert first.endswith("@cppcc.example.cn>")


def test_server_that_hangs_up_on_one_stops_nobody_else(sink, an, bo, guest, happen, at):
    sink.answers["bo@example.cn"] = "drop"
    happen("reply", an, bo, guest)

    assert delivery.deliver(at=at) == 2

    assert sink.to() == ["an@example.cn", "guest@example.com"]
    assert [row[:3] for row in mails()][1] == ("bo@example.cn", "pending", 1)
    assert sink.sessions == 2


def test_closed_server_costs_one_try_and_loses_nothing(sink, an, bo, happen, at):
    sink.stop()
    happen("reply", an, bo)

    assert delivery.deliver(at=at) == 0

    assert [row[:3] for row in mails()] == [
        ("an@example.cn", "pending", 1),
        ("bo@example.cn", "pending", 0),
    ]
    assert delivery.deliver(at=at) == 0
    assert [row[2] for row in mails()] == [1, 0]

    sink.start()
    assert delivery.deliver(at=at + timedelta(minutes=2)) == 2


def test_address_that_no_mail_can_go_to_fails_and_stops_nobody(sink, an, bo, happen, at):
    type(an).objects.filter(pk=an.pk).update(email="no address")
    happen("reply", an, bo)

    assert delivery.deliver(at=at) == 1
    assert [row[1] for row in mails()] == ["sent", "failed"]


def test_goes_on_over_many_batches_and_stops_when_its_time_is_over(sink, an, happen, at):
    for n in range(5):
        happen("reply", an, code=f"S{n}")

    assert delivery.deliver(at=at, budget=timedelta(0)) == 1
    assert delivery.deliver(at=at, limit=2) == 4


def test_leased_row_is_left_alone_until_the_lease_ends(sink, an, happen, at):
    happen("reply", an)
    Notification.objects.update(leased_until=at + delivery.LEASE)

    assert delivery.deliver(at=at) == 0
    assert delivery.deliver(at=at + delivery.LEASE) == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_each_mail_once(sink, an, happen, at):
    for n in range(40):
        happen("reply", an, code=f"S{n}")
    sent = []

    def work():
        try:
            sent.append(delivery.deliver(at=at, limit=5))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(sent) == 40
    assert len({mail["Message-ID"] for mail in sink.mails}) == len(sink.mails) == 40


class TestLetters:
    @pytest.fixture
    def letter(self, an, at):
        return letters.post(
            reader=an, code=an.code, step="login_code", subject="代码", body="123456", at=at
        )

    def test_is_sent_as_written_and_then_forgotten(self, sink, letter, at):
        delivery.deliver(at=at)

        assert (sink.mails[0]["Subject"], sink.mails[0].get_content()) == ("代码", "123456\n")
        assert not Letter.objects.exists()

    def test_is_forgotten_when_refused(self, sink, letter, at):
        sink.answers["an@example.cn"] = "550 no"

        delivery.deliver(at=at)

        assert not Letter.objects.exists()
        assert delivery.redrive() == 0

    def test_waits_while_the_server_is_away(self, sink, letter, at):
        sink.stop()
        delivery.deliver(at=at)
        sink.start()

        assert delivery.deliver(at=at + timedelta(minutes=2)) == 1

    def test_is_never_sent_when_of_no_use_any_more(self, sink, letter, an, happen, at):
        later = at + timedelta(days=1)
        happen("reply", an, moment=later)

        assert delivery.deliver(at=later, limit=1) == 1

        letter.refresh_from_db()
        assert (letter.state, letter.last_error) == ("failed", delivery.TOO_LATE)
        assert not Letter.objects.exists()
        assert len(sink.mails) == 1


def test_a_title_with_a_line_break_is_a_subject_in_one_line(sink, an, at, monkeypatch):
    """However it came in: a header cannot hold one, and the mail would be lost."""
    words = {"title": "修路\r\nBcc: all@example.cn", "unit": ""}
    notice = replace(book.NOTICES["book", "reply"], context=lambda event: words)
    monkeypatch.setitem(book.NOTICES, ("book", "reply"), notice)
    registry.notices.cache_clear()
    with transaction.atomic():
        data = {"users": [an.code]}
        event = record(kind="book", code="S1", step="reply", by=None, at=at, data=data, pending=())
        announce(event, at)

    assert delivery.deliver(at=at) == 1

    assert sink.mails[0]["Subject"] == "“修路 Bcc: all@example.cn” has an answer"
    assert sink.mails[0]["Bcc"] is None


def test_any_number_of_batches_that_say_nothing_new_are_passed_over(sink, an, happen, at):
    happen("reply", an)
    line = Notification.objects.get(channel="email")
    # Each is older than the one that arrived: in this group only the latest is sent.
    Notification.objects.bulk_create(
        Notification(
            key=f"old-{number}",
            user=an,
            channel="email",
            kind=line.kind,
            code=line.code,
            step=line.step,
            data=line.data,
            group="chase",
            created_at=at,
        )
        for number in range(50)
    )

    assert delivery.deliver(at=at, limit=1) == 2
    states = Notification.objects.filter(channel="email").values_list("state", flat=True)
    assert sorted(states) == ["dropped"] * 49 + ["sent"] * 2


def test_passing_over_ends_with_the_budget(sink, an, happen, at):
    for number in range(3):
        Notification.objects.create(
            key=f"old-{number}",
            user=an,
            channel="email",
            kind="book",
            code="S1",
            step="reply",
            group="chase",
            created_at=at,
        )
    assert delivery.deliver(at=at, limit=1, budget=timedelta()) == 0
    states = Notification.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["dropped", "pending", "pending"]
