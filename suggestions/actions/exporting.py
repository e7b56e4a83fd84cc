"""Whatever leaves the house in bulk leaves a line in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from departments.policies import units_of
from events.actions import ledger
from jobs.actions import starting
from jobs.models.job import WORDS
from members.policies import hats
from members.roles import Office, Officer
from suggestions.filters import OFFICE, UNIT, Asked
from suggestions.models import Suggestion
from suggestions.wearing import WHOLE, Narrow

if TYPE_CHECKING:
    from jobs.models import Job
    from members.models import User

KIND, FILES = "suggestions.list", "suggestions.casefiles"
PDF = "pdf"
MOST_FILES = 200
"""Cases that are set as one document."""
MOST_ROWS = 200_000
"""Rows that a spreadsheet still opens in good time, and a worker still writes."""


class TooLong(Exception):
    """The list has more than `MOST_ROWS`."""


@dataclass(frozen=True)
class Wanted:
    """Which list somebody takes away: of which desk, by which filters, as which kind of file; of
    all that only what was ticked, if anything was."""

    desk: str
    asked: Asked
    format: str
    picked: tuple[str, ...] = ()


def seats(desk: str, user: User) -> tuple[str | int, ...]:
    """From which seats this person has that desk today: codes of organs, numbers of units."""
    if desk == OFFICE:
        return hats(user).office_of
    return units_of(user) if desk == UNIT else ()


def seats_of(desk: str, user: User, only: Narrow) -> list[str | int]:
    """The seats of the desk to which its lists are narrowed."""
    return [one for one in seats(desk, user) if only.has(one)]


@transaction.atomic
def record(*, wanted: Wanted, rows: int, by: User, at: datetime, job: str = "") -> None:
    """Note who took which list away, how many rows it had, and by which filters: not what was
    looked for.

    Raises:
        PermissionDenied: the person has no seat at that desk.
    """
    desk, asked = wanted.desk, wanted.asked
    organ = require_desk(desk, by)
    data = {"view": asked.show, "rows": rows, "format": wanted.format, "filters": asked.names}
    ledger.record(
        kind="list",
        code=desk,
        step="export",
        by=by,
        at=at,
        role=Office.key if desk == OFFICE else Officer.key,
        organ=organ,
        data=data | ({"job": job} if job else {}),
        pending=(),
    )


@transaction.atomic
def record_case(
    *, suggestion: Suggestion, role: str, by: User, at: datetime, job: str = ""
) -> None:
    """Note who took the file of which case away, and in which role.

    It stands beside the case's own story: whoever reads the case is not told who else has it.

    Raises:
        PermissionDenied: the case is not visible to the person.
    """
    if not Suggestion.objects.visible_to(by).filter(pk=suggestion.pk).exists():
        raise PermissionDenied(_("This case is not yours to read."))
    ledger.record(
        kind="casefile",
        code=suggestion.code,
        step="export",
        by=by,
        at=at,
        role=role,
        organ=suggestion.organ_id,
        data={"format": PDF, "language": get_language()} | ({"job": job} if job else {}),
        pending=(),
    )


@transaction.atomic
def begin(
    *,
    wanted: Wanted,
    columns: Sequence[str],
    total: int,
    by: User,
    at: datetime,
    only: Narrow = WHOLE,
) -> Job:
    """Let a long list be made in the background, or the files of its cases as one document; one
    that is being made already is that one.

    It is made from the seats to which `only` narrows the desk.

    Raises:
        PermissionDenied: the person has no seat at that desk.
        TooMany: too much of this person's is under way.
        TooLong: no file is made of so many rows.
    """
    organ = require_desk(wanted.desk, by)
    is_paper = wanted.format == PDF
    most = MOST_FILES if is_paper else MOST_ROWS
    if total > most:
        text = _("This list has more than %(count)s rows. Please choose a filter first.")
        raise TooLong(text % {"count": f"{most:,}"})
    data = {
        "desk": wanted.desk,
        "show": wanted.asked.show,
        "format": wanted.format,
        "columns": list(columns),
        "seats": seats_of(wanted.desk, by, only),
        "language": get_language(),
    }
    if wanted.picked:
        data["picked"] = list(wanted.picked)
    if wanted.asked.words:
        data[WORDS] = wanted.asked.words
    kind = FILES if is_paper else KIND
    job = starting.start(kind=kind, by=by, organ=organ, data=data, at=at, total=total)
    if job.is_new:
        record(wanted=wanted, rows=total, by=by, at=at, job=job.code)
    return job


def require_desk(desk: str, user: User) -> str:
    """Ask for a seat at the desk; return the organ under which it is noted down.

    Raises:
        PermissionDenied: the person has none.
    """
    found = seats(desk, user)
    if not found:
        raise PermissionDenied(_("This desk is not yours."))
    return str(found[0]) if desk == OFFICE else ""
