"""What runs on by itself under a seal: it tells nothing, and holds up no other case."""

import uuid
from datetime import timedelta

import pytest

from commitments.actions import keeping
from commitments.lifecycle import Claim
from commitments.lifecycle import NotNow as PromiseNotNow
from deadlines.actions import reminding
from deadlines.models import DueDate
from events.actions import outbox
from events.models import Event, Pending
from notifications.actions.delivery import deliver
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions import tasks
from suggestions.actions import (
    correcting,
    cosigning,
    extending,
    noting,
    publishing,
    rating,
    redoing,
    returning,
    sealing,
    talking,
    transferring,
)
from suggestions.actions.correcting import Facts
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import SAY, NotNow, State
from suggestions.models import Cosigner, Suggestion
from tests.departments.factories import make_department
from tests.members.factories import make_member, make_organ, make_user
from tests.suggestions.actions.test_moving import moved
from tests.suggestions.factories import (
    MORNING,
    PROMISE,
    TITLE,
    answer,
    promise,
    submit,
    suggestion_at,
    work,
)

YEAR = timedelta(days=365)


def seal(scene, suggestion):
    """As a colleague does it at this moment: who acts holds the case as it was."""
    here = Suggestion.objects.get(pk=suggestion.pk)
    sealing.seal(suggestion=here, reason="涉密", by=scene.clerk, at=MORNING)


def reported(scene):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    said = {"claim": Claim.KEPT, "evidence": "已降低。"}
    keeping.report(commitment=promise(suggestion), by=scene.bo, at=MORNING, **said)
    return suggestion


def test_a_sealed_report_waits_and_the_others_stand(scene):
    sealed, other = reported(scene), reported(scene)
    seal(scene, sealed)
    assert tasks.keeping.let_stand(at=MORNING + YEAR) == 1
    assert (promise(sealed).state, promise(other).state) == ("reported", "kept")
    sealing.unseal(
        suggestion=Suggestion.sealed_too.get(pk=sealed.pk), by=scene.clerk, at=MORNING + YEAR
    )
    assert keeping.let_stand(at=MORNING + YEAR) == 1
    assert promise(sealed).state == "kept"


def test_reminders_of_a_sealed_case_say_nothing_and_the_others_go_out(scene):
    sealed, other = suggestion_at(scene, State.FOLLOWUP), suggestion_at(scene, State.FOLLOWUP)
    seal(scene, sealed)
    # A working day two weeks after the promised one.
    reminding.sweep(at=promise(other).due_at + timedelta(days=14))
    outbox.sweep(at=MORNING + YEAR)
    assert not Pending.objects.filter(event__kind="commitment").exists()
    told = Notification.objects.filter(kind="commitment")
    assert set(told.values_list("code", flat=True)) == {promise(other).code}


def test_what_was_said_of_its_promises_and_requests_is_withdrawn(scene):
    suggestion = submit(scene)
    asked = make_member(user=make_user(name="周"))
    cosigning.ask(suggestion=suggestion, people=[asked], by=scene.an, at=MORNING)
    followed = suggestion_at(scene, State.FOLLOWUP)
    codes = {Cosigner.objects.get().code, promise(followed).code}
    for kind, code, step in (
        ("cosigner", Cosigner.objects.get().code, "remind_cosigner_soon"),
        ("commitment", promise(followed).code, "remind_promise_soon"),
    ):
        due = DueDate.objects.open().get(kind=kind, code=code)
        data = {"phase": due.phase, "due_at": due.due_at.isoformat()}
        event = Event.objects.create(
            kind=kind, code=code, step=step, organ="430000", at=MORNING, data=data
        )
        announce(event, MORNING)
    assert set(Notification.objects.filter(code__in=codes).values_list("code", flat=True)) == codes
    seal(scene, suggestion)
    seal(scene, followed)
    assert TITLE not in str(list(Notification.objects.values_list("data", flat=True)))
    assert deliver(at=MORNING) == 0


@pytest.mark.parametrize(
    ("state", "kind", "phase", "days"),
    [
        (State.SUBMITTED, "suggestion", "review", 1),
        (State.IN_HANDLING, "assignment", "handle", 1),
        # A promised day is a day that was named, whatever the calendar says of it.
        (State.FOLLOWUP, "commitment", "promise", 0),
    ],
)
def test_a_calendar_moves_its_date_and_says_nothing(scene, state, kind, phase, days):
    suggestion = suggestion_at(scene, state)
    wanted = suggestion.due_at + timedelta(days=days)
    later = suggestion.due_at + timedelta(days=1)
    seal(scene, suggestion)
    codes = {"suggestion": suggestion.code, "assignment": f"{suggestion.code}-1"}
    code = codes.get(kind) or promise(suggestion).code
    event = moved(kind, code, phase, later)
    tasks.due_moved(event, MORNING)
    announce(event, MORNING)
    assert Suggestion.sealed_too.get(pk=suggestion.pk).due_at == wanted
    assert TITLE not in str(list(Notification.objects.values_list("data", flat=True)))


def _words(scene):
    return {"by": scene.clerk, "at": MORNING}


ACTS = {
    "correct": (
        State.SUBMITTED,
        lambda scene, case: correcting.correct(
            suggestion=case, facts=Facts("另一个题目", scene.organ, None), **_words(scene)
        ),
    ),
    "publish": (
        State.CLOSED,
        lambda scene, case: publishing.publish(
            suggestion=case, words=PublicWords("题目", "正文"), **_words(scene)
        ),
    ),
    "unpublish": (
        State.CLOSED,
        lambda scene, case: publishing.recall(suggestion=case, **_words(scene)),
    ),
    "note": (
        State.SUBMITTED,
        lambda scene, case: noting.note(suggestion=case, text="记", **_words(scene)),
    ),
    "transfer": (
        State.SUBMITTED,
        lambda scene, case: transferring.transfer(
            suggestion=case, to=make_organ("430100"), reason="属市级。", **_words(scene)
        ),
    ),
    "bounce": (
        State.SUBMITTED,
        lambda scene, case: transferring.bounce(suggestion=case, reason="不属。", **_words(scene)),
    ),
    "seal": (
        State.SUBMITTED,
        lambda scene, case: sealing.seal(suggestion=case, reason="涉密", **_words(scene)),
    ),
    "redo": (
        State.REPLIED,
        lambda scene, case: redoing.redo(suggestion=case, missing="缺", by=scene.an, at=MORNING),
    ),
    "rate": (
        State.REPLIED,
        lambda scene, case: rating.rate(
            suggestion=case, attitude="satisfied", result="satisfied", by=scene.an, at=MORNING
        ),
    ),
    "say": (
        State.SUBMITTED,
        lambda scene, case: talking.say(
            suggestion=case, step=SAY, text="话", key=uuid.uuid4(), by=scene.an, at=MORNING
        ),
    ),
    "join": (
        State.SUBMITTED,
        lambda scene, case: cosigning.join(suggestion=case, by=make_member(), at=MORNING),
    ),
    "ask for time": (
        State.IN_HANDLING,
        lambda scene, case: extending.ask(
            assignment=work(case),
            reason="等批复",
            wanted=work(case).due_at + timedelta(days=1),
            by=scene.bo,
            at=MORNING,
        ),
    ),
    "ask to give back": (
        State.IN_HANDLING,
        lambda scene, case: returning.ask(
            assignment=work(case),
            reason="不归我们",
            whose=returning.Whose(elsewhere="街道"),
            by=scene.bo,
            at=MORNING,
        ),
    ),
    "answer": (State.IN_HANDLING, lambda scene, case: answer(scene, case, **PROMISE)),
}


@pytest.mark.parametrize("name", ACTS)
def test_whoever_is_slower_than_the_seal_is_told_so(scene, name):
    state, act = ACTS[name]
    make_department("city-library", "430100")
    suggestion = suggestion_at(scene, state)
    seal(scene, suggestion)
    before = Event.objects.count()
    with pytest.raises(NotNow):
        act(scene, suggestion)
    assert Event.objects.count() == before


def test_a_promise_is_not_reported_on_under_the_seal(scene):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    made = promise(suggestion)
    seal(scene, suggestion)
    with pytest.raises(PromiseNotNow):
        keeping.report(commitment=made, claim=Claim.KEPT, evidence="好", by=scene.bo, at=MORNING)
    with pytest.raises(PromiseNotNow):
        keeping.renew(
            commitment=made,
            due_on=made.due_on + timedelta(days=9),
            reason="等",
            by=scene.bo,
            at=MORNING,
        )


def test_who_was_asked_is_told_that_it_is_over(scene):
    suggestion = submit(scene)
    asked = make_member(user=make_user(name="周"))
    cosigning.ask(suggestion=suggestion, people=[asked], by=scene.an, at=MORNING)
    cosigner = Cosigner.objects.select_related("suggestion__organ").get()
    seal(scene, suggestion)
    with pytest.raises(NotNow):
        cosigning.answer(cosigner=cosigner, accepts=True, by=asked, at=MORNING)


def test_a_seal_asks_for_the_organ_in_its_own_statement(scene):
    suggestion = submit(scene)
    Suggestion.objects.filter(pk=suggestion.pk).update(organ=make_organ("430100"))
    with pytest.raises(NotNow):
        sealing.seal(suggestion=suggestion, reason="涉密", by=scene.clerk, at=MORNING)
    assert not Suggestion.sealed_too.sealed().exists()
