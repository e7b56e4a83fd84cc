"""The addresses: lists as on the desks, one case, a draft, and a step each."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from departments.policies import units_of
from gateway.actions.repeating import Answer, key_of
from gateway.api.door import Door, StepDoor, listed
from gateway.bridge import checked, members
from gateway.operations import Operation
from gateway.problems import Problem
from gateway.scopes import SUBMIT
from members.models import User
from members.policies import hats
from suggestions import desks, places, policies
from suggestions.actions import submitting
from suggestions.actions.handling import NoContact
from suggestions.actions.reviewing import WrongParts
from suggestions.actions.submitting import AlreadySubmitted, Words
from suggestions.api import doors, reading, shapes
from suggestions.api.bodies import WRITTEN, written
from suggestions.api.doors import Call
from suggestions.forms import DraftForm, WriteForm
from suggestions.lifecycle import Desk, NotNow
from suggestions.models import Assignment, Draft, Suggestion
from workdays.calendar import current
from workdays.clock import now

GROUPS: dict[Desk, str | Promise] = {
    Desk.MEMBER: gettext_lazy("The author"),
    Desk.OFFICE: gettext_lazy("The office"),
    Desk.DEPARTMENT: gettext_lazy("The unit"),
    Desk.LEAD: gettext_lazy("The unit"),
    Desk.ARBITER: gettext_lazy("The arbiter"),
    Desk.SYSTEM: gettext_lazy("Every desk"),
}


def _sent_before(earlier: AlreadySubmitted) -> Problem:
    text = _("%(code)s was sent before with other words.")
    return Problem(422, "key-used", text % {"code": earlier.suggestion.code})


def _no_contact(missing: NoContact) -> Problem:
    text = _("Record a talk with the author, or send one along.")
    return Problem(422, "invalid", errors={"talk": [text]})


# What the actions refuse, as a program reads it.
REFUSALS: dict[type[Exception], Callable[[Any], Problem]] = {
    NotNow: lambda refusal: Problem(409, "not-now", str(refusal)),
    WrongParts: lambda wrong: Problem(422, "invalid", errors={"charges": [str(wrong)]}),
    AlreadySubmitted: _sent_before,
    NoContact: _no_contact,
}
DESKS: dict[str, tuple[Callable[..., dict[str, Any]], tuple[desks.View, ...]]] = {
    "mine": (desks.members_desk, desks.MEMBER_VIEWS),
    "office": (desks.office_desk, desks.OFFICE_VIEWS),
    "unit": (desks.unit_desk, desks.UNIT_VIEWS),
}


class Suggestions(StepDoor):
    """A desk's list, and the way in for a new suggestion."""

    refusals = REFUSALS
    operations: ClassVar = {
        "GET": Operation(
            name="list_suggestions",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("What stands on a desk, the earliest date first"),
            query={
                "desk": {"type": "string", "enum": list(DESKS)},
                "show": {
                    "type": "string",
                    "enum": sorted({one.key for _make, views in DESKS.values() for one in views}),
                },
                "after": {"type": "string", "description": gettext_lazy("From “next”.")},
                "before": {"type": "string", "description": gettext_lazy("From “previous”.")},
            },
            answer=shapes.LIST,
            refusals=(422,),
        ),
        "POST": Operation(
            name="submit",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("Submit a suggestion"),
            scope=SUBMIT,
            status=201,
            fields=WRITTEN,
            answer=shapes.RESULT,
        ),
    }

    def get(self, request: Request) -> Response:
        """A page of the desk."""
        name = request.GET.get("desk") or _own_desk(request.user)
        make, views = _known("desk", name, DESKS)
        _seated(request.user, name)
        show = request.GET.get("show") or views[0].key
        _known("show", show, {view.key: view for view in views})
        at = now()
        desk = make(request.user, query=request.GET, at=at, calendar=current())
        rows = [reading.row(one, at=at) for one in desk["page"].rows]
        return listed(request, desk["page"], rows, desk=name, show=show)

    def act(self, request: Request, **address: Any) -> Answer:
        """Submit as the page does; the key of the request is that of the submission."""
        organ = policies.author_organ(request.user)
        key = key_of(request.headers.get("Idempotency-Key"))
        body = members(request.data)
        if "key" in body:
            raise Problem(422, "invalid", errors={"key": [_("There is no such field.")]})
        data = checked(WriteForm(choices=places.choices()), written(body, key))
        suggestion = submitting.submit(
            key=data["key"],
            words=Words(data["title"], data["situation"], data["ask"]),
            place=data["place"],
            matter=data["matter"],
            author_organ=organ,
            by=request.user,
            at=now(),
        )
        found = reading.result(suggestion.code, suggestion.state, [])
        return Answer(201, found, {"Location": found["url"]})


def _own_desk(user: User) -> str:
    """Where sign-in lands, too."""
    if hats(user).office_of:
        return "office"
    return "unit" if units_of(user) else "mine"


def _known(name: str, value: str, table: dict[str, Any]) -> Any:
    if value not in table:
        text = _("Choose one of these: %(names)s.") % {"names": ", ".join(table)}
        raise Problem(422, "invalid", errors={name: [text]})
    return table[value]


def _seated(user: User, desk: str) -> None:
    if desk == "office" and not hats(user).office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    if desk == "unit" and not units_of(user):
        raise PermissionDenied(_("This desk is for the officers of a handling unit."))


class Case(Door):
    """One case."""

    operations: ClassVar = {
        "GET": Operation(
            name="read_suggestion",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("One case: who has it, until when and why, and what can be done"),
            answer=shapes.CASE,
        ),
    }

    def get(self, request: Request, code: str) -> Response:
        """What this reader may know of it."""
        seen = Suggestion.objects.visible_to(request.user).for_case()
        suggestion = get_object_or_404(seen, code=code)
        return Response(reading.case(suggestion, user=request.user, at=now()))


class MyDraft(Door):
    """The one draft of a person."""

    operations: ClassVar = {
        "GET": Operation(
            name="read_draft",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("Read what was typed and not sent"),
            answer=shapes.DRAFT,
            refusals=(404,),
        ),
        "PUT": Operation(
            name="keep_draft",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("Keep what was typed so far"),
            scope=SUBMIT,
            fields={name: one for name, one in DraftForm.base_fields.items() if name != "key"},
            answer=shapes.DRAFT,
            refusals=(422,),
        ),
        "DELETE": Operation(
            name="discard_draft",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("Throw it away"),
            scope=SUBMIT,
            status=204,
        ),
    }

    def get(self, request: Request) -> Response:
        """The draft; 404 where there is none."""
        return _draft(get_object_or_404(Draft, author=request.user))

    def put(self, request: Request) -> Response:
        """Keep it whole: what is left out is empty afterwards."""
        policies.author_organ(request.user)
        body = members(request.data)
        if "key" in body:
            raise Problem(422, "invalid", errors={"key": [_("There is no such field.")]})
        before = Draft.objects.filter(author=request.user).first()
        key = str(before.key if before else uuid.uuid4())
        data = checked(DraftForm(), {**body, "key": key})
        kept = submitting.keep_draft(by=request.user, at=now(), **data)
        if kept is None:
            raise Problem(409, "not-now")
        return _draft(kept)

    def delete(self, request: Request) -> HttpResponse:
        """Throw it away; there may be none."""
        submitting.discard_draft(by=request.user)
        return HttpResponse(status=204)


def _draft(draft: Draft) -> Response:
    names = ("title", "situation", "ask", "place", "level", "key", "saved_at")
    return Response({name: getattr(draft, name) for name in names})


class Steps(StepDoor):
    """A step of a case or of one unit's assignment, as its row in `doors.DOORS` says."""

    refusals = REFUSALS
    row: doors.Door | None = None

    @property
    def door(self) -> doors.Door:
        """The row of this address."""
        if self.row is None:
            raise LookupError("an address without a row")
        return self.row

    def operation(self, method: str) -> Operation | None:
        """A step is taken by POST, and there is nothing to read."""
        if method != "POST":
            return None
        step = self.door.step
        return Operation(
            name=step.name,
            group=GROUPS[step.desk],
            summary=step.label,
            scope=self.door.scope,
            fields=self.door.fields,
            answer=shapes.RESULT,
        )

    def act(self, request: Request, **address: Any) -> Answer:
        """Find what this person sees (404), and take the step."""
        call = self._call(request.user, address["code"])
        self.door.take(call, request.data)
        code = call.suggestion.code
        state = Suggestion.objects.values_list("state", flat=True).get(code=code)
        works = Assignment.objects.in_force().filter(suggestion=call.suggestion).order_by("code")
        return Answer(200, reading.result(code, state, list(works.values_list("code", "state"))))

    def _call(self, user: User, code: str) -> Call:
        if not self.door.of_work:
            seen = Suggestion.objects.visible_to(user).for_case()
            return Call(user, now(), get_object_or_404(seen, code=code))
        parts = ("suggestion__organ", "suggestion__unit", "suggestion__author", "department")
        works = Assignment.objects.visible_to(user).select_related(*parts)
        work = get_object_or_404(works, code=code)
        return Call(user, now(), work.suggestion, work)
