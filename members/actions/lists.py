"""How somebody arranges a list for themselves. Recorded is that they did, never what they see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from members.actions.account import note
from members.models import ListChoice, SavedFilter, User
from members.models.saved_filter import MOST_SAVED

ARRANGED = "lists_arranged"


class NotKept(Exception):
    """The view cannot be kept like that; the words say why."""


@transaction.atomic
def keep(*, listing: str, name: str, query: str, by: User, at: datetime) -> SavedFilter:
    """Keep a view of a list under a name, as the last one.

    Raises:
        NotKept: the name is taken, or there are `MOST_SAVED` already.
    """
    # Two presses at once are one after the other.
    User.objects.select_for_update().get(pk=by.pk)
    mine = SavedFilter.objects.of(by, listing)
    if mine.count() >= MOST_SAVED:
        text = _("You have kept %(count)s views of this list. Please delete one first.")
        raise NotKept(text % {"count": MOST_SAVED})
    if mine.filter(name=name).exists():
        raise NotKept(_("You have a view of that name already."))
    last = mine.aggregate(last=Max("position"))["last"] or 0
    saved = SavedFilter.objects.create(
        owner=by, listing=listing, name=name, query=query, position=last + 1
    )
    note(user=by, step=ARRANGED, by=by, at=at, data={"list": listing, "did": "kept"})
    return saved


@transaction.atomic
def rename(*, saved: SavedFilter, name: str, by: User, at: datetime) -> None:
    """Call a view something else.

    Raises:
        NotKept: the name is taken.
    """
    saved.name = name
    try:
        with transaction.atomic():
            saved.save(update_fields=["name"])
    except IntegrityError as taken:
        raise NotKept(_("You have a view of that name already.")) from taken
    note(user=by, step=ARRANGED, by=by, at=at, data={"list": saved.listing, "did": "renamed"})


@transaction.atomic
def drop(*, saved: SavedFilter, by: User, at: datetime) -> None:
    """Delete a view."""
    saved.delete()
    note(user=by, step=ARRANGED, by=by, at=at, data={"list": saved.listing, "did": "deleted"})


@transaction.atomic
def choose(*, listing: str, columns: Sequence[str], by: User, at: datetime) -> None:
    """Keep which columns somebody wants to see in a list."""
    ListChoice.objects.update_or_create(
        owner=by, listing=listing, defaults={"columns": list(columns)}
    )
    note(user=by, step=ARRANGED, by=by, at=at, data={"list": listing, "columns": len(columns)})
