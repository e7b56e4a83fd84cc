"""Who is told: each function finds the people for one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commitments.models import Commitment
from departments.models import Department
from departments.policies import acting_for, heads_over, relieved, with_stand_ins
from events.models import Event
from members import areas
from members.models import Seat, User
from members.policies import office_people
from members.roles import Office, Role
from suggestions import lifecycle, promised
from suggestions.models import Agreement, Assignment, Cosigner, DraftAnswer, Rating, Suggestion
from suggestions.policies import arbiters
from workdays.clock import today

ASKS_HEADS = (lifecycle.ASK_SIGNOFF.name, lifecycle.URGE_HEAD.name)


def case_of(event: Event) -> Suggestion:
    """The case of an event. Kept on the event: readers, words and address all ask for it."""
    kept = event.__dict__.get("case")
    if isinstance(kept, Suggestion):
        return kept
    # Sealing waits for who is writing about the case, and withdraws what they wrote.
    cases = Suggestion.sealed_too.for_notice().select_for_update(of=("self",), no_key=True)
    if event.kind == "commitment":
        about = Commitment.objects.filter(code=event.code).values("about")
        found = cases.get(code__in=about)
    elif event.kind == "cosigner":
        found = cases.get(pk__in=Cosigner.objects.coded(event.code).values("suggestion"))
    elif event.kind == "assignment":
        found = cases.get(assignments__code=event.code)
    else:
        found = cases.get(code=event.code)
    event.__dict__["case"] = found
    return found


def work_of(event: Event) -> Assignment | None:
    """The assignment that an event is about; None where it is about the whole case."""
    if "work" not in event.__dict__:
        code = event.code if event.kind == "assignment" else event.data.get("assignment")
        found = Assignment.objects.select_related("department").filter(code=code or "")
        event.__dict__["work"] = found.first()
    work: Assignment | None = event.__dict__["work"]
    return work


def promise_of(event: Event) -> Commitment | None:
    """The promise that an event is about, if any."""
    code = event.code if event.kind == "commitment" else event.data.get("promise")
    return Commitment.objects.select_related("holder", "organ").filter(code=code).first()


def absent(event: Event, readers: Sequence[User]) -> set[int]:
    """Who of those who have to act is absent, with a stand-in who has the mail meanwhile. Whoever
    stands behind the suggestion is told as its author, absent or not; and a head is asked by mail
    for a signature where it is their stand-in who asks for it."""
    case, work = case_of(event), work_of(event)
    unit = work.department if work else case.unit
    untold = event.actor if event.step in ASKS_HEADS else ""
    place: dict[str, Any] = {"units": [unit.pk] if unit else [], "office": case.organ_id}
    found = relieved(readers, **place, untold=untold)
    if found:
        found -= {case.author_id, *(one.pk for one in cosigners_of(case))}
    return found


def once(*groups: list[User]) -> list[User]:
    return list({user.pk: user for group in groups for user in group}.values())


def cosigners_of(suggestion: Suggestion) -> list[User]:
    """Those who stand by it: they are told what the author is told."""
    rows = Cosigner.objects.accepted().filter(suggestion=suggestion)
    return list(User.objects.filter(is_active=True, pk__in=rows.values("user")).order_by("pk"))


def author(event: Event) -> list[User]:
    return [case_of(event).author, *cosigners_of(case_of(event))]


def author_alone(event: Event) -> list[User]:
    """Without those who stand by it."""
    return [case_of(event).author]


def author_unless_answered(event: Event) -> list[User]:
    """Once, when the first unit that answers has signed; nobody where the answer is there already:
    signed and answered in one act is one word."""
    begun = case_of(event).state == lifecycle.State.IN_HANDLING
    return author(event) if begun and event.data.get("first", 1) else []


def office(event: Event) -> list[User]:
    """The staff of the office of the organ in charge."""
    return office_people(event.organ)


def seated(role: type[Role], organ: str) -> list[User]:
    """Who has a seat of that role in an organ today."""
    seats = Seat.objects.filter(organ=organ, role=role.key).in_force(today())
    return list(User.objects.filter(is_active=True, pk__in=seats.values("user")).order_by("id"))


def officers(event: Event) -> list[User]:
    """Everybody who sits in the unit that the event is about, else in the one that has the case."""
    work = work_of(event)
    unit = work.department if work else case_of(event).unit
    return acting_for(unit) if unit else []


def officers_unless_taken_back(event: Event) -> list[User]:
    """Nobody of a unit that the case was taken from: its clock runs on for the office."""
    work = work_of(event)
    return office(event) if work and not work.is_in_force else officers(event)


def officers_to_agree(event: Event) -> list[User]:
    """Who acts for a unit whose agreement to this text is missing."""
    waiting = Agreement.objects.filter(draft__code=event.data.get("draft"), word="")
    units = Department.objects.filter(pk__in=waiting.values("assignment__department"))
    return once(*(acting_for(unit) for unit in units.order_by("pk")))


def heads(event: Event) -> list[User]:
    """Who heads the unit that the event is about, or the nearest above it; where nobody does, who
    acts for the unit: they record the stamped letter."""
    work = work_of(event)
    unit = work.department if work else None
    return (heads_over(unit) or acting_for(unit)) if unit else []


def signers(event: Event) -> list[User]:
    """The same without whoever lays an answer of their own before themselves.

    A head, a deputy or who stands in for a head may sign what they wrote: the office's check has a
    second pair of eyes, the signature has the seat. The page tells them that it waits for them, and
    all others who can sign are told: the absent head in whose seat they sit by mail too, which
    rests for no stand-in who is not told (`absent`). Where nobody else can sign nobody is asked by
    a notice; the reminders of the date come to them as to any head.
    """
    own = DraftAnswer.objects.filter(code=event.data.get("draft") or "")
    drafter = own.values_list("drafted_by__code", flat=True).first()
    return [one for one in heads(event) if not one.code == event.actor == drafter]


def officers_of_all(event: Event) -> list[User]:
    """Everybody who sits in one of the units that have not handed in yet."""
    works = Assignment.objects.running().filter(suggestion=case_of(event))
    return once(*(acting_for(work.department) for work in works.select_related("department")))


def officers_of_the_lead(event: Event) -> list[User]:
    """Everybody who sits in the unit that answers."""
    unit = case_of(event).unit
    return acting_for(unit) if unit else []


def units(event: Event) -> list[User]:
    """Everybody who sits in one of the units that have the case, or have promised about it."""
    case = case_of(event)
    works = Assignment.objects.filter(suggestion=case)
    works = works.in_force() if case.state == lifecycle.State.FOLLOWUP else works.present()
    return once(*(acting_for(work.department) for work in works.select_related("department")))


def units_or_office(event: Event) -> list[User]:
    """The units; before any has it, the office."""
    return units(event) or office(event)


def units_and_office(event: Event) -> list[User]:
    return once(units(event), office(event))


def author_and_units(event: Event) -> list[User]:
    return once(author(event), units(event))


def officer_in_charge(event: Event) -> list[User]:
    """Whom the unit has chosen, with their stand-in, unless they chose themselves."""
    code, work = event.data["officer"], work_of(event)
    chosen = list(User.objects.filter(code=code)) if code != event.actor else []
    return with_stand_ins(chosen, work.department) if work else chosen


def arbiter(event: Event) -> list[User]:
    return arbiters(case_of(event).organ)


def author_and_officers(event: Event) -> list[User]:
    return once(author(event), officers(event))


def author_and_all_officers(event: Event) -> list[User]:
    return once(author(event), officers_of_all(event))


def officers_and_lead(event: Event) -> list[User]:
    return once(officers(event), officers_of_the_lead(event))


def officers_and_office(event: Event) -> list[User]:
    return once(officers(event), office(event))


def those_who_wait_for_the_answer(event: Event) -> list[User]:
    """Officers and author, but nobody where only the date for signing has moved."""
    if event.data["phase"] not in lifecycle.UNIT_PHASES:
        return []
    return officers(event) if event.data["phase"] == "opinion" else author_and_officers(event)


def asked(event: Event) -> list[User]:
    """Those whom the author asked in this act and who have not answered yet."""
    return list(User.objects.filter(is_active=True, code__in=event.data["people"]))


def answered(event: Event) -> list[User]:
    """The author, and the authors of what was merged into the case: it is their answer too."""
    joined = case_of(event).joined_authors().values("author")
    return once(author(event), list(User.objects.filter(is_active=True, pk__in=joined)))


def author_and_office(event: Event) -> list[User]:
    return once(author(event), office(event))


def author_and_both_offices(event: Event) -> list[User]:
    """The author, the office that acted, and the one to which the case went."""
    organs = [event.organ, event.data["to_organ"]]
    seats = Seat.objects.filter(organ__in=organs, role=Office.key).in_force(today())
    offices = User.objects.filter(is_active=True, pk__in=seats.values("user"))
    return once(author(event), list(offices))


def senders(event: Event) -> list[User]:
    """The offices that passed the case on, or gave it back, and have it no more."""
    case = case_of(event)
    organs = {
        one.to_organ.code if one.bounced_at else one.from_organ.code for one in case.past.transfers
    } - {case.organ_id}
    seats = Seat.objects.filter(organ__in=organs, role=Office.key).in_force(today())
    return list(User.objects.filter(is_active=True, pk__in=seats.values("user")).order_by("id"))


def raters(event: Event) -> list[User]:
    """Everybody who was asked for a rating."""
    asked = Rating.objects.filter(suggestion=case_of(event)).values("rater")
    return list(User.objects.filter(is_active=True, pk__in=asked).order_by("id"))


def raters_but_the_last(event: Event) -> list[User]:
    """The same without whose word was the last: they know that it closed the case."""
    words = Rating.objects.filter(suggestion=case_of(event)).order_by("-rated_at", "-id")
    last = words.values_list("rater", flat=True).first()
    return [person for person in raters(event) if person.pk != last]


def raters_asked(event: Event) -> list[User]:
    """Those whose word on an answer is still missing."""
    asked = Rating.objects.asked().filter(suggestion=case_of(event)).values("rater")
    return list(User.objects.filter(is_active=True, pk__in=asked).order_by("id"))


def raters_or_author(event: Event) -> list[User]:
    """Whose word the answer waits for; before every answer is there, the author alone."""
    return once(answered(event), raters_asked(event))


def raters_author_and_office(event: Event) -> list[User]:
    """Everybody who reads an answer that was changed, and the office."""
    return once(answered(event), raters(event), office(event))


def units_reminded(event: Event) -> list[User]:
    """Officers of just those units whose date is near or over and that still work on it, or still
    owe what they promised in their answer."""
    works = Assignment.objects.filter(code__in=event.data.get("assignments", []))
    here = list(works.select_related("department").order_by("id"))
    owed = {pk for pk, made in promised.of_works(here).items() if made.is_owed}
    waiting = [work for work in here if work.is_running or work.pk in owed]
    return once(*(acting_for(work.department) for work in waiting))


def units_asked_again(event: Event) -> list[User]:
    """Officers of just those units that answer again."""
    units = Department.objects.filter(code__in=event.data.get("units", []))
    return once(*(acting_for(unit) for unit in units))


def holder(event: Event) -> list[User]:
    """Officers of the unit that has promised; the office where it holds what a channel promised."""
    commitment = promise_of(event)
    if commitment is None:
        return []
    return acting_for(commitment.holder) if commitment.holder else office(event)


def holder_and_office(event: Event) -> list[User]:
    return once(holder(event), office(event))


def author_and_holder(event: Event) -> list[User]:
    return once(author(event), holder(event))


def offices_up(event: Event) -> list[User]:
    """The office in charge and those of the organs above it."""
    seats = Seat.objects.filter(organ__in=areas.chain(event.organ), role=Office.key)
    holders = seats.in_force(today()).values("user")
    return list(User.objects.filter(is_active=True, pk__in=holders).order_by("id"))
