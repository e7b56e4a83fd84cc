"""Which cases belong to the hat that is worn: to what it narrows a desk's lists, and under which
other hat somebody may act on a case that they opened by a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from departments.policies import units_of
from departments.wearing import units_of_hat
from members import areas, roles
from members.policies import hats
from members.wearing import all_of, narrowing, worn
from suggestions.lifecycle import Work
from suggestions.policies import author_organ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from members.models import User
    from members.requests import SignedIn
    from members.wearing import Hat
    from suggestions.models import Assignment, Suggestion


@dataclass(frozen=True)
class Narrow:
    """To what the lists of the desks are narrowed: organs of an office, units. None: to nothing.

    `besides` are the organs of which the person is a member under other hats: what was written for
    them is left out, and nothing else, so that what was written for a former one stays.
    """

    organs: tuple[str, ...] | None = None
    units: tuple[int, ...] | None = None
    besides: tuple[str, ...] = ()

    @classmethod
    def to_seats(cls, seats: Sequence[str | int]) -> Narrow:
        """To so many seats of one desk: codes of organs, or numbers of units."""
        organs = tuple(one for one in seats if isinstance(one, str))
        units = tuple(one for one in seats if isinstance(one, int))
        return cls(organs=organs or None, units=units or None)

    def has(self, seat: str | int) -> bool:
        """Tell whether the lists are those of this seat too: an organ's code, a unit's number."""
        kept: tuple[str | int, ...] | None = self.organs if isinstance(seat, str) else self.units
        return kept is None or seat in kept

    def units_of(self, user: User) -> tuple[int, ...]:
        """Return the units whose work is to be shown."""
        return units_of(user) if self.units is None else self.units


WHOLE = Narrow()


def narrow(request: HttpRequest) -> Narrow:
    """Return what the worn hat shows. Where it has nothing at a desk, that desk is shown whole."""
    hat, user = narrowing(request), request.user
    if hat is None or not user.is_authenticated:
        return WHOLE
    held = hats(user)
    if hat.role == roles.Member.key:
        return Narrow(besides=tuple(code for code in held.member_of if code != hat.place))
    if hat.role == roles.Office.key:
        instead = [code for code in held.stands_in_for if areas.covers(hat.place, code)]
        return Narrow(organs=(hat.place, *instead), units=_or_none(units_of_hat(user, hat)))
    return Narrow(units=_or_none(units_of_hat(user, hat)))


def written_for(request: SignedIn) -> str:
    """Return the organ for which a suggestion is written: that of the member's hat which is worn.

    Raises:
        PermissionDenied: the person is no member of any organ.
    """
    hat = narrowing(request)
    if hat and hat.role == roles.Member.key:
        return hat.place
    return author_organ(request.user)


def acts_under(
    request: HttpRequest, suggestion: Suggestion, works: Sequence[Assignment]
) -> Hat | None:
    """Return the hat that this case belongs to, where it is another than the one that is worn."""
    user = request.user
    if narrowing(request) is None or not user.is_authenticated:
        return None
    concerned = [hat for hat in all_of(user) if _concerns(user, hat, suggestion, works)]
    return None if worn(request) in concerned else next(iter(concerned), None)


def _concerns(user: User, hat: Hat, suggestion: Suggestion, works: Sequence[Assignment]) -> bool:
    if hat.role == roles.Member.key:
        return suggestion.author_id == user.pk and suggestion.author_organ_id == hat.place
    if hat.role == roles.Office.key and suggestion.organ_id in hats(user).office_of:
        return areas.covers(hat.place, suggestion.organ_id)
    if hat.role == roles.Arbiter.key:
        disputed = any(one.state == Work.DISPUTED for one in works)
        return disputed and hat.place == suggestion.organ_id
    units = units_of_hat(user, hat)
    return any(one.is_in_force and one.department_id in units for one in works)


def _or_none(units: frozenset[int]) -> tuple[int, ...] | None:
    return tuple(sorted(units)) or None
