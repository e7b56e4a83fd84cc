"""The hand-made front of the demo: people who can sign in, and cases that wait for them, walked
through the real actions."""

from __future__ import annotations

import csv
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from commitments.actions import keeping
from commitments.lifecycle import Claim
from commitments.models import Commitment
from cppcc_cloud.demo import photos
from departments.actions import officers
from departments.models import Department
from members import roles
from members.actions import agreeing, organs
from members.actions import people as enrolling
from members.models import Organ, User
from suggestions import places
from suggestions.actions import handling, rating, redoing, reviewing, submitting
from suggestions.actions.handling import Talk
from suggestions.actions.reviewing import Charge
from suggestions.actions.submitting import Words
from suggestions.models import Suggestion
from workdays.arithmetic import SHANGHAI, Calendar
from workdays.calendar import current

FOLDER = Path(__file__).parent
NAMESPACE = uuid.UUID("0c8f0cb4-6a0e-4b55-9f6d-20a6b9e7a001")
PASSWORD = settings.DEMO_PASSWORD
PATH = ("submitted", "accepted", "assigned", "in_handling", "replied", "closed")
# States beside that straight path, and how far along it they go.
BESIDE = {"rework": "replied", "followup": "closed", "reported": "closed"}
PROMISED = 40
PLAN = "已现场核实，情况属实。经费已列入本季度计划，办成后请您到现场看。"
MISSING = "答复说“已处理”，但现场还是老样子。请写明什么时候动工、由谁负责。"
KEPT = "已全部完工并投入使用，欢迎委员现场查看；验收单在学校总务处。"
ANSWER = "已到现场查看并处理完毕：该换的已换，该修的已修，责任人和电话写在现场。谢谢您的建议。"
SOLVED: dict[str, Any] = {"text": ANSWER, "outcome_class": "A"}
TALK = "电话里核对了地点和情况，约好处理后请委员到现场看。"


def people() -> Iterator[dict[str, str]]:
    """The rows of the people file: address, mobile, name, role, organ or unit; all invented."""
    with (FOLDER / "people.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def gather(*, at: datetime) -> None:
    """Make the demo's people, each once."""
    known = set(User.objects.values_list("email", flat=True))
    for row in people():
        if row["email"] not in known:
            _person(row, at - timedelta(days=365))
    _contact(at)


def play(*, at: datetime) -> int:
    """Walk the cases of the file through the real actions, each once; how many were added."""
    cases = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
    return sum(_case(case, at) for case in cases)


@transaction.atomic
def _person(row: dict[str, str], since: datetime) -> None:
    role, place = roles.BY_KEY[row["role"]], row["place"]
    unit = Department.objects.filter(code=place).select_related("organ").first()
    organ = unit.organ if unit else Organ.objects.get(pk=place)
    user = User.objects.filter(email=row["email"]).first() or _enrolled(row, organ, since)
    term: dict[str, Any] = {"user": user, "since": since.date(), "by": None, "at": since}
    if unit:
        officers.post(department=unit, role=role, **term)
    elif role is roles.Member:
        enrolling.appoint(organ=organ, **term)
    else:
        enrolling.seat(organ=organ, role=role, **term)


def _enrolled(row: dict[str, str], organ: Organ, since: datetime) -> User:
    named = {"email": row["email"], "mobile": row["mobile"], "name": row["name"]}
    user = enrolling.enrol(**named, organ=organ, by=None, at=since)
    agreeing.agree(user=user, at=since)
    user.refresh_from_db()
    user.password = _password()
    user.save(update_fields=["password"])
    return user


@cache
def _password() -> str:
    """The one password, scrambled once: it takes its time."""
    return make_password(PASSWORD)


def _contact(at: datetime) -> None:
    """The province's office can be called; the organs below it have not written theirs yet."""
    organ = Organ.objects.get(pk="430000")
    if not organ.is_reachable:
        organ.contact_name, organ.contact_phone = "办公厅值班室（虚构）", "0731-0000 0000"
        organ.contact_hours = "工作日 8:30—12:00、14:30—17:30"
        fields = ("contact_name", "contact_phone", "contact_hours")
        admin = User.objects.get(email="admin@demo.example")
        organs.change_contact(organ=organ, fields=fields, by=admin, at=at)


@transaction.atomic
def _case(case: dict[str, Any], now: datetime) -> bool:
    begun = submitted(case, now)
    if begun is None:
        return False
    _walk(begun.suggestion, case, begun.author, begun.days)
    return True


@dataclass(frozen=True)
class Begun:
    """A case that was just handed in, and when its further days are."""

    suggestion: Suggestion
    author: User
    days: Any


def submitted(case: dict[str, Any], now: datetime) -> Begun | None:
    """Hand in a case of a file; None where that was done before."""
    key = uuid.uuid5(NAMESPACE, case["title"])
    author = User.objects.get(email=case["author"])
    if Suggestion.objects.filter(author=author, submission_key=key).exists():
        return None
    days = workdays_back(now, case["days_ago"], case["title"])
    place = Organ.objects.get(pk=case["place"])
    words = Words(case["title"], case["situation"], case["ask"])
    matter = places.matter(place, case["title"], case["level"])
    assert matter is not None  # noqa: S101 - the file names levels that have units
    people = User.objects.filter(email__in=case.get("cosigners", ()))
    member_of = author.memberships.values_list("organ", flat=True)[0]
    photos.attach(case.get("photos", 0), key=key, by=author, at=days(0))
    suggestion = submitting.submit(
        key=key,
        words=words,
        place=place,
        matter=matter,
        author_organ=member_of,
        people=list(people),
        by=author,
        at=days(0),
    )
    return Begun(suggestion, author, days)


def _walk(suggestion: Suggestion, case: dict[str, Any], author: User, days: Any) -> None:
    state = case["state"]
    reach = PATH.index(BESIDE.get(state, state))
    clerk = User.objects.filter(seats__organ=suggestion.organ_id, seats__role="office").first()
    if reach >= 1 and clerk:
        reviewing.accept(suggestion=suggestion, by=clerk, at=days(0, 2))
    if reach < 2 or not clerk:
        return
    unit = Department.objects.get(code=case["unit"])
    [assignment] = reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(unit)],
        urgency=case["urgency"],
        by=clerk,
        at=days(1),
    )
    officer = User.objects.filter(offices__department=unit).first()
    if officer is None:
        return
    if reach >= 3:
        handling.sign(assignment=assignment, by=officer, at=days(2))
        talk = Talk("phone", days(2).date(), TALK)
        handling.contact(assignment=assignment, talk=talk, by=officer, at=days(2, 1))
    if reach >= 4:
        promised = {"text": PLAN, "outcome_class": "B", "promised_on": days(PROMISED).date()}
        said = promised if state in ("followup", "reported") else SOLVED
        handling.reply(assignment=assignment, by=officer, at=days(5), **said)
    if reach >= 5:
        rating.rate(
            suggestion=suggestion,
            attitude="satisfied",
            result="basically_satisfied",
            by=author,
            at=days(6),
        )
    _walk_on(suggestion, state, author, officer, days)


def _walk_on(suggestion: Suggestion, state: str, author: User, officer: User, days: Any) -> None:
    """Beyond the straight path: asked for again, or a promise that is reported on."""
    if state == "rework":
        redoing.redo(suggestion=suggestion, missing=MISSING, by=author, at=days(7))
    if state == "reported":
        [made] = Commitment.objects.about("suggestion", suggestion.code)
        keeping.report(commitment=made, claim=Claim.KEPT, evidence=KEPT, by=officer, at=days(15))


def workdays_back(now: datetime, count: int, title: str) -> Any:
    """A function: the n-th working day after the one `count` working days ago, in the morning and
    so many hours on. No two cases and no two days of one have the same minute."""
    calendar = current()
    start = _step(now.astimezone(SHANGHAI).date(), -count, calendar)

    def day(n: int, hours: int = 0, *, capped: bool = True) -> datetime:
        date = _step(start, n, calendar)
        drawn = crc32(f"{title} {n}".encode())
        after = timedelta(hours=hours, minutes=drawn % 170 + 7 * hours, seconds=drawn % 59)
        moment = datetime.combine(date, time(8, 40), SHANGHAI) + after
        return min(moment, now - timedelta(minutes=30 - hours)) if capped else moment

    return day


def _step(date: Any, count: int, calendar: Calendar) -> Any:
    sign = -1 if count < 0 else 1
    left = abs(count)
    while left:
        date += timedelta(days=sign)
        left -= calendar.day(date).counts
    return date
