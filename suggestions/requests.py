"""How most acts on a case are asked for: one page, one form, one act, back to the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.models import Department
from members.models import Organ
from members.requests import SignedIn
from suggestions import places
from suggestions.actions import undoing
from suggestions.lifecycle import NotNow
from suggestions.models import Assignment, Suggestion

# What a browser may still undo: the codes of one act, and until when.
UNDO_OFFER = "undo"

OF_WORK = (
    *(f"suggestion__{name}" for name in ("organ", "place", "unit", "author", "author_organ")),
    "department",
    "officer",
    "return_request__proposed",
    "extension_request",
)


def assignment_of(request: SignedIn, code: str) -> Assignment:
    """An assignment that this person sees, with its case and wishes; 404 for what they do not."""
    seen = Assignment.objects.visible_to(request.user)
    found: Assignment = get_object_or_404(seen.select_related(*OF_WORK), code=code)
    return found


def suggestion_of(request: SignedIn, code: str) -> Suggestion:
    """A suggestion that this person sees; 404 for what they do not."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    found: Suggestion = get_object_or_404(seen, code=code)
    return found


def free_units(suggestion: Suggestion) -> QuerySet[Department]:
    """The organ's active units to which a case that units have may be given besides."""
    taken = suggestion.assignments.present().values("department")
    units = Department.objects.of_organ(suggestion.organ_id).in_families()
    free: QuerySet[Department] = units.exclude(pk__in=taken)
    return free


def other_organs(suggestion: Suggestion) -> QuerySet[Organ]:
    """The organs to which a case may be transferred: with units, and without this case so far."""
    had = {suggestion.organ_id, *suggestion.past.organs()}
    return places.with_units().exclude(pk__in=had)


@dataclass(frozen=True)
class Act:
    """One act on its page: what it is called, what is said first, what has been said before.

    ``run`` does it and returns what is said then. ``closed`` says why it cannot be done now.
    """

    verb: str
    done: str
    run: Callable[[], object]
    lines: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    closed: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def ask(request: SignedIn, suggestion: Suggestion, form: BaseForm, act: Act) -> HttpResponse:
    """Show the form or take what was sent. What was typed stays: 422 amiss, 409 too late."""
    if request.method != "POST" and act.closed:
        messages.info(request, act.closed)
        return redirect(suggestion)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            act.run()
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, act.done)
            return redirect(suggestion)
    page = {"suggestion": suggestion, "form": form, "act": act, **act.more}
    return render(request, "suggestions/act.html", page, status=status)


def offer_undo(request: SignedIn, suggestions: Iterable[Suggestion], *, at: datetime) -> None:
    """Let the pages of this browser offer to undo what was just done with these cases."""
    end = undoing.until(at)
    if end:
        codes = [one.code for one in suggestions]
        request.session[UNDO_OFFER] = {"codes": codes, "until": end.isoformat()}
