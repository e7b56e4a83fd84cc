"""The page of one case: the same facts for every desk, each with its own next act."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.policies import is_held_by
from members.requests import SignedIn
from notifications.actions import inbox
from suggestions import policies, signing, story, withheld
from suggestions.actions import awaiting, reopening
from suggestions.lifecycle import (
    CORRECT_ANSWER,
    ENTRUST,
    REOPEN,
    RESUME,
    SIGN,
    URGE_HEAD,
    Desk,
    State,
)
from suggestions.models import Assignment, Publication, QueryCode, Suggestion
from suggestions.publishing import newer_answers
from suggestions.wearing import acts_under
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_safe
def case(request: SignedIn, code: str) -> HttpResponse:
    """One case: sentence, river, file and facts. Its notices count as read then."""
    seen = Suggestion.objects.visible_to(request.user).for_page().with_cosigners()
    suggestion = seen.filter(code=code).first()
    if suggestion is None:
        return _sealed(request, code)
    at, calendar = now(), current()
    shown = story.seen(request.user, suggestion, at=at, calendar=calendar)
    _receipts(request, suggestion, shown.works, at=at)
    is_office = policies.sits(request.user, Desk.OFFICE, suggestion)
    buttons = _buttons(request, suggestion, shown, at=at)
    answers, file = story.answers_first(suggestion, list(shown.works), shown.entries)
    reports, file = story.reports_first(suggestion, file)
    handles = _handles(request, suggestion, shown.assignment)
    context = {
        **vars(shown),
        "answers": [*reports, *answers],
        "entries": file,
        "other_hat": acts_under(request, suggestion, shown.works),
        "may_sign": policies.may(request.user, SIGN, suggestion, shown.assignment),
        "may_resume": policies.may(request.user, RESUME, suggestion),
        "is_office": is_office,
        "is_author": policies.is_author(request.user, suggestion),
        "handles": handles,
        "entrusts": _entrusted(request, suggestion, shown.assignment),
        "withheld": _withheld(request, shown.assignment) if handles else "",
        "next_list": partial(signing.goes_on_with, request.user, shown.assignment),
        **(_public(suggestion) if is_office else {}),
        "follow_link": _follow_link(request, suggestion),
        "may_invite": policies.may_invite(request.user, suggestion),
        "buttons": buttons,
        "has_more": any(button.quiet for button in buttons),
    }
    return render(request, "suggestions/case/case.html", context)


def _handles(request: SignedIn, suggestion: Suggestion, work: Assignment | None) -> bool:
    """Whether this person's unit works on it, so that the next case can be theirs as well."""
    return work is not None and policies.sits(request.user, Desk.DEPARTMENT, suggestion, work)


def _entrusted(request: SignedIn, suggestion: Suggestion, work: Assignment | None) -> str:
    """The code of the assignment of which this person may say who handles it; "" for none."""
    return work.code if work and policies.may(request.user, ENTRUST, suggestion, work) else ""


def _withheld(request: SignedIn, work: Assignment | None) -> str:
    """Why an answer of their unit is not this person's to correct."""
    return withheld.why(request.user, CORRECT_ANSWER, work)


def _follow_link(request: SignedIn, suggestion: Suggestion) -> str:
    """What the page of the query code is for: to give one, or to take it back."""
    if suggestion.state == State.WITHDRAWN or not policies.is_author(request.user, suggestion):
        return ""
    if policies.sits(request.user, Desk.MEMBER, suggestion):
        return _("Let somebody follow this case")
    there = QueryCode.objects.answering(now()).filter(suggestion=suggestion).exists()
    return _("Take the code back") if there else ""


def _public(suggestion: Suggestion) -> dict[str, object]:
    """What is public of it, and whether answers have come since."""
    if suggestion.wish != "public":
        return {}
    shown = Publication.objects.public().filter(suggestion=suggestion)
    publication = shown.select_related("suggestion").first()
    is_behind = bool(newer_answers(publication))
    return {"publication": publication, "publication_is_behind": is_behind}


def _sealed(request: SignedIn, code: str) -> HttpResponse:
    """To what is left of a sealed case, for its office; others find no such case."""
    ours = Suggestion.sealed_too.sealed().of_office(request.user)
    get_object_or_404(ours, code=code)
    return redirect("suggestions:seal", code=code)


def _buttons(
    request: SignedIn,
    suggestion: Suggestion,
    shown: story.Seen,
    *,
    at: datetime,
) -> list[story.Button]:
    """The next acts of this reader: those of the promises first, for they wait longest."""
    reader, assignment, steps = shown.reader, shown.assignment, shown.reader.steps
    if assignment and awaiting.reminded_today(shown.events, assignment, at=at):
        steps = tuple(step for step in steps if step is not URGE_HEAD)
    if not reopening.within_reach(suggestion, at=at):
        steps = tuple(step for step in steps if step is not REOPEN)
    promised = story.promise_buttons(
        suggestion,
        mine=policies.sits(request.user, Desk.MEMBER, suggestion),
        holds=lambda unit, organ: is_held_by(request.user, holder=unit, organ=organ),
        at=at,
    )
    ways = story.buttons(steps, suggestion, assignment, at=at, others=reader.others)
    if signing.is_anothers(request.user, assignment):
        ways = story.for_its_head(ways, assignment)
    signs = policies.may(request.user, SIGN, suggestion, assignment)
    back = story.before_signing(assignment, at=at) if assignment and signs else []
    return sorted([*promised, *ways[:1], *back, *ways[1:]], key=lambda one: one.quiet)


def _receipts(
    request: SignedIn, suggestion: Suggestion, works: Sequence[Assignment], *, at: datetime
) -> None:
    """Whoever opens the case has read what was said of it, of its assignments and promises."""
    things = [("suggestion", suggestion.code), *(("assignment", work.code) for work in works)]
    things += [("commitment", one.code) for one in suggestion.promises()]
    inbox.seen(user=request.user, things=things, at=at)
