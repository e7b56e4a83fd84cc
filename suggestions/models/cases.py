"""Which suggestions somebody finds: by seat, by state, for a row and for a page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from commitments.models import Commitment
from deadlines.models import DueDate
from departments.policies import units_of
from files.models import listed
from members.policies import below, hats
from suggestions.lifecycle import (
    ASKING,
    DECISIONS,
    ENDED_STATES,
    HELD,
    INSIDE,
    OPEN_STATES,
    OUT_OF_FORCE,
    PAUSED,
    RULING,
    RUNNING,
    TURN,
    Desk,
    Part,
    State,
    Work,
)
from suggestions.models import aside, audience, past
from suggestions.models.settled import Settled

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.models import User
    from suggestions.models.suggestion import Suggestion

PROMISED_IN = (State.REPLIED.value, State.FOLLOWUP.value)
OFFICE_STATES = tuple(s.value for s in State if TURN[s] is Desk.OFFICE)
UNIT_STATES = tuple(s.value for s in State if TURN[s] is Desk.DEPARTMENT)


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Which suggestions; what a person may see is decided here and nowhere else."""

    def visible_to(self, user: User) -> SuggestionQuerySet:
        """What this person may open: their own, their units', and what reports to their organs.

        Two axes: the reporting chain (an office sees its organ's cases and those of the organs
        below, also what was transferred) and the jurisdiction (an office sees its own members'
        cases elsewhere only where the place lies in its region). Whose suggestion was merged into
        another sees that one too.
        """
        theirs = Q(author=user) | Q(past.joined_by(user))
        organs = hats(user).overseer_of
        if organs:
            theirs |= below(organs, "organ__code") | Q(past.went_through(organs))
            theirs |= below(organs, "author_organ__code") & below(organs, "place__code")
        if hats(user).arbiter_of:
            theirs |= Q(organ__in=hats(user).arbiter_of) & Q(Exists(_disputed()))
        units = units_of(user)
        if units:
            theirs |= Q(Exists(_given_to(units)))
        # Whoever is asked for a rating can read what it is about.
        theirs |= Q(Exists(_asked(user)))
        return self.filter(theirs | audience.cosigned_by(user))

    def known_to(self, user: User) -> SuggestionQuerySet:
        """Whose title and state this person may know, by the author's wish; see `audience`."""
        return self.visible_to(user) | self.filter(audience.concerns(user))

    def handled_by(self, user: User) -> SuggestionQuerySet:
        """Those that are with an office or a unit in which this person sits; with them, what was
        merged into one."""
        ours = Q(organ__in=hats(user).office_of)
        units = units_of(user)
        return self.filter(ours | Q(Exists(_given_to(units)))) if units else self.filter(ours)

    def joinable_by(self, user: User) -> SuggestionQuerySet:
        """Those whose author lets this member join: of a private one nobody, of one for members
        those whom it concerns, of a public one all who see it."""
        return self.filter(audience.concerns(user) | Q(wish="public"))

    def sealed(self) -> SuggestionQuerySet:
        """What is under seal; only `Suggestion.sealed_too` finds any."""
        return self.filter(sealed_at__isnull=False)

    def with_cosigners(self) -> SuggestionQuerySet:
        """With `cosigner_names`, and `asked_names` of who has not answered, in one question."""
        return self.annotate(
            cosigner_names=audience.names_of_cosigners(), asked_names=audience.names_of_asked()
        )

    def written_by(self, user: User) -> SuggestionQuerySet:
        return self.filter(author=user)

    def stood_by(self, user: User, *, besides: Collection[str] = ()) -> SuggestionQuerySet:
        """What this person wrote, but for the organs ``besides``, and what they co-sign."""
        written = self.order_by().written_by(user).exclude(author_organ__in=besides)
        # A union, for an OR of two subqueries is read row by row through the whole table.
        cosigned = audience.cosigned(user).values("suggestion")
        return self.filter(pk__in=written.values("pk").union(cosigned))

    def of_office(self, user: User) -> SuggestionQuerySet:
        """The cases of the organs in whose office this person sits."""
        return self.filter(organ__in=hats(user).office_of)

    def transferred_away_by(self, user: User) -> SuggestionQuerySet:
        """What the offices in which this person sits have passed on, or given back, and have no
        more: another organ has it now."""
        ours = hats(user).office_of
        passed = apps.get_model("suggestions", "Transfer")._default_manager
        gone = Q(from_organ__in=ours) | Q(to_organ__in=ours, bounced_at__isnull=False)
        theirs = self.filter(pk__in=passed.filter(gone).values("suggestion"))
        return theirs.exclude(organ__in=ours)

    def open(self) -> SuggestionQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def held_until(self, at: datetime) -> SuggestionQuerySet:
        """Those on hold whose end has come."""
        return self.filter(state=State.ON_HOLD.value, due_at__lt=at)

    def asked_about(self) -> SuggestionQuerySet:
        """Those in which a unit waits for the office's word: to give it back, for more time, or on
        the answer that it has handed in."""
        return self.filter(pk__in=_asking())

    def with_asked(self) -> SuggestionQuerySet:
        """With `asked`, `asked_for` and `asked_due`: of the assignments whose unit waits for the
        office's word the one that is due first, by its code, the state it is in (an extension is
        asked for in any other) and until when the office decides; `paused`: no unit works on it."""
        time = Q(state__in=RUNNING, extension_request__decision="")
        waiting = _timed(DECISIONS).filter(Q(state__in=ASKING) | time, suggestion=OuterRef("pk"))
        first = waiting.order_by("decided_by", "id")
        return self.annotate(
            asked=Subquery(first.values("code")[:1]),
            asked_for=Subquery(first.values("state")[:1]),
            asked_due=Subquery(first.values("decided_by")[:1]),
            paused=Exists(_paused().filter(suggestion=OuterRef("pk"))),
        )

    def overdue(self, at: datetime) -> SuggestionQuerySet:
        """Open and past the moment that is due now; lateness is derived, never stored. Where no
        unit works on it because office or arbiter has the next word, it is not late at the unit."""
        late = self.open().filter(due_at__lt=at)
        return late.exclude(state__in=UNIT_STATES, pk__in=_paused().values("suggestion"))

    def overdue_with_office(self, at: datetime) -> SuggestionQuerySet:
        """Those that wait for the office, or for its word to a unit, past the date of that."""
        late = self.at_office().overdue(at).order_by().values("pk")
        return self.filter(pk__in=late.union(_late_word(at)))

    def late_with_its_word(self, at: datetime) -> SuggestionQuerySet:
        """Those in which the office's word to a unit is late."""
        return self.filter(pk__in=_late_word(at))

    def overdue_anywhere(self, at: datetime) -> SuggestionQuerySet:
        """Those that are late, whoever has the next word on them: the arbiter among them."""
        late = self.overdue(at).order_by().values("pk")
        office = self.overdue_with_office(at).order_by().values("pk")
        arbiter = _in_arbitration().filter(decided_by__lt=at).values("suggestion")
        return self.filter(pk__in=late.union(office, arbiter))

    def for_rows(self) -> SuggestionQuerySet:
        """With what one row of a list shows, so that a list needs no query for a row; with
        `ruling_due`, until when the arbiter rules, of one that no unit works on until then."""
        ruled = _in_arbitration().filter(suggestion=OuterRef("pk")).order_by("decided_by")
        rows = self.select_related("organ", "place", "unit")
        return rows.annotate(ruling_due=Subquery(ruled.values("decided_by")[:1]))

    def for_notice(self) -> SuggestionQuerySet:
        """With what a notice names; ten thousand of them are written in one morning."""
        return self.select_related("organ", "author", "unit")

    def for_case(self) -> SuggestionQuerySet:
        """With what the page of one case names, and with the files of its author."""
        one = ("organ", "place", "unit__parent", "author", "author_organ", "category", "hold")
        rows = self.select_related(*one, "merged_into")
        return rows.annotate(attached=Settled(_attached), past_rows=Settled(past.as_rows))

    def for_page(self) -> SuggestionQuerySet:
        """With what the page of one case names, says of its ratings and of its promises."""
        return self.for_case().annotate(
            rating_rows=Settled(aside.rating_rows),
            promise_rows=Settled(aside.promise_rows),
            backer_rows=Settled(aside.backer_rows),
        )

    def at_office(self) -> SuggestionQuerySet:
        """Those that wait for the office."""
        return self.filter(state__in=OFFICE_STATES)

    def at_units(self) -> SuggestionQuerySet:
        """Those that wait for a unit."""
        return self.filter(state__in=UNIT_STATES)

    def in_hand(self) -> SuggestionQuerySet:
        """Those that wait for somebody else than their author."""
        return self.filter(state__in=(*OFFICE_STATES, *UNIT_STATES))

    def due_between(self, first: datetime, end: datetime) -> SuggestionQuerySet:
        """Open and due from one moment up to another."""
        return self.open().filter(due_at__gte=first, due_at__lt=end)

    def waiting_for_others(self) -> SuggestionQuerySet:
        """Those that wait for somebody else than their author, who is not asked about a promise
        either."""
        reported = Commitment.objects.reported().filter(kind="suggestion").values("about")
        return self.in_hand().exclude(state=State.FOLLOWUP.value, code__in=reported)

    def not_at_office(self) -> SuggestionQuerySet:
        """Open, and neither waiting for the office nor for its word to a unit."""
        elsewhere = [state for state in OPEN_STATES if state.value not in OFFICE_STATES]
        return self.filter(state__in=elsewhere).exclude(pk__in=_asking())

    def to_rate(self) -> SuggestionQuerySet:
        """Those whose answer waits for the word of those who asked."""
        return self.filter(state=State.REPLIED.value)

    def returned(self) -> SuggestionQuerySet:
        """Those that wait for their author to complete them."""
        return self.filter(state=State.RETURNED.value)

    def appealable(self, at: datetime) -> SuggestionQuerySet:
        """Those declined whose author can still ask for a second look, each with `appeal_until`."""
        first = Q(declines__appealed_at__isnull=True, declines__appeal_until__gte=at)
        found = self.filter(first, state=State.DECLINED.value)
        return found.annotate(appeal_until=F("declines__appeal_until"))

    def outside(self) -> SuggestionQuerySet:
        """Those with another channel."""
        return self.filter(state=State.HANDED_OFF.value)

    def ended(self) -> SuggestionQuerySet:
        """Those that wait for nobody, however they ended."""
        return self.filter(state__in=ENDED_STATES)

    def take_merged(self, suggestion: Suggestion) -> SuggestionQuerySet:
        """Those of the same organ into which a suggestion can be merged: not itself, not merged,
        not ended without an answer."""
        ended = [state for state in ENDED_STATES if state is not State.CLOSED]
        ours = self.filter(organ=suggestion.organ_id)
        return ours.exclude(pk=suggestion.pk).exclude(state__in=ended)

    def to_rate_by(self, user: User) -> SuggestionQuerySet:
        """Those whose answer waits for this person's word."""
        ratings = apps.get_model("suggestions", "Rating")._default_manager
        asked = ratings.filter(rater=user, rated_at__isnull=True)
        return self.to_rate().filter(pk__in=asked.values("suggestion"))

    def promised(self) -> SuggestionQuerySet:
        """Those whose promise is being followed."""
        return self.filter(state=State.FOLLOWUP.value)

    def to_confirm_by(self, user: User) -> SuggestionQuerySet:
        """Those of this author whose promise is reported on and waits to be confirmed."""
        reported = Commitment.objects.reported().filter(kind="suggestion").values("about")
        return self.filter(author=user, state__in=PROMISED_IN, code__in=reported)

    def first_that_wait_for(self, author: User, most: int) -> SuggestionQuerySet:
        """Those that wait for their author, to be completed or to confirm a promise: at most so
        many of each kind, the earliest dates. Each kind is found by its own index."""
        each = (self.filter(author=author).returned(), self.to_confirm_by(author))
        first, second = (rows.order_by("due_at", "id").values("pk")[:most] for rows in each)
        return self.filter(pk__in=first.union(second))

    def supervised(self) -> SuggestionQuerySet:
        """Those asked for a second time, while they are open."""
        return self.open().filter(supervised_at__isnull=False)


def _attached() -> ArraySubquery:
    return listed("suggestion", OuterRef("code"))


def _given_to(units: tuple[int, ...]) -> models.QuerySet[Any]:
    """Assignments in force: who gave a case back reads no further in it, nor in those merged."""
    assignments = apps.get_model("suggestions", "Assignment")._default_manager
    given = assignments.filter(past.same_matter(), department__in=units)
    return given.exclude(state__in=OUT_OF_FORCE)


def _asking(works: Any = None) -> models.QuerySet[Any, Any]:
    """The cases of assignments (of `works`) in which a unit waits for the office's word."""
    if works is None:
        works = apps.get_model("suggestions", "Assignment")._default_manager
    back = works.filter(state__in=ASKING).values("suggestion")
    time = works.running().filter(extension_request__decision="").values("suggestion")
    # A union, for an OR of two subqueries is read row by row through the whole table.
    return back.union(time)


def signed_by() -> Subquery:
    """By when the head of an assignment's unit signs its answer; None while none waits for it."""
    clock = DueDate.objects.open().filter(kind="assignment", phase="signoff", code=OuterRef("code"))
    return Subquery(clock.values("due_at")[:1])


def _timed(phases: tuple[str, ...]) -> models.QuerySet[Any, Any]:
    """Assignments with `decided_by`, until when somebody decides about them by these clocks."""
    works = apps.get_model("suggestions", "Assignment")._default_manager
    open_now = DueDate.objects.open().filter(kind="assignment", phase__in=phases)
    due = open_now.filter(code=OuterRef("code")).order_by("due_at").values("due_at")
    return works.annotate(decided_by=Subquery(due[:1]))


def _late_word(at: datetime) -> models.QuerySet[Any, Any]:
    return _asking(_timed(DECISIONS).filter(decided_by__lt=at))


def _paused() -> models.QuerySet[Any, Any]:
    """Assignments that wait for office or arbiter, where no other unit works on the answer."""
    works = apps.get_model("suggestions", "Assignment")._default_manager.exclude(part=Part.CO)
    at_work = works.filter(state__in=(*HELD, *INSIDE), suggestion=OuterRef("suggestion"))
    return works.filter(~Exists(at_work), state__in=PAUSED)


def _in_arbitration() -> models.QuerySet[Any, Any]:
    """Of those the ones on which the arbiter has the next word, with `decided_by`."""
    return _timed((RULING,)).filter(pk__in=_paused().filter(state=Work.DISPUTED).values("pk"))


def _disputed() -> models.QuerySet[Any]:
    """Assignments on which the arbiter was called: what was ruled stays open to who ruled it."""
    assignments = apps.get_model("suggestions", "Assignment")._default_manager
    called = assignments.filter(suggestion=OuterRef("pk"))
    return called.filter(return_request__disputed_at__isnull=False)


def _asked(user: User) -> models.QuerySet[Any]:
    ratings = apps.get_model("suggestions", "Rating")._default_manager
    return ratings.filter(suggestion=OuterRef("pk"), rater=user)


class Unsealed(models.Manager.from_queryset(SuggestionQuerySet)):  # type: ignore[misc]
    """Every door but one: what is under seal is in no list, count, search or page."""

    def get_queryset(self) -> SuggestionQuerySet:
        return SuggestionQuerySet(self.model, using=self._db).filter(sealed_at=None)
