"""Suggestions for tests. A state is reached by walking the real actions, never set by hand."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from commitments.models import Commitment
from departments.models import Department
from events.models import Event
from members import roles
from members.models import Organ, User
from suggestions.actions import (
    channels,
    completing,
    declining,
    handling,
    holding,
    merging,
    rating,
    recommending,
    redoing,
    reopening,
    returning,
    reviewing,
    submitting,
)
from suggestions.actions.declining import Ground
from suggestions.actions.handling import Talk
from suggestions.actions.reviewing import Charge
from suggestions.actions.submitting import Words
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from suggestions.places import Matter
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat, make_user

# Thursday 5 March 2026, 10:00 in Hunan: a working day with no holiday near.
MORNING = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
LONG_AFTER = MORNING + timedelta(days=365)
TITLE = "降低少儿阅览室的书架"
WORDS = Words(TITLE, "书架最上两层超过一米六，孩子够不着。", "把绘本区书架降到一米二以下。")
TALK = Talk("phone", date(2026, 3, 5), "电话里约好了看现场的时间。")

MISSING = "两层书架还没有降。"
PROMISE = {"outcome_class": "B", "promised_on": date(2026, 4, 15)}


@dataclass(frozen=True)
class Scene:
    """安 writes, 博 of the unit answers, 程 is a stranger, the clerk sits in the office."""

    organ: Organ
    unit: Department
    an: User
    bo: User
    cheng: User
    clerk: User

    @property
    def people(self) -> dict[str, User]:
        return {"an": self.an, "bo": self.bo, "cheng": self.cheng, "clerk": self.clerk}


def make_scene() -> Scene:
    organ = make_organ("430000")
    unit = make_department("library", keywords=["书架", "阅览室", "图书馆"])
    return Scene(
        organ=organ,
        unit=unit,
        an=make_member(user=make_user(name="安")),
        bo=make_officer(unit, user=make_user(name="博")),
        cheng=make_member("430200", user=make_user(name="程")),
        clerk=make_seat(roles.Office, user=make_user(name="文书")),
    )


def submit(scene: Scene, *, at: datetime = MORNING, **changes: Any) -> Suggestion:
    """Submit as 安, to the province; `changes` replace single arguments of the action."""
    arguments: dict[str, Any] = {
        "key": uuid.uuid4(),
        "words": WORDS,
        "place": scene.organ,
        "matter": Matter(scene.organ, None),
        "author_organ": scene.organ.code,
        "by": scene.an,
        "at": at,
    }
    return submitting.submit(**(arguments | changes))


def suggestion_at(scene: Scene, state: State, *, at: datetime = MORNING) -> Suggestion:
    """A suggestion that has gone its way up to `state`, all at one moment."""
    suggestion = submit(scene, at=at)
    for walk in WALKS[state]:
        walk(scene, suggestion, at)
        suggestion.refresh_from_db()
    return suggestion


def _accept(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    reviewing.accept(suggestion=suggestion, by=scene.clerk, at=at)


def _assign(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="ordinary",
        by=scene.clerk,
        at=at,
    )


def _sign(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    handling.sign(assignment=work(suggestion), by=scene.bo, at=at)


def _answer(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    answer(scene, suggestion, at=at)


def _rate(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    rate(scene, suggestion, at=at)


def _send_back(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    completing.send_back(suggestion=suggestion, missing="请写明是哪个馆。", by=scene.clerk, at=at)


def _withdraw(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    completing.withdraw(suggestion=suggestion, by=scene.an, at=at, reason="已经解决了。")


def _decline(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    decline(scene, suggestion, at=at)


def _divert(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    declining.divert(
        suggestion=suggestion, kind="opinion", reason="适合作为信息上报。", by=scene.clerk, at=at
    )


def _merge(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    main = submit(scene, at=at)
    merging.merge(suggestion=suggestion, into=main, by=scene.clerk, at=at)


def _hand_off(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    channels.hand_off(
        suggestion=suggestion,
        channel="hotline",
        number="HN-20260305-1",
        reason="属热线受理范围。",
        by=scene.clerk,
        at=at,
    )


def _redo(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    redo(scene, suggestion, at=at)


def _promise(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    answer(scene, suggestion, at=at, **PROMISE)


def _take_back(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    whose = returning.Whose(elsewhere="街道")
    asked = work(suggestion)
    returning.ask(assignment=asked, reason="不归我们。", whose=whose, by=scene.bo, at=at)
    returning.approve(assignment=work(suggestion), successor=None, by=scene.clerk, at=at)


def _hold(scene: Scene, suggestion: Suggestion, at: datetime) -> None:
    until = at.date() + timedelta(days=7)
    holding.hold(suggestion=suggestion, reason="等批复。", until=until, by=scene.clerk, at=at)


# How each state is reached from a new suggestion: by real actions, one after the other.
WALKS: dict[State, tuple[Callable[[Scene, Suggestion, datetime], None], ...]] = {
    State.SUBMITTED: (),
    State.RETURNED: (_send_back,),
    State.WITHDRAWN: (_withdraw,),
    State.DECLINED: (_decline,),
    State.DIVERTED: (_divert,),
    State.MERGED: (_merge,),
    State.HANDED_OFF: (_accept, _hand_off),
    State.ACCEPTED: (_accept,),
    State.ASSIGNED: (_accept, _assign),
    State.IN_HANDLING: (_accept, _assign, _sign),
    State.REASSIGNING: (_accept, _assign, _sign, _take_back),
    State.ON_HOLD: (_accept, _assign, _sign, _hold),
    State.REPLIED: (_accept, _assign, _sign, _answer),
    State.REWORK: (_accept, _assign, _sign, _answer, _redo),
    State.FOLLOWUP: (_accept, _assign, _sign, _promise, _rate),
    State.CLOSED: (_accept, _assign, _sign, _answer, _rate),
}


def work(suggestion: Suggestion) -> Assignment:
    """The assignment that answers a suggestion, fresh from the database."""
    found = Assignment.objects.answering().select_related(
        "suggestion__organ", "suggestion__unit", "department"
    )
    return found.filter(suggestion=suggestion).latest("id")


def answer(scene: Scene, suggestion: Suggestion, *, at: datetime = MORNING, **changes: Any) -> Any:
    arguments: dict[str, Any] = {
        "assignment": work(suggestion),
        "text": "书架已降低，欢迎来看。",
        "outcome_class": "A",
        "by": scene.bo,
        "at": at,
        "talk": TALK,
    }
    return handling.reply(**(arguments | changes))


def rate(scene: Scene, suggestion: Suggestion, *, at: datetime = MORNING, **changes: Any) -> Any:
    arguments: dict[str, Any] = {
        "suggestion": suggestion,
        "attitude": "satisfied",
        "result": "basically_satisfied",
        "by": scene.an,
        "at": at,
    }
    return rating.rate(**(arguments | changes))


def redo(scene: Scene, suggestion: Suggestion, *, at: datetime = MORNING, **changes: Any) -> None:
    arguments = {"suggestion": suggestion, "missing": MISSING, "by": scene.an, "at": at}
    redoing.redo(**(arguments | changes))


def reopen(scene: Scene, suggestion: Suggestion, *, at: datetime = MORNING, **changes: Any) -> None:
    fact = "新来的书又放到了最上层。"
    arguments = {"suggestion": suggestion, "fact": fact, "by": scene.clerk, "at": at}
    reopening.reopen(**(arguments | changes))


def promise(suggestion: Suggestion) -> Commitment:
    """The latest promise about a case, fresh from the database."""
    return Commitment.objects.about("suggestion", suggestion.code).latest("id")


def route(suggestion: Suggestion, *, at: datetime = MORNING) -> None:
    """What the worker does after a submission."""
    event = Event.objects.of("suggestion", suggestion.code).get(step="submit")
    recommending.route(event=event, at=at)


def decline(
    scene: Scene, suggestion: Suggestion, *, at: datetime = MORNING, **changes: Any
) -> None:
    arguments: dict[str, Any] = {
        "suggestion": suggestion,
        "ground": Ground("nobodys"),
        "reason": "不属于政协及其承办单位的职责。",
        "by": scene.clerk,
        "at": at,
    }
    declining.decline(**(arguments | changes))
