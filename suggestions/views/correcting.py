"""Corrections: the office's of title, place and category, the unit's of a sent answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import SignedIn
from suggestions import policies, withheld
from suggestions.actions import correcting
from suggestions.actions.correcting import Facts
from suggestions.forms import CorrectAnswerForm, CorrectForm
from suggestions.lifecycle import CORRECT, CORRECT_ANSWER
from suggestions.requests import Act, ask, assignment_of, suggestion_of
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedIn, code: str) -> HttpResponse:
    """The office corrects title, place and category."""
    suggestion = suggestion_of(request, code)
    policies.require(request.user, CORRECT, suggestion)
    shown = {"title": suggestion.title, "place": suggestion.place_id}
    shown["category"] = suggestion.category_id or ""
    form = CorrectForm(request.POST or None, initial=shown, now=suggestion.category)

    def run() -> None:
        facts = Facts(**form.cleaned_data)
        correcting.correct(suggestion=suggestion, facts=facts, by=request.user, at=now())

    lines = (_("What stands there now is kept under its date. No date moves."),)
    act = Act(_("Correct"), _("Corrected. Those concerned are told."), run, lines)
    return ask(request, suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct_answer(request: SignedIn, code: str) -> HttpResponse:
    """The unit corrects the words of an answer that it has sent."""
    work = assignment_of(request, code)
    ours = policies.sits(request.user, CORRECT_ANSWER.desk, work.suggestion, work)
    refusal = withheld.why(request.user, CORRECT_ANSWER, work) if ours else ""
    if refusal and request.method != "POST":
        messages.info(request, refusal)
        return redirect(work)
    policies.require(request.user, CORRECT_ANSWER, work.suggestion, work)
    sent = correcting.sent_answer(work)
    form = CorrectAnswerForm(request.POST or None, initial={"text": sent.text if sent else ""})

    def run() -> None:
        correcting.correct_answer(assignment=work, by=request.user, at=now(), **form.cleaned_data)

    lines = (_("The earlier text is kept under its date. No date moves."),)
    closed = "" if sent else _("There is no answer to correct.")
    done = _("Corrected. Those concerned are told.")
    return ask(
        request,
        work.suggestion,
        form,
        Act(_("Correct the answer"), done, run, lines, closed=closed),
    )
