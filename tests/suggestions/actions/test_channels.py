"""With another channel: handed over, asked after, answered, or taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from commitments.actions import keeping
from commitments.lifecycle import Claim
from deadlines.actions import reminding
from deadlines.models import DueDate
from events.models import Event
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import channels
from suggestions.actions.channels import Answer
from suggestions.lifecycle import CHANNELS, NotNow, State
from suggestions.models import HandOff, Rating, Reply, Suggestion
from tests.suggestions.factories import LONG_AFTER, MORNING, promise, rate, submit, suggestion_at

LATER = MORNING + timedelta(days=4)
DONE = Answer("热线已转办，路灯已修好。", "A")


def phases(suggestion):
    return set(DueDate.objects.open().filter(code=suggestion.code).values_list("phase", flat=True))


def write_back(scene, suggestion, answer=DONE):
    return channels.write_back(suggestion=suggestion, answer=answer, by=scene.clerk, at=LATER)


def test_handed_over_it_is_asked_after_in_five_working_days(scene):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    clock = DueDate.objects.open().get(code=suggestion.code)
    assert (clock.phase, clock.working_days) == ("check", 5)
    assert suggestion.due_at == clock.due_at
    row = HandOff.objects.get()
    assert (row.channel, row.number, row.ended_at) == ("hotline", "HN-20260305-1", None)


def test_asked_after_the_clock_starts_anew(scene):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    first = suggestion.due_at
    channels.check(suggestion=suggestion, note="已转城管。", by=scene.clerk, at=LATER)
    suggestion.refresh_from_db()
    assert suggestion.state == "handed_off"
    assert suggestion.due_at > first
    assert DueDate.objects.filter(code=suggestion.code, phase="check").count() == 2
    assert phases(suggestion) == {"check"}


def test_the_answer_from_there_is_an_answer_and_is_rated(scene):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    reply = write_back(scene, suggestion)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.unit) == ("replied", None)
    assert phases(suggestion) == {"rate"}
    assert (reply.assignment, reply.hand_off.ended_at) == (None, LATER)
    rate(scene, suggestion, at=LATER)
    suggestion.refresh_from_db()
    assert suggestion.state == "closed"
    assert Rating.objects.totals_for(scene.unit.pk, at=LONG_AFTER) is None


def test_a_promise_has_its_date_and_a_refusal_its_reason(scene):
    for answer in (Answer("在办。", "B"), Answer("办不了。", "C")):
        suggestion = suggestion_at(scene, State.HANDED_OFF)
        with pytest.raises(IntegrityError), transaction.atomic():
            write_back(scene, suggestion, answer)
        suggestion.refresh_from_db()
        assert suggestion.state == "handed_off"
    write_back(scene, suggestion, Answer("办不了。", "C", reason="超出职权。"))
    other = suggestion_at(scene, State.HANDED_OFF)
    write_back(scene, other, Answer("在办。", "B", promised_on=date(2026, 6, 1)))
    assert sorted(Reply.objects.values_list("outcome_class", flat=True)) == ["B", "C"]


def test_taken_back_it_waits_to_be_assigned(scene):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    channels.take_back(suggestion=suggestion, reason="对方不受理。", by=scene.clerk, at=LATER)
    suggestion.refresh_from_db()
    assert (suggestion.state, phases(suggestion)) == ("accepted", {"assign"})
    channels.hand_off(
        suggestion=suggestion,
        channel="mayor",
        number="SZ-7",
        reason="改转市长信箱。",
        by=scene.clerk,
        at=LATER,
    )
    assert list(HandOff.objects.values_list("channel", "ended_at")) == [
        ("hotline", LATER),
        ("mayor", None),
    ]


def test_of_two_clerks_one_enters_the_answer(scene):
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    slower = Suggestion.objects.get(pk=suggestion.pk)
    write_back(scene, suggestion)
    with pytest.raises(NotNow):
        channels.take_back(suggestion=slower, reason="?", by=scene.clerk, at=LATER)
    with pytest.raises(NotNow):
        write_back(scene, slower)
    assert Reply.objects.count() == 1


WRONG = {
    "an unknown channel": {"channel": "pigeon"},
    "no number": {"number": ""},
    "two at once": {},
}


@pytest.mark.parametrize("name", WRONG)
def test_the_database_refuses(scene, name):
    suggestion = submit(scene)
    values = {"suggestion": suggestion, "channel": "grid", "number": "1", "at": MORNING}
    values |= {"by": scene.clerk}
    HandOff.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOff.objects.create(**(values | WRONG[name]))


@pytest.mark.parametrize("both", [True, False])
def test_an_answer_is_a_units_or_a_channels_and_not_both(scene, both):
    work = suggestion_at(scene, State.IN_HANDLING).assignment()
    hand_off = HandOff.objects.create(
        suggestion=submit(scene), channel="grid", number="1", at=MORNING, by=scene.clerk
    )
    home = {"assignment": work, "hand_off": hand_off} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(
            author=scene.clerk, text="好", outcome_class="A", replied_at=MORNING, **home
        )


def test_every_channel_can_be_kept(scene):
    for channel in CHANNELS:
        HandOff.objects.create(
            suggestion=submit(scene), channel=channel, number="1", at=MORNING, by=scene.clerk
        )


def promised_there(scene):
    """A case whose channel has promised, rated: the promise is followed."""
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    write_back(scene, suggestion, Answer("年内更换路灯。", "B", promised_on=date(2026, 6, 1)))
    rate(scene, suggestion, at=LATER)
    suggestion.refresh_from_db()
    return suggestion


def test_what_a_channel_promises_is_followed_and_held_by_the_office(scene):
    suggestion = promised_there(scene)
    made = promise(suggestion)
    assert (made.holder, made.organ, made.due_on) == (None, scene.organ, date(2026, 6, 1))
    assert made.words == "年内更换路灯。"
    assert (suggestion.state, suggestion.unit, suggestion.due_at) == ("followup", None, made.due_at)
    clock = DueDate.objects.open().get(kind="commitment", code=made.code)
    assert (clock.phase, clock.due_at) == ("promise", made.due_at)
    told = {"claim": Claim.KEPT, "evidence": "已换。", "at": LATER}
    for person in (scene.an, scene.bo, scene.cheng):
        with pytest.raises(PermissionDenied):
            keeping.report(commitment=made, by=person, **told)
    keeping.report(commitment=made, by=scene.clerk, **told)
    keeping.confirm(commitment=promise(suggestion), by=scene.an, at=LATER)
    suggestion.refresh_from_db()
    assert (suggestion.state, promise(suggestion).state) == ("closed", "kept")


def test_the_office_is_reminded_of_it_and_finds_its_way_there(scene, client):
    suggestion = promised_there(scene)
    made = promise(suggestion)
    reminding.sweep(at=made.due_at)
    event = Event.objects.get(step="remind_promise_today")
    announce(event, made.due_at)
    told = Notification.objects.filter(kind="commitment", code=made.code)
    assert set(told.values_list("user", flat=True)) == {scene.clerk.pk}
    page = reverse("suggestions:promise_report", args=[made.code])
    for person, status in ((scene.clerk, 200), (scene.an, 403), (scene.bo, 404)):
        client.force_login(person)
        shown = client.get(suggestion.get_absolute_url())
        assert (page in shown.text) is (status == 200)
        assert client.get(page).status_code == status
    client.force_login(scene.clerk)
    stations = client.get(suggestion.get_absolute_url()).context["stations"]
    assert [one.label for one in stations][-1] == "Promise settled"
