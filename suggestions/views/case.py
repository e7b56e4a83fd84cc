"""The page of one case: the same facts for every desk, each with its own next act."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from commitments.policies import is_held_by
from events.models import Event
from members.requests import SignedIn
from notifications.actions import inbox
from suggestions import clocks, policies, story
from suggestions.actions import reopening
from suggestions.lifecycle import REOPEN, RESUME, Desk, State
from suggestions.models import Assignment, Publication, Suggestion
from suggestions.models.suggestion import answering
from suggestions.publishing import newer_answers
from suggestions.wearing import acts_under
from workdays.calendar import current
from workdays.clock import now

# The office and those above it see that a case is supervised.
OVERSEERS = (Desk.OFFICE, Desk.SYSTEM)


@login_required
@require_safe
def case(request: SignedIn, code: str) -> HttpResponse:
    """One case: sentence, river, file and facts. Its notices count as read then."""
    seen = Suggestion.objects.visible_to(request.user).for_page().with_cosigners()
    suggestion = seen.filter(code=code).first()
    if suggestion is None:
        return _sealed(request, code)
    works = suggestion.works()
    at, calendar = now(), current()
    _receipts(request, suggestion, works, at=at)
    told = Event.objects.of("suggestion", suggestion.code).select_related("remark")
    events = story.standing(list(told))
    reader = policies.reader(request.user, suggestion, works)
    assignment = reader.work or answering(works)
    promise = clocks.waiting_promise(suggestion)
    is_office = policies.sits(request.user, Desk.OFFICE, suggestion)
    buttons = _buttons(request, suggestion, reader, assignment, at=at)
    context = {
        "suggestion": suggestion,
        "assignment": assignment,
        "due": clocks.running(suggestion, assignment),
        "light": clocks.case_light(suggestion, assignment, at=at, calendar=calendar),
        "sentence": story.sentence(
            suggestion,
            at=at,
            calendar=calendar,
            reader=reader.voice,
            promise=promise,
            decision=clocks.awaited(works),
        ),
        "stations": story.stations(suggestion, events),
        "entries": story.entries(
            suggestion,
            works,
            events,
            rating_shown=reader.follows_ratings,
            reasons_shown=policies.reads_reasons(request.user, suggestion),
            inside_shown=reader.sees_inside(request.user, suggestion),
        ),
        "other_hat": acts_under(request, suggestion, works),
        "units": story.lines(suggestion, works),
        "waited_for": story.waited_for(suggestion, works),
        "given_back": story.given_back(works),
        "may_resume": policies.may(request.user, RESUME, suggestion),
        "works_on_it": reader.desk in (Desk.OFFICE, Desk.DEPARTMENT),
        "is_office": is_office,
        "publication_is_behind": is_office and _is_behind(suggestion),
        "may_let_follow": _may_let_follow(request, suggestion),
        "may_invite": policies.may_invite(request.user, suggestion),
        "buttons": buttons,
        "has_more": any(button.quiet for button in buttons),
        "ratings": reader.words,
        "promises": [
            (one, clocks.promise_light(one, at=at, calendar=calendar))
            for one in suggestion.promises()
        ],
        "supervised": bool(suggestion.supervised_at) and reader.desk in OVERSEERS,
    }
    return render(request, "suggestions/case/case.html", context)


def _may_let_follow(request: SignedIn, suggestion: Suggestion) -> bool:
    mine = policies.sits(request.user, Desk.MEMBER, suggestion)
    return mine and suggestion.state != State.WITHDRAWN


def _is_behind(suggestion: Suggestion) -> bool:
    """Whether answers have come since the case was published."""
    if suggestion.wish != "public":
        return False
    shown = Publication.objects.public().filter(suggestion=suggestion)
    return bool(newer_answers(shown.select_related("suggestion").first()))


def _sealed(request: SignedIn, code: str) -> HttpResponse:
    """To what is left of a sealed case, for its office; others find no such case."""
    ours = Suggestion.sealed_too.sealed().of_office(request.user)
    get_object_or_404(ours, code=code)
    return redirect("suggestions:seal", code=code)


def _buttons(
    request: SignedIn,
    suggestion: Suggestion,
    reader: policies.Reader,
    assignment: Assignment | None,
    *,
    at: datetime,
) -> list[story.Button]:
    """The next acts of this reader: those of the promises first, for they wait longest."""
    steps = reader.steps
    if not reopening.within_reach(suggestion, at=at):
        steps = tuple(step for step in steps if step is not REOPEN)
    promised = story.promise_buttons(
        suggestion,
        mine=policies.sits(request.user, Desk.MEMBER, suggestion),
        holds=lambda unit, organ: is_held_by(request.user, holder=unit, organ=organ),
    )
    ways = story.buttons(steps, suggestion, assignment, at=at, others=reader.others)
    return sorted([*promised, *ways], key=lambda one: one.quiet)


def _receipts(
    request: SignedIn, suggestion: Suggestion, works: list[Assignment], *, at: datetime
) -> None:
    """Whoever opens the case has read what was said of it and of its assignments."""
    things = [("suggestion", suggestion.code), *(("assignment", work.code) for work in works)]
    inbox.seen(user=request.user, things=things, at=at)
