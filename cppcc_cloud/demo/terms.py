"""Due dates as the clocks reckon them: the rules and the calendar are asked once for each day."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings

from deadlines.explain import basis, basis_of_given
from deadlines.models import DeadlinePolicy
from deadlines.policies import policies_for
from workdays import calendar
from workdays.arithmetic import add_workdays, due_moment, local_date, workdays_left

INSTRUMENT = "micro"


@dataclass(frozen=True, slots=True)
class Term:
    """What a clock that starts on a day says: until when, after which rule, by which sum."""

    due_at: datetime
    policy: int
    days: int
    basis: str
    provisional: bool


class Terms:
    """The terms of all phases, each worked out once."""

    def __init__(self) -> None:
        self.calendar = calendar.current()
        self._rules: dict[tuple[str, str, str, int], DeadlinePolicy] = {}
        self._terms: dict[tuple[int, date], Term] = {}

    @cached_property
    def firsts(self) -> list[date]:
        """The days on which some rule begins: between two of them none changes."""
        days = DeadlinePolicy.objects.order_by("since").values_list("since", flat=True)
        return sorted(set(days))

    def of(self, organ: str, phase: str, at: datetime, urgency: str = "ordinary") -> Term:
        """The term of a phase in an organ that starts at a moment."""
        day = local_date(at)
        policy = self._rule(organ, phase, urgency, day)
        key = (policy.pk, day)
        if key not in self._terms:
            count = add_workdays(day, policy.working_days, self.calendar)
            self._terms[key] = Term(
                due_moment(count.due, settings.DUE_HOUR),
                policy.pk,
                count.days,
                json.dumps(basis(policy, count)),
                count.provisional,
            )
        return self._terms[key]

    def given(self, phase: str, at: datetime, due_on: date) -> tuple[datetime, int, str]:
        """The same of a date that somebody gave: moment, working days and the sum."""
        start = local_date(at)
        days = workdays_left(start, due_on, self.calendar)
        asked = {"phase": phase, "instrument": INSTRUMENT, "urgency": "ordinary"}
        text = json.dumps(basis_of_given(start, due_on, days, asked))
        return due_moment(due_on, settings.DUE_HOUR), days, text

    def _rule(self, organ: str, phase: str, urgency: str, day: date) -> DeadlinePolicy:
        place = bisect_right(self.firsts, day) - 1
        key = (organ, phase, urgency, place)
        if key not in self._rules:
            found = policies_for(
                organ=organ,
                phases=(phase,),
                instrument=INSTRUMENT,
                urgencies=(urgency,),
                day=self.firsts[place],
            )
            self._rules[key] = found[phase, urgency]
        return self._rules[key]
