"""Taking a step, and what is answered where an action refuses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from commitments.lifecycle import NotNow as PromiseNotNow
from gateway.actions.repeating import Answer, key_of
from gateway.api.door import StepDoor
from gateway.operations import Operation
from gateway.problems import Problem
from suggestions.actions.drafting import NoLetter
from suggestions.actions.enclosing import TooManyFiles
from suggestions.actions.entering import NoScan
from suggestions.actions.handing import WrongParts
from suggestions.actions.handling import NoContact
from suggestions.actions.merging import CannotMerge
from suggestions.actions.submitting import AlreadySubmitted
from suggestions.actions.transferring import CannotTransfer
from suggestions.api import reading, shapes
from suggestions.api.door import Call, Door, key_as_uuid
from suggestions.lifecycle import Desk, NotNow
from workdays.clock import now

GROUPS: Mapping[Desk, str | Promise] = {
    Desk.MEMBER: gettext_lazy("The author"),
    Desk.OFFICE: gettext_lazy("The office"),
    Desk.DEPARTMENT: gettext_lazy("The unit"),
    Desk.HEAD: gettext_lazy("The unit"),
    Desk.LEAD: gettext_lazy("The unit"),
    Desk.ARBITER: gettext_lazy("The arbiter"),
    Desk.SYSTEM: gettext_lazy("Every desk"),
}


def _at(field: str) -> Callable[[Exception], Problem]:
    return lambda wrong: Problem(422, "invalid", errors={field: [str(wrong)]})


def _sent_before(earlier: Any) -> Problem:
    text = _("%(code)s was sent before with other words.")
    return Problem(422, "key-used", text % {"code": earlier.suggestion.code})


def _no_contact(_missing: Exception) -> Problem:
    text = _("Record a talk with the author, or send one along.")
    return Problem(422, "invalid", errors={"talk": [text]})


def _no_scan(_missing: Exception) -> Problem:
    text = _("No file was sent ahead under this key.")
    return Problem(422, "invalid", errors={"scan": [text]})


def _not_now(refusal: Exception) -> Problem:
    return Problem(409, "not-now", str(refusal))


# What the actions refuse, as a program reads it.
REFUSALS: dict[type[Exception], Callable[[Any], Problem]] = {
    NotNow: _not_now,
    PromiseNotNow: _not_now,
    WrongParts: _at("charges"),
    CannotMerge: _at("code"),
    CannotTransfer: _at("to"),
    AlreadySubmitted: _sent_before,
    NoContact: _no_contact,
    TooManyFiles: _at("left_out"),
    NoLetter: _no_scan,
    NoScan: _no_scan,
}


class Steps(StepDoor):
    """A step of a case, of one unit's assignment or of a promise, as its row says."""

    refusals = REFUSALS
    row: Door | None = None

    @property
    def door(self) -> Door:
        """The row of this address."""
        if self.row is None:
            raise LookupError("an address without a row")
        return self.row

    def operation(self, method: str) -> Operation | None:
        """A step is taken by POST, and there is nothing to read."""
        if method != "POST":
            return None
        return Operation(
            name=self.door.name,
            group=GROUPS[self.door.desk],
            summary=self.door.label,
            scope=self.door.scope,
            fields=self.door.fields,
            answer=shapes.RESULT,
        )

    def act(self, request: Request, **address: Any) -> Answer:
        """Find what this person sees (404), and take the step."""
        key = key_as_uuid(key_of(request.headers.get("Idempotency-Key")))
        found = self.door.on.find(request.user, address["code"])
        call = Call(by=request.user, at=now(), key=key, **found)
        self.door.take(call, request.data)
        return Answer(200, reading.result(call.suggestion.pk))
