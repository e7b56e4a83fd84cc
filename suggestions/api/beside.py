"""What stands beside the cases, as on its page: what is alike, notes, empty desks, rules."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from departments.policies import units_of
from gateway.actions.repeating import Answer
from gateway.api.door import Door, StepDoor
from gateway.bridge import checked, members
from gateway.operations import Operation
from gateway.scopes import HANDLE
from members.models import Organ
from members.policies import hats
from suggestions import alike, policies, rulebook, vacancies
from suggestions.actions import noting
from suggestions.api import shapes
from suggestions.api.reading import address, light_of, named
from suggestions.api.taking import GROUPS
from suggestions.forms import NoteForm
from suggestions.lifecycle import Desk
from suggestions.models import Note, Suggestion
from workdays.calendar import current
from workdays.clock import now, today


class Similar(Door):
    """Suggestions whose titles are like one."""

    operations: ClassVar = {
        "GET": Operation(
            name="list_similar",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("What is alike already, and where it stands"),
            query={"title": {"type": "string"}},
            answer=shapes.SIMILAR,
        ),
    }

    def get(self, request: Request) -> Response:
        """At most five of those that this member may know of, the nearest first."""
        policies.author_organ(request.user)
        found = alike.standings(request.user, request.GET.get("title", ""))
        return Response({"results": [_standing(one) for one in found]})


def _standing(one: alike.Standing) -> dict[str, Any]:
    case = one.suggestion
    return {
        "code": case.code,
        "title": case.title,
        "state": one.state,
        "classes": list(one.classes),
        "ground": one.ground,
        "organ": named(case.organ),
        "unit": named(case.unit) if case.unit else None,
        "join": address("join", case.code) if one.can_join else None,
    }


class Notes(StepDoor):
    """The notes of one's own desk on a case."""

    operations: ClassVar = {
        "GET": Operation(
            name="list_notes",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("The notes of one's own desk on a case"),
            answer=shapes.NOTES,
        ),
        "POST": Operation(
            name="note",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("Write a note for one's own desk"),
            scope=HANDLE,
            status=201,
            fields=NoteForm.base_fields,
            answer=shapes.NOTED,
        ),
    }

    def get(self, request: Request, code: str) -> Response:
        """The newest first."""
        case = self._case(request, code)
        own = Note.objects.visible_to(request.user).filter(suggestion=case)
        return Response({"results": [_note(one) for one in own.select_related("author")]})

    def act(self, request: Request, **place: Any) -> Answer:
        """Add one, as the page does. The answer is kept to be given once more, so it says when and
        by whom, and not what: that would outlast a seal."""
        case = self._case(request, place["code"])
        said = checked(NoteForm(), members(request.data), {})
        note = noting.note(suggestion=case, by=request.user, at=now(), **said)
        return Answer(201, _noted(note))

    def _case(self, request: Request, code: str) -> Suggestion:
        case = get_object_or_404(Suggestion.objects.visible_to(request.user), code=code)
        policies.note_desk(request.user, case)
        return case


def _noted(note: Note) -> dict[str, Any]:
    return {"at": note.at.isoformat(), "author": str(note.author)}


def _note(note: Note) -> dict[str, Any]:
    return _noted(note) | {"text": note.text}


class Vacancies(Door):
    """Desks at which nobody sits."""

    operations: ClassVar = {
        "GET": Operation(
            name="list_vacancies",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("The offices and units below at which nobody sits"),
            answer=shapes.VACANCIES,
        ),
    }

    def get(self, request: Request) -> Response:
        """The longest empty first."""
        if not (hats(request.user).office_of or units_of(request.user)):
            raise PermissionDenied(_("This page is for offices and units."))
        rows = vacancies.empty_desks(request.user, day=today(), calendar=current())
        found = [
            {
                "name": str(one.name),
                "light": light_of(one.light),
                "since": one.since,
                "acts_from": one.acts_from,
                "acts": one.acts,
            }
            for one in rows
        ]
        return Response({"results": found})


class Rules(Door):
    """An office's rules for routing."""

    operations: ClassVar = {
        "GET": Operation(
            name="list_rules",
            group=GROUPS[Desk.OFFICE],
            summary=gettext_lazy("The rules for routing that are in force, in their order"),
            answer=shapes.RULES,
        ),
    }

    def get(self, request: Request, code: str) -> Response:
        """Those of an organ in whose office one sits."""
        policies.require_office(request.user, code)
        in_force = rulebook.in_force(get_object_or_404(Organ, pk=code).pk)
        found = [
            {
                "unit": rule.unit,
                "others": list(rule.others),
                "words": list(rule.words),
                "place": rule.place,
                "category": rule.category,
                "sector": rule.sector,
                "urgency": rule.urgency,
            }
            for rule in rulebook.plain(in_force)
        ]
        return Response({"version": in_force.version if in_force else 0, "results": found})
