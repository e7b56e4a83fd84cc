"""Rating: each of those who asked says a word on each answer, for themselves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import rating
from suggestions.actions.rating import Word
from suggestions.forms import RateForm
from suggestions.lifecycle import REDO, NotNow, State
from suggestions.models import Assignment, Suggestion
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: SignedIn, code: str) -> HttpResponse:
    """Rate attitude and result of each answer apart; the last word of all settles the case."""
    seen = Suggestion.objects.visible_to(request.user).for_page()
    suggestion = get_object_or_404(seen, code=code)
    policies.require_rater(request.user, suggestion)
    asked = policies.asked_for(request.user, suggestion)
    if request.method != "POST" and not (asked and suggestion.state == State.REPLIED):
        messages.info(request, _why_not(request, suggestion))
        return redirect(suggestion)
    works = suggestion.works()
    answers = _answers(request, suggestion, works)
    page = {
        "suggestion": suggestion,
        "answers": answers,
        "forms": [form for _work, form in answers],
        "again": policies.may(request.user, REDO, suggestion) and policies.to_redo(works),
    }
    if request.method == "POST":
        return _taken(request, page)
    return render(request, "suggestions/member/rate.html", page)


def _taken(request: SignedIn, page: dict[str, Any]) -> HttpResponse:
    """Rate as it was sent; who could ask for another answer instead is asked once before."""
    forms, status = page["forms"], 422
    if all([form.is_valid() for form in forms]):
        if page["again"] and _is_poor(forms) and "confirm" not in request.POST:
            status, page["asks"] = 200, True
        else:
            try:
                return _rate(request, page["suggestion"], page["answers"])
            except NotNow as refusal:
                forms[0].add_error(None, str(refusal))
                status = 409
    return render(request, "suggestions/member/rate.html", page, status=status)


def _is_poor(forms: list[RateForm]) -> bool:
    return any(form.cleaned_data["result"] == "dissatisfied" for form in forms)


def _why_not(request: SignedIn, suggestion: Suggestion) -> str:
    if suggestion.state == State.CLOSED:
        return _("This case is closed.")
    if any(word.rater_id == request.user.pk for word in suggestion.words()):
        return _("Your rating is there already.")
    return _("There is no answer yet.")


def _answers(
    request: SignedIn, suggestion: Suggestion, works: list[Assignment]
) -> list[tuple[Assignment | None, RateForm]]:
    """Each answer that waits for this person's word with its form; where there is but one, plain.

    Without any the form stands alone: what was typed too late is kept.
    """
    asked = {word.assignment_id for word in policies.asked_for(request.user, suggestion)}
    found: list[Assignment | None] = [work for work in works if work.pk in asked] or [None]
    several = len(found) > 1
    data = request.POST if request.method == "POST" else None
    return [
        (work, RateForm(data, prefix=work.code if several and work else None)) for work in found
    ]


def _rate(
    request: SignedIn, suggestion: Suggestion, answers: list[tuple[Assignment | None, RateForm]]
) -> HttpResponse:
    words = [
        Word(**form.cleaned_data, assignment=work.pk if work else None) for work, form in answers
    ]
    rating.rate_answers(suggestion=suggestion, words=words, by=request.user, at=now())
    suggestion.refresh_from_db(fields=["state"])
    said = {
        State.CLOSED: _("Thank you. The case is closed."),
        State.FOLLOWUP: _("Thank you. What was promised is followed now."),
    }
    waits = _("Thank you. The case waits for the others who asked.")
    messages.success(request, said.get(State(suggestion.state), waits))
    if suggestion.state in said and any("dissatisfied" in (w.attitude, w.result) for w in words):
        messages.info(request, _("No other answer can be asked for now that you have rated."))
    return redirect(suggestion)
