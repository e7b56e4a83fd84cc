"""Rating: each of those who asked says a word on each answer, for themselves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from design.dates import together
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import rating, unrating
from suggestions.actions.rating import Word
from suggestions.actions.undoing import UNDO_OFFER
from suggestions.forms import RateForm
from suggestions.lifecycle import GIVEN_RATINGS, RATINGS, REDO, NotNow, State, undo_window
from suggestions.models import Assignment, Suggestion
from suggestions.requests import offer_undo, suggestion_of
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: SignedIn, code: str) -> HttpResponse:
    """Rate attitude and result of each answer apart, or of the only one both alike in one tap; the
    last word of all settles the case."""
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
        "alike": [(value, RATINGS[value]) for value in GIVEN_RATINGS],
        "can_undo": bool(undo_window()),
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
    data = _sent(request, several=several)
    return [
        (work, RateForm(data, prefix=work.code if several and work else None)) for work in found
    ]


def _sent(request: SignedIn, *, several: bool) -> QueryDict | None:
    """What was sent; on the only answer one tap says the same of attitude and result."""
    if request.method != "POST":
        return None
    alike = "" if several else request.POST.get("alike", "")
    sent = request.POST.copy()
    for name in ("attitude", "result") if alike else ():
        sent[name] = alike
    return sent


def _rate(
    request: SignedIn, suggestion: Suggestion, answers: list[tuple[Assignment | None, RateForm]]
) -> HttpResponse:
    words = [
        Word(**form.cleaned_data, assignment=work.pk if work else None) for work, form in answers
    ]
    at = now()
    rating.rate_answers(suggestion=suggestion, words=words, by=request.user, at=at)
    suggestion.refresh_from_db(fields=["state"])
    said = {
        State.CLOSED: _("Thank you. The case is closed."),
        State.FOLLOWUP: _("Thank you. What was promised is followed now."),
    }
    waits = _("Thank you. The case waits for the others who asked.")
    done = together(said.get(State(suggestion.state), waits), _given(words))
    if suggestion.state in said and any("dissatisfied" in (w.attitude, w.result) for w in words):
        over = _("No other answer can be asked for now that you have rated.")
        done = together(done, over)
    messages.success(request, done)
    back = reverse("suggestions:unrate", args=[suggestion.code])
    offer_undo(request, [suggestion], at=at, said=done, back=back)
    return redirect(suggestion)


def _given(words: list[Word]) -> str:
    """What was said, in words: where all is rated alike, or of the only answer."""
    alike = {word for one in words for word in (one.attitude, one.result)}
    if len(alike) == 1:
        return _("Noted: %(word)s.") % {"word": RATINGS[alike.pop()]}
    if len(words) > 1:
        return _("Noted: a rating of each answer.")
    given = {"attitude": RATINGS[words[0].attitude], "result": RATINGS[words[0].result]}
    return (
        _("Noted: %(attitude)s with how they dealt with you, %(result)s with what came of it.")
        % given
    )


@login_required
@require_POST
def unrate(request: SignedIn, code: str) -> HttpResponse:
    """Take back the rating just given; its page opens again."""
    suggestion = suggestion_of(request, code)
    policies.require_rater(request.user, suggestion)
    if unrating.is_taken_back(suggestion, request.user):
        return redirect("suggestions:rate", code=code)
    try:
        unrating.unrate(suggestion=suggestion, by=request.user, at=now())
    except NotNow as refusal:
        page = {
            "named": _("Take the rating back"),
            "title": _("The rating could not be taken back"),
            "why": str(refusal),
            "back": suggestion.get_absolute_url(),
            "back_name": suggestion.code,
            "onward": _("To the case"),
        }
        return render(request, "suggestions/undo/stands.html", page, status=409)
    request.session.pop(UNDO_OFFER, None)
    messages.success(request, _("Your rating is taken back. You can rate anew."))
    return redirect("suggestions:rate", code=code)
