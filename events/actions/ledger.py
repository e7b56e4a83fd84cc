"""Writing the ledger: the only way an Event comes to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import transaction

from events.actions.nudge import nudge_on_commit
from events.models import Event, Pending, Remark
from events.models.remark import fingerprint, new_salt

SYSTEM = "system"


class Actor(Protocol):
    """Who acts: anything with a public code, in practice `members.models.User`."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """One line to be written; see `record` for the fields."""

    kind: str
    code: str
    step: str
    by: Actor | None
    at: datetime
    role: str = ""
    organ: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    remark: str = ""
    pending: Sequence[str] = ("announce",)


def record(
    *,
    kind: str,
    code: str,
    step: str,
    by: Actor | None,
    at: datetime,
    role: str = "",
    organ: str = "",
    data: Mapping[str, object] | None = None,
    remark: str = "",
    pending: Sequence[str] = ("announce",),
) -> Event:
    """Write that `by` (None: the system) took `step` on the thing `kind`, `code` at `at`.

    `data` holds codes and numbers only; typed words go into `remark`, which can be erased.
    `pending` names the handlers that are to follow up. Event, remark and pending rows come
    with the caller's change or not at all: raises `TransactionManagementError` outside a
    transaction.
    """
    line = Record(
        kind=kind,
        code=code,
        step=step,
        by=by,
        at=at,
        role=role,
        organ=organ,
        data=data or {},
        remark=remark,
        pending=pending,
    )
    return record_many([line])[0]


def record_many(records: Sequence[Record]) -> list[Event]:
    """Write many lines with at most three statements; return the events in the same order."""
    _require_transaction()
    salts = [new_salt() if line.remark else "" for line in records]
    events = Event.objects.bulk_create(
        [_event(line, salt) for line, salt in zip(records, salts, strict=True)]
    )
    written = list(zip(records, salts, events, strict=True))
    Remark.objects.bulk_create(
        [
            Remark(event=event, salt=salt, text=line.remark)
            for line, salt, event in written
            if line.remark
        ]
    )
    todo = [
        Pending(event=event, handler=handler, created_at=line.at)
        for line, _salt, event in written
        for handler in line.pending
    ]
    if todo:
        Pending.objects.bulk_create(todo)
        nudge_on_commit()
    return events


def _event(line: Record, salt: str) -> Event:
    return Event(
        kind=line.kind,
        code=line.code,
        step=line.step,
        actor=line.by.code if line.by else "",
        role=line.role or ("" if line.by else SYSTEM),
        organ=line.organ,
        at=line.at,
        data=dict(line.data),
        remark_hash=fingerprint(salt, line.remark) if line.remark else "",
    )


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An event is written in the transaction of what it tells of."
        )
