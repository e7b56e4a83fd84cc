"""What a row of the second door is: a step, how its thing is found, what is sent, what it does."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commitments.lifecycle import Seat
from gateway.bridge import body_schema, checked, members
from gateway.problems import Problem
from gateway.scopes import DECIDE, HANDLE, SUBMIT
from gateway.scopes import RATE as RATING
from suggestions.actions import enclosing
from suggestions.actions.enclosing import Enclosed
from suggestions.forms import Warned
from suggestions.lifecycle import RATE, REDO, Desk, Step

if TYPE_CHECKING:
    from commitments.lifecycle import Step as PromiseStep
    from commitments.models import Commitment
    from events.models import Event
    from members.models import User
    from suggestions.models import Assignment, Cosigner, Suggestion

NAMES = uuid.UUID("4b0f6c1e-8d2a-5c57-9a44-2f1d7e6b3c90")

SCOPES: Mapping[str, str] = {
    Desk.MEMBER: SUBMIT,
    Desk.OFFICE: DECIDE,
    Desk.ARBITER: DECIDE,
    Desk.DEPARTMENT: HANDLE,
    Desk.HEAD: HANDLE,
    Desk.LEAD: HANDLE,
}
DESKS = {Seat.HOLDER: Desk.DEPARTMENT, Seat.WITNESS: Desk.MEMBER}


def key_as_uuid(key: str) -> uuid.UUID:
    """The key of a page's form for that of a request: itself where it is a UUID."""
    try:
        return uuid.UUID(key)
    except ValueError:
        return uuid.uuid5(NAMES, key)


@dataclass(frozen=True)
class Call:
    """One request: who, when, under which key, on which case, and on what of it."""

    by: User
    at: datetime
    key: uuid.UUID
    suggestion: Suggestion
    assignment: Assignment | None = None
    commitment: Commitment | None = None
    cosigner: Cosigner | None = None

    @property
    def work(self) -> Assignment:
        """The assignment of a step that has one."""
        return _there(self.assignment)

    @property
    def promise(self) -> Commitment:
        """The promise of a step that has one."""
        return _there(self.commitment)

    @property
    def asked(self) -> Cosigner:
        """What somebody was asked to stand by."""
        return _there(self.cosigner)


def _there[Thing](thing: Thing | None) -> Thing:
    if thing is None:
        raise LookupError("this step is not found by that")
    return thing


@dataclass(frozen=True)
class Kind:
    """What a step is taken on.

    `find` looks for it among what the person sees (404) and gives the rest of the `Call`;
    `require` asks for the seat (403) before anything that was sent is looked at.
    """

    prefix: str
    find: Callable[[User, str], dict[str, Any]]
    require: Callable[[Call, Any], object] = lambda call, step: None


@dataclass(frozen=True)
class Body:
    """The page's form for a step.

    `given`: what the page hands to it besides what is typed. `preset`: fields that a program does
    not send, with their values: the step says them, or only a page needs them; a key is that of
    the request. `needs`: fields that this step asks for, though its form serves others too.
    """

    form: type[forms.Form]
    given: Callable[[Call], Mapping[str, Any]] = lambda call: {}
    preset: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def read(self, call: Call, sent: Mapping[str, Any]) -> dict[str, Any]:
        """What the form makes of what was sent. Raises Problem (422)."""
        form = self.form(**self.given(call))
        key = {"key": str(call.key)} if "key" in self.preset else {}
        try:
            return checked(form, sent, {**self.preset, **key})
        except Problem as wrong:
            raise look_again(form, wrong) from wrong

    @property
    def fields(self) -> dict[str, forms.Field]:
        """What is sent, for the documents."""
        base: dict[str, forms.Field] = self.form.base_fields
        found = {name: one for name, one in base.items() if name not in self.preset}
        return found | {name: _needed(base[name]) for name in self.needs}


def _needed(one: forms.Field) -> forms.Field:
    copied: forms.Field = one.__deepcopy__({})
    copied.required = True
    return copied


def look_again(form: forms.Form, wrong: Problem) -> Problem:
    """The same refusal; where words were found that may be secrets or personal data, with these
    words, and with what to send in “sure” where they may stay."""
    if isinstance(form, Warned) and "sure" in (wrong.errors or {}):
        found = [{"kind": one.kind, "words": one.words} for one in form.found]
        more = {"found": found, "sure": form.fingerprint}
        return Problem(wrong.status, wrong.kind, wrong.detail, wrong.errors, wrong.headers, more)
    return wrong


@dataclass(frozen=True)
class Door:
    """A step, what it does, what is sent for it.

    `parts`: forms inside by name, of which `needed` have to be there. `alias`: its name where one
    step has several doors, and then `says` what each is.
    """

    step: Step | PromiseStep
    on: Kind
    do: Callable[..., object]
    body: Body | None = None
    parts: Mapping[str, Body] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    alias: str = ""
    says: Promise | None = None

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.alias or self.step.name

    @property
    def desk(self) -> Desk:
        """Whose step it is."""
        return self.step.desk if isinstance(self.step, Step) else DESKS[self.step.seat]

    @property
    def label(self) -> Promise:
        """What it is called."""
        return self.says or self.step.label

    @property
    def scope(self) -> str:
        """What a token must be for: that of the desk, but for a rating its own."""
        return RATING if self.step in (RATE, REDO) else SCOPES[self.desk]

    @property
    def fields(self) -> dict[str, forms.Field]:
        """What the body holds, for the documents."""
        own = self.body.fields if self.body else {}
        inner = {name: PartField(part, name in self.needed) for name, part in self.parts.items()}
        return {**own, **inner}

    def take(self, call: Call, sent: Any) -> None:
        """Ask for the seat, check what was sent, and take the step.

        Raises:
            Problem: 422 with the errors by field.
            PermissionDenied, NotNow: as the action.
        """
        self.on.require(call, self.step)
        body = dict(members(sent))
        inner = {name: body.pop(name) for name in self.parts if body.get(name) is not None}
        values, errors, wrong = self._read(call, body, inner)
        if wrong:
            raise Problem(422, "invalid", wrong.detail, errors, more=wrong.more)
        self.do(call, **values)

    def _read(
        self, call: Call, body: dict[str, Any], inner: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any], Problem | None]:
        """The values, the errors by field, and the last refusal of one of the forms."""
        values: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        refusal: Problem | None = None
        try:
            values |= (self.body or Body(forms.Form)).read(call, body)
        except Problem as wrong:
            errors, refusal = dict(wrong.errors or {}), wrong
        for name, sent in inner.items():
            try:
                values[name] = self.parts[name].read(call, members(sent))
            except Problem as wrong:
                texts = wrong.errors or {"": [str(wrong.detail)]}
                errors |= {f"{name}.{one}".rstrip("."): text for one, text in texts.items()}
                refusal = refusal or wrong
        for name in set(self.needed) - set(inner):
            errors[name] = [_("Please fill this in.")]
            refusal = refusal or Problem(422, "invalid")
        return values, errors, refusal


class PartField(forms.Field):
    """A form inside a body, for the documents."""

    def __init__(self, part: Body, needed: bool) -> None:
        super().__init__(required=needed)
        self.part = part

    @property
    def json_schema(self) -> dict[str, Any]:
        """The shape of the inner form."""
        return body_schema(self.part.fields)


def with_files(call: Call, act: Callable[..., Event | None], **said: Any) -> object:
    """Do an act whose words stand in the ledger, with what was sent ahead under this key."""
    return enclosing.words(act, files=Enclosed(call.key), by=call.by, at=call.at, **said)


def on_case(action: Callable[..., object]) -> Callable[..., object]:
    """Call an action of a case with what the form checked."""

    def do(call: Call, **values: Any) -> object:
        return action(suggestion=call.suggestion, by=call.by, at=call.at, **values)

    return do


def on_work(action: Callable[..., object], **names: str) -> Callable[..., object]:
    """Call an action of an assignment with what the form checked; `names`: field → argument."""

    def do(call: Call, **values: Any) -> object:
        named = {names.get(name, name): value for name, value in values.items()}
        return action(assignment=call.work, by=call.by, at=call.at, **named)

    return do
