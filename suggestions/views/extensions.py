"""More time: the unit asks, the office decides."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from design.dates import day
from members.models import User
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import extending
from suggestions.actions.extending import TooLate
from suggestions.forms import DecideTimeForm, MoreTimeForm
from suggestions.lifecycle import ASK_EXTENSION, GRANT_EXTENSION
from suggestions.models import Assignment
from suggestions.requests import Act, about, ask, asked_list, assignment_of, own_date, told_at_once
from suggestions.story import Said
from workdays.arithmetic import local_date
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extension(request: SignedIn, code: str) -> HttpResponse:
    """The unit asks for more time, once and before its date is over."""
    work = assignment_of(request, code)
    policies.require(request.user, ASK_EXTENSION, work.suggestion, work)
    limit = extending.limit(work)
    form = MoreTimeForm(
        request.POST or None, after=local_date(work.due_at), until=local_date(limit)
    )

    def run() -> None:
        extending.ask(assignment=work, by=request.user, at=now(), **form.cleaned_data)

    words = {"day": day(work.due_at), "limit": day(limit)}
    lines = (_("It is due on %(day)s. More time can be given once, until %(limit)s.") % words,)
    closed = "" if extending.may_ask(work, at=now()) else str(TooLate())
    done = _("The office decides. Until then the date stays as it is.")
    act = Act(_("Ask for more time"), done, run, lines, closed=closed)
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_extension(request: SignedIn, code: str) -> HttpResponse:
    """The office gives more time, or says why not."""
    work = assignment_of(request, code)
    policies.require(request.user, GRANT_EXTENSION, work.suggestion, work)
    asked, limit = work.asked_for_time, extending.limit(work)
    after = local_date(max(work.due_at, now()))
    form = DecideTimeForm(
        request.POST or None,
        after=after,
        limit=local_date(limit),
        initial={"until": local_date(asked.wanted)} if asked else {},
    )

    closed = "" if asked and asked.is_waiting else _("This has been decided.")
    said = (Said(work.department.name, asked.reason),) if asked else ()
    act = Act(
        _("Decide"),
        "",
        lambda: _decide(work, form, by=request.user),
        (*_lines(work), *own_date(work)),
        said,
        closed,
        unfolds=True,
        onward=asked_list(request, work.suggestion),
        then=_what_then(work),
    )
    return ask(request, work.suggestion, form, act)


def _decide(work: Assignment, form: DecideTimeForm, *, by: User) -> str:
    """Do what was chosen; says what has come of it."""
    data, unit = form.cleaned_data, work.department.name
    if form.says_yes:
        until = data["until"]
        extending.grant(assignment=work, until=until, note=data["note"], by=by, at=now())
        words = {"code": work.suggestion.code, "unit": unit, "day": day(until)}
        return _("%(code)s: %(unit)s answers by %(day)s now.") % words
    extending.refuse(assignment=work, note=data["note"], by=by, at=now())
    words = {"unit": unit, "day": day(work.due_at)}
    return about(work.suggestion, _("The date stays: %(unit)s answers by %(day)s.") % words)


def _what_then(work: Assignment) -> tuple[str, ...]:
    """What comes of either word, beside the button."""
    words = {"unit": work.department.name, "day": day(work.due_at)}
    return (
        _("If you give it: %(unit)s answers by that day and cannot ask again.") % words,
        _("If you do not: %(unit)s answers by %(day)s as before.") % words,
        told_at_once(),
    )


def _lines(work: Assignment) -> tuple[str, ...]:
    asked = work.asked_for_time
    words = {
        "unit": work.department.name,
        "wanted": day(asked.wanted) if asked else "",
        "day": day(work.due_at),
        "limit": day(extending.limit(work)),
    }
    return (
        _("%(unit)s asks for time until %(wanted)s; it is due on %(day)s.") % words,
        _("More time can be given until %(limit)s.") % words,
    )
