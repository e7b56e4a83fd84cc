"""A desk keeps its texts: templates of answers and text blocks, in an order of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from departments.models import Department
from events.actions import ledger
from members.models import Organ
from suggestions import phrases
from suggestions.lifecycle import NotNow
from suggestions.models import Phrase
from suggestions.models.phrase import MOST_KEPT

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models.phrase import Desk


class TooMany(NotNow):
    """The desk keeps as many as it may."""

    def __init__(self) -> None:
        words = _("At most %(most)s texts are kept. Please delete one first.")
        super().__init__(words % {"most": MOST_KEPT})


class Gone(NotNow):
    """Somebody else has removed it."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has deleted this text in the meantime."))


@transaction.atomic
def add(*, desk: Desk, by: User, at: datetime, **said: Any) -> Phrase:
    """Keep a new text, at the end of the desk's order.

    Raises:
        PermissionDenied: `by` does not sit at that desk.
        TooMany: the desk keeps `MOST_KEPT` already.
    """
    role = phrases.require_desk(by, desk)
    kept = _locked(desk)
    if len(kept) >= MOST_KEPT:
        raise TooMany
    owner = {"department_id": desk} if isinstance(desk, int) else {"organ_id": desk}
    last = max((one.position for one in kept), default=0)
    made = Phrase.objects.create(position=last + 1, **owner, **said)
    _say(desk, "add", by=by, at=at, role=role, text=made.code)
    return made


@transaction.atomic
def change(*, phrase: Phrase, by: User, at: datetime, **said: Any) -> None:
    """Let a text say something else from now on; what was written with it stays.

    Raises:
        PermissionDenied: `by` does not sit at its desk.
        Gone: it was removed.
    """
    role = phrases.require_desk(by, phrase.desk)
    if not Phrase.objects.filter(pk=phrase.pk).update(**said):
        raise Gone
    _say(phrase.desk, "change", by=by, at=at, role=role, text=phrase.code)


@transaction.atomic
def remove(*, phrase: Phrase, by: User, at: datetime) -> None:
    """Keep a text no longer; what was written with it stays.

    Raises:
        PermissionDenied: `by` does not sit at its desk.
        Gone: it was removed before.
    """
    role = phrases.require_desk(by, phrase.desk)
    if not Phrase.objects.filter(pk=phrase.pk).delete()[0]:
        raise Gone
    _say(phrase.desk, "remove", by=by, at=at, role=role, text=phrase.code)


@transaction.atomic
def shift(*, phrase: Phrase, up: bool, by: User, at: datetime) -> None:
    """Move a text one place up or down; at the end of the list nothing happens.

    Raises:
        PermissionDenied: `by` does not sit at its desk.
        Gone: it was removed.
    """
    role = phrases.require_desk(by, phrase.desk)
    kept = _locked(phrase.desk)
    if phrase not in kept:
        raise Gone
    here = kept.index(phrase)
    there = here - 1 if up else here + 1
    if 0 <= there < len(kept):
        kept[here], kept[there] = kept[there], kept[here]
        _put(kept)
        _say(phrase.desk, "order", by=by, at=at, role=role, text=phrase.code)


@transaction.atomic
def order_by_use(*, desk: Desk, by: User, at: datetime) -> None:
    """Put what is used most often first.

    Raises:
        PermissionDenied: `by` does not sit at that desk.
    """
    role = phrases.require_desk(by, desk)
    _put(sorted(_locked(desk), key=lambda one: -one.used))
    _say(desk, "order", by=by, at=at, role=role)


def count_use(*, desk: Desk, codes: Collection[str]) -> None:
    """Count that these texts of a desk went out once more; it is not kept whose words they were."""
    if codes:
        Phrase.objects.of(desk).filter(code__in=codes).order_by().update(used=F("used") + 1)


def _locked(desk: Desk) -> list[Phrase]:
    """The desk's texts in their order; nobody else changes that until the transaction ends."""
    owner: Any = Department if isinstance(desk, int) else Organ
    owner.objects.select_for_update(no_key=True, of=("self",)).get(pk=desk)
    return list(Phrase.objects.of(desk))


def _put(kept: Sequence[Phrase]) -> None:
    for position, one in enumerate(kept, start=1):
        one.position = position
    Phrase.objects.bulk_update(kept, ["position"])


def _say(desk: Desk, step: str, *, by: User, at: datetime, role: str, text: str = "") -> None:
    unit = Department.objects.get(pk=desk) if isinstance(desk, int) else None
    ledger.record(
        kind="texts",
        code=unit.code if unit else str(desk),
        step=step,
        by=by,
        at=at,
        role=role,
        organ=unit.organ_id if unit else str(desk),
        data={"text": text} if text else {},
        pending=(),
    )
