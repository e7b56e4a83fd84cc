"""Cases beyond the year: its own, copied set by set to other counties and into earlier years.

A copy is what its model is, in other towns; what is over may have been years ago. Codes and
numbers follow the order of time within a year. Each batch is a transaction: what was interrupted
goes on with as many as are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from cppcc_cloud.demo import indexes, staging
from cppcc_cloud.demo.pool import MARKS, Pool
from cppcc_cloud.demo.towns import OF_A_COUNTY
from cppcc_cloud.demo.world import DOMAIN, World
from cppcc_cloud.demo.writer import Writer
from cppcc_cloud.demo.year import KEYS, Say, key_of, made_before
from deadlines.models import DueDate
from departments.models import Officer
from members.models import Member, Organ, Seat
from suggestions.models import Suggestion
from workdays.arithmetic import local_date

YEARS = 5
WEEKS = timedelta(weeks=52)
"""A year later is the same day of the week."""
BATCH = 10_000
MANY = 20_000
"""From so many on indexes are made at the end."""
GAP = 1_000
"""Numbers that others may take while a block of them is reserved."""
NUMBERS = "suggestion_number"
TEXTS = "textindex_entry"
MADE = f"""
CREATE TEMP TABLE made AS
SELECT p.i, lap, n, place_id, county, left(county, 1) || right(county, 1) AS ends, names, known,
    make_interval(secs => (p.i * 37 + turn * 131) %% 1500) AS earlier,
    (%(key)s || lpad(to_hex(%(first_key)s + n), 16, '0'))::uuid AS key,
    pg_temp.coded(p.submitted_at, %(days)s, %(first_code)s + n) AS code,
    coalesce(pg_temp.coded(main.submitted_at, %(days)s, %(first_code)s + p.main * %(laps)s + lap),
        '') AS main_code,
    (SELECT string_agg(substr(spot.towns, 2 * ((town + turn / p.many) %% {OF_A_COUNTY}) + 1, 2), ''
        ORDER BY place) FROM unnest(p.towns) WITH ORDINALITY AS named (town, place)) AS towns
FROM (SELECT *, i::bigint * %(laps)s + lap AS n, %(turn)s + lap AS turn
      FROM pool, generate_series(0, %(laps)s - 1) AS lap WHERE i >= %(low)s AND i < %(high)s) p
JOIN spot ON spot.scope = p.scope AND spot.slot = (p.slot + turn) %% p.many
LEFT JOIN pool main ON main.i = p.main
WHERE n < %(count)s
"""
CODED = """
CREATE OR REPLACE FUNCTION pg_temp.coded(at timestamptz, days int, number bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT to_char(at AT TIME ZONE 'Asia/Shanghai' - make_interval(days => days), 'YYYY-')
        || lpad(number::text, greatest(5, length(number::text)), '0')
$$
"""
INDEXED = f"""
INSERT INTO {TEXTS} (kind, code, is_public, words, segments)
SELECT kind, code, is_public,
    '^' || replace(code, '-', '-^') || ' ' || {staging.said_anew("words")} || ' ' || names,
    fixed || known || translate(moving, '{MARKS}', towns || ends)::tsvector
        || array_to_tsvector(string_to_array(code, '-'))
FROM said JOIN made m USING (i)
"""


@dataclass(frozen=True)
class Plan:
    """So many copies of the cases of a pool, some years back."""

    back: int
    count: int
    cases: Sequence[Suggestion]
    turn: int

    @property
    def laps(self) -> int:
        """How often each of them is copied."""
        return -(-self.count // len(self.cases))

    @property
    def days(self) -> int:
        return self.back * WEEKS.days


class Copier:
    """Writes copies of the first `whole` cases of the year until there are so many."""

    def __init__(self, *, whole: int) -> None:
        world = World()
        places = Organ.objects.values_list("code", "name_zh", "short_zh", "name_en")
        self.names = {code: tuple(names) for code, *names in places}
        self.world, self.writer = world, Writer(Random(whole), world.places)
        mine = {"submission_key__gte": key_of(0), "submission_key__lt": key_of(whole)}
        self.cases = list(Suggestion.sealed_too.filter(**mine).order_by("submitted_at", "pk"))
        self.over = _over(self.cases)
        self.tables = staging.tables()
        self.written = [*(table.name for table in self.tables), TEXTS]

    def fill(self, *, cases: int, say: Say | None = None) -> int:
        """Make as many as are missing; how many were made."""
        there = made_before()
        missing = max(0, cases - there)
        if missing:
            _were_here(min(one.submitted_at for one in self.cases) - YEARS * WEEKS)
        with indexes.set_aside(self.written) if missing >= MANY else nullcontext():
            for plan in self.plans(missing):
                for count, rows in self.carry_out(plan):
                    there += count
                    if say:
                        say(there, rows)
        return missing

    def plans(self, missing: int) -> Iterator[Plan]:
        """Of each year its share, the longest ago first."""
        years = min(YEARS, 1 + missing // len(self.cases))
        turn = 1
        for back in reversed(range(years)):
            count = missing // years + (missing % years if back == 0 else 0)
            if count:
                cases = _chosen(self.over if back else self.cases, count)
                plan = Plan(back, count, cases, turn)
                turn += plan.laps
                yield plan

    def carry_out(self, plan: Plan) -> Iterator[tuple[int, int]]:
        """Hold the rows of the plan, then copy them in batches: cases and rows of each."""
        staging.clear()
        with connection.cursor() as cursor:
            cursor.execute(CODED)
        Pool(self.world, self.writer, self.names).fill(plan.cases)
        needed = staging.hold(days=plan.days)
        firsts = {
            f"first_{table}": _block(f"{table}_id_seq", many * plan.laps)
            for table, many in needed.items()
        }
        asked = firsts | {
            "laps": plan.laps,
            "count": plan.count,
            "turn": plan.turn,
            "days": plan.days,
            "key": f"{KEYS:016x}",
            "first_key": made_before(),
            "first_code": _block(NUMBERS, plan.count),
        }
        step = max(1, BATCH // plan.laps)
        for low in range(0, len(plan.cases), step):
            made = self.batch(asked | {"low": low, "high": low + step})
            if made[0]:
                yield made

    @transaction.atomic
    def batch(self, asked: dict[str, Any]) -> tuple[int, int]:
        """Copy some of the cases held: how many were made, and of how many rows."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL jit = off")
            cursor.execute("DROP TABLE IF EXISTS pg_temp.made")
            cursor.execute(MADE, asked)
            cases = cursor.rowcount
            cursor.execute("ANALYZE made")
            with _trusted(cursor):
                rows = 0
                for table in self.tables:
                    cursor.execute(table.copy(), asked)
                    rows += cursor.rowcount
                cursor.execute(INDEXED, asked)
            return cases, rows + cursor.rowcount


def _over(cases: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that may have been years ago: closed, with no clock that runs, and so what they are
    merged into."""
    running = {
        "-".join(code.split("-")[:2])
        for code in DueDate.objects.open().values_list("code", flat=True).iterator()
    }
    over = [one for one in cases if one.closed_at and one.code not in running]
    keys = {one.pk for one in over}
    return [one for one in over if one.merged_into_id is None or one.merged_into_id in keys]


def _chosen(cases: Sequence[Suggestion], count: int) -> Sequence[Suggestion]:
    """So many of them, from the whole of their year, that each is copied equally often."""
    wanted = -(-count // -(-count // len(cases)))
    alone = [one for one in cases if one.merged_into_id is None]
    if wanted > len(alone):
        return cases
    return [alone[n * len(alone) // wanted] for n in range(wanted)]


def _were_here(at: datetime) -> None:
    """The demo's people have been where they are since then, at least."""
    for model in (Member, Seat, Officer):
        mine = model.objects.filter(user__email__endswith=DOMAIN, since__gt=local_date(at))
        mine.update(since=local_date(at))


def _block(sequence: str, count: int) -> int:
    """The first of so many numbers of a sequence that nobody else takes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        first: int = cursor.fetchone()[0] + GAP
        cursor.execute("SELECT setval(%s::regclass, %s)", [sequence, first + count])
    return first


@contextmanager
def _trusted(cursor: Any) -> Iterator[None]:
    """Without asking of each row whether what it points to is there, where we may: it was copied
    just before."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    [(is_super,)] = cursor.fetchall()
    if is_super:
        cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    if is_super:
        cursor.execute("SET LOCAL session_replication_role = origin")
