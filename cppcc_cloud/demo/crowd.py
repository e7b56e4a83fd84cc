"""Two hundred people who do not exist: their names are put together from two tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from cppcc_cloud.demo.world import DOMAIN, table
from cppcc_cloud.demo.writer import read
from departments.imports import reference
from departments.models import Department, Officer
from events.actions import ledger
from members import documents, roles
from members.actions import account
from members.codes import SIGNS
from members.models import Agreement, Member, Seat, Sector, User
from workdays.arithmetic import SHANGHAI, local_date

FIRST_MOBILE = 19900001001


@dataclass(frozen=True, slots=True)
class Post:
    """One place somebody is to have: a role in an organ, or in a unit."""

    role: str
    organ: str
    unit: str = ""

    @property
    def box(self) -> str:
        """What the address begins with."""
        return {"member": "m", "office": "clerk", "head": "head"}.get(self.role, "officer")


def load_units() -> None:
    """The demo's units beside those of the project's own lists."""
    reference.load_rows(list(table("units.csv")))


@transaction.atomic
def invite(*, random: Random, at: datetime, now: datetime) -> int:
    """Make the people who are missing, each with one place; return how many were made.

    As enrolling them one by one would have: with lines in the ledger, but nobody is told.
    """
    known = set(User.objects.values_list("email", flat=True))
    names = _names(random)
    everybody = [
        (post, next(names), f"{post.box}.{number:03d}{DOMAIN}", number)
        for number, post in enumerate(_posts(), start=1)
    ]
    missing = [row for row in everybody if row[2] not in known]
    if missing:
        users = User.objects.bulk_create(_users(missing, random, at, now))
        _places([row[0] for row in missing], users, random, at)
    return len(missing)


def _users(
    rows: list[tuple[Post, str, str, int]], random: Random, at: datetime, now: datetime
) -> list[User]:
    nobody_signs_in = make_password(None)
    return [
        User(
            code="U" + "".join(random.choices(SIGNS, k=9)),
            email=email,
            mobile=f"+86{FIRST_MOBILE + number}",
            name=name,
            password=nobody_signs_in,
            agreed_version=documents.current(),
            created_at=at,
            last_login=_last_seen(random, now),
        )
        for _post, name, email, number in rows
    ]


def _last_seen(random: Random, now: datetime) -> datetime:
    """Offices look in every day, some members once in a few weeks; always by daylight."""
    days = min(int(random.expovariate(0.3)) + 1, 24)
    minutes = random.randint(8 * 60, 20 * 60)
    midnight = datetime.combine(local_date(now), time(), SHANGHAI)
    return midnight - timedelta(days=days) + timedelta(minutes=minutes)


def _places(posts: list[Post], users: list[User], random: Random, at: datetime) -> None:
    together = list(zip(posts, users, strict=True))
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email or "", primary=True, verified=True)
        for user in users
    )
    agreed = [
        Agreement(user=user, document=one.key, version=one.current.major, at=at)
        for user in users
        for one in documents.DOCUMENTS
    ]
    Agreement.objects.bulk_create(agreed)
    sectors = list(Sector.objects.filter(organ=None, is_active=True).order_by("position", "code"))
    units = Department.objects.in_bulk(
        [post.unit for post in posts if post.unit], field_name="code"
    )
    since = at.date()
    Member.objects.bulk_create(
        Member(user=user, organ_id=post.organ, since=since, sector=random.choice(sectors))
        for post, user in together
        if post.role == roles.Member.key
    )
    Seat.objects.bulk_create(
        Seat(user=user, organ_id=post.organ, role=post.role, since=since)
        for post, user in together
        if post.role == roles.Office.key
    )
    Officer.objects.bulk_create(
        Officer(user=user, department=units[post.unit], role=post.role, since=since)
        for post, user in together
        if post.unit
    )
    ledger.record_many([line for post, user in together for line in _lines(post, user, at)])


def _lines(post: Post, user: User, at: datetime) -> Iterator[ledger.Record]:
    """What the ledger keeps of somebody who is enrolled, agrees, and gets a place."""
    about: dict[str, Any] = {"kind": account.KIND, "code": user.code, "at": at, "pending": ()}
    yield ledger.Record(**about, step="enrolled", by=None, organ=post.organ)
    for one in documents.DOCUMENTS:
        agreed: dict[str, object] = {"document": one.key, "version": one.current.major}
        yield ledger.Record(**about, step="agreed", by=user, data=agreed)
    step = {roles.Member.key: "appointed", roles.Office.key: "seated"}.get(post.role, "posted")
    data = {"role": post.role} | ({"unit": post.unit} if post.unit else {})
    yield ledger.Record(**about, step=step, by=None, organ=post.organ, data=data)


def _posts() -> Iterator[Post]:
    """Every place to be filled, in a fixed order."""
    for row in table("offices.csv"):
        yield from (Post("office", row["organ"]) for _n in range(int(row["office"])))
    organs = dict(Department.objects.values_list("code", "organ"))
    for row in table("desks.csv"):
        organ = organs[row["unit"]]
        yield from (Post("officer", organ, row["unit"]) for _n in range(int(row["officers"])))
        yield from (Post("head", organ, row["unit"]) for _n in range(int(row["head"])))
    for row in table("offices.csv"):
        yield from (Post("member", row["organ"]) for _n in range(int(row["members"])))


def _names(random: Random) -> Iterator[str]:
    """Names that are all different."""
    tables = read("names.toml")
    surnames = "".join(tables["surnames"])
    used: set[str] = set()
    while True:
        name = random.choice(surnames) + random.choice(tables["given"])
        if name not in used:
            used.add(name)
            yield name
