"""What became of a promise: its unit reports or gives a new date, the author says if it is so."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments import policies
from commitments.actions import keeping
from commitments.lifecycle import CONFIRM, CONTEST, RENEW, REPORT, Claim, NotNow, Step
from commitments.models import Commitment
from files.models import brought
from files.requests import takes_files
from members.requests import SignedIn
from suggestions.actions import enclosing
from suggestions.actions.enclosing import Enclosed
from suggestions.forms import EnclosedForm, KeptForm, RenewForm, ReportForm
from suggestions.models import Suggestion, enclosed
from suggestions.story import Said
from workdays.clock import now, today


def _promise(request: SignedIn, code: str, step: Step) -> tuple[Commitment, Suggestion]:
    """A promise about a case that this person sees; 404 for others, 403 without the seat."""
    found = Commitment.objects.select_related("holder", "organ").filter(kind="suggestion")
    commitment = get_object_or_404(found, code=code)
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=commitment.about)
    policies.require(request.user, step, commitment)
    return commitment, suggestion


def _page(
    request: SignedIn,
    commitment: Commitment,
    suggestion: Suggestion,
    form: Form,
    act: Callable[[dict[str, Any], Enclosed], str],
) -> HttpResponse:
    """Show the form, or act on what was sent and go back to the case."""
    files = EnclosedForm.of(request, at=now())
    status = 422 if form.is_bound else 200
    if form.is_bound and all([form.is_valid(), files.is_valid()]):
        try:
            said = act(form.cleaned_data, files.enclosed)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, said)
            return redirect(suggestion)
    name = request.resolver_match.url_name if request.resolver_match else ""
    page = {
        "commitment": commitment,
        "suggestion": suggestion,
        "form": form,
        "files_form": files,
        "dates": list(commitment.dates.all()),
        **_told(commitment),
    }
    return render(request, f"suggestions/promise/{name}.html", page, status=status)


def _told(commitment: Commitment) -> dict[str, Said]:
    """What was reported last, and the author's last word that it is not so, with their files."""
    lines = enclosed.lines(commitment.about).filter(data__promise=commitment.code)
    names = {"reported": REPORT.name, "contested": CONTEST.name}
    said = {line.step: line for line in reversed(list(lines.filter(step__in=names.values())))}
    found = {name: said[step] for name, step in names.items() if step in said}
    return {name: Said("", line.words, brought(line), line.at) for name, line in found.items()}


def _elsewhere(request: SignedIn, commitment: Commitment, step: Step) -> bool:
    """Whether the page has nothing to ask: the promise has moved on."""
    if request.method == "POST" or step.starts_from(commitment.state):
        return False
    messages.info(request, _("This promise has moved on in the meantime."))
    return True


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, code: str) -> HttpResponse:
    """The unit says that it was kept, or that it cannot be done."""
    commitment, suggestion = _promise(request, code, REPORT)
    if _elsewhere(request, commitment, REPORT):
        return redirect(suggestion)

    def act(said: dict[str, Any], files: Enclosed) -> str:
        about: dict[str, Any] = {"commitment": commitment, "by": request.user, "at": now()}
        words = {"claim": Claim(said["claim"]), "evidence": said["evidence"]}
        enclosing.words(keeping.report, files=files, **about, **words)
        return _("Your report is with the author, who says whether it is so.")

    return _page(request, commitment, suggestion, ReportForm(request.POST or None), act)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: SignedIn, code: str) -> HttpResponse:
    """The unit gives a new date, with its reason."""
    commitment, suggestion = _promise(request, code, RENEW)
    if _elsewhere(request, commitment, RENEW):
        return redirect(suggestion)

    def act(said: dict[str, Any], files: Enclosed) -> str:
        about: dict[str, Any] = {"commitment": commitment, "by": request.user, "at": now()}
        enclosing.words(keeping.renew, files=files, **about, **said)
        return _("The new date stands; the author and the office are told.")

    form = RenewForm(request.POST or None, today=today())
    return _page(request, commitment, suggestion, form, act)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: SignedIn, code: str) -> HttpResponse:
    """The author says whether it is as the unit reports."""
    commitment, suggestion = _promise(request, code, CONFIRM)
    if _elsewhere(request, commitment, CONFIRM):
        return redirect(suggestion)

    def act(said: dict[str, Any], files: Enclosed) -> str:
        about: dict[str, Any] = {
            "commitment": commitment,
            "by": request.user,
            "at": now(),
            "files": files,
        }
        if said["verdict"] == KeptForm.YES:
            enclosing.words(keeping.confirm, **about)
            return _("Thank you. The promise is settled.")
        enclosing.words(keeping.contest, words=said["words"], **about)
        return _("The unit has your words and gives a new date.")

    form = KeptForm(request.POST or None, kept=commitment.claim == Claim.KEPT)
    return _page(request, commitment, suggestion, form, act)
