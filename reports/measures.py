"""What is counted, and how each figure is made of it: pure.

A bucket holds the cases that came to one organ in one month. Each measure counts them, or what
was done on them, by a value: a state, a number of working days, a grade. Everything adds up over
buckets, so a period, a unit, a category or a county is a sum, and a median is read off the counts.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from itertools import accumulate
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suggestions.lifecycle import State


class Measure(StrEnum):
    """What a row of counts is about; `value` says of which kind each is."""

    CAME_IN = "in"
    """Cases, by nothing."""
    STANDS = "state"
    """Cases, by where they stand (index into `STATES`)."""
    GIVEN = "given"
    """Assignments to units that answer, by nothing; also what was taken back since."""
    DUE = "due"
    """Assignments that wait for their unit, by the hour at which they are due (since 1970)."""
    CONTACT = "contact"
    """Assignments, by the working days from the assignment to the first talk with the author."""
    ANSWER = "answer"
    """Assignments, by the working days from the assignment to the first answer handed in."""
    RETURNED = "returned"
    """Assignments that their unit gave back with the office's or the arbiter's word."""
    EXTENDED = "extended"
    """Assignments that were given more time, by nothing."""
    CLASS = "class"
    """Answers in force, by class (index into `CLASSES`)."""
    ASKED = "asked"
    """Ratings asked for, by nothing."""
    ATTITUDE = "attitude"
    """Ratings given, by the grade for the process (index into `GRADES`)."""
    RESULT = "result"
    """Ratings given, by the grade for the result (index into `GRADES`)."""
    PROMISE = "promise"
    """Promises, by where they stand (index into `PROMISES`); replaced ones are none."""
    PROMISE_DUE = "promise_due"
    """Promises that still wait to be kept, by their day (days since 1970)."""
    TIMELY = "timely"
    """Assignments answered, by whether the first answer was in time (index into
    `suggestions.models.timeliness.TIMES`)."""
    PUBLISHED = "published"
    """Cases that everybody can read, by nothing."""


class Dim(StrEnum):
    """By what counts are kept apart; one at a time."""

    ALL = ""
    UNIT = "unit"
    CATEGORY = "category"
    PLACE = "place"


DIM_NAMES: Mapping[Dim, Promise] = {
    Dim.UNIT: _("Unit"),
    Dim.CATEGORY: _("Category"),
    Dim.PLACE: _("County or city"),
}

STATES = tuple(state.value for state in State)
CLASSES = ("A", "B", "C", "D")
GRADES = ("satisfied", "basically_satisfied", "dissatisfied")
PROMISES = ("open", "reported", "not_kept", "kept", "changed")

FEWEST = 5
"""A unit with fewer cases is not set beside others. Source: the platform's domain rules."""

type Counts = Mapping[int, int]
"""How many, by value."""


def quantile(counts: Counts, share: float) -> int | None:
    """The smallest value that at least this share of all reaches or stays below; None of none."""
    total = sum(counts.values())
    if not total:
        return None
    ordered = sorted(counts.items())
    sums = accumulate(count for _value, count in ordered)
    wanted = ceil(share * total)
    reached = zip(ordered, sums, strict=True)
    return next(value for (value, _count), sum_ in reached if sum_ >= wanted)


def kept_back[Key](counts: Mapping[Key, int], also: Collection[Key] = ()) -> set[Key]:
    """Which of the figures side by side the public is not shown: those of fewer than five.

    Their sum is known. Where it would tell one of them, the smallest of the others stays away too:
    where there is just one, where all are one, and where all are four. None at all is no secret,
    unless nothing reaches five: then it is not told either where nothing is.

    Args:
        also: what is not shown in any case, because it is part of a figure that is not shown.
    """
    few = {key for key, count in counts.items() if 0 < count < FEWEST}
    away = few | (set(also) & set(counts))
    if few and max(counts.values()) < FEWEST:
        return set(counts)
    others = {key: count for key, count in counts.items() if key not in away and count}
    total = sum(counts[key] for key in away)
    if few and others and (len(away) == 1 or total in (len(away), len(away) * (FEWEST - 1))):
        away |= {key for key, count in others.items() if count == min(others.values())}
    return away


def share(part: int, whole: int) -> int | None:
    """A part in whole per cent, never 0 or 100 unless it is none or all; None of nothing."""
    if not whole:
        return None
    if part in (0, whole):
        return 100 * part // whole
    return min(99, max(1, round(100 * part / whole)))
