"""What a notice asks for and was done since: settled in the inbox, asked for in no mail."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.actions import keeping
from commitments.lifecycle import Claim
from deadlines.actions import reminding
from events.actions import ledger
from events.models import Event
from notifications.actions import staleness
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import completing, reviewing, undoing
from suggestions.actions.reviewing import Charge
from suggestions.actions.submitting import Words
from suggestions.lifecycle import State
from suggestions.notices import settling
from tests.suggestions.actions.test_rating import ask_too
from tests.suggestions.factories import MORNING, answer, promise, rate, submit, suggestion_at
from workdays import clock

LATER = MORNING + timedelta(minutes=5)
SETTLED = "Settled since: nothing is left to do here."


@pytest.fixture(autouse=True)
def _morning(settings: Any) -> Iterator[None]:
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(LATER):
        yield


def tell(*steps: str) -> None:
    """Announce what happened, as the worker does."""
    for event in Event.objects.filter(step__in=steps).order_by("id"):
        announce(event, event.at)


def lines(user) -> dict[str, bool]:
    """The titles in somebody's inbox, each with whether it is settled."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    days = client.get(reverse("notifications:inbox")).context["days"]
    return {
        line.words.title.partition(":")[0]: line.is_settled for _day, some in days for line in some
    }


def mailed(user) -> set[str]:
    """The steps that a mail to this person would still speak of."""
    rows = list(Notification.objects.filter(user=user, channel="email"))
    gone = staleness.stale(rows)
    return {row.step for row in rows if row.pk not in gone}


def test_who_has_rated_is_not_asked_to_rate_and_who_has_not_still_is(scene):
    case = suggestion_at(scene, State.REPLIED)
    ask_too(case, scene.cheng)
    tell("reply")
    assert lines(scene.an)["Answered"] is lines(scene.cheng)["Answered"] is False
    rate(scene, case, at=LATER)
    assert lines(scene.an)["Answered"] is True
    assert lines(scene.cheng)["Answered"] is False
    assert "reply" not in mailed(scene.an)
    assert "reply" in mailed(scene.cheng)
    rate(scene, case, by=scene.cheng, at=LATER)
    assert lines(scene.cheng)["Answered"] is True


def test_a_promise_that_is_confirmed_asks_for_no_word_any_more(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    said = {"claim": Claim.KEPT, "evidence": "已办。", "by": scene.bo, "at": LATER}
    keeping.report(commitment=promise(case), **said)
    tell("promise_report")
    assert lines(scene.an)["Was it kept? " + case.title] is False
    assert "promise_report" in mailed(scene.an)
    keeping.confirm(commitment=promise(case), by=scene.an, at=LATER)
    assert lines(scene.an)["Was it kept? " + case.title] is True
    assert mailed(scene.an) == set()


def test_a_new_date_settles_that_it_was_not_kept(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    said = {"claim": Claim.KEPT, "evidence": "已办。", "by": scene.bo, "at": LATER}
    keeping.report(commitment=promise(case), **said)
    keeping.contest(commitment=promise(case), words="没有。", by=scene.an, at=LATER)
    tell("promise_contest")
    assert lines(scene.bo)["Not kept"] is False
    wanted = {"due_on": clock.today() + timedelta(days=60), "reason": "等材料。"}
    keeping.renew(commitment=promise(case), **wanted, by=scene.bo, at=LATER)
    assert lines(scene.bo)["Not kept"] is True


def test_what_was_completed_is_asked_for_no_more(scene):
    case = suggestion_at(scene, State.RETURNED)
    tell("send_back")
    assert lines(scene.an)["Please complete"] is False
    words = Words(case.title, "补充了位置。")
    completing.resubmit(suggestion=case, words=words, place=case.place, by=scene.an, at=LATER)
    assert lines(scene.an)["Please complete"] is True


def test_an_undone_decision_settles_nothing(scene):
    case = submit(scene)
    tell("submit")
    reviewing.accept(suggestion=case, by=scene.clerk, at=LATER)
    # As long as it can be undone, nobody's line is read for them and no mail is dropped for good.
    assert lines(scene.clerk)["New suggestion"] is False
    undoing.undo(suggestion=case, by=scene.clerk, at=LATER)
    with clock.moved(LATER + timedelta(minutes=2)):
        assert lines(scene.clerk)["New suggestion"] is False


def test_a_decision_settles_once_it_cannot_be_undone(scene):
    case = submit(scene)
    tell("submit")
    charges = [Charge(scene.unit)]
    reviewing.accept_and_assign(suggestion=case, charges=charges, by=scene.clerk, at=LATER)
    with clock.moved(LATER + timedelta(minutes=2)):
        assert lines(scene.clerk)["New suggestion"] is True


def test_what_is_accepted_and_waits_for_a_unit_is_not_settled(scene):
    case = submit(scene)
    tell("submit")
    reviewing.accept(suggestion=case, by=scene.clerk, at=LATER)
    with clock.moved(LATER + timedelta(minutes=2)):
        assert lines(scene.clerk)["New suggestion"] is False


@pytest.mark.parametrize("step", ["urge", "redo"])
def test_what_was_asked_of_two_units_is_not_settled_by_one(scene, step):
    case = submit(scene)
    data = {"units": ["a", "b"]}
    asked = ledger.record(
        kind="suggestion", code=case.code, step=step, by=None, at=LATER, organ="430000", data=data
    )

    def answered(unit: str) -> bool:
        ledger.record(
            kind="suggestion",
            code=case.code,
            step="reply",
            by=None,
            at=LATER,
            organ="430000",
            data={"unit": unit, "assignment": f"{case.code}-{unit}"},
        )
        return settling.settled([(asked, scene.bo)]) == [True]

    assert not answered("a")
    assert not answered("a")
    assert answered("b")


def test_a_reminder_of_an_answer_that_has_come_is_settled(scene):
    case = suggestion_at(scene, State.IN_HANDLING, at=MORNING - timedelta(days=30))
    reminding.sweep(at=LATER)
    late = Event.objects.filter(kind="assignment", step__startswith="remind_").last()
    announce(late, LATER)
    assert list(lines(scene.bo).values()) == [False]
    answer(scene, case, at=LATER)
    assert list(lines(scene.bo).values()) == [True]
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.bo)
    assert SETTLED in client.get(reverse("notifications:inbox")).text
    assert not Notification.objects.inbox(scene.bo).unread().exists()


@pytest.mark.parametrize(
    ("step", "by_reader", "is_settled"),
    [
        ("agree", True, True),
        ("agree", False, False),
        ("object", False, True),
    ],
)
def test_a_draft_to_be_agreed_to_is_settled_by_ones_own_word_or_any_objection(
    scene, step, by_reader, is_settled
):
    case = submit(scene)

    def line(step: str, part: str, by: Any = None) -> Event:
        about = {"draft": "D1", "assignment": f"{case.code}-{part}"}
        return ledger.record(
            kind="suggestion",
            code=case.code,
            step=step,
            by=by,
            at=LATER,
            organ="430000",
            data=about,
        )

    asked = line("ask_agreement", "1")
    line(step, "2", scene.bo if by_reader else scene.clerk)
    assert settling.settled([(asked, scene.bo)]) == [is_settled]
