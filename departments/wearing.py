"""The hats that units give: a case officer's, a head's; and which units the worn one shows."""

from collections.abc import Iterable

from django.http import HttpRequest

from departments.models import Department
from departments.policies import UnitSeat, places_of
from members import roles
from members.models import User
from members.wearing import Hat, narrowing

IN_UNITS = (roles.Head.key, roles.Officer.key)


def own(user: User) -> Iterable[Hat]:
    """A hat for each unit in which somebody sits, the head's where they are both. No query beyond
    that of the units."""
    for seat in _seats(user).values():
        called = {"name_zh": seat.name_zh, "short_zh": seat.short_zh, "name_en": seat.name_en}
        yield Hat(seat.role, seat.code, seat.organ, Department(**called).short_name)


def units_of_hat(user: User, hat: Hat) -> frozenset[int]:
    """Return the ids of the units for which somebody acts under this hat: the unit, those below it
    for its head, and those at which nobody sits; for the office, the latter alone."""
    by_seat = places_of(user).by_seat
    if hat.role == roles.Office.key:
        return by_seat.get(0, frozenset())
    seat = _seats(user).get(hat.place) if hat.role in IN_UNITS else None
    return by_seat.get(seat.unit, frozenset()) if seat else frozenset()


def units_shown(request: HttpRequest) -> tuple[int, ...]:
    """Return the ids of the units to be shown: all of a person's, or those of the worn hat."""
    user, hat = request.user, narrowing(request)
    if hat is None or not isinstance(user, User):
        return places_of(user).units
    return tuple(sorted(units_of_hat(user, hat)))


def _seats(user: User) -> dict[str, UnitSeat]:
    """The seats by the unit's code; of two in one unit the head's."""
    seats = places_of(user).seats
    return {seat.code: seat for seat in sorted(seats, key=lambda one: one.role == roles.Head.key)}
