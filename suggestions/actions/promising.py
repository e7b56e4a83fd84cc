"""What follows for a case from a promise made about it (跟踪办理)."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import Truncator

from commitments.actions import keeping
from commitments.actions.keeping import Matter
from commitments.models import Commitment
from suggestions.lifecycle import SETTLE, State
from suggestions.models import Reply, Suggestion

if TYPE_CHECKING:
    from members.models import User

WORDS = 120
SENTENCES = re.compile(r"(?:[^。！？!?；;.\n]|\.(?!\s|$))+[。！？!?；;.]*")
HEADING = re.compile(r"[:：,，]\s*$")
SALUTATION = re.compile(r"^\s*(尊敬的|您好|你好|Dear\b)|收悉|感谢您|谢谢您|thank you", re.I)
AHEAD = re.compile(
    r"(?<![现已])将|拟|计划|预计|争取|力争|确保|承诺|\d\s*[日号月]前|\d{4}\s*年前|[底末]前|之前"
    r"|年内|月内|\bwill\b"
)


def promised_words(text: str) -> str:
    """The words of an answer that speak of what is still to be done, as they stand there: from the
    first sentence on that looks ahead, else without the salutation; "…" where they go on."""
    said = [one for one in SENTENCES.finditer(text) if not HEADING.search(one[0])]
    ahead = (one for one in said if AHEAD.search(one[0]))
    matter = (one for one in said if not SALUTATION.search(one[0]))
    first = next(chain(ahead, matter), None)
    words = " ".join(text[first.start() if first else 0 :].split())
    return Truncator(words).chars(WORDS)


def make(reply: Reply, *, by: User, at: datetime, role: str) -> None:
    """Keep what an answer promises, from the moment it is given.

    A unit holds its own; what came back from another channel the office in charge follows there.
    """
    work = reply.assignment
    source = work or reply.hand_off
    if source is None or reply.promised_on is None:
        return
    case = source.suggestion
    keeping.make(
        code=work.promise_code if work else f"{case.code}-h{source.pk}",
        matter=Matter("suggestion", case.code, case.organ, case.instrument),
        holder=work.department if work else None,
        words=promised_words(reply.text),
        due_on=reply.promised_on,
        by=by,
        at=at,
        role=role,
    )


@transaction.atomic
def follow(commitment: Commitment, by: User | None, at: datetime) -> None:
    """Let a case follow its promises: it waits for the first due, and closes with the last.

    Before the rating is over the case stays where it is.
    """
    cases = Suggestion.sealed_too.select_related("organ")
    suggestion = cases.get(code=commitment.about)
    if suggestion.state != State.FOLLOWUP:
        return
    waiting = Commitment.objects.about("suggestion", suggestion.code).unsettled()
    first = waiting.first_to_wait_for()
    if first is None:
        suggestion.move(SETTLE, by=None, at=at, closed_at=at, due_at=None)
        return
    changes = {"unit_id": first.holder_id, "due_at": first.held_to}
    cases.filter(pk=suggestion.pk).update(**changes)
