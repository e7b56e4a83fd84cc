"""Who somebody can be here: a class for each role. Which steps each may take, the steps say."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


class Role:
    """A role: its key in the tables, its name, and what it is for in one sentence."""

    key: ClassVar[str]
    name: ClassVar[Words]
    sentence: ClassVar[Words]


class Member(Role):
    key = "member"
    name = _("Member")
    sentence = _("Submits suggestions, sees who holds them, and rates the answers.")


class Officer(Role):
    key = "officer"
    name = _("Case officer")
    sentence = _("Signs for what is assigned to the unit, talks with the author, and answers.")


class Head(Role):
    key = "head"
    name = _("Head of a unit")
    sentence = _("Sees everything assigned to the unit and to those below it, and may answer it.")


class Office(Role):
    key = "office"
    name = _("Office staff")
    sentence = _("Accepts suggestions for the organ, assigns them to units, and follows them up.")


class Arbiter(Role):
    key = "arbiter"
    name = _("Arbiter")
    sentence = _("Settles whose matter it is when a unit and the office do not agree.")


class OrganAdmin(Role):
    key = "organ_admin"
    name = _("Organ administrator")
    sentence = _("Looks after the people, seats and rules of the organ.")


class Auditor(Role):
    key = "auditor"
    name = _("Auditor")
    sentence = _("Reads what was done, by whom and when; changes nothing.")


ROLES: tuple[type[Role], ...] = (
    Member,
    Officer,
    Head,
    Office,
    Arbiter,
    OrganAdmin,
    Auditor,
)
"""All roles, in the order they are shown."""

SEATED: tuple[type[Role], ...] = (Office, Arbiter, OrganAdmin, Auditor)
"""The roles which a Seat in an organ gives."""

BY_KEY: dict[str, type[Role]] = {role.key: role for role in ROLES}


def named(key: str) -> Words:
    """Return the role's name in the reader's language; the key itself for an unknown one."""
    role = BY_KEY.get(key)
    return role.name if role else key
