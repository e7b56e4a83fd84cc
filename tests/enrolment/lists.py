"""Lists of people as offices have them, in the formats they come in. Nobody on them exists."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import openpyxl

from enrolment import lists
from enrolment.actions import applying, intakes
from enrolment.models import Intake
from members.models import Organ, User
from workdays.arithmetic import local_date

MORNING = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
HEADER = ("姓名", "手机", "邮箱", "界别")


def xlsx(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    """The rows as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (header, *rows):
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def gbk(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    """The rows as Excel saves a CSV in China."""
    file = io.StringIO()
    csv.writer(file).writerows([header, *rows])
    return file.getvalue().encode("gbk")


def uploaded(
    organ: Organ,
    by: User,
    rows: Sequence[Sequence[str]],
    *,
    kind: str = lists.MEMBERS,
    header: Sequence[str] = HEADER,
) -> Intake:
    """A list that was uploaded, its columns as proposed."""
    return intakes.upload(
        organ=organ,
        kind=kind,
        file=io.BytesIO(gbk(rows, header)),
        name="名单.csv",
        by=by,
        at=MORNING,
        since=local_date(MORNING),
    )


def check(intake: Intake, *, size: int = 1_000) -> Intake:
    """Let the worker's batches run to the end."""
    if intake.state != "checking":
        intakes.confirm(intake=intake, mapping=intake.mapping, by=intake.by, at=MORNING)
    intakes.load(intake)
    while intakes.check(intake, day=local_date(MORNING), size=size):
        pass
    intake.refresh_from_db()
    return intake


def checked(organ: Organ, by: User, rows: Sequence[Sequence[str]], **how: object) -> Intake:
    """A list that was uploaded and checked."""
    return check(uploaded(organ, by, rows, **how))  # type: ignore[arg-type]


def enrolled(organ: Organ, by: User, rows: Sequence[Sequence[str]], **how: object) -> Intake:
    """A list whose people are enrolled."""
    intake = checked(organ, by, rows, **how)
    applying.order(intake=intake, by=by, at=MORNING)
    assert applying.apply(intake=intake, at=MORNING)
    intake.refresh_from_db()
    return intake
