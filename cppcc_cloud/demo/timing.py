"""When things happen: on working days, in office hours, more around the sessions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from workdays.arithmetic import ONE_DAY, SHANGHAI, Calendar, local_date

# How much comes in a month of the year: the sessions are early, August is quiet.
MONTHS = (1.45, 1.05, 1.3, 1.0, 0.95, 0.9, 0.85, 0.7, 0.95, 0.9, 1.15, 1.2)
DAY_OFF = 0.16
AHEAD = 150
# At which hours members write, and at which offices work.
WRITING = (0, 0, 0, 0, 0, 0, 1, 3, 6, 9, 9, 6, 4, 3, 5, 8, 7, 5, 4, 6, 7, 6, 3, 1)
OFFICE = (0, 0, 0, 0, 0, 0, 0, 0, 5, 10, 10, 6, 0, 0, 4, 9, 9, 5, 0, 0, 0, 0, 0, 0)
CLOSING = time(17, 40)


class Days:
    """The days of the demo's year, and a hundred and fifty more for what is promised."""

    def __init__(self, first: date, last: date, calendar: Calendar) -> None:
        span = (last - first).days
        self.days = [first + n * ONE_DAY for n in range(span + 1)]
        self.working = [
            day
            for day in (first + n * ONE_DAY for n in range(span + AHEAD))
            if calendar.day(day).counts
        ]
        worked = set(self.working)
        weights = [MONTHS[day.month - 1] * (1 if day in worked else DAY_OFF) for day in self.days]
        self._sums = list(accumulate(weights))

    def spread(self, count: int, *, random: Random, start: int = 0) -> Iterator[date]:
        """The days of so many cases, in order, from the one numbered `start` on."""
        whole = self._sums[-1]
        for n in range(start, count):
            wanted = whole * (n + random.random()) / count
            yield self.days[min(bisect_left(self._sums, wanted), len(self.days) - 1)]

    def written(self, day: date, *, before: datetime, random: Random) -> datetime:
        """A moment of that day at which a member writes, some time before another one."""
        moment = _at(day, random.choices(range(24), WRITING)[0], random)
        if moment < before - timedelta(minutes=20):
            return moment
        return before - timedelta(minutes=random.randint(20, 300), seconds=random.randint(0, 59))

    def after(self, moment: datetime, days: int, *, random: Random) -> datetime:
        """A moment in office hours so many working days after another; 0: still the same day,
        if there is time."""
        here = moment.astimezone(SHANGHAI)
        if days == 0:
            soon = here + timedelta(minutes=random.randint(15, 150), seconds=random.randint(0, 59))
            if self._is_worked(soon) and soon.time() < CLOSING and soon.date() == here.date():
                return soon
            days = 1
        day = self.later(local_date(moment), days)
        return _at(day, random.choices(range(24), OFFICE)[0], random)

    def later(self, day: date, days: int) -> date:
        """The working day so many after a day; beyond the known ones a plain day."""
        place = bisect_left(self.working, day + ONE_DAY) + days - 1
        if place < len(self.working):
            return self.working[place]
        return self.working[-1] + ONE_DAY * (place - len(self.working) + 1)

    def _is_worked(self, moment: datetime) -> bool:
        place = bisect_left(self.working, moment.date())
        found = place < len(self.working) and self.working[place] == moment.date()
        return found and moment.hour >= 8


def _at(day: date, hour: int, random: Random) -> datetime:
    return datetime.combine(day, time(hour, random.randint(0, 59), random.randint(0, 59)), SHANGHAI)
