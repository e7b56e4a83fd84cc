"""At most one mail a day, but for what is due today, decided about the reader, or their account."""

import uuid
from collections import Counter
from datetime import datetime, timedelta

import pytest

from deadlines.actions import reminding
from departments.actions import absences
from events.models import Pending
from members import roles
from notifications import registry
from notifications.actions import delivery, digest
from notifications.actions.notify import announce
from notifications.explain import reason
from notifications.models import Notification
from notifications.models.notification import DIGEST, GATHERED
from suggestions.actions import handling, talking
from suggestions.lifecycle import SAY, State
from tests.departments.factories import make_officer
from tests.members.factories import make_seat, make_user
from tests.suggestions.factories import WALKS, submit, work
from workdays import clock
from workdays.arithmetic import SHANGHAI

MONDAY = datetime(2026, 3, 2, tzinfo=SHANGHAI)
DAYS = 5
HOUR = timedelta(hours=1)

# Typed by hand: what comes by itself, at once. Nothing else does, whoever reads it.
DECIDED = {
    ("suggestion", step)
    for step in (
        "decline",
        "divert",
        "expire",
        "publish",
        "reopen",
        "reply",
        "send_back",
        "unpublish",
        "write_back",
    )
}
DUE_TODAY = {
    ("assignment", "remind_cosign_today"),
    ("assignment", "remind_due_today"),
    ("assignment", "remind_opinion_today"),
    ("assignment", "remind_signoff_today"),
    ("suggestion", "remind_complete_today"),
}


def test_only_marked_steps_come_by_themselves():
    at_once = {
        key: reason(told)
        for key, told in registry.notices().items()
        if told and key[0] != "book" and reason(told).startswith("at once")
    }
    safety = {key for key, why in at_once.items() if why == "at once: account safety"}
    assert {kind for kind, _step in safety} == {"account"}
    assert at_once.keys() - safety == DECIDED | DUE_TODAY


def sweep(at):
    """Tell, bundle and send what is due at that moment."""
    with clock.moved(at):
        reminding.sweep(at=at)
        for pending in Pending.objects.filter(handler="announce").select_related("event"):
            announce(pending.event, at)
        Pending.objects.all().delete()
        digest.bundle(at=at)
        delivery.deliver(at=at)


def work_through(scene, day, colleague):
    """A busy day: five cases come, each goes further than the one before, and is written to."""
    stops = [State.SUBMITTED, State.ACCEPTED, State.ASSIGNED, State.IN_HANDLING, State.REPLIED]
    for number in range(5):
        at = day + (9 + number) * HOUR
        with clock.moved(at):
            case = submit(scene, at=at)
            for walk in WALKS[stops[number]]:
                walk(scene, case, at)
                case.refresh_from_db()
            said = {"step": SAY, "text": "请看一下。", "key": uuid.uuid4()}
            talking.say(suggestion=case, by=scene.an, at=at, **said)
            if case.state == State.IN_HANDLING:
                handling.entrust(assignment=work(case), officer=colleague, by=scene.bo, at=at)
        sweep(at + timedelta(minutes=1))


@pytest.fixture
def week(scene):
    """Five working days of an office, a unit with its head, who is away, and an author."""
    colleague = make_officer(scene.unit, user=make_user(name="同事"))
    head = make_officer(scene.unit, role=roles.Head, user=make_user(name="馆长"))
    make_seat(roles.OrganAdmin, "430000", user=make_user(name="管理员"))
    with clock.moved(MONDAY):
        absences.enter(
            user=head,
            place=scene.unit,
            stand_in=colleague,
            since=MONDAY.date(),
            until=MONDAY.date() + timedelta(days=4),
            note="",
            by=head,
            at=MONDAY,
        )
    for number in range(DAYS):
        day = MONDAY + timedelta(days=number)
        sweep(day + 8 * HOUR)
        work_through(scene, day, colleague)
        sweep(day + 20 * HOUR)


def test_nobody_has_more_than_one_mail_a_day_that_nothing_hurries(week):
    sent = Notification.objects.filter(channel="email", state="sent").select_related("user")
    mails = Counter()
    for line in sent:
        marked = (line.kind, line.step) in DECIDED | DUE_TODAY or line.group == registry.ACCOUNT
        gathered = line.kind == DIGEST and line.step == GATHERED and line.urgent
        if not marked and not gathered:
            mails[line.user.name, line.sent_at.astimezone(SHANGHAI).date()] += 1

    assert max(mails.values()) == 1
    readers = {name for name, _day in mails}
    assert {"文书", "博", "同事"} <= readers
    assert Notification.objects.filter(channel="email", state="bundled").count() > 25
