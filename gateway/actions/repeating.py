"""One request is done once, however often it is sent under its key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from gateway.models import IdempotentRequest
from gateway.models.request import KEY_LENGTH, TARGET_LENGTH
from gateway.problems import Problem, content

if TYPE_CHECKING:
    from members.models import User

KEY = re.compile(rf"[\x21\x23-\x7e]{{1,{KEY_LENGTH}}}")
"""Printable signs without blanks; with quotation marks around it or without."""


TYPED = 422
"""The status of a refusal that speaks of what was typed."""

WAITED_TOO_LONG = ("55P03", "57014")
"""PostgreSQL's codes for a lock that was not free in time, and for a statement that took long."""


@dataclass(frozen=True)
class Answer:
    """What is answered: a status, values for JSON, and headers of its own."""

    status: int
    members: Any
    headers: dict[str, str] = field(default_factory=dict)
    replayed: bool = False


def key_of(header: str | None) -> str:
    """The key in an Idempotency-Key header.

    Raises:
        Problem: 400, there is none or it is malformed.
    """
    key = (header or "").strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not KEY.fullmatch(key):
        text = _("Send a header Idempotency-Key with 1 to %(count)d letters, digits and signs.")
        raise Problem(400, "key-missing", text % {"count": KEY_LENGTH})
    return key


def once(
    *, user: User, key: str, target: str, body: bytes, at: datetime, act: Callable[[], Answer]
) -> Answer:
    """Do `act` and keep its answer with what it did; sent again, the kept answer is given.

    Two at once: the database lets the second wait for the first. `act` may raise `Problem`: what
    it did is undone then, and the refusal is kept. Of one that speaks of what was typed (422) only
    that it was: it may hold the person's own words, so sent again it is tried again. Anything else
    that is raised undoes everything.

    Raises:
        Problem: 422, the key was used for another request; 409, the first is still under way.
    """
    target, body_hash = _short(target), hashlib.sha256(body).hexdigest()
    row = IdempotentRequest(user=user, key=key, target=target, body_hash=body_hash, created_at=at)
    with transaction.atomic():
        if not _is_first(row):
            row = _kept(user, key, target, body_hash)
            if row.status != TYPED:
                return Answer(row.status, row.answer, row.headers, replayed=True)
        answer = _tried(act)
        if answer.status == TYPED:
            row.keep(TYPED, {}, {})
        else:
            row.keep(answer.status, answer.members, answer.headers)
    return answer


def _short(target: str) -> str:
    """What fits into the row: of a longer address its beginning, and what stands for all of it."""
    if len(target) <= TARGET_LENGTH:
        return target
    whole = hashlib.sha256(target.encode()).hexdigest()
    return f"{target[: TARGET_LENGTH - len(whole) - 1]} {whole}"


def _is_first(row: IdempotentRequest) -> bool:
    """Put the row in; waits where the same key is just being worked on."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    except OperationalError as waited:
        if getattr(waited.__cause__, "pgcode", "") not in WAITED_TOO_LONG:
            raise
        raise Problem(409, "under-way", headers={"Retry-After": "5"}) from waited
    return True


def _kept(user: User, key: str, target: str, body_hash: str) -> IdempotentRequest:
    first = IdempotentRequest.objects.select_for_update().get(user=user, key=key)
    if not first.is_same(target, body_hash):
        raise Problem(422, "key-used", _("Use a new key for a new request."))
    return first


def _tried(act: Callable[[], Answer]) -> Answer:
    try:
        with transaction.atomic():
            return act()
    except Problem as refusal:
        if refusal.status >= 500:
            raise
        return Answer(refusal.status, content(refusal), dict(refusal.headers))


def sweep(*, at: datetime) -> int:
    """Forget the answers that are no longer promised; how many those were."""
    deleted, _by_model = IdempotentRequest.objects.outdated(at).delete()
    return deleted
