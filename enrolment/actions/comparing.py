"""What the rows of a list mean for an organ: who is new, who is here already, what is wrong.

Whatever the number of rows, a batch asks the same few questions. A row is new when the person has
no such place *here*: whether they have an account elsewhere, nobody learns from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet

from departments.models import Department
from enrolment import lists, policies, reading
from enrolment.models import Intake, IntakeRow
from enrolment.models.intake import CHANGED, ERROR, KNOWN, NEW
from enrolment.reading import Catalogue, Read, key
from members import roles
from members.models import Sector, Term, User


def catalogue(intake: Intake) -> Catalogue:
    """What the words of this list may stand for; three questions at most."""
    if intake.kind == lists.MEMBERS:
        terms = Term.objects.filter(organ=intake.organ_id).values_list("number", "pk")
        return Catalogue(sectors=_sectors(intake.organ_id), terms=dict(terms))
    words = {
        key(word): role
        for role, names in lists.ROLE_WORDS[intake.kind].items()
        for word in (*names, role, str(roles.BY_KEY[role].name))
    }
    units = _units(intake.organ_id) if intake.kind == lists.UNITS else {}
    return Catalogue(units=units, roles=words)


def _sectors(organ: str) -> dict[str, str]:
    """What the organ offers to choose from; a sector of its own goes before a common one."""
    offered = Sector.objects.offered_by(organ).order_by(F("organ").asc(nulls_first=True), "code")
    return {
        word: one.code
        for one in offered
        for name in (one.code, one.name_zh, one.name_en)
        for word in (key(name), key(name).removesuffix("界"))
        if word
    }


def _units(organ: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for unit in Department.objects.of_organ(organ):
        # A name that is not there is no name that an empty cell could stand for.
        for name in filter(None, (unit.code, unit.name_zh, unit.short_zh, unit.name_en)):
            found.setdefault(key(name), unit.pk)
    return found


@dataclass
class Known:
    """The accounts that the rows of a batch may speak of, and their places here."""

    by_mobile: dict[str, User] = field(default_factory=dict)
    by_email: dict[str, User] = field(default_factory=dict)
    by_name: dict[str, list[User]] = field(default_factory=lambda: defaultdict(list))
    told_of: set[int] = field(default_factory=set)
    places: dict[tuple[object, ...], Mapping[str, object]] = field(default_factory=dict)


def judge(intake: Intake, rows: Sequence[IntakeRow], *, day: date) -> None:
    """Fill in what each row says and what it means. Nothing is written."""
    words = catalogue(intake)
    reads = [reading.row(one.cells, intake.mapping, intake.kind, words) for one in rows]
    known = _known(intake, reads, day)
    for row, read in zip(rows, reads, strict=True):
        row.name, row.mobile, row.email, row.place = read.name, read.mobile, read.email, read.place
        row.person = _person(read, known)
        row.problems = [list(one) for one in read.problems]
        row.verdict = ERROR if row.problems else _verdict(intake.kind, row, known)


def _known(intake: Intake, reads: Sequence[Read], day: date) -> Known:
    mobiles = {one.mobile for one in reads if one.mobile}
    emails = {one.email for one in reads if one.email}
    found = Known()
    for user in _slim(User.objects.filter(Q(mobile__in=mobiles) | Q(email__in=emails))):
        found.by_mobile[user.mobile or ""] = user
        found.by_email[user.email or ""] = user
    names = {one.name for one in reads if not one.mobile and not one.email}
    for user in _slim(policies.people_of(intake.organ_id).filter(name__in=names)):
        found.by_name[user.name].append(user)
    people = {user.pk for user in (*found.by_mobile.values(), *found.by_email.values())}
    people |= {user.pk for users in found.by_name.values() for user in users}
    found.told_of = set(
        policies.told_of(intake.organ_id).filter(pk__in=people).values_list("pk", flat=True)
    )
    found.places = dict(_places(intake, people, day))
    return found


def _slim(users: QuerySet[User]) -> QuerySet[User]:
    return users.only("pk", "code", "name", "mobile", "email", "is_active")


def _places(
    intake: Intake, people: set[int], day: date
) -> Iterable[tuple[tuple[object, ...], Mapping[str, object]]]:
    """What those people have here that is not over: by person and, in a unit or office, what."""
    organ = intake.organ_id
    if intake.kind == lists.MEMBERS:
        for one in policies.memberships(organ).filter(user__in=people).not_over(day):
            yield (one.user_id,), {lists.SECTOR: one.sector_id, lists.TERM: one.term_id}
    elif intake.kind == lists.UNITS:
        posts = policies.posts(organ).filter(user__in=people).not_over(day)
        for post in posts:
            yield (post.user_id, post.department_id, post.role), {}
    else:
        for seat in policies.seats(organ).filter(user__in=people).not_over(day):
            yield (seat.user_id, seat.role), {}


def _person(read: Read, known: Known) -> User | None:
    """The account that a row speaks of; where there is one, what does not fit is a problem."""
    if not read.mobile and not read.email:
        return _namesake(read, known)
    by_mobile = known.by_mobile.get(read.mobile) if read.mobile else None
    by_email = known.by_email.get(read.email) if read.email else None
    if by_mobile and by_email and by_mobile.pk != by_email.pk:
        read.problems.append((lists.MOBILE, "two_people"))
        return None
    person, column = by_mobile or by_email, lists.MOBILE if by_mobile else lists.EMAIL
    if person is None:
        return None
    if not reading.same_name(person.name, read.name):
        read.problems.append((column, "other_name" if person.pk in known.told_of else "taken"))
    elif not person.is_active:
        read.problems.append((column, "closed"))
    return person


def _namesake(read: Read, known: Known) -> User | None:
    """Who is meant by a name alone: the one person here who has it."""
    found = known.by_name.get(read.name, [])
    if len(found) > 1:
        read.problems.append((lists.NAME, "many_names"))
    return found[0] if len(found) == 1 else None


def _verdict(kind: str, row: IntakeRow, known: Known) -> str:
    if row.person is None:
        return NEW
    place = row.place
    there = {
        lists.MEMBERS: (row.person.pk,),
        lists.UNITS: (row.person.pk, place.get(lists.UNIT), place.get(lists.ROLE)),
        lists.SEATS: (row.person.pk, place.get(lists.ROLE)),
    }[kind]
    has = known.places.get(there)
    if has is None:
        return NEW
    said = {name: place[name] for name in (lists.SECTOR, lists.TERM) if name in place}
    return CHANGED if any(has.get(name) != said[name] for name in said) else KNOWN
