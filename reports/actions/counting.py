"""Keeping the sums: a bucket is counted anew once something happened to a case of it.

What happened stands in the ledger. A look at it begins where an earlier look stood that is old
enough for every transaction of then to be over: so nothing is missed, and a bucket counted twice
is the same bucket. `prove` counts everything from the rows and says where the sums differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import TruncMonth

from events.actions.sweeping import one_by_one
from events.models import Event
from reports.actions.sums import Key, Numbered, counted
from reports.models import Bucket, Mark, Tally
from reports.scopes import month_of
from suggestions.models import Assignment, Suggestion
from workdays.arithmetic import SHANGHAI, local_date
from workdays.calendar import current

OVERLAP = timedelta(minutes=10)
"""Longer than any transaction may take."""
KIND = "suggestion"
BATCH = 1000

type Place = tuple[str, date]
"""A bucket: its organ's code and its month."""


def sweep(*, at: datetime) -> int:
    """Count the buckets of what has happened since the last look; return how many were counted.

    The first look of all counts every bucket there is. Which are to be counted is written down
    with the look itself: what fails, or finds no time, has its turn in the next sweep.
    """
    _look(at)
    return catch_up(at=at)


def catch_up(*, at: datetime) -> int:
    """Count the buckets that are known to be stale, as far as the time goes; return how many."""
    wanted = list(Bucket.objects.to_count().values_list("organ", "month"))
    wd = _numbered(wanted, at)
    keys = {f"{organ} {month.isoformat()}": (organ, month) for organ, month in wanted}

    def count(key: str) -> int:
        recount(*keys[key], wd, at=at)
        return 1

    return one_by_one(keys, count, what="the sums of")


@transaction.atomic
def _look(at: datetime) -> None:
    """Read the ledger from where an old enough look stood, and note which buckets it speaks of."""
    old = Mark.objects.filter(at__lte=at - OVERLAP).first() or Mark.objects.last()
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    _make_stale(_touched(after=old.event_id) if old else set(_all()))
    Mark.objects.create(event_id=newest, at=at)
    if old:
        Mark.objects.filter(at__lt=old.at).delete()


def _make_stale(places: Iterable[Place]) -> None:
    rows = [Bucket(organ_id=organ, month=month) for organ, month in sorted(places)]
    Bucket.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organ", "month"],
        update_fields=["is_stale"],
        batch_size=BATCH,
    )


def recount(organ: str, month: date, wd: Numbered, *, at: datetime) -> bool:
    """Count one bucket from the rows; return whether its sums were others before.

    Two workers on one bucket follow one after the other.
    """
    with transaction.atomic():
        Bucket.objects.bulk_create([Bucket(organ_id=organ, month=month)], ignore_conflicts=True)
        bucket = Bucket.objects.select_for_update(no_key=True).get(organ=organ, month=month)
        differs = _write(organ, month, _kept(organ, month), counted(organ, month, wd))
        bucket.is_counted(at)
    return differs


def prove(*, at: datetime, repair: bool = False) -> Iterator[str]:
    """Say in which buckets the sums are not what the rows say; with `repair`, put them right."""
    places = set(_all()) | set(Bucket.objects.values_list("organ", "month"))
    wd = _numbered(places, at)
    for organ, month in sorted(places):
        kept, right = _kept(organ, month), counted(organ, month, wd)
        if kept != right:
            wrong = sum(kept.get(key) != right.get(key) for key in kept.keys() | right.keys())
            yield f"{organ} {month:%Y-%m}: {wrong} of {len(right)} sums differ"
            if repair:
                recount(organ, month, wd, at=at)


def _numbered(places: Iterable[Place], at: datetime) -> Numbered:
    first = min((month for _organ, month in places), default=month_of(local_date(at)))
    return Numbered.of(first, local_date(at) + timedelta(days=1), current())


def _touched(*, after: int) -> set[Place]:
    """The buckets of which the ledger speaks: of the cases where they are and where they were, and
    where the calendar was changed, of all that was handled in that year."""
    lines = Event.objects.filter(pk__gt=after).order_by()
    seen: dict[str, set[str]] = {}
    for code, organ in lines.filter(kind=KIND).values_list("code", "organ").distinct():
        seen.setdefault(code, set()).add(organ)
    moved = lines.filter(kind="assignment").values("code")
    cases = Assignment.objects.filter(code__in=moved).values_list("suggestion__code", flat=True)
    for code in cases:
        seen.setdefault(code, set())
    years = lines.filter(kind="calendar", step="loaded").values_list("code", flat=True)
    return _of_cases(seen) | {place for year in set(years) for place in _handled_in(int(year))}


def _of_cases(seen: Mapping[str, set[str]]) -> set[Place]:
    places: set[Place] = set()
    codes = sorted(seen)
    for start in range(0, len(codes), BATCH):
        cases = Suggestion.sealed_too.filter(code__in=codes[start : start + BATCH])
        for code, organ, moment in cases.values_list("code", "organ", "submitted_at"):
            month = month_of(local_date(moment))
            places |= {(one, month) for one in seen[code] | {organ} if one}
    return places


def _handled_in(year: int) -> set[Place]:
    """The buckets whose cases may have been handled in a year: those of it, and of the year
    before."""
    months = Bucket.objects.filter(month__gte=date(year - 1, 1, 1), month__lte=date(year, 12, 1))
    return set(months.values_list("organ", "month"))


def _all() -> Iterator[Place]:
    """Every bucket that has a case."""
    month = TruncMonth("submitted_at", tzinfo=SHANGHAI)
    rows = Suggestion.sealed_too.order_by().annotate(month=month)
    for organ, moment in rows.values_list("organ", "month").distinct():
        yield organ, local_date(moment)


def _kept(organ: str, month: date) -> dict[Key, int]:
    rows = Tally.objects.filter(organ=organ, month=month)
    values = rows.values_list("dim", "key", "measure", "value", "count")
    return {(dim, key, measure, value): n for dim, key, measure, value, n in values}


def _write(organ: str, month: date, kept: dict[Key, int], right: dict[Key, int]) -> bool:
    """Change what differs, and nothing else."""
    if kept == right:
        return False
    changed = [key for key, count in right.items() if kept.get(key) != count]
    rows = [
        Tally(
            organ_id=organ, month=month, dim=d, key=k, measure=m, value=v, count=right[d, k, m, v]
        )
        for d, k, m, v in changed
    ]
    Tally.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organ", "dim", "month", "measure", "key", "value"],
        update_fields=["count"],
        batch_size=BATCH,
    )
    gone = [key for key in kept if key not in right]
    if gone:
        there = Tally.objects.filter(organ=organ, month=month)
        ids = there.values_list("dim", "key", "measure", "value", "pk")
        lost = set(gone)
        Tally.objects.filter(pk__in=[pk for *key, pk in ids if tuple(key) in lost]).delete()
    return True
