"""The kinds of notices as people know them, for which they choose how they are told.

An app says `notice_groups = "suggestions.notices.GROUPS"` in its AppConfig: a list of `Group`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from members.models import User
from notifications.models import When

ACCOUNT, REMINDERS, NEWS = "account", "reminders", "news"


@dataclass(frozen=True, kw_only=True)
class Group:
    """One kind of notices.

    `when`: how its mails go out unless somebody chooses otherwise. `locked`: always at once, by
    day and by night, and nobody can choose otherwise. `latest_only`: of several about one thing
    only the latest is still true. `gathered`: several that come at one moment go out as one mail.
    `texted`: whoever wishes has it as a text message as well, of a group that comes daily only
    what is urgent. `needs_reader`: it asks something of the reader, or was decided about them.
    `said`: its name in the middle of a sentence to the reader. `concerns`: whom it can concern at
    all; the others need not choose for it. Groups are shown by `order`.
    """

    name: str
    label: str | Promise
    text: str | Promise
    when: When = When.DAILY
    locked: bool = False
    latest_only: bool = False
    gathered: bool = False
    texted: bool = False
    needs_reader: bool = False
    said: str | Promise = ""
    concerns: Callable[[User], bool] | None = None
    order: int = 50


OWN = (
    Group(
        name=ACCOUNT,
        label=_("Your account"),
        text=_("Sign-in, password, roles: what keeps your account safe."),
        when=When.ONCE,
        locked=True,
        order=90,
    ),
    Group(
        name=REMINDERS,
        label=_("Reminders"),
        said=_("reminders"),
        text=_("Dates that come near or are past. What is due today always comes at once."),
        latest_only=True,
        gathered=True,
        texted=True,
        needs_reader=True,
        order=40,
    ),
    Group(
        name=NEWS,
        label=_("All other news"),
        said=_("all other news"),
        text=_("What else concerns you."),
        order=80,
    ),
)


@cache
def groups() -> Mapping[str, Group]:
    """Return the groups of all apps in the order in which they are shown.

    Raises `ImproperlyConfigured` where a name is taken twice.
    """
    found: list[Group] = [*OWN]
    for config in apps.get_app_configs():
        if path := getattr(config, "notice_groups", None):
            found.extend(import_string(path))
    names = [group.name for group in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ImproperlyConfigured(f"groups of notices registered twice: {sorted(twice)}")
    return {group.name: group for group in sorted(found, key=lambda group: group.order)}


def group(name: str) -> Group:
    """Return the group of that name; the general one for a name nobody registered."""
    return groups().get(name) or groups()[NEWS]
