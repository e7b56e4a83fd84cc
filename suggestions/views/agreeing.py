"""The lead's text goes round: co-handlers agree or object, the office does without one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import SignedIn
from suggestions import policies, story
from suggestions.actions import agreeing, drafting
from suggestions.forms import AgreeForm, WhyForm
from suggestions.lifecycle import AGREE, DISPENSE
from suggestions.models import Assignment, DraftAnswer
from suggestions.requests import Act, ask, assignment_of
from workdays.clock import now


def _text(draft: DraftAnswer | None) -> tuple[story.Said, ...]:
    return story.words_of(draft, draft.assignment.department.name) if draft else ()


def _closed(draft: DraftAnswer | None) -> str:
    return "" if draft else _("No text waits for this unit’s word now.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: SignedIn, code: str) -> HttpResponse:
    """A co-handler agrees to the lead's text, or objects and says why."""
    work = assignment_of(request, code)
    policies.require(request.user, AGREE, work.suggestion, work)
    form, draft = AgreeForm(request.POST or None), agreeing.text_for(work)

    def run() -> None:
        if form.says_yes:
            drafting.agree(assignment=work, by=request.user, at=now())
        else:
            reason = form.cleaned_data["note"]
            agreeing.object_to(assignment=work, reason=reason, by=request.user, at=now())

    lines = (_("This goes to the author in the name of all. Silence is not taken for a yes."),)
    done = _("Decided. Those concerned are told.")
    act = Act(_("Agree to the answer"), done, run, lines, _text(draft), _closed(draft))
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispense(request: SignedIn, code: str) -> HttpResponse:
    """The office lets the answer go on without one co-handler's agreement."""
    work: Assignment = assignment_of(request, code)
    policies.require(request.user, DISPENSE, work.suggestion, work)
    form, draft = WhyForm(request.POST or None), agreeing.text_for(work)

    def run() -> None:
        reason = form.cleaned_data["reason"]
        drafting.dispense(assignment=work, reason=reason, by=request.user, at=now())

    lines = (_("The agreement of %(unit)s is missing.") % {"unit": work.department.name},)
    done = _("The answer goes on without it.")
    act = Act(_("Go on without this agreement"), done, run, lines, _text(draft), _closed(draft))
    return ask(request, work.suggestion, form, act)
