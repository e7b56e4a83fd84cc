"""Fills a system with the demo: its people, the cases made by hand, and the year behind them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from cppcc_cloud.demo import cast, copying, crowd, inbox, indexes, sheet, texts, waiting, year
from cppcc_cloud.demo.cast import PASSWORD, people
from members.imports import reference
from members.models import User
from reports.actions import counting as summing
from reports.models import Bucket, Mark
from suggestions.actions import counting

__all__ = ["CASES", "PASSWORD", "SEED", "is_elsewhere", "people", "seed"]

CASES = 1500
SEED = 20260101
FIRST_SIGN_IN = "admin@demo.example"


def is_elsewhere() -> bool:
    """Whether there are people here and none of them is the demo's."""
    return User.objects.exists() and not User.objects.filter(email=FIRST_SIGN_IN).exists()


def seed(
    *,
    at: datetime,
    cases: int = 0,
    number: int = SEED,
    say: year.Say | None = None,
    whole: int = CASES,
) -> int:
    """Make what is missing of the demo; how many cases were added.

    Without `cases` only those made by hand; else so many more behind them, with their people.
    The same `number` makes the same ones. What goes beyond a `whole` year are copies of it.
    """
    indexes.restore()
    reference.load(demo=True)
    cast.gather(at=at)
    added = 0
    if cases:
        crowd.load_units()
        since = at - year.YEAR - timedelta(days=30)
        crowd.invite(random=Random(number), at=since, now=at)
        added = year.fill(cases=min(cases, whole), at=at, seed=number, say=say)
    if cases > whole:
        added += copying.Copier(whole=whole).fill(cases=cases, say=say)
    if added:
        sheet.measure()
        inbox.tell(at=at)
    added += cast.play(at=at)
    texts.keep(at=at)
    if cases:
        if played := waiting.play(at=at):
            inbox.settle(at=at)
        added += played
    _count(at, anew=added >= year.BATCH)
    return added


def _count(at: datetime, *, anew: bool) -> None:
    """Count what pages show as sums. After many new cases all is counted as in the first look.

    A sweep has its time: what an interrupted one left is counted to the end here.
    """
    counting.sweep(at=at)
    if anew:
        Mark.objects.all().delete()
    summing.sweep(at=at)
    while Bucket.objects.to_count().exists() and summing.catch_up(at=at):
        pass
