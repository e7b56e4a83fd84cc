"""Several hats: what one person is here, and which of it they look at just now.

A hat is one role at one place (委员 at 长沙市政协, 承办人 of 省教育厅). The one that is worn
narrows what is shown first: the navigation, the desks and their lists. It neither gives nor takes a
right: who may what is asked of all hats (`members.policies`), so a case of another hat opens.

Apps bring the hats of their own nouns along, by dotted path in `apps.py`:
`hats = "departments.wearing.own"`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import pgettext, pgettext_lazy

from members import areas, roles
from members.models import Organ, User
from members.policies import Hats, hats

SESSION = "hat"
ORDER = ("office", "head", "officer", "arbiter", "member", "organ_admin", "auditor")
"""Which hat is worn by who has not chosen: the desk at which most waits comes first."""

SHORT = {
    roles.Office.key: pgettext_lazy("a role in short", "Office"),
    roles.OrganAdmin.key: pgettext_lazy("a role in short", "Administrator"),
    roles.Head.key: pgettext_lazy("a role in short", "Head"),
}
"""Names of roles beside which it stands where they are held."""


@dataclass(frozen=True)
class Hat:
    """One role at one place. `place`: code of an organ or unit; `organ`: the organ it belongs to;
    `place_name`: what the place is called in the reader's language."""

    role: str
    place: str
    organ: str
    place_name: str

    @property
    def key(self) -> str:
        """How it is named in a form, in the session and with the person."""
        return f"{self.role}:{self.place}"

    @property
    def label(self) -> str:
        """委员 · 长沙市政协, 省教育厅 · 承办人."""
        role = SHORT.get(self.role) or roles.named(self.role)
        if self.role == roles.Office.key and areas.level(self.place) == areas.PROVINCE:
            role = pgettext("that of a province", "Office")
        words = (role, self.place_name)
        first, second = words if self.role == roles.Member.key else reversed(words)
        return f"{first} · {second}"


type Source = Callable[[User], Iterable[Hat]]


@cache
def _sources() -> tuple[Source, ...]:
    configs = [config for config in apps.get_app_configs() if hasattr(config, "hats")]
    return tuple(import_string(config.hats) for config in configs)


def own(user: User) -> Iterable[Hat]:
    """The hats of seats and memberships. No query beyond that of `hats`."""
    held = hats(user)
    instead = set(held.stands_in_for)
    for role, organs in held.by_role:
        for code in organs:
            if role != roles.Office.key or code not in instead:
                name = Organ(code=code, **held.names.get(code, {})).short_office_name
                yield Hat(role, code, code, name)


def all_of(user: User | AnonymousUser) -> list[Hat]:
    """Return what somebody is today, the desk at which most waits first."""
    if not isinstance(user, User) or not user.is_active:
        return []
    found = [hat for source in _sources() for hat in source(user)]
    return sorted(found, key=lambda hat: (ORDER.index(hat.role), hat.place))


def has_a_desk(user: User | AnonymousUser) -> bool:
    """Tell whether somebody does more here than write as a member: lists and programs are of use
    to them."""
    if isinstance(user, User) and user.is_staff:
        return True
    return any(hat.role != roles.Member.key for hat in all_of(user))


def worn(request: HttpRequest) -> Hat | None:
    """Return the hat that this request is made under: the session's, else the person's last one,
    else the first. One that has ended falls back by itself; None for who has none."""
    user = request.user
    held = {hat.key: hat for hat in all_of(user)}
    if len(held) > 1 and isinstance(user, User):
        for key in (getattr(request, "session", {}).get(SESSION), user.last_hat):
            if key in held:
                return held[key]
    return next(iter(held.values()), None)


def narrowing(request: HttpRequest) -> Hat | None:
    """Return the hat that narrows what is shown; None for who has one hat only, or none."""
    return worn(request) if len(all_of(request.user)) > 1 else None


def shown(request: HttpRequest) -> Hats:
    """Return what is to be shown of somebody's hats: all, or those of the hat that is worn."""
    held, hat = hats(request.user), narrowing(request)
    return held if hat is None else _only(held, hat)


def _only(held: Hats, hat: Hat) -> Hats:
    if hat.role == roles.Office.key:
        instead = tuple(code for code in held.stands_in_for if areas.covers(hat.place, code))
        empty = tuple(code for code in held.empty_below if areas.covers(hat.place, code))
        offices = (hat.place, *instead)
        return Hats(office_of=offices, stands_in_for=instead, empty_below=empty, names=held.names)
    here = {role: (hat.place,) for role, _organs in held.by_role if role == hat.role}
    return Hats(
        member_of=here.get(roles.Member.key, ()),
        arbiter_of=here.get(roles.Arbiter.key, ()),
        admin_of=here.get(roles.OrganAdmin.key, ()),
        auditor_of=here.get(roles.Auditor.key, ()),
        names=held.names,
    )


def put_on(request: HttpRequest, key: str) -> bool:
    """Wear another hat from now on, in this session and as the person's last one; tell whether
    it is theirs."""
    user = request.user
    if not isinstance(user, User) or key not in {hat.key for hat in all_of(user)}:
        return False
    request.session[SESSION] = key
    if user.last_hat != key:
        user.with_hat(key)
    return True
