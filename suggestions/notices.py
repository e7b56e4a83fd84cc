"""Who is told what after each step. Silence is written down too.

A single rating is never told to a unit, so the steps that close a case are silent towards it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deadlines.models import DueDate
from departments.policies import officers_of
from design.dates import day
from events.models import Event
from members.models import Organ, Seat, User
from members.roles import Office
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.models import Assignment, Suggestion
from suggestions.policies import arbiters
from workdays.clock import today

# Which clock a notice speaks of, by step; all others speak of the unit's answer.
PHASES = {
    lifecycle.SUBMIT.name: "review",
    lifecycle.ACCEPT.name: "assign",
    lifecycle.REPLY.name: "rate",
    lifecycle.LAPSE.name: "rate",
    lifecycle.ASK_RETURN.name: "return_decision",
    lifecycle.ASK_EXTENSION.name: "extension_decision",
    lifecycle.DISPUTE.name: "dispute",
    lifecycle.HOLD.name: "hold",
    lifecycle.SEND_BACK.name: "complete",
    lifecycle.RESUBMIT.name: "review",
    lifecycle.DECLINE.name: "appeal",
    lifecycle.APPEAL.name: "review",
    lifecycle.SPLIT.name: "review",
    lifecycle.TRANSFER.name: "review",
    lifecycle.BOUNCE.name: "review",
    lifecycle.HAND_OFF.name: "check",
    lifecycle.CHECK.name: "check",
    lifecycle.TAKE_BACK.name: "assign",
    lifecycle.WRITE_BACK.name: "rate",
}
OFFICE_PHASES = ("review", "assign", "rate", "hold")


def _case(event: Event) -> Suggestion:
    """The case of an event. Kept on the event: readers, words and address all ask for it."""
    kept = event.__dict__.get("case")
    if isinstance(kept, Suggestion):
        return kept
    cases = Suggestion.objects.for_case()
    if event.kind == "assignment":
        found = cases.get(assignments__code=event.code)
    else:
        found = cases.get(code=event.code)
    event.__dict__["case"] = found
    return found


def _work(event: Event) -> Assignment | None:
    """The assignment that an event is about; None where it is about the whole case."""
    if "work" not in event.__dict__:
        code = event.code if event.kind == "assignment" else event.data.get("assignment")
        found = Assignment.objects.select_related("department").filter(code=code or "")
        event.__dict__["work"] = found.first()
    work: Assignment | None = event.__dict__["work"]
    return work


def author(event: Event) -> list[User]:
    return [_case(event).author]


def author_unless_answered(event: Event) -> list[User]:
    """Once, when the first unit that answers has signed; nobody where the answer is there already:
    signed and answered in one act is one word."""
    begun = _case(event).state == lifecycle.State.IN_HANDLING
    return author(event) if begun and event.data.get("first", 1) else []


def office(event: Event) -> list[User]:
    """The staff of the office of the organ in charge."""
    seats = Seat.objects.filter(organ=event.organ, role=Office.key).in_force(today())
    return list(User.objects.filter(is_active=True, pk__in=seats.values("user")))


def officers(event: Event) -> list[User]:
    """Everybody who sits in the unit that the event is about, else in the one that has the case."""
    work = _work(event)
    unit = work.department if work else _case(event).unit
    return officers_of(unit) if unit else []


def officers_unless_taken_back(event: Event) -> list[User]:
    """Nobody of a unit that the case was taken from: its clock runs on for the office."""
    work = _work(event)
    return office(event) if work and not work.is_in_force else officers(event)


def officers_of_all(event: Event) -> list[User]:
    """Everybody who sits in one of the units that have not handed in yet."""
    works = Assignment.objects.running().filter(suggestion=_case(event))
    return _once(*(officers_of(unit) for unit in works.values_list("department", flat=True)))


def officers_of_the_lead(event: Event) -> list[User]:
    """Everybody who sits in the unit that answers."""
    unit = _case(event).unit
    return officers_of(unit) if unit else []


def units(event: Event) -> list[User]:
    """Everybody who sits in one of the units that have the case."""
    works = Assignment.objects.in_force().filter(suggestion=_case(event))
    return _once(*(officers_of(unit) for unit in works.values_list("department", flat=True)))


def units_or_office(event: Event) -> list[User]:
    """The units; before any has it, the office."""
    return units(event) or office(event)


def units_and_office(event: Event) -> list[User]:
    return _once(units(event), office(event))


def author_and_units(event: Event) -> list[User]:
    return _once(author(event), units(event))


def officer_in_charge(event: Event) -> list[User]:
    """Whom the unit has chosen, unless they chose themselves."""
    code = event.data["officer"]
    return list(User.objects.filter(code=code)) if code != event.actor else []


def arbiter(event: Event) -> list[User]:
    return arbiters(_case(event).organ)


def author_and_officers(event: Event) -> list[User]:
    return _once(author(event), officers(event))


def author_and_all_officers(event: Event) -> list[User]:
    return _once(author(event), officers_of_all(event))


def officers_and_lead(event: Event) -> list[User]:
    return _once(officers(event), officers_of_the_lead(event))


def _once(*groups: list[User]) -> list[User]:
    return list({user.pk: user for group in groups for user in group}.values())


def officers_and_office(event: Event) -> list[User]:
    return _once(officers(event), office(event))


def those_who_wait_for_the_answer(event: Event) -> list[User]:
    """Officers and author, but nobody where only the date for signing has moved."""
    if event.data["phase"] not in lifecycle.UNIT_PHASES:
        return []
    return officers(event) if event.data["phase"] == "opinion" else author_and_officers(event)


def overdue_readers(event: Event) -> list[User]:
    return _once(officers_unless_taken_back(event), office(event))


def context(event: Event) -> dict[str, Any]:
    """The plain words that a notice's text names, in the active language."""
    case, work = _case(event), _work(event)
    due_at = _due_at(event, case)
    unit = work.department if work else case.unit
    words = {
        "code": case.code,
        "title": case.title,
        "office": case.organ.office_name,
        "unit": unit.name if unit else "",
        "lead": case.unit.name if case.unit else "",
        "day": day(due_at) if due_at else _("no date"),
    }
    return words | {"task": _task(event, work, words)}


def _task(event: Event, work: Assignment | None, words: dict[str, str]) -> str:
    """What is asked of the reader: of a co-handler its opinion, of an author a word at the end."""
    if event.step == lifecycle.REPLY.name:
        if event.data.get("left"):
            return _("Other units still answer; then you rate.")
        return _("Please rate the answer by {day}.").format(**words)
    if work and work.is_co:
        return _("Please give your opinion to {lead} by {day}.").format(**words)
    return _("Please answer by {day}.").format(**words)


def _due_at(event: Event, case: Suggestion) -> datetime | None:
    """The date of the clock that the step is about, however late the notice is written."""
    for name in ("to", "due", "until"):
        if name in event.data:
            return datetime.fromisoformat(event.data[name])
    work = _work(event)
    phase = PHASES.get(event.step, work.phase if work else "handle")
    of_work = work is not None and phase not in OFFICE_PHASES
    thing = ("assignment", work.code) if work and of_work else ("suggestion", case.code)
    clock = DueDate.objects.of(*thing).filter(phase=phase).first()
    return clock.due_at if clock else case.due_at


def url(event: Event) -> str:
    return _case(event).get_absolute_url()


def _notice(
    readers: Any, title: Any, text: Any, *, mail: bool = True, words: Any = context
) -> Notice:
    return Notice(readers=readers, title=title, text=text, context=words, url=url, mail=mail)


def answered(event: Event) -> list[User]:
    """The author, and the authors of what was merged into the case: it is their answer too."""
    joined = _case(event).joined_authors().values("author")
    others = User.objects.filter(is_active=True, pk__in=joined)
    return list({user.pk: user for user in [*author(event), *others]}.values())


def author_and_office(event: Event) -> list[User]:
    return list({user.pk: user for user in [*author(event), *office(event)]}.values())


def author_and_both_offices(event: Event) -> list[User]:
    """The author, the office that acted, and the one to which the case went."""
    organs = [event.organ, event.data["to_organ"]]
    seats = Seat.objects.filter(organ__in=organs, role=Office.key).in_force(today())
    offices = User.objects.filter(is_active=True, pk__in=seats.values("user"))
    return list({user.pk: user for user in [*author(event), *offices]}.values())


def outcome(event: Event) -> dict[str, Any]:
    """The words of what a review ended in: its ground, its channel, where it went."""
    case, data = _case(event), event.data
    organs = Organ.objects.in_bulk([code for code in (event.organ, data.get("to_organ")) if code])
    acting, to = organs.get(event.organ), organs.get(data.get("to_organ", ""))
    outside = case.past.outside
    channel = data.get("channel") or (outside.channel if outside else "")
    return {
        **context(event),
        "office": acting.office_name if acting else "",
        "to": to.office_name if to else "",
        "ground": lifecycle.GROUNDS.get(data.get("ground", ""), ""),
        "channel": lifecycle.CHANNELS.get(channel, ""),
        "kind": lifecycle.DIVERSIONS.get(data.get("kind", ""), ""),
        "main": data.get("into") or data.get("from") or "",
        "appeal": _appeal(event, case),
    }


def _appeal(event: Event, case: Suggestion) -> str:
    """Whether this decision can be looked at again, and until when."""
    made = [one for one in case.past.declines if one.at == event.at]
    if not made or made[0].appeal_until is None:
        return _("This decision is the last.")
    until = {"day": day(made[0].appeal_until)}
    return _("You can ask for a second look until %(day)s.") % until


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
    ("suggestion", lifecycle.ASSIGN.name): None,
    ("suggestion", lifecycle.SIGN.name): _notice(
        author_unless_answered,
        gettext_lazy("In handling: {title}"),
        gettext_lazy("{unit} has signed for your suggestion and answers by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.CONTACT.name): None,
    ("suggestion", lifecycle.SAY.name): _notice(
        units_or_office,
        gettext_lazy("The author writes: {title}"),
        gettext_lazy("The author of {code} has written to you on the case."),
    ),
    ("suggestion", lifecycle.ADD_FACT.name): _notice(
        units_and_office,
        gettext_lazy("A new fact: {title}"),
        gettext_lazy("The author of {code} has added a fact. The date stays as it is."),
    ),
    ("suggestion", lifecycle.SAY_UNIT.name): _notice(
        author,
        gettext_lazy("A unit writes: {title}"),
        gettext_lazy("{unit} has written to you on {code}."),
    ),
    ("suggestion", lifecycle.SAY_OFFICE.name): _notice(
        author_and_units,
        gettext_lazy("The office writes: {title}"),
        gettext_lazy("{office} has written to you on {code}."),
    ),
    ("suggestion", lifecycle.REPLY.name): _notice(
        answered,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{unit} has answered your suggestion. {task}"),
    ),
    ("suggestion", lifecycle.RATE.name): None,
    ("suggestion", lifecycle.CLOSE.name): None,
    ("suggestion", lifecycle.LAPSE.name): _notice(
        author,
        gettext_lazy("Closed: {title}"),
        gettext_lazy("The rating window is over. The case is closed as not rated."),
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
        officers_unless_taken_back,
        gettext_lazy("2 working days left: {title}"),
        gettext_lazy("{unit} answers {code} by {day}."),
    ),
    ("assignment", "remind_due_today"): _notice(
        officers_unless_taken_back,
        gettext_lazy("Due today: {title}"),
        gettext_lazy("{unit} answers {code} today."),
    ),
    ("assignment", "remind_overdue"): _notice(
        overdue_readers,
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
    # ── several units, and what they ask of the office ──
    ("suggestion", lifecycle.HAND_OVER.name): _notice(
        officers,
        gettext_lazy("Given to you: {title}"),
        gettext_lazy("{office} has handed {code} to {unit}. {task}"),
    ),
    ("suggestion", lifecycle.ENTRUST.name): _notice(
        officer_in_charge,
        gettext_lazy("Yours to handle: {title}"),
        gettext_lazy("{unit} has asked you to handle {code}. {task}"),
    ),
    ("suggestion", lifecycle.ASK_RETURN.name): _notice(
        office,
        gettext_lazy("Given back: {title}"),
        gettext_lazy("{unit} says that {code} is another’s matter. Please decide by {day}."),
    ),
    ("suggestion", lifecycle.APPROVE_RETURN.name): _notice(
        officers,
        gettext_lazy("Taken from you: {title}"),
        gettext_lazy("{office} agrees: {code} is no longer with {unit}."),
    ),
    ("suggestion", lifecycle.REFUSE_RETURN.name): _notice(
        officers,
        gettext_lazy("It stays with you: {title}"),
        gettext_lazy(
            "{office} leaves {code} with {unit} and says why. "
            "The arbiter can be called until {day}."
        ),
    ),
    ("suggestion", lifecycle.DISPUTE.name): _notice(
        arbiter,
        gettext_lazy("To be settled: {title}"),
        gettext_lazy("{unit} and {office} do not agree whose {code} is. Please rule by {day}."),
    ),
    ("suggestion", lifecycle.BIND.name): _notice(
        officers_and_office,
        gettext_lazy("Settled: {title}"),
        gettext_lazy("The arbiter has ruled: {code} stays with {unit}, until {day}."),
    ),
    ("suggestion", lifecycle.RELEASE.name): _notice(
        officers_and_office,
        gettext_lazy("Settled: {title}"),
        gettext_lazy("The arbiter has ruled: {code} is not a matter of {unit}."),
    ),
    ("suggestion", lifecycle.RECALL.name): _notice(
        officers,
        gettext_lazy("Taken from you: {title}"),
        gettext_lazy("{office} has given {code} to another unit and says why."),
    ),
    ("suggestion", lifecycle.ASK_EXTENSION.name): _notice(
        office,
        gettext_lazy("More time wanted: {title}"),
        gettext_lazy("{unit} asks for more time for {code}. Please decide by {day}."),
    ),
    ("suggestion", lifecycle.GRANT_EXTENSION.name): _notice(
        author_and_officers,
        gettext_lazy("New date: {title}"),
        gettext_lazy("{office} gives {unit} until {day} for {code}; the reason stands there."),
    ),
    ("suggestion", lifecycle.REFUSE_EXTENSION.name): _notice(
        officers,
        gettext_lazy("No more time: {title}"),
        gettext_lazy("{office} leaves the date of {code} as it is and says why: {day}."),
    ),
    ("suggestion", lifecycle.GIVE_OPINION.name): _notice(
        officers_of_the_lead,
        gettext_lazy("Opinion given: {title}"),
        gettext_lazy("{unit} has given you its opinion on {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.RETURN_OPINION.name): _notice(
        officers,
        gettext_lazy("Opinion sent back: {title}"),
        gettext_lazy("{lead} asks {unit} for its opinion on {code} once more, by {day}."),
    ),
    ("suggestion", lifecycle.WAIVE.name): _notice(
        officers_and_lead,
        gettext_lazy("Goes on without the opinion: {title}"),
        gettext_lazy("{office} does without the opinion of {unit} on {code}."),
        mail=False,
    ),
    ("suggestion", lifecycle.HOLD.name): _notice(
        author_and_all_officers,
        gettext_lazy("On hold: {title}"),
        gettext_lazy("{office} has put {code} on hold until {day} and says why."),
    ),
    ("suggestion", lifecycle.RESUME.name): _notice(
        author_and_all_officers,
        gettext_lazy("Goes on: {title}"),
        gettext_lazy("The hold is over; the units go on with {code}. The dates are later by it."),
        mail=False,
    ),
    ("suggestion", lifecycle.HOLD_ENDS.name): _notice(
        author_and_all_officers,
        gettext_lazy("Goes on: {title}"),
        gettext_lazy("The hold is over; the units go on with {code}. The dates are later by it."),
        mail=False,
    ),
    ("assignment", "remind_opinion_today"): _notice(
        officers,
        gettext_lazy("Due today: {title}"),
        gettext_lazy("{unit} gives its opinion on {code} today; {lead} waits for it."),
    ),
    ("assignment", "remind_opinion_overdue"): _notice(
        officers_and_lead,
        gettext_lazy("Overdue: {title}"),
        gettext_lazy("The opinion of {unit} on {code} was due on {day}; {lead} waits for it."),
    ),
}

# ── what a review ends in ──
NOTICES |= {
    ("suggestion", lifecycle.SEND_BACK.name): _notice(
        author,
        gettext_lazy("Please complete: {title}"),
        gettext_lazy("{office} needs something more. Please complete {code} by {day}."),
        words=outcome,
    ),
    ("suggestion", lifecycle.RESUBMIT.name): _notice(
        office,
        gettext_lazy("Completed: {title}"),
        gettext_lazy("The author has completed {code}. It waits for your review until {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.WITHDRAW.name): _notice(
        office,
        gettext_lazy("Withdrawn: {title}"),
        gettext_lazy("The author has withdrawn {code}; there is nothing left to do."),
        mail=False,
    ),
    ("suggestion", lifecycle.EXPIRE.name): _notice(
        author,
        gettext_lazy("Not completed in time: {title}"),
        gettext_lazy("{code} counts as withdrawn. You can write it anew at any time."),
    ),
    ("suggestion", lifecycle.DECLINE.name): _notice(
        author,
        gettext_lazy("Declined: {title}"),
        gettext_lazy("{office} has declined {code}: {ground}. {appeal}"),
        words=outcome,
    ),
    ("suggestion", lifecycle.APPEAL.name): _notice(
        office,
        gettext_lazy("Second look: {title}"),
        gettext_lazy("The author asks you to look at {code} again. Please decide by {day}."),
        mail=False,
    ),
    ("suggestion", lifecycle.MERGE.name): _notice(
        author,
        gettext_lazy("Merged: {title}"),
        gettext_lazy(
            "{office} has merged {code} into {main}, on the same matter. You get its answer."
        ),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.SPLIT.name): _notice(
        author_and_office,
        gettext_lazy("Reviewed by itself again: {title}"),
        gettext_lazy(
            "{main} has ended without an answer. {code}, which was merged into it, is reviewed by "
            "itself until {day}."
        ),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.DIVERT.name): _notice(
        author,
        gettext_lazy("Passed on: {title}"),
        gettext_lazy("{office} has passed {code} on as: {kind}. Nobody has to answer it."),
        words=outcome,
    ),
    ("suggestion", lifecycle.TRANSFER.name): _notice(
        author_and_both_offices,
        gettext_lazy("Transferred: {title}"),
        gettext_lazy("{office} has transferred {code} to {to}, which decides on it by {day}."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.BOUNCE.name): _notice(
        author_and_both_offices,
        gettext_lazy("Given back: {title}"),
        gettext_lazy("{office} has given {code} back to {to}, which decides on it by {day}."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.HAND_OFF.name): _notice(
        author,
        gettext_lazy("With another channel: {title}"),
        gettext_lazy("{office} has handed {code} over: {channel}. Its answer comes to you."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.CHECK.name): _notice(
        author,
        gettext_lazy("How it stands: {title}"),
        gettext_lazy("{office} has asked how {code} stands. The case says what it heard."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.TAKE_BACK.name): _notice(
        author,
        gettext_lazy("Taken back: {title}"),
        gettext_lazy("{office} has taken {code} back and hands it to a unit by {day}."),
        words=outcome,
        mail=False,
    ),
    ("suggestion", lifecycle.WRITE_BACK.name): _notice(
        answered,
        gettext_lazy("Answered: {title}"),
        gettext_lazy("{channel}: {code} is answered. Please rate the answer by {day}."),
        words=outcome,
    ),
}
