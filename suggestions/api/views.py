"""The addresses that are read: lists as on the desks, one case, a draft; and the way in."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
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
from suggestions import desks, filters, places, policies
from suggestions.actions import submitting
from suggestions.actions.submitting import Words
from suggestions.api import listing, reading, shapes
from suggestions.api.bodies import DRAFT_PRESET, KEPT, PRESUMED, WRITE_PRESET, WRITTEN
from suggestions.api.door import key_as_uuid, look_again
from suggestions.api.taking import GROUPS, REFUSALS
from suggestions.lifecycle import Desk
from suggestions.models import Draft, Suggestion
from suggestions.writing import DraftForm, WriteForm
from workdays.calendar import current
from workdays.clock import now

type Views = tuple[filters.View, ...]

DESKS: dict[str, tuple[Callable[..., dict[str, Any]], Views]] = {
    "mine": (desks.members_desk, filters.MEMBER_VIEWS),
    "office": (desks.office_desk, filters.OFFICE_VIEWS),
    "unit": (desks.unit_desk, filters.UNIT_VIEWS),
    "arbiter": (desks.arbiter_desk, filters.ARBITER_VIEWS),
}
SHOWN = sorted({one.key for _make, views in DESKS.values() for one in views})


class Suggestions(StepDoor):
    """A desk's list, and the way in for a new suggestion."""

    refusals = REFUSALS
    operations: ClassVar = {
        "GET": Operation(
            name="list_suggestions",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("What stands on a desk, the earliest date first"),
            query={
                "desk": {
                    "type": "string",
                    "enum": list(DESKS),
                    "description": gettext_lazy("Whose desk; without it your own."),
                },
                "show": {
                    "type": "string",
                    "enum": SHOWN,
                    "description": gettext_lazy("Which list of that desk."),
                },
                "q": {
                    "type": "string",
                    "maxLength": filters.LONGEST_WORDS,
                    "description": gettext_lazy(
                        "Words that all stand in number, title, text or place; mine, office, unit."
                    ),
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
        at, calendar = now(), current()
        desk = make(request.user, query=request.GET, at=at, calendar=calendar)
        rows = listing.rows(desk, at=at, calendar=calendar)
        waiting = listing.waiting(desk)
        return listed(request, desk["page"], rows, desk=name, show=show, waiting=waiting)

    def act(self, request: Request, **address: Any) -> Answer:
        """Submit as the page does; the key of the request is that of the submission."""
        organ = policies.author_organ(request.user)
        key = key_as_uuid(key_of(request.headers.get("Idempotency-Key")))
        form = WriteForm(choices=places.choices(), by=request.user)
        try:
            preset = {**WRITE_PRESET, "key": str(key)}
            data = checked(form, {**PRESUMED, **members(request.data)}, preset)
        except Problem as wrong:
            raise look_again(form, wrong) from wrong
        suggestion = submitting.submit(
            key=data["key"],
            words=Words(data["title"], data["situation"], data["ask"]),
            place=data["place"],
            matter=data["matter"],
            author_organ=organ,
            wish=data["wish"],
            category=data["category"],
            proposed_category=data["proposed_category"],
            people=data.get("people", ()),
            by=request.user,
            at=now(),
        )
        found = reading.result(suggestion.pk)
        return Answer(201, found, {"Location": found["url"]})


def _own_desk(user: User) -> str:
    """Where sign-in lands, too."""
    worn = hats(user)
    if worn.office_of:
        return "office"
    if units_of(user):
        return "unit"
    return "arbiter" if worn.arbiter_of else "mine"


def _known(name: str, value: str, table: dict[str, Any]) -> Any:
    if value not in table:
        text = _("Choose one of these: %(names)s.") % {"names": ", ".join(table)}
        raise Problem(422, "invalid", errors={name: [text]})
    return table[value]


def _seated(user: User, desk: str) -> None:
    worn = hats(user)
    if desk == "office" and not worn.office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    if desk == "unit" and not units_of(user):
        raise PermissionDenied(_("This desk is for the officers of a handling unit."))
    if desk == "arbiter" and not (worn.arbiter_of or worn.office_of):
        raise PermissionDenied(_("This desk is for arbiters."))


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
        seen = Suggestion.objects.visible_to(request.user).for_page().with_cosigners()
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
            fields=KEPT,
            answer=shapes.DRAFT,
            refusals=(415, 422),
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
        before = Draft.objects.filter(author=request.user).first()
        key = str(before.key if before else uuid.uuid4())
        form = DraftForm()
        checked(form, members(request.data), {**DRAFT_PRESET, "key": key})
        kept = submitting.keep_draft(by=request.user, at=now(), **form.fields_of_draft)
        if kept is None:
            raise Problem(409, "not-now")
        return _draft(kept)

    def delete(self, request: Request) -> HttpResponse:
        """Throw it away; there may be none."""
        submitting.discard_draft(by=request.user, at=now())
        return HttpResponse(status=204)


def _draft(draft: Draft) -> Response:
    return Response({name: getattr(draft, name) for name in shapes.DRAFT["required"]})
