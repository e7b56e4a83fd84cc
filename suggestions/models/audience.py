"""Who may know of a case without being one of those who handle it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q

from members.policies import below, hats

if TYPE_CHECKING:
    from members.models import User

SHARED = ("members", "public")
TAKEN_BACK = "withdrawn"


def _accepted() -> Any:
    cosigners = apps.get_model("suggestions", "Cosigner")._default_manager
    return cosigners.filter(suggestion=OuterRef("pk"), state="accepted")


def cosigned(user: User) -> Any:
    """By which rows this person stands by the suggestions of others."""
    cosigners = apps.get_model("suggestions", "Cosigner")._default_manager
    return cosigners.order_by().filter(user=user, state="accepted")


def cosigned_by(user: User) -> Q:
    """The cases that this person co-signs."""
    return Q(Exists(_accepted().filter(user=user)))


def concerns(user: User) -> Q:
    """The cases whose author lets members know of them, where this person is such a member.

    A member of the author's organ, of the organ in charge, or of an organ in whose area the place
    lies. They may know title and state; the case itself stays with those who handle it.
    """
    organs = hats(user).member_of
    if not organs:
        return Q(pk__in=[])
    near = Q(author_organ__in=organs) | Q(organ__in=organs) | below(organs, "place__code")
    return Q(wish__in=SHARED) & ~Q(state=TAKEN_BACK) & near


def names_of_asked() -> ArraySubquery:
    """The names of those who were asked to co-sign and have not answered: they do not stand by it
    as long as they have not said so."""
    cosigners = apps.get_model("suggestions", "Cosigner")._default_manager
    asked = cosigners.filter(suggestion=OuterRef("pk"), state="asked").order_by("id")
    return ArraySubquery(asked.values_list(F("user__name"), flat=True))


def names_of_cosigners() -> ArraySubquery:
    """The names of those who co-sign, in the order in which they were asked or joined."""
    return ArraySubquery(_accepted().order_by("id").values_list(F("user__name"), flat=True))
