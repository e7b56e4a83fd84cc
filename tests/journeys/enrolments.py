"""People who come in at the province: a list in each of its states, and an invitation."""

import io
from datetime import date, datetime

from enrolment.actions import applying, enrolling, intakes
from enrolment.models import Intake
from members.models import Organ, User
from tests.enrolment.lists import gbk
from tests.journeys.visiting import (
    ADMIN,
)
from workdays.clock import now, today

PROVINCE = "430000"
ROWS = [
    ["王例一", "13800001101", "", "教育界"],
    ["李例二", "", "", ""],
    ["张例三", "1380", "", "书法界"],
]


def make() -> dict[str, str]:
    """The codes that stand in the pages' addresses."""
    admin, organ = User.objects.get(email=ADMIN), Organ.objects.get(pk=PROVINCE)
    at = now()
    applied = _checked(organ, admin, ROWS[:2], at)
    applying.order(intake=applied, by=admin, at=at)
    applying.apply(intake=applied, at=at)
    waits = _uploaded(organ, admin, ROWS, at)
    intakes.confirm(intake=waits, mapping=waits.mapping, by=admin, at=at)
    invitation = enrolling.enrol(
        organ=organ,
        place={"since": date(2026, 1, 1).isoformat()},
        name="赵例四",
        mobile="",
        email="",
        by=admin,
        at=at,
    )
    return {
        "list_new": _uploaded(organ, admin, ROWS, at).code,
        "list_waits": waits.code,
        "list_checked": _checked(organ, admin, [*ROWS[2:], ["钱例五", "", "", ""]], at).code,
        "list_over": applied.code,
        "person": invitation.person.code,
        "join": invitation.path.strip("/").rpartition("/")[2],
    }


def _uploaded(organ: Organ, admin: User, rows: list[list[str]], at: datetime) -> Intake:
    return intakes.upload(
        organ=organ,
        kind="members",
        file=io.BytesIO(gbk(rows)),
        name="名单.csv",
        by=admin,
        at=at,
        since=today(),
    )


def _checked(organ: Organ, admin: User, rows: list[list[str]], at: datetime) -> Intake:
    intake = _uploaded(organ, admin, rows, at)
    intakes.confirm(intake=intake, mapping=intake.mapping, by=intake.by, at=at)
    intakes.load(intake)
    while intakes.check(intake, day=today()):
        pass
    return intake
