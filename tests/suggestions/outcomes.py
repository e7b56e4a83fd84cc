"""Each outcome of a review as it happens, by real actions: for tests that want one of a kind."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from departments.models import Department
from departments.policies import officers_of
from members.models import User
from suggestions.actions import (
    channels,
    completing,
    declining,
    drafting,
    entering,
    merging,
    opinions,
    reviewing,
    transferring,
)
from suggestions.actions.channels import Answer
from suggestions.actions.entering import Sheet
from suggestions.actions.handing import Charge
from suggestions.lifecycle import Part, State
from suggestions.models import AnswerPolicy, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf, keep
from tests.members.factories import make_member, make_organ
from tests.suggestions.factories import (
    MORNING,
    TALK,
    TITLE,
    WORDS,
    Scene,
    answer,
    decline,
    rate,
    reopen,
    submit,
    suggestion_at,
    work,
)

CITY = "430100"
PAPER_DAY = date(2026, 3, 4)


def transferred(scene: Scene, *, at: datetime = MORNING) -> Suggestion:
    """A case that the province has just handed to a city with units of its own."""
    suggestion = submit(scene, at=at)
    if not make_organ(CITY).departments.exists():
        make_department("city-library", CITY, keywords=["书架"])
    transferring.transfer(
        suggestion=suggestion, to=make_organ(CITY), reason="属市级事项。", by=scene.clerk, at=at
    )
    return suggestion


def appealed(scene: Scene, *, at: datetime = MORNING) -> Suggestion:
    """A case that was declined, and whose author has asked for a second look."""
    suggestion = suggestion_at(scene, State.DECLINED, at=at)
    declining.appeal(suggestion=suggestion, text="请再看一看现场。", by=scene.an, at=at)
    return suggestion


def merged(scene: Scene, *, at: datetime = MORNING) -> tuple[Suggestion, Suggestion]:
    """(main case by 安, a suggestion by another member that was merged into it)."""
    main, joined = submit(scene, at=at), submit(scene, by=make_member(), at=at)
    merging.merge(suggestion=joined, into=main, by=scene.clerk, at=at)
    return main, joined


def replied_outside(scene: Scene, *, at: datetime = MORNING) -> Suggestion:
    """A case that another channel has answered."""
    suggestion = suggestion_at(scene, State.HANDED_OFF, at=at)
    answer = Answer("热线已转办，书架已降低。", "A")
    channels.write_back(suggestion=suggestion, answer=answer, by=scene.clerk, at=at)
    return suggestion


def completed(scene: Scene, *, at: datetime = MORNING) -> Suggestion:
    """A case that was sent back and completed."""
    suggestion = suggestion_at(scene, State.RETURNED, at=at)
    words = type(WORDS)(TITLE, "补充后的情况。", "补充后的建议。")
    completing.resubmit(suggestion=suggestion, words=words, place=scene.organ, by=scene.an, at=at)
    return suggestion


def _at(state: State) -> Callable[[Scene], object]:
    return lambda scene: suggestion_at(scene, state)


def _expired(scene: Scene) -> None:
    late = suggestion_at(scene, State.RETURNED).due_at
    assert late
    completing.expire_returned(at=late.replace(year=late.year + 1))


def _split(scene: Scene) -> None:
    main = submit(scene, by=make_member())
    joined = submit(scene)
    merging.merge(suggestion=joined, into=main, by=scene.clerk, at=MORNING)
    decline(scene, main)


def _checked(scene: Scene) -> None:
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    channels.check(suggestion=suggestion, note="已转区里。", by=scene.clerk, at=MORNING)


def _taken_back(scene: Scene) -> None:
    suggestion = suggestion_at(scene, State.HANDED_OFF)
    channels.take_back(suggestion=suggestion, reason="对方不受理。", by=scene.clerk, at=MORNING)


def bounced(scene: Scene, clerk: User) -> Suggestion:
    """A case that the city has given back to the province; `clerk` sits in the city."""
    suggestion = transferred(scene)
    here = Suggestion.objects.select_related("organ").get(pk=suggestion.pk)
    transferring.bounce(suggestion=here, reason="不属本市。", by=clerk, at=MORNING)
    return here


def scanned(by: User, **changes: Any) -> Sheet:
    """A paper of 4 March whose scan hangs on its key."""
    return Sheet(keep(by, a_pdf(), name="来函.pdf", role="scan").form_key, PAPER_DAY, **changes)


def entered(scene: Scene, *, at: datetime = MORNING) -> Suggestion:
    """A case for whose unit the office entered that it signed, from a paper."""
    suggestion = suggestion_at(scene, State.ASSIGNED, at=at)
    entering.sign(assignment=work(suggestion), sheet=scanned(scene.clerk), by=scene.clerk, at=at)
    return suggestion


def sent_round(scene: Scene, *, at: datetime = MORNING) -> Suggestion:
    """A case whose lead has sent its answer round to the unit that gave its opinion."""
    water = Department.objects.filter(code="water").first() or make_department("water")
    AnswerPolicy.objects.create(
        organ=scene.organ, instrument="micro", co_sign=True, since=at.date()
    )
    suggestion = suggestion_at(scene, State.ACCEPTED, at=at)
    charges = [Charge(scene.unit, Part.LEAD), Charge(water, Part.CO)]
    lead, co = reviewing.assign(
        suggestion=suggestion, charges=charges, urgency="ordinary", by=scene.clerk, at=at
    )
    officer = next(iter(officers_of(water)), None) or make_officer(water)
    opinions.give(assignment=co, text="同意。", by=officer, at=at)
    said = {"text": "金丝雀拟稿", "outcome_class": "A", "talk": TALK}
    drafting.answer(assignment=work(suggestion), by=scene.bo, at=at, **said)
    return suggestion


def answered_anew(scene: Scene) -> Suggestion:
    """A closed case that was opened again the next day, given to another unit, and closed."""
    suggestion, water = suggestion_at(scene, State.CLOSED), make_department("water")
    at = MORNING + timedelta(days=1)
    reopen(scene, suggestion, at=at)
    reviewing.assign(
        suggestion=suggestion, charges=[Charge(water)], urgency="ordinary", by=scene.clerk, at=at
    )
    answer(scene, suggestion, text="最上层已拆除。", by=make_officer(water), at=at)
    rate(scene, suggestion, at=at)
    suggestion.refresh_from_db()
    return suggestion


HAPPENS: dict[str, Callable[[Scene], object]] = {
    "send_back": _at(State.RETURNED),
    "resubmit": completed,
    "withdraw": _at(State.WITHDRAWN),
    "expire": _expired,
    "decline": _at(State.DECLINED),
    "appeal": appealed,
    "merge": _at(State.MERGED),
    "split": _split,
    "divert": _at(State.DIVERTED),
    "transfer": transferred,
    "hand_off": _at(State.HANDED_OFF),
    "check": _checked,
    "write_back": replied_outside,
    "take_back": _taken_back,
    "enter_for": entered,
    "ask_agreement": sent_round,
}
