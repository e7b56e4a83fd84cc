"""Who reads which organ's figures: those who may read its cases."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser

from members import areas
from members.models import Organ, User
from members.policies import hats, oversees


def overseen_by(user: User | AnonymousUser) -> Sequence[str]:
    """The codes of the organs at whose desks this person reads figures, their own first."""
    return hats(user).overseer_of


def may_read(user: User | AnonymousUser, organ: str) -> bool:
    """Tell whether the figures of an organ are open to this person."""
    return oversees(hats(user), organ)


def has_below(organ: Organ) -> bool:
    """Tell whether there are organs below."""
    return organ.level != areas.COUNTY
