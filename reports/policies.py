"""Who reads which figures: an organ's those who may read its cases, a unit's its people."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser

from departments.policies import places_of
from members import areas
from members.models import Organ, User
from members.policies import hats, oversees


def overseen_by(user: User | AnonymousUser) -> Sequence[str]:
    """The codes of the organs at whose desks this person reads figures, their own first."""
    return hats(user).overseer_of


def may_read(user: User | AnonymousUser, organ: str) -> bool:
    """Tell whether the figures of an organ are open to this person."""
    return oversees(hats(user), organ)


def own_units(user: User | AnonymousUser) -> Sequence[int]:
    """The units whose figures this person reads as one of its people: first where they sit."""
    places = places_of(user)
    sits = [one.unit for one in places.seats]
    return tuple(dict.fromkeys([*sits, *places.units]))


def has_below(organ: Organ) -> bool:
    """Tell whether there are organs below."""
    return organ.level != areas.COUNTY
