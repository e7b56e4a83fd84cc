"""People and organs for tests: valid by default, no hidden children."""

import datetime as dt
import itertools
from typing import Any

from allauth.account.models import EmailAddress

from members import areas, documents, roles
from members.models import Member, Organ, Seat, User

PASSWORD = "ferry lamp mulberry leaf"
FIRST_DAY = dt.date(2023, 1, 1)
NAMES = {
    "430000": ("湖南省", "Hunan Province"),
    "430100": ("长沙市", "Changsha City"),
    "430111": ("雨花区", "Yuhua District"),
    "430200": ("株洲市", "Zhuzhou City"),
    "433100": ("湘西土家族苗族自治州", "Xiangxi Tujia and Miao Autonomous Prefecture"),
    "433124": ("花垣县", "Huayuan County"),
}
AT_HOME = {"name": "安", "agreed_version": documents.current()}
_numbers = itertools.count(1)


def make_user(*, email: str = "", password: str | None = None, **fields: Any) -> User:
    """Make somebody whose address is confirmed and who has agreed to the documents; without a
    password nothing is hashed."""
    email = email or f"person{next(_numbers)}@example.org"
    user = User.objects.create_user(email, password, **(AT_HOME | fields))
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def make_organ(code: str = "430000") -> Organ:
    """Make an organ, and those it reports to, unless they exist."""
    above = areas.chain(code)[1:]
    zh, en = NAMES.get(code, (f"{code}县", f"County {code}"))
    organ, _made = Organ.objects.get_or_create(
        code=code,
        defaults={
            "level": areas.level(code),
            "parent": make_organ(above[0]) if above else None,
            "name_zh": zh,
            "name_en": en,
            "short_zh": "湘西州" if code == "433100" else "",
            "seat_lon": "112.98",
            "seat_lat": "28.19",
        },
    )
    return organ


def make_member(organ: str = "430000", *, user: User | None = None, **fields: Any) -> User:
    """Make a member of an organ and return the person."""
    user = user or make_user()
    Member.objects.create(user=user, organ=make_organ(organ), **({"since": FIRST_DAY} | fields))
    return user


def make_seat(
    role: type[roles.Role], organ: str = "430000", *, user: User | None = None, **fields: Any
) -> User:
    """Give somebody a seat in an organ's office and return the person."""
    user = user or make_user()
    values = {"since": FIRST_DAY} | fields
    Seat.objects.create(user=user, organ=make_organ(organ), role=role.key, **values)
    return user
