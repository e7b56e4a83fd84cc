"""Opinions of co-handlers: given, sent back, done without."""

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from design.dates import day
from files.requests import takes_files
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import enclosing, opinions
from suggestions.forms import EnclosedForm, OpinionForm, WhyForm
from suggestions.lifecycle import GIVE_OPINION, RETURN_OPINION, WAIVE
from suggestions.models import Assignment, enclosed
from suggestions.requests import Act, ask, assignment_of
from suggestions.story import Said
from workdays.clock import now


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: SignedIn, code: str) -> HttpResponse:
    """The co-handler gives its opinion to the lead; unsigned, it signs in the same act."""
    work = assignment_of(request, code)
    policies.require(request.user, GIVE_OPINION, work.suggestion, work)
    form, files = OpinionForm(request.POST or None), EnclosedForm.of(request, at=now())

    def run() -> None:
        said = {"text": form.cleaned_data["text"], "files": files.enclosed}
        enclosing.opinion(assignment=work, by=request.user, at=now(), **said)

    open_now = work.is_held and GIVE_OPINION.is_for(work.part)
    words = {
        "unit": work.department.name,
        "lead": work.suggestion.unit.name if work.suggestion.unit else "",
        "day": day(work.due_at),
    }
    lines = (_("%(unit)s gives its opinion to %(lead)s by %(day)s.") % words,)
    closed = "" if open_now else _("No opinion is asked of this unit now.")
    done = _("The opinion is with the unit that leads.")
    then = _("Nobody has to sign this: it goes to %(lead)s at once.") % words
    act = Act(_("Give the opinion"), done, run, lines, closed=closed, then=(then,), files=files)
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: SignedIn, code: str) -> HttpResponse:
    """The lead asks for an opinion once more."""
    work = assignment_of(request, code)
    policies.require(request.user, RETURN_OPINION, work.suggestion, work)
    form = WhyForm(request.POST or None)

    def run() -> None:
        opinions.send_back(
            assignment=work, reason=form.cleaned_data["reason"], by=request.user, at=now()
        )

    words = {"unit": work.department.name, "day": day(work.due_at)}
    lines = (_("%(unit)s has until %(day)s again: its date stays.") % words,)
    open_now = RETURN_OPINION.starts_from(work.state) and RETURN_OPINION.is_for(work.part)
    closed = "" if open_now else _("There is no opinion to send back.")
    if open_now and work.suggestion.past.is_answer_on_its_way:
        closed = str(opinions.OnItsWay())
    done = _("The unit gives its opinion once more.")
    act = Act(_("Send the opinion back"), done, run, lines, _given(work), closed)
    return ask(request, work.suggestion, form, act)


def _given(work: Assignment) -> tuple[Said, ...]:
    prefetch_related_objects([work], enclosed.answers())
    return tuple(Said(work.department.name, one.text, one.files) for one in work.replies.all())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: SignedIn, code: str) -> HttpResponse:
    """The office lets the lead answer without an opinion."""
    work = assignment_of(request, code)
    policies.require(request.user, WAIVE, work.suggestion, work)
    form = WhyForm(request.POST or None)

    def run() -> None:
        opinions.waive(
            assignment=work, reason=form.cleaned_data["reason"], by=request.user, at=now()
        )

    words = {"unit": work.department.name, "day": day(work.due_at)}
    lines = (_("The opinion of %(unit)s is due on %(day)s.") % words,)
    open_now = WAIVE.starts_from(work.state) and WAIVE.is_for(work.part)
    closed = "" if open_now else _("No opinion is missing from this unit.")
    done = _("The lead can answer without this opinion now.")
    act = Act(_("Go on without this opinion"), done, run, lines, closed=closed)
    return ask(request, work.suggestion, form, act)
