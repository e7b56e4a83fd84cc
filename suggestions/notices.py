"""Who is told what after each step. Silence is written down too.

A single rating is never told to a unit, so the steps that close a case are silent towards it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.lifecycle import (
    CHANGE,
    CONFIRM,
    CONTEST,
    MAKE,
    RENEW,
    REPLACE,
    REPORT,
    STAND_CHANGED,
    STAND_KEPT,
)
from commitments.models import Commitment
from deadlines.models import DueDate
from departments.models import Department
from departments.policies import officers_of
from design.dates import day
from events.models import Event, Remark
from members import areas
from members.models import Seat, User
from members.roles import Office
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.models import Rating, Suggestion
from workdays.clock import today

# Which clock a notice speaks of, by step; all others speak of the unit's answer.
PHASES = {
    lifecycle.SUBMIT.name: "review",
    lifecycle.ACCEPT.name: "assign",
    lifecycle.REPLY.name: "rate",
    lifecycle.LAPSE.name: "rate",
    lifecycle.REDO.name: "redo",
}


def _case(event: Event) -> Suggestion:
    """The case of an event. Kept on the event: readers, words and address all ask for it."""
    kept = event.__dict__.get("case")
    if isinstance(kept, Suggestion):
        return kept
    cases = Suggestion.objects.for_case()
    if event.kind == "commitment":
        about = Commitment.objects.filter(code=event.code).values("about")
        found = cases.get(code__in=about)
    elif event.kind == "assignment":
        found = cases.get(assignments__code=event.code)
    else:
        found = cases.get(code=event.code)
    event.__dict__["case"] = found
    return found


def author(event: Event) -> list[User]:
    return [_case(event).author]


def author_unless_answered(event: Event) -> list[User]:
    """Nobody where the answer is there already: signed and answered in one act is one word."""
    return author(event) if _case(event).state == lifecycle.State.IN_HANDLING else []


def office(event: Event) -> list[User]:
    """The staff of the office of the organ in charge."""
    seats = Seat.objects.filter(organ=event.organ, role=Office.key).in_force(today())
    return list(User.objects.filter(is_active=True, pk__in=seats.values("user")))


def officers(event: Event) -> list[User]:
    """Everybody who sits in the unit that has the case."""
    unit = _case(event).unit
    return officers_of(unit) if unit else []


def officers_and_office(event: Event) -> list[User]:
    return list({user.pk: user for user in [*officers(event), *office(event)]}.values())


def those_who_wait_for_the_answer(event: Event) -> list[User]:
    """Officers and author, but nobody where only the date for signing has moved."""
    return [*officers(event), *author(event)] if event.data["phase"] == "handle" else []


# ── rating, asking again, promises, reopening ──
def raters(event: Event) -> list[User]:
    """Everybody who was asked for a rating."""
    asked = Rating.objects.filter(suggestion=_case(event)).values("rater")
    return list(User.objects.filter(is_active=True, pk__in=asked).order_by("id"))


def raters_or_author(event: Event) -> list[User]:
    """Whose word the answer waits for; before every answer is there, the author alone."""
    asked = Rating.objects.asked().filter(suggestion=_case(event)).values("rater")
    waiting = User.objects.filter(is_active=True, pk__in=asked).order_by("id")
    return list({user.pk: user for user in [*author(event), *waiting]}.values())


def units_asked_again(event: Event) -> list[User]:
    """Officers of just those units that answer again."""
    units = Department.objects.filter(code__in=event.data.get("units", []))
    return _each([user for unit in units for user in officers_of(unit)])


def holder(event: Event) -> list[User]:
    """Officers of the unit that has promised."""
    commitment = _promise(event)
    return officers_of(commitment.holder_id) if commitment else []


def holder_and_office(event: Event) -> list[User]:
    return _each([*holder(event), *office(event)])


def author_and_holder(event: Event) -> list[User]:
    return _each([*author(event), *holder(event)])


def author_and_office(event: Event) -> list[User]:
    return _each([*author(event), *office(event)])


def offices_up(event: Event) -> list[User]:
    """The office in charge and those of the organs above it."""
    seats = Seat.objects.filter(organ__in=areas.chain(event.organ), role=Office.key)
    holders = seats.in_force(today()).values("user")
    return list(User.objects.filter(is_active=True, pk__in=holders).order_by("id"))


def _each(users: list[User]) -> list[User]:
    return list({user.pk: user for user in users}.values())


def _promise(event: Event) -> Commitment | None:
    code = event.code if event.kind == "commitment" else event.data.get("promise")
    return Commitment.objects.select_related("holder").filter(code=code).first()


def of_promise(event: Event) -> dict[str, Any]:
    """The plain words of a notice about a promise: its unit and its date, and what was typed."""
    commitment = _promise(event)
    return context(event) | {
        "unit": commitment.holder.name if commitment else "",
        "day": day(_promised_day(event, commitment)),
        "words": _remark(event),
    }


def _promised_day(event: Event, commitment: Commitment | None) -> date | None:
    if event.step in (REPORT.name, CONTEST.name) and commitment and commitment.due_at:
        return localdate(commitment.due_at)
    given = event.data.get("due_on")
    if given:
        return date.fromisoformat(given)
    return commitment.due_on if commitment else None


def with_words(event: Event) -> dict[str, Any]:
    """With what was typed at the step, which those who are told may read."""
    return context(event) | {"words": _remark(event)}


def _remark(event: Event) -> str:
    remark = Remark.objects.filter(event=event).first()
    return remark.text if remark else ""


def context(event: Event) -> dict[str, Any]:
    """The plain words that a notice's text names, in the active language."""
    case = _case(event)
    due_at = _due_at(event, case)
    return {
        "code": case.code,
        "title": case.title,
        "office": case.organ.office_name,
        "unit": case.unit.name if case.unit else "",
        "day": day(due_at) if due_at else _("no date"),
    }


def _due_at(event: Event, case: Suggestion) -> datetime | None:
    """The date of the clock that the step is about, however late the notice is written."""
    if "to" in event.data:
        return datetime.fromisoformat(event.data["to"])
    phase = PHASES.get(event.step, "handle")
    code = event.code if event.kind == "assignment" else event.data.get("assignment")
    thing = ("assignment", code) if code and phase == "handle" else ("suggestion", case.code)
    clock = DueDate.objects.of(*thing).filter(phase=phase).first()
    return clock.due_at if clock else case.due_at


def url(event: Event) -> str:
    return _case(event).get_absolute_url()


def _notice(
    readers: Any, title: Any, text: Any, *, mail: bool = True, context: Any = context
) -> Notice:
    return Notice(readers=readers, title=title, text=text, context=context, url=url, mail=mail)


NOTICES: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.SUBMIT.name): _notice(
        office,
        gettext_lazy("New suggestion: {title}"),
        gettext_lazy("{code} waits for your review until {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.ROUTE.name): None,
    ("suggestion", lifecycle.ACCEPT.name): _notice(
        author,
        gettext_lazy("Accepted: {title}"),
        gettext_lazy("{office} has accepted your suggestion and hands it to a unit."),
        mail=False,
    ),
    ("suggestion", lifecycle.ASSIGN.name): _notice(
        officers,
        gettext_lazy("Given to you: {title}"),
        gettext_lazy("{office} has handed {code} to {unit}. Please answer by {day}."),
    ),
    ("suggestion", lifecycle.SIGN.name): _notice(
        author_unless_answered,
        gettext_lazy("In handling: {title}"),
        gettext_lazy("{unit} has signed for your suggestion and answers by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.CONTACT.name): None,
    ("suggestion", lifecycle.REPLY.name): _notice(
        raters_or_author,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{unit} has answered your suggestion. Please rate the answer by {day}."),
    ),
    ("suggestion", lifecycle.RATE.name): None,
    ("suggestion", lifecycle.CLOSE.name): None,
    ("suggestion", lifecycle.LAPSE.name): _notice(
        raters,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("The rating window is over; the case is closed."),
        mail=False,
    ),
    ("assignment", "remind_unsigned"): _notice(
        officers,
        gettext_lazy("Not signed for yet: {title}"),
        gettext_lazy(
            "{code} is with {unit}; its clock has run since the assignment. "
            "Please sign for it; the answer is due by {day}."
        ),
    ),
    ("assignment", "remind_due_soon"): _notice(
        officers,
        gettext_lazy("2 working days left: {title}"),
        gettext_lazy("{unit} answers {code} by {day}."),
    ),
    ("assignment", "remind_due_today"): _notice(
        officers,
        gettext_lazy("Due today: {title}"),
        gettext_lazy("{unit} answers {code} today."),
    ),
    ("assignment", "remind_overdue"): _notice(
        officers_and_office,
        gettext_lazy("Overdue: {title}"),
        gettext_lazy("The answer of {unit} to {code} was due on {day}."),
    ),
    ("assignment", "due_moved"): _notice(
        those_who_wait_for_the_answer,
        gettext_lazy("New date: {title}"),
        gettext_lazy("The calendar of the year is out: the answer to {code} is due on {day} now."),
    ),
    ("suggestion", "due_moved"): _notice(
        author,
        gettext_lazy("New date: {title}"),
        gettext_lazy("The calendar of the year is out: {code} is due on {day} now."),
        mail=False,
    ),
}

# ── rating, asking again, promises, reopening ──
LATE_PROMISE = _notice(
    holder_and_office,
    gettext_lazy("Promise overdue: {title}"),
    gettext_lazy(
        "{unit} promised it by {day}. Please report what became of it, or give a new date."
    ),
    context=of_promise,
)
STANDS = _notice(
    author_and_holder,
    gettext_lazy("Counts as kept: {title}"),
    gettext_lazy("Nobody spoke against the report of {unit}: it stands as not confirmed."),
    mail=False,
    context=of_promise,
)
NOTICES |= {
    ("suggestion", lifecycle.REDO.name): _notice(
        units_asked_again,
        gettext_lazy("Asked for again: {title}"),
        gettext_lazy("The author asks for another answer to {code}. What is missing: {words}"),
        context=with_words,
    ),
    ("suggestion", lifecycle.SUPERVISE.name): _notice(
        offices_up,
        gettext_lazy("Supervised: {title}"),
        gettext_lazy("The author of {code} asks for an answer for the second time."),
    ),
    ("suggestion", lifecycle.FOLLOW.name): _notice(
        raters,
        gettext_lazy("Promise followed: {title}"),
        gettext_lazy("The rating of {code} is over. What was promised is followed now."),
        mail=False,
    ),
    ("suggestion", lifecycle.SETTLE.name): _notice(
        author,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("What was promised about {code} is settled; the case is closed."),
        mail=False,
    ),
    ("suggestion", lifecycle.REOPEN.name): _notice(
        author,
        gettext_lazy("Open again: {title}"),
        gettext_lazy("{office} has opened {code} again for a new fact: {words}"),
        context=with_words,
    ),
    ("suggestion", MAKE.name): None,
    ("suggestion", REPORT.name): _notice(
        author,
        gettext_lazy("Was it kept? {title}"),
        gettext_lazy(
            "{unit} reports on its promise. Please say by {day} whether it is so: {words}"
        ),
        context=of_promise,
    ),
    ("suggestion", CONFIRM.name): _notice(
        holder,
        gettext_lazy("Confirmed: {title}"),
        gettext_lazy("The author confirms that what {unit} promised was kept."),
        mail=False,
        context=of_promise,
    ),
    ("suggestion", CHANGE.name): _notice(
        holder,
        gettext_lazy("Given up: {title}"),
        gettext_lazy("The author accepts that what {unit} promised cannot be done now."),
        mail=False,
        context=of_promise,
    ),
    ("suggestion", CONTEST.name): _notice(
        holder_and_office,
        gettext_lazy("Not kept: {title}"),
        gettext_lazy(
            "The author says that it is not so. Please give a new date by {day}. "
            "What was written: {words}"
        ),
        context=of_promise,
    ),
    ("suggestion", RENEW.name): _notice(
        author_and_office,
        gettext_lazy("New date: {title}"),
        gettext_lazy("{unit} promises it by {day} now. The reason: {words}"),
        context=of_promise,
    ),
    ("suggestion", STAND_KEPT.name): STANDS,
    ("suggestion", STAND_CHANGED.name): replace(
        STANDS, title=gettext_lazy("Counts as given up: {title}")
    ),
    ("suggestion", REPLACE.name): None,
    ("commitment", "due_moved"): None,
    ("commitment", "remind_promise_soon"): _notice(
        holder,
        gettext_lazy("Promise due soon: {title}"),
        gettext_lazy("{unit} has promised it by {day}."),
        context=of_promise,
    ),
    ("commitment", "remind_promise_today"): _notice(
        holder,
        gettext_lazy("Promised for today: {title}"),
        gettext_lazy("{unit} has promised it by {day}. Please report what became of it."),
        context=of_promise,
    ),
    ("commitment", "remind_promise_late"): replace(LATE_PROMISE, readers=holder),
    **{("commitment", f"remind_promise_late_{days}"): LATE_PROMISE for days in (5, 10, 15, 20)},
    ("commitment", "remind_promise_undated"): _notice(
        holder_and_office,
        gettext_lazy("A new date is missing: {title}"),
        gettext_lazy("What {unit} promised by {day} was not kept, and no new date has come."),
        context=of_promise,
    ),
}
