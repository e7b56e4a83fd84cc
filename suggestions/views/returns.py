"""Whose it is: the unit gives it back, the office decides, or takes it away by itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from design.dates import day
from members.models import User
from members.requests import SignedIn
from suggestions import policies, story
from suggestions.actions import returning
from suggestions.actions.returning import Whose, WindowClosed
from suggestions.forms import DecideReturnForm, GiveBackForm, RecallForm
from suggestions.lifecycle import APPROVE_RETURN, ASK_RETURN, RECALL, Part
from suggestions.models import Assignment
from suggestions.requests import (
    Act,
    about,
    ask,
    asked_list,
    assignment_of,
    free_units,
    own_date,
    told_at_once,
)
from suggestions.story import Said
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: SignedIn, code: str) -> HttpResponse:
    """The unit says that it is not theirs, and whose it is."""
    work = assignment_of(request, code)
    policies.require(request.user, ASK_RETURN, work.suggestion, work)
    form = GiveBackForm(request.POST or None, units=free_units(work.suggestion))

    def run() -> None:
        data = form.cleaned_data
        whose = Whose(data["proposed"], data["elsewhere"])
        returning.ask(
            assignment=work, reason=data["reason"], whose=whose, by=request.user, at=now()
        )

    until = {"day": day(work.return_until), "due": day(work.due_at)}
    lines = (
        _("Until %(day)s you can say that this is not yours. The office then decides.") % until,
        _("The time to answer runs on meanwhile, until %(due)s.") % until,
    )
    closed = "" if work.may_return(now()) else str(WindowClosed())
    done = _("The office decides now. The time to answer runs on.")
    return ask(
        request, work.suggestion, form, Act(_("Give it back"), done, run, lines, closed=closed)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_return(request: SignedIn, code: str) -> HttpResponse:
    """The office takes it from the unit and chooses the next one, or leaves it there."""
    work = assignment_of(request, code)
    suggestion, asked = work.suggestion, work.asked_back
    policies.require(request.user, APPROVE_RETURN, suggestion, work)
    form = DecideReturnForm(
        request.POST or None,
        units=free_units(suggestion),
        nobody=nobody(work),
        initial={"successor": asked.proposed.code} if asked and asked.proposed else {},
    )

    closed = "" if APPROVE_RETURN.starts_from(work.state) else _("This has been decided.")
    said = (Said(work.department.name, asked.reason),) if asked else ()
    act = Act(
        _("Decide"),
        "",
        lambda: about(suggestion, _decide(work, form, by=request.user)),
        (*_asked(work), *own_date(work)),
        said,
        closed,
        unfolds=True,
        onward=asked_list(request, suggestion),
        then=_what_then(work),
    )
    return ask(request, suggestion, form, act)


def _decide(work: Assignment, form: DecideReturnForm, *, by: User) -> str:
    """Do what was chosen; says what has come of it."""
    data, unit = form.cleaned_data, work.department.name
    if not form.says_yes:
        returning.refuse(assignment=work, note=data["note"], by=by, at=now())
        return _("It stays with %(unit)s. Those concerned are told.") % {"unit": unit}
    successor = data["successor"]
    returning.approve(assignment=work, successor=successor, note=data["note"], by=by, at=now())
    if successor:
        words = {"unit": successor.name, "day": day(work.due_at)}
        return _("%(unit)s has it now and answers by %(day)s.") % words
    return _("%(unit)s no longer has it. Those concerned are told.") % {"unit": unit}


def _what_then(work: Assignment) -> tuple[str, ...]:
    """What comes of either word, beside the button."""
    unit = {"unit": work.department.name}
    if work.part in (Part.SOLE, Part.LEAD):
        taken = _(
            "If you take it: %(unit)s no longer has it. Without a next unit it comes back to your "
            "office to be assigned anew."
        )
    else:
        taken = _(
            "If you take it: %(unit)s no longer has it. Without a next unit the others go on "
            "without it."
        )
    left = _("If you leave it: %(unit)s goes on, and can call the arbiter once.")
    return (taken % unit, left % unit, told_at_once())


def nobody(work: Assignment) -> str:
    """What it means that no unit is chosen to follow."""
    if work.part in (Part.SOLE, Part.LEAD):
        return _("None yet: the case waits for you to find one")
    return _("None: the other units go on without it")


def _asked(work: Assignment) -> tuple[str, ...]:
    """What the unit asks, until when the answer is due, and how often this has happened."""
    asked = work.asked_back
    if asked is None:
        return ()
    words = {
        "unit": work.department.name,
        "whose": asked.whose,
        "day": day(work.due_at),
        "times": Assignment.objects.given_back_by(work.department_id),
    }
    return (
        _("%(unit)s says that this is a matter of %(whose)s.") % words,
        _("Whoever gets it answers by %(day)s: the date stays.") % words,
        _("%(unit)s has given back cases so far: %(times)d.") % words,
        *story.let_off(work.suggestion),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: SignedIn, code: str) -> HttpResponse:
    """The office takes it from a unit that did not ask for it, and gives it to another."""
    work = assignment_of(request, code)
    policies.require(request.user, RECALL, work.suggestion, work)
    form = RecallForm(request.POST or None, units=free_units(work.suggestion))

    def run() -> None:
        returning.recall(assignment=work, by=request.user, at=now(), **form.cleaned_data)

    words = {"unit": work.department.name, "day": day(work.due_at)}
    first = _("%(unit)s has it now. The next unit answers by %(day)s: the date stays.") % words
    lines = (first, *story.let_off(work.suggestion))
    closed = "" if RECALL.starts_from(work.state) else _("This unit has handed in already.")
    done = about(work.suggestion, _("It is with the next unit now."))
    then = (told_at_once(),)
    act = Act(_("Give it to another unit"), done, run, lines, closed=closed, then=then)
    return ask(request, work.suggestion, form, act)
