"""A list comes in: its columns are found, its rows kept, checked in batches, and fixed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.db.models import Count

from enrolment import lists
from enrolment.actions import comparing
from enrolment.models import Intake, IntakeRow
from enrolment.models.intake import (
    AGAIN,
    APPLIED,
    APPLYING,
    CHECKED,
    CHECKING,
    LEFT,
    UPLOADED,
)
from events.actions import ledger
from jobs import tables
from members.models import Organ, Term, User
from members.policies import require_admin

KIND = "intake"
BATCH = 1_000
KEPT_FOR = timedelta(days=30)
SAMPLES = 3
NO_MATTER = {"序号", "行号", "no", "no.", "#"}
MOST_AT_ONCE = 2_000
"""Rows that are judged anew while somebody waits; more are left to the worker."""
JUDGED = ["name", "mobile", "email", "place", "verdict", "problems", "person"]

# By a window and the key: right after a load the planner knows nothing of how many rows there are,
# and would go over all of them for each.
TWICE = """
    UPDATE enrolment_intakerow AS here
    SET verdict = 'error', problems = here.problems || %s::jsonb
    FROM (
        SELECT id, count(*) OVER (PARTITION BY {column}) AS times FROM enrolment_intakerow
        WHERE intake_id = %s AND {column} <> '' {only}
    ) AS found
    WHERE here.id = found.id AND found.times > 1
"""


# One person found in two ways, by the number in one row and by the address in another. Members have
# neither unit nor role in their rows; in units and the office each place may be had once.
TWICE_PERSON = """
    UPDATE enrolment_intakerow AS here
    SET verdict = 'error', problems = here.problems || '[["name", "twice"]]'::jsonb
    FROM (
        SELECT id, count(*) OVER (
            PARTITION BY person_id, place ->> 'unit', place ->> 'role'
        ) AS times FROM enrolment_intakerow
        WHERE intake_id = %s AND person_id IS NOT NULL
    ) AS found
    WHERE here.id = found.id AND found.times > 1 AND NOT here.problems @> '[["name", "twice"]]'
        AND NOT here.problems @> '[["mobile", "twice"]]'
        AND NOT here.problems @> '[["email", "twice"]]'
"""
MOST_PEOPLE = 100_000


class TooMany(Exception):
    """There are more people on the list than one list may have."""


class Stale(Exception):
    """What was checked is not so any more: the list has to be checked again."""


@transaction.atomic
def upload(
    *,
    organ: Organ,
    kind: str,
    file: BinaryIO,
    name: str,
    by: User,
    at: datetime,
    since: date,
    term: Term | None = None,
) -> Intake:
    """Keep a file and propose what its columns are.

    Raises:
        PermissionDenied: `by` does not look after the organ's people.
        Unreadable: it is no table.
    """
    require_admin(by, organ.pk)
    content = file.read()
    table = tables.read(BytesIO(content), name)
    intake = Intake.objects.create(
        organ=organ,
        kind=kind,
        by=by,
        file_name=name[-200:],
        file=content,
        header=table.header,
        samples=[cells for _number, cells in islice(table.rows, SAMPLES)],
        mapping=lists.propose(table.header, kind),
        term=term,
        since=since,
        created_at=at,
        touched_at=at,
    )
    record(intake, "uploaded", by=by, at=at)
    return intake


def samples(intake: Intake) -> list[list[str]]:
    """Return the first rows of a list whose columns are to be confirmed."""
    if intake.samples:
        return list(intake.samples)
    return list(intake.rows.order_by("number").values_list("cells", flat=True)[:SAMPLES])


def unknown(intake: Intake) -> list[str]:
    """Return the headings of columns that stand for nothing; of a running number nobody asks."""
    known = set(intake.mapping.values())
    names = [name.strip() for at, name in enumerate(intake.header) if at not in known]
    return [name for name in names if name and lists.plain(name) not in NO_MATTER]


@transaction.atomic
def confirm(
    *, intake: Intake, mapping: Mapping[str, int], by: User, at: datetime, **choices: Any
) -> bool:
    """Take the columns as somebody confirmed them and let the check begin anew.

    Tells whether the list was waiting for that; a second press changes nothing. Raises
    PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, intake.organ_id)
    changes = {"mapping": dict(mapping), "checked_to": 0, "counts": {}, "touched_at": at}
    for source in (UPLOADED, CHECKED):
        if intake.move(to=CHECKING, source=source, **changes, **choices):
            return True
    return False


@transaction.atomic
def load(intake: Intake) -> int:
    """Put the rows of the file into the table, once, and forget the file; return how many.

    Raises:
        Unreadable: the file turns out bad further down. Nothing is kept then.
        TooMany: more than `MOST_PEOPLE` stand in it. Nothing is kept then either.
    """
    here = Intake.objects.select_for_update().get(pk=intake.pk)
    if here.file is None:
        return intake.rows.count()
    table = tables.read(BytesIO(bytes(here.file)), here.file_name)
    batch: list[IntakeRow] = []
    found = 0
    for number, cells in table.rows:
        batch.append(IntakeRow(intake=intake, number=number, cells=cells))
        found += 1
        if found > MOST_PEOPLE:
            raise TooMany
        if len(batch) == BATCH:
            IntakeRow.objects.bulk_create(batch)
            batch = []
    IntakeRow.objects.bulk_create(batch)
    Intake.objects.filter(pk=intake.pk).update(file=None, samples=[])
    intake.file = None
    return found


@transaction.atomic
def check(intake: Intake, *, day: date, size: int = BATCH) -> int:
    """Check the next rows; return how many. None left: what stands twice is found, and the list is
    checked. To be called again until it returns 0; a worker that is killed loses one batch."""
    rows = list(intake.rows.filter(number__gt=intake.checked_to).order_by("number")[:size])
    if not rows:
        _close_check(intake)
        return 0
    comparing.judge(intake, rows, day=day)
    keep(rows, JUDGED)
    intake.checked_to = rows[-1].number
    intake.save(update_fields=["checked_to"])
    return len(rows)


def _close_check(intake: Intake) -> None:
    nameless = "AND mobile = '' AND email = ''"
    with connection.cursor() as cursor:
        for column, problem, only in (
            ("mobile", "twice", ""),
            ("email", "twice", ""),
            ("name", "twice_name", nameless),
        ):
            said = f'[["{column}", "{problem}"]]'
            cursor.execute(TWICE.format(column=column, only=only), [said, intake.pk])
        cursor.execute(TWICE_PERSON, [intake.pk])
    again = {AGAIN: 1} if AGAIN in intake.counts else {}
    intake.move(to=CHECKED, source=CHECKING, counts=count(intake) | again)


def keep(rows: Sequence[IntakeRow], fields: Sequence[str]) -> None:
    """Write these fields of rows that are in the table: a statement for a thousand of them, where
    an UPDATE with as many cases takes many times as long."""
    IntakeRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=BATCH
    )


def count(intake: Intake) -> dict[str, int]:
    """How many rows there are of each verdict."""
    found = intake.rows.values("verdict").annotate(rows=Count("pk")).order_by()
    return dict(found.values_list("verdict", "rows"))


@transaction.atomic
def fix(
    *,
    intake: Intake,
    cells: Mapping[int, Mapping[int, str]],
    day: date,
    by: User,
    at: datetime,
) -> bool:
    """Put single cells right, by the number of the row and of the column, and check again.

    Only what was wrong is judged anew, and what stands twice is looked for. Tells whether the list
    was waiting for that. Raises PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, intake.organ_id)
    if not intake.move(to=CHECKING, source=CHECKED, touched_at=at):
        return False
    rows = list(intake.rows.filter(number__in=cells))
    for row in rows:
        for position, words in cells[row.number].items():
            row.cells += [""] * (position + 1 - len(row.cells))
            row.cells[position] = words
    keep(rows, ["cells"])
    if intake.errors > MOST_AT_ONCE:
        intake.checked_to = 0
        intake.save(update_fields=["checked_to"])
        return True
    wrong = list(intake.rows.filter(verdict="error").order_by("number"))
    comparing.judge(intake, wrong, day=day)
    keep(wrong, JUDGED)
    intake.counts.pop(AGAIN, None)
    _close_check(intake)
    return True


@transaction.atomic
def leave(*, intake: Intake, by: User, at: datetime) -> bool:
    """Put a list away without enrolling anybody; tell whether it was still waiting.

    Raises PermissionDenied unless `by` looks after the organ's people.
    """
    require_admin(by, intake.organ_id)
    for source in (UPLOADED, CHECKING, CHECKED):
        if intake.move(to=LEFT, source=source, touched_at=at, file=None, samples=[]):
            record(intake, "left", by=by, at=at)
            return True
    return False


def sweep(*, at: datetime) -> int:
    """Delete the rows of lists with which nothing was done for thirty days; the list itself stays,
    with its numbers. Return how many rows."""
    over = Intake.objects.filter(touched_at__lt=at - KEPT_FOR).exclude(state=APPLYING)
    over.exclude(state__in=[APPLIED, LEFT]).update(state=LEFT, file=None, samples=[])
    rows = IntakeRow.objects.filter(intake__in=over.values("pk"))
    return rows._raw_delete(rows.db) if rows.exists() else 0


def record(
    intake: Intake, step: str, *, by: User, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """Write a line about a list: its code, its kind and numbers, nobody's name."""
    ledger.record(
        kind=KIND,
        code=intake.code,
        step=step,
        by=by,
        at=at,
        organ=intake.organ_id,
        data={"kind": intake.kind, **(data or {})},
        pending=(),
    )
