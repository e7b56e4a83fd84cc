"""The steps that a program can take: one row for each.

To open a step, name its action and the form that the page has for it. The address is then
/api/v1/suggestions/<code>/<step>/, or /api/v1/assignments/<code>/<step>/ for a step of an
assignment; scope, words and documents follow from the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from departments.models import Department
from gateway.bridge import body_schema, checked, members
from gateway.problems import Problem
from gateway.scopes import DECIDE, HANDLE, SUBMIT
from gateway.scopes import RATE as RATING
from suggestions.actions import handling, rating, reviewing
from suggestions.actions.handling import Talk
from suggestions.api.bodies import AssignBody
from suggestions.forms import ContactForm, RateForm, ReplyForm
from suggestions.lifecycle import (
    ACCEPT,
    ASSIGN,
    CONTACT,
    RATE,
    REDO,
    REPLY,
    SIGN,
    WORK_STEPS,
    Desk,
    Step,
)
from workdays.clock import today

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Assignment, Suggestion

SCOPES = {
    Desk.MEMBER: SUBMIT,
    Desk.OFFICE: DECIDE,
    Desk.ARBITER: DECIDE,
    Desk.DEPARTMENT: HANDLE,
    Desk.LEAD: HANDLE,
}


@dataclass(frozen=True)
class Call:
    """One request: who, when, on which case, and of an assignment's step on which of them."""

    by: User
    at: datetime
    suggestion: Suggestion
    assignment: Assignment | None = None

    @property
    def work(self) -> Assignment:
        """The assignment of a step that has one."""
        if self.assignment is None:
            raise LookupError(self.suggestion.code)
        return self.assignment


@dataclass(frozen=True)
class Body:
    """The page's form for a step; `given` is what the page hands to it besides what is typed."""

    form: type[forms.Form]
    given: Callable[[Call], Mapping[str, Any]] = lambda call: {}

    def read(self, call: Call, sent: Mapping[str, Any]) -> dict[str, Any]:
        """What the form makes of what was sent. Raises Problem (422)."""
        return checked(self.form(**self.given(call)), sent)


@dataclass(frozen=True)
class Door:
    """A step, what it does, what is typed for it. `parts`: forms inside by name, not required."""

    step: Step
    do: Callable[..., object]
    body: Body | None = None
    parts: Mapping[str, Body] = field(default_factory=dict)

    @property
    def of_work(self) -> bool:
        """Whether its address names an assignment."""
        return self.step in WORK_STEPS

    @property
    def scope(self) -> str:
        """What a token must be for: that of the desk, but for a rating its own."""
        return RATING if self.step in (RATE, REDO) else SCOPES[self.step.desk]

    @property
    def fields(self) -> dict[str, forms.Field]:
        """What the body holds, for the documents."""
        own = dict(self.body.form.base_fields) if self.body else {}
        inner = {name: PartField(part.form) for name, part in self.parts.items()}
        return {**own, **inner}

    def take(self, call: Call, sent: Any) -> None:
        """Check what was sent and take the step.

        Raises:
            Problem: 422 with the errors by field.
            PermissionDenied, NotNow: as the action.
        """
        body = members(sent)
        inner = {name: body.pop(name) for name in self.parts if body.get(name) is not None}
        values, errors = self._read(call, body, inner)
        if errors:
            raise Problem(422, "invalid", errors=errors)
        self.do(call, **values)

    def _read(
        self, call: Call, body: dict[str, Any], inner: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        values: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        try:
            values |= (self.body or Body(forms.Form)).read(call, body)
        except Problem as wrong:
            if not wrong.errors:
                raise
            errors |= wrong.errors
        for name, sent in inner.items():
            try:
                values[name] = self.parts[name].read(call, members(sent))
            except Problem as wrong:
                errors |= {f"{name}.{one}": texts for one, texts in (wrong.errors or {}).items()}
        return values, errors


class PartField(forms.Field):
    """A form inside a body, for the documents."""

    def __init__(self, form: type[forms.Form]) -> None:
        super().__init__(required=False)
        self.form = form

    @property
    def json_schema(self) -> dict[str, Any]:
        """The shape of the inner form."""
        return body_schema(self.form.base_fields)


def on_case(action: Callable[..., object]) -> Callable[..., object]:
    """Call an action of a case with what the form checked."""

    def do(call: Call, **values: Any) -> object:
        return action(suggestion=call.suggestion, by=call.by, at=call.at, **values)

    return do


def on_work(action: Callable[..., object]) -> Callable[..., object]:
    """Call an action of an assignment with what the form checked."""

    def do(call: Call, **values: Any) -> object:
        return action(assignment=call.work, by=call.by, at=call.at, **values)

    return do


def _units(call: Call) -> dict[str, Any]:
    return {"units": Department.objects.of_organ(call.suggestion.organ_id)}


def _talk(call: Call) -> dict[str, Any]:
    return {"today": today(), "since": localdate(call.work.assigned_at)}


def _contact(call: Call, **talk: Any) -> object:
    return handling.contact(assignment=call.work, talk=Talk(**talk), by=call.by, at=call.at)


def _reply(call: Call, talk: dict[str, Any] | None = None, **answer: Any) -> object:
    talked = Talk(**talk) if talk else None
    return handling.reply(assignment=call.work, talk=talked, by=call.by, at=call.at, **answer)


DOORS: tuple[Door, ...] = (
    # ── the office ──
    Door(ACCEPT, on_case(reviewing.accept)),
    Door(ASSIGN, on_case(reviewing.accept_and_assign), Body(AssignBody, _units)),
    # ── the unit ──
    Door(SIGN, on_work(handling.sign)),
    Door(CONTACT, _contact, Body(ContactForm, _talk)),
    Door(REPLY, _reply, Body(ReplyForm), {"talk": Body(ContactForm, _talk)}),
    # ── the author ──
    Door(RATE, on_case(rating.rate), Body(RateForm)),
)


def door_of(step: Step) -> Door | None:
    """The row of a step; None for one that programs cannot take."""
    return next((door for door in DOORS if door.step == step), None)
