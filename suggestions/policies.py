"""Who sits at which desk of a suggestion, and what that seat may do now.

The same rows of `suggestions.lifecycle` answer "may I" (a door) and "which may I" (the buttons).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from departments.policies import heads_of, role_in, units_of
from members.models import Organ, Seat, User
from members.policies import hats, is_member, oversees
from members.roles import Arbiter, Member, Office
from suggestions import withheld
from suggestions.lifecycle import (
    AGAIN,
    ENTER,
    ENTERED,
    GIVE_OPINION,
    MOST_REDOS,
    RATE,
    REDO,
    SAY_UNIT,
    STEPS,
    UNANSWERED,
    WORK_STEPS,
    Desk,
    NotNow,
    Part,
    State,
    Step,
    Work,
    open_to,
)
from suggestions.models.suggestion import answering
from workdays.clock import today

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suggestions.models import Assignment, Paper, Suggestion
    from suggestions.models.aside import Word


def sits(
    user: User, desk: Desk, suggestion: Suggestion, assignment: Assignment | None = None
) -> bool:
    """Whether this person's seat is the one that acts for `desk` on this case.

    The unit's desk is that of the assignment in question; without one, of the unit that answers.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if desk is Desk.MEMBER:
        return suggestion.author_id == user.pk and is_member(user)
    if desk is Desk.OFFICE:
        return suggestion.organ_id in hats(user).office_of
    if desk is Desk.ARBITER:
        return suggestion.organ_id in arbitrated_by(user, [suggestion.organ])
    if desk is Desk.HEAD and assignment:
        return assignment.department_id in heads_of(user)
    if desk is Desk.DEPARTMENT and assignment:
        return assignment.department_id in units_of(user)
    if desk in (Desk.DEPARTMENT, Desk.LEAD):
        return suggestion.unit_id in units_of(user)
    return False


def is_author(user: User, suggestion: Suggestion) -> bool:
    """Whether the case is this person's own, also where they are a member no more."""
    return user.is_active and suggestion.author_id == user.pk


def may(
    user: User, step: Step, suggestion: Suggestion, assignment: Assignment | None = None
) -> bool:
    """Whether the step starts here and is this person's to take.

    A step of an assignment asks for that assignment's state, one of the case for the case's.
    """
    thing = assignment if step in WORK_STEPS else suggestion
    if thing is None or not step.starts_from(thing.state):
        return False
    if assignment and not step.is_for(assignment.part):
        return False
    if withheld.why(user, step, assignment):
        return False
    if step is RATE:
        return is_member(user) and bool(asked_for(user, suggestion))
    return sits(user, step.desk, suggestion, assignment)


def open_steps(
    user: User, suggestion: Suggestion, assignment: Assignment | None = None
) -> tuple[Step, ...]:
    """The steps of the case and of the assignment that this person can take now, in table order."""
    found: list[Step] = []
    for steps, thing in ((STEPS, suggestion), (WORK_STEPS, assignment)):
        if thing is not None:
            for desk in Desk:
                here = open_to(desk, thing.state, steps)
                found += here if here and sits(user, desk, suggestion, assignment) else ()
    part = assignment.part if assignment else ""
    found = [step for step in found if step.is_for(part)]
    found = [step for step in found if not withheld.why(user, step, assignment)]
    if assignment and not still_speaks(suggestion, assignment):
        found = [step for step in found if step is not SAY_UNIT]
    if not RATE.starts_from(suggestion.state):
        return tuple(found)
    rates = [RATE] if may(user, RATE, suggestion) else []
    return (*rates, *(step for step in found if step is not RATE))


def require(
    user: User,
    step: Step,
    suggestion: Suggestion,
    assignment: Assignment | None = None,
    *,
    entered: bool = False,
) -> str:
    """Ask for the seat and return its role; the state is asked for by the UPDATE itself.

    ``entered``: the office does it for the unit, from what came on paper.

    Raises:
        PermissionDenied: the person sees the case but does not sit at the step's desk.
    """
    if step is RATE:
        return require_rater(user, suggestion)
    if entered and step in ENTERED:
        return require(user, ENTER, suggestion, assignment)
    if not sits(user, step.desk, suggestion, assignment):
        raise PermissionDenied(_("This step belongs to another desk."))
    if refusal := withheld.why(user, step, assignment):
        raise PermissionDenied(refusal)
    if step.desk in (Desk.DEPARTMENT, Desk.HEAD, Desk.LEAD):
        own = assignment.department_id if assignment and step.desk is not Desk.LEAD else None
        return role_in(user, own or suggestion.unit_id or 0)
    return {Desk.MEMBER: Member.key, Desk.OFFICE: Office.key, Desk.ARBITER: Arbiter.key}[step.desk]


def arbitrated_by(user: User, organs: Iterable[Organ]) -> set[str]:
    """Of these organs those whose disputes this person settles: as arbiter, or in their place.

    Where an organ has no arbiter in force, the office of the organ above settles it, at the top
    its own. Asks the database only for who sits in such an office.
    """
    worn = hats(user)
    own = {organ.pk for organ in organs if organ.pk in worn.arbiter_of}
    instead = {organ.pk for organ in organs if (organ.parent_id or organ.pk) in worn.office_of}
    return own | {code for code in instead - own if not _has_arbiter(user, code)}


def arbitrated_organs(user: User) -> set[str]:
    """All organs whose disputes this person settles; see `arbitrated_by`. One query at most."""
    worn = hats(user)
    own = set(worn.arbiter_of)
    if not worn.office_of:
        return own
    top = Q(parent__isnull=True, pk__in=worn.office_of)
    under = Organ.objects.filter(Q(parent__in=worn.office_of) | top)
    seats = Seat.objects.filter(role=Arbiter.key, user__is_active=True).in_force(today())
    return own | set(under.exclude(pk__in=seats.values("organ")).values_list("pk", flat=True))


def _has_arbiter(user: User, organ: str) -> bool:
    """Whether somebody is an organ's arbiter today; kept on the user for the request."""
    kept: dict[tuple[object, str], bool] = user.__dict__.setdefault("_arbiters", {})
    key = (today(), organ)
    if key not in kept:
        seats = Seat.objects.filter(organ=organ, role=Arbiter.key, user__is_active=True)
        kept[key] = seats.in_force(today()).exists()
    return kept[key]


def arbiters(organ: Organ) -> list[User]:
    """Those who settle an organ's disputes; see `arbitrated_by`."""
    for role, code in ((Arbiter.key, organ.pk), (Office.key, organ.parent_id or organ.pk)):
        seats = Seat.objects.filter(organ=code, role=role).in_force(today())
        found = list(User.objects.filter(is_active=True, pk__in=seats.values("user")))
        if found:
            return found
    return []


def note_desk(user: User, suggestion: Suggestion) -> str | int:
    """The desk that keeps this person's notes: an organ's office by code, a unit by number.

    Raises:
        PermissionDenied: they sit neither in the office in charge nor in one of its units.
    """
    if suggestion.organ_id in hats(user).office_of:
        return suggestion.organ_id
    units = units_of(user)
    given = suggestion.assignments.in_force().filter(department__in=units).order_by("id")
    for department in given.values_list("department_id", flat=True):
        return int(department)
    raise PermissionDenied(_("Notes are for the office and the units of the case."))


def require_unanswered(suggestion: Suggestion) -> None:
    """Ask that units still work on the case.

    Raises:
        NotNow: it has been answered.
    """
    if suggestion.state not in (State.ASSIGNED, State.IN_HANDLING, State.ON_HOLD, State.REWORK):
        raise NotNow(_("This case has been answered."))


def still_speaks(suggestion: Suggestion, assignment: Assignment) -> bool:
    """Whether a unit writes to the author: until the case has ended, also while its promise is
    followed, but not about an earlier life of a case that was reopened."""
    return assignment.state != Work.DONE or suggestion.state == State.FOLLOWUP


def require_rater(user: User, suggestion: Suggestion) -> str:
    """Ask whether this person is one of those who rate the answer.

    Raises:
        PermissionDenied: they are not asked.
    """
    asked = suggestion.author_id == user.pk or was_asked(user, suggestion)
    if not asked or not is_member(user):
        raise PermissionDenied(_("This step belongs to another desk."))
    return Member.key


def was_asked(user: User, suggestion: Suggestion) -> bool:
    """Whether this person was ever asked to rate an answer of this case."""
    return any(word.rater_id == user.pk for word in suggestion.words())


def asked_for(user: User, suggestion: Suggestion) -> list[Word]:
    """The answers on which this person's word is still missing."""
    return [word for word in suggestion.words() if word.rater_id == user.pk and word.is_asked]


def require_membership(user: User, organ: str) -> None:
    """Ask for a membership in force; only members of an organ submit suggestions.

    Raises:
        PermissionDenied: the person is no member of that organ.
    """
    if organ not in hats(user).member_of:
        raise PermissionDenied(_("Only members of the conference submit suggestions."))


def require_office(user: User, organ: str) -> str:
    """Ask for a seat in an organ's office, and return its role.

    Raises:
        PermissionDenied: the person has none.
    """
    if organ not in hats(user).office_of:
        raise PermissionDenied(_("This page is for the staff of the organ’s office."))
    return Office.key


def sees_ratings(user: User, suggestion: Suggestion) -> bool:
    """A single rating is for its author and the office in charge; never for the unit."""
    return suggestion.author_id == user.pk or suggestion.organ_id in hats(user).office_of


def reads_reasons(user: User, suggestion: Suggestion) -> bool:
    """What office and author wrote to each other about the review is for the author and those who
    oversee an organ through whose hands the case went; not for units, nor for merged authors."""
    if suggestion.author_id == user.pk:
        return True
    organs = {suggestion.organ_id, suggestion.author_organ_id, *suggestion.past.organs()}
    return any(oversees(hats(user), organ) for organ in organs)


def seen_words(user: User, suggestion: Suggestion) -> list[Word]:
    """The ratings that this person may read: each their own, the office in charge all of them."""
    office = suggestion.organ_id in hats(user).office_of
    said = [word for word in suggestion.words() if not word.is_asked]
    return [word for word in said if office or word.rater_id == user.pk]


def may_invite(user: User, suggestion: Suggestion) -> bool:
    """Whether somebody may ask others to co-sign: the author, until the answer has come."""
    return sits(user, Desk.MEMBER, suggestion) and suggestion.state in UNANSWERED


def to_redo(works: Sequence[Assignment]) -> list[Assignment]:
    """The answers that can be asked for once more: none where one of them was twice already."""
    answered = [one for one in works if one.part != Part.CO and AGAIN.starts_from(one.state)]
    return [one for one in answered if one.round < MOST_REDOS]


@dataclass(frozen=True)
class Reader:
    """How one person stands to one case: from which desk, with which steps open.

    ``follows_ratings``: whether they learn that somebody has rated, ``words``: which they read.
    """

    desk: Desk
    work: Assignment | None
    steps: tuple[Step, ...]
    follows_ratings: bool
    words: tuple[Word, ...]
    others: tuple[tuple[Assignment, tuple[Step, ...]], ...] = ()
    is_member: bool = True

    @property
    def voice(self) -> Desk:
        """The desk to which is said what comes next: of a former member nothing is asked."""
        return Desk.SYSTEM if self.desk is Desk.MEMBER and not self.is_member else self.desk

    def sees_inside(self, user: User, suggestion: Suggestion) -> bool:
        """Answers that are not delivered are between the units and the office, and so are the
        opinions of co-handlers, also after the answer: they are given to the lead, who answers."""
        if self.desk is not Desk.OFFICE and (self.desk is not Desk.DEPARTMENT or not self.work):
            return False
        return not suggestion.is_backed_by(user)


def reader(user: User, suggestion: Suggestion, works: Sequence[Assignment]) -> Reader:
    """The desk from which this person reads the case; SYSTEM for one who only oversees it.

    Whoever sits in one of the units reads with that unit's assignment in hand, whoever rates it
    as a member.
    """
    units = units_of(user)
    own = [one for one in works if one.is_in_force and one.department_id in units]
    # Of a unit that was given the case again what it works on, not what was done without.
    own.sort(key=lambda one: one.state == Work.WAIVED)
    work = answering(own) or next(iter(own), None)
    desks: tuple[Desk, ...] = (Desk.MEMBER, Desk.OFFICE, Desk.DEPARTMENT)
    if any(one.state == Work.DISPUTED for one in works) or hats(user).arbiter_of:
        desks = (*desks, Desk.ARBITER)
    rates = was_asked(user, suggestion)
    otherwise = Desk.MEMBER if rates else Desk.SYSTEM
    desk = next((one for one in desks if sits(user, one, suggestion, work)), otherwise)
    if suggestion.author_id == user.pk:
        desk = Desk.MEMBER
    first = work or answering(list(works))
    steps = open_steps(user, suggestion, first)
    if not to_redo(works):
        steps = tuple(step for step in steps if step is not REDO)
    others = tuple(
        (one, tuple(step for step in WORK_STEPS if may(user, step, suggestion, one)))
        for one in works
        if one.is_in_force and one is not first
    )
    follows = rates or sees_ratings(user, suggestion)
    words = tuple(seen_words(user, suggestion))
    return Reader(desk, work, steps, follows, words, others, is_member(user))


def reads_inside(user: User, suggestion: Suggestion, works: Sequence[Assignment]) -> bool:
    """Whether somebody reads what units and office write to each other: they alone do.

    Whoever stands behind the suggestion does not, whatever else they are.
    """
    return reader(user, suggestion, works).sees_inside(user, suggestion)


def reads_paper(user: User, paper: Paper) -> bool:
    """Whether whoever sees the case reads this paper: that of an opinion, or of an answer which is
    not delivered, is for those who read that."""
    case, draft = paper.assignment.suggestion, getattr(paper, "draft", None)
    if draft and draft.delivered_at is None:
        return reads_inside(user, case, case.works())
    if paper.step != GIVE_OPINION.name:
        return True
    return reads_inside(user, case, case.works())


def author_organ(user: User) -> str:
    """The organ for which this person submits: the first of their memberships in force.

    Raises:
        PermissionDenied: the person is no member of any organ.
    """
    for organ in hats(user).member_of:
        return organ
    raise PermissionDenied(_("Only members of the conference submit suggestions."))
