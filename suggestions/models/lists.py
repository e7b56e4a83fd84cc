"""Which cases a desk's lists hold: by where they stand, never by who may see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from commitments.models import Commitment
from suggestions.lifecycle import ENDED_STATES, OPEN_STATES, TURN, Desk, State, Work

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models.suggestion import Suggestion

OFFICE_STATES = tuple(s.value for s in State if TURN[s] is Desk.OFFICE)
UNIT_STATES = tuple(s.value for s in State if TURN[s] is Desk.DEPARTMENT)
PROMISED_IN = (State.REPLIED.value, State.FOLLOWUP.value)


class Lists(models.QuerySet["Suggestion"]):
    """The rows of the desks; the whole of it is `SuggestionQuerySet`."""

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def asked_about(self) -> Self:
        """Those in which a unit waits for the office's word: to give it back, or for more time."""
        assignments = apps.get_model("suggestions", "Assignment")._default_manager
        back = assignments.filter(state=Work.RETURN_REQUESTED).values("suggestion")
        time = assignments.running().filter(extension_request__decision="").values("suggestion")
        return self.filter(Q(pk__in=back) | Q(pk__in=time))

    def overdue(self, at: datetime) -> Self:
        """Open and past the moment that is due now; lateness is derived, never stored."""
        return self.open().filter(due_at__lt=at)

    def at_office(self) -> Self:
        """Those that wait for the office."""
        return self.filter(state__in=OFFICE_STATES)

    def at_units(self) -> Self:
        """Those that wait for a unit."""
        return self.filter(state__in=UNIT_STATES)

    def in_hand(self) -> Self:
        """Those that wait for somebody else than their author."""
        return self.filter(state__in=(*OFFICE_STATES, *UNIT_STATES))

    def to_rate(self) -> Self:
        """Those whose answer waits for the word of those who asked."""
        return self.filter(state=State.REPLIED.value)

    def returned(self) -> Self:
        """Those that wait for their author to complete them."""
        return self.filter(state=State.RETURNED.value)

    def appealable(self, at: datetime) -> Self:
        """Those declined whose author can still ask for a second look, each with `appeal_until`."""
        first = Q(declines__appealed_at__isnull=True, declines__appeal_until__gte=at)
        found = self.filter(first, state=State.DECLINED.value)
        return found.annotate(appeal_until=F("declines__appeal_until"))

    def outside(self) -> Self:
        """Those with another channel."""
        return self.filter(state=State.HANDED_OFF.value)

    def ended(self) -> Self:
        """Those that wait for nobody, however they ended."""
        return self.filter(state__in=ENDED_STATES)

    def to_rate_by(self, user: User) -> Self:
        """Those whose answer waits for this person's word."""
        ratings = apps.get_model("suggestions", "Rating")._default_manager
        asked = ratings.filter(rater=user, rated_at__isnull=True)
        return self.to_rate().filter(pk__in=asked.values("suggestion"))

    def promised(self) -> Self:
        """Those whose promise is being followed."""
        return self.filter(state=State.FOLLOWUP.value)

    def to_confirm_by(self, user: User) -> Self:
        """Those of this author whose promise is reported on and waits to be confirmed."""
        reported = Commitment.objects.reported().filter(kind="suggestion").values("about")
        return self.filter(author=user, state__in=PROMISED_IN, code__in=reported)

    def supervised(self) -> Self:
        """Those asked for a second time, while they are open."""
        return self.open().filter(supervised_at__isnull=False)

    def held_until(self, at: datetime) -> Self:
        """Those on hold whose end has come."""
        return self.filter(state=State.ON_HOLD.value, due_at__lt=at)

    def take_merged(self, suggestion: Suggestion) -> Self:
        """Those of the same organ into which a suggestion can be merged: not itself, not merged,
        not ended without an answer."""
        ended = [state for state in ENDED_STATES if state is not State.CLOSED]
        ours = self.filter(organ=suggestion.organ_id)
        return ours.exclude(pk=suggestion.pk).exclude(state__in=ended)
