"""People who act at the same moment, and the forms that they send."""

import threading
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from departments.models import Department
from members import roles
from members.models import User
from notifications.models import Preference, Rhythm, When
from notifications.registry import groups
from suggestions.models import Suggestion
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat, make_user
from tests.served.people import sign_in
from tests.served.site import Site
from tests.served.visitor import Answer, Visitor

WRITE = "/suggestions/write/"
ORGAN = "430000"
PATIENCE = 120


@dataclass(frozen=True)
class House:
    """The office and one unit with two officers, of the province."""

    clerk: User
    unit: Department
    officers: tuple[User, User]


def make_house() -> House:
    """Make the office's clerk and the unit, whose officers get every mail at once."""
    unit = make_department("faults", keywords=["路灯"])
    officers = (make_officer(unit, user=make_user(name="博")), make_officer(unit))
    for officer in officers:
        tell_at_once(officer)
    return House(make_seat(roles.Office, user=make_user(name="文书")), unit, officers)


def tell_at_once(user: User) -> None:
    """Let somebody choose mail at once about everything, by day and by night."""
    for name in groups():
        Preference.objects.create(user=user, group=name, channel="email", when=When.ONCE)
    Rhythm.objects.create(user=user, quiet_from=None, quiet_until=None)


def members(site: Site, count: int) -> list[Visitor]:
    """So many members of the province, each signed in."""
    return [site.visitor(sign_in(make_member(ORGAN))) for _number in range(count)]


def suggestion_form(number: int = 0) -> dict[str, str]:
    """What a member fills in: a matter of the province."""
    return {
        "key": str(uuid.uuid4()),
        "title": f"第{number}号路口的路灯不亮",
        "situation": "夜里看不清路面，老人和孩子不敢出门。",
        "ask": "换灯，并写明报修电话。",
        "place": ORGAN,
        "level": "province",
        "wish": "members",
        "confirm": "on",
    }


def post_at_once(posts: Sequence[tuple[Visitor, str, dict[str, str]]]) -> list[Answer]:
    """Let everybody send their form (who, path, fields) at the same moment; answers in order."""
    gate = threading.Barrier(len(posts), timeout=PATIENCE)

    def send(post: tuple[Visitor, str, dict[str, str]]) -> Answer:
        visitor, path, fields = post
        gate.wait()
        return visitor.post(path, fields)

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(send, posts))


def submit_all(people: Sequence[Visitor], each: int) -> None:
    """Each submits several, one after the other; all people at the same time."""
    for number in range(each):
        answers = post_at_once([(one, WRITE, suggestion_form(number)) for one in people])
        assert {answer.status for answer in answers} == {302}


def assign_all(site: Site, house: House) -> None:
    """The office accepts everything and hands it to the unit."""
    clerk = site.visitor(sign_in(house.clerk))
    form = {"unit": "other", "other": house.unit.code, "urgency": "simple"}
    for code in Suggestion.objects.values_list("code", flat=True):
        assert clerk.post(f"/office/{code}/decide/", form).status == 302
