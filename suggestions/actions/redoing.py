"""The author asks a unit to answer once more (重办)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions import keeping
from suggestions import clocks, policies
from suggestions.actions import progress
from suggestions.lifecycle import AGAIN, MOST_REDOS, REDO, SUPERVISE, NotNow
from suggestions.models import Assignment, Rating, Suggestion

if TYPE_CHECKING:
    from events.models import Event
    from members.models import User


@transaction.atomic
def redo(
    *,
    suggestion: Suggestion,
    missing: str,
    by: User,
    at: datetime,
    units: Collection[str] | None = None,
) -> Event:
    """Ask for another answer, saying what is still missing: the unit reads these words.

    ``units`` are the codes of those that answer again; None: all that have answered. It ends the
    rating at once: who has not said a word yet is asked again with the new answer. The second
    time opens supervision. Return the line that holds the words.

    Raises:
        PermissionDenied: `by` is not the author.
        NotNow: the window has closed, or a unit has answered again twice already.
        ValueError: no such unit has answered.
    """
    role = policies.require(by, REDO, suggestion)
    suggestion.lock()
    works = _chosen(suggestion, units)
    rounds = {work.round + 1 for work in works}
    about = {"units": [work.department.code for work in works], "round": max(rounds)}
    line = suggestion.move(REDO, by=by, at=at, role=role, data=about, remark=missing)
    clocks.stop(suggestion, "rate", by=by, at=at)
    for work in works:
        _again(work, by=by, at=at)
    progress.show(suggestion)
    if max(rounds) == MOST_REDOS and suggestion.supervised_at is None:
        suggestion.move(SUPERVISE, by=None, at=at, data=about, supervised_at=at)
    return line


def _chosen(suggestion: Suggestion, units: Collection[str] | None) -> list[Assignment]:
    answered = Assignment.objects.current().filter(suggestion=suggestion, state__in=AGAIN.sources)
    works = list(answered.select_related("department", "suggestion__organ").order_by("id"))
    if units is not None:
        works = [work for work in works if work.department.code in units]
        if len(works) < len(set(units)):
            raise ValueError("no such unit has answered")
    if not works:
        raise NotNow(_("Somebody else was faster: this case has moved on in the meantime."))
    if any(work.round >= MOST_REDOS for work in works):
        raise NotNow(_("An answer can be asked for again twice at most."))
    return works


def _again(work: Assignment, *, by: User, at: datetime) -> None:
    """One unit begins its next round, against a clock of its own. The answer before it stays."""
    Rating.objects.asked().filter(assignment=work).delete()
    keeping.replace(code=work.promise_code, by=by, at=at)
    due = clocks.start_for_unit(work, "redo", by=by, at=at)
    changes: dict[str, Any] = {"round": work.round + 1, "delivered_at": None}
    work.move(AGAIN, by=None, at=at, due_at=due.due_at, **changes)
