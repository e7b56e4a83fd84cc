"""The unit's desk: sign for what came, talk with the author, answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import Department
from departments.policies import all_heads_over, heads_of, heads_over, officers_of, units_of
from files.requests import takes_files
from members.models import User
from members.requests import SignedIn
from suggestions import deputies, desks, onward, policies, signing, story
from suggestions.actions import drafting, enclosing, extending, handling
from suggestions.actions.handling import Talk
from suggestions.filters import SIGNING, Asked
from suggestions.forms import ContactForm, EnclosedForm, OfficerForm, ReplyForm
from suggestions.lifecycle import CONTACT, ENTRUST, REPLY, SAY_UNIT, Desk, NotNow, Part, Work
from suggestions.models import AnswerPolicy, Assignment, Contact, DraftAnswer, Reply, enclosed
from suggestions.models.draft_answer import CameBack
from suggestions.requests import Act, Texts, ask, assignment_of, came_back, texts_beside
from suggestions.wearing import narrow
from workdays.calendar import current
from workdays.clock import now, today

USUAL = "micro"


@login_required
@require_safe
def desk(request: SignedIn) -> HttpResponse:
    """What the unit must sign for and answer, the earliest date first."""
    if not units_of(request.user):
        raise PermissionDenied(_("This desk is for the officers of a handling unit."))
    page = desks.unit_desk(
        request.user, query=request.GET, at=now(), calendar=current(), only=narrow(request)
    )
    page |= desks.arrangement("unit", request.user, page["asked"])
    page["is_head"] = bool(heads_of(request.user))
    is_empty = page["view"].key == SIGNING and not page["rows"]
    page["is_never_signed"] = is_empty and not _asks_heads(request.user)
    return render(request, "suggestions/department/desk.html", page)


def _asks_heads(user: User) -> bool:
    """Whether the usual answers of one of the units wait for a head's word."""
    units = Department.objects.filter(pk__in=units_of(user))
    organs = set(units.values_list("organ", flat=True))
    return AnswerPolicy.objects.asks_heads(organs, USUAL, today())


@login_required
@require_safe
def following(request: SignedIn) -> HttpResponse:
    """On to what stands after another case in a list of the unit's desk; where nothing follows,
    to the first; to the desk where nothing is left."""
    if not units_of(request.user):
        raise PermissionDenied(_("This desk is for the officers of a handling unit."))
    asked, code = Asked.read(request.GET), request.GET.get("after", "").replace("\0", "")
    if "page" in request.GET:
        return _leafed(request, code, asked)
    found = onward.next_work(request.user, code, asked=asked, at=now(), only=narrow(request))
    if found is None:
        messages.info(request, _("Nothing else stands in that list."))
        return redirect("suggestions:unit")
    if found.is_held and signing.is_anothers(request.user, found):
        return redirect(found)
    signs = found.department_id in heads_of(request.user)
    return redirect(story.unit_way(found, signs=signs)[1] or found)


def _leafed(request: SignedIn, code: str, asked: Asked) -> HttpResponse:
    """The page of the case before or after this one in the list; at its ends the same once more."""
    user, back = request.user, request.GET["page"] == "before"
    found = onward.next_work(
        user, code, asked=asked, at=now(), only=narrow(request), back=back, ahead_only=True
    )
    if found:
        return redirect(found)
    first, last = _("This is the first case of the list."), _("This is the last case of the list.")
    messages.info(request, first if back else last)
    here = Assignment.objects.handled_by(user).filter(suggestion__code=code).first()
    return redirect(here or "suggestions:unit")


@login_required
@require_POST
def sign(request: SignedIn, code: str) -> HttpResponse:
    """Confirm receipt."""
    assignment = assignment_of(request, code)
    try:
        handling.sign(assignment=assignment, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Signed for. The clock has run since the assignment."))
    return redirect("suggestions:reply", code=code)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedIn, code: str) -> HttpResponse:
    """Record a talk with the author."""
    assignment = assignment_of(request, code)
    policies.require(request.user, CONTACT, assignment.suggestion, assignment)
    form, files = _contact_form(request, assignment), EnclosedForm.of(request, at=now())
    status = 422 if form.is_bound else 200
    if form.is_bound and all([form.is_valid(), files.is_valid()]):
        try:
            act: dict[str, Any] = {"assignment": assignment, "by": request.user, "at": now()}
            enclosing.talk(talk=Talk(**form.cleaned_data), files=files.enclosed, **act)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("The contact is recorded."))
            return redirect("suggestions:reply", code=code)
    page = {"assignment": assignment, "suggestion": assignment.suggestion, "form": form}
    page["can_write"] = policies.may(request.user, SAY_UNIT, assignment.suggestion, assignment)
    page["files_form"] = files
    return render(request, "suggestions/department/contact.html", page, status=status)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: SignedIn, code: str) -> HttpResponse:
    """Answer; for a simple matter sign, record the contact and answer in one act."""
    assignment = assignment_of(request, code)
    policies.require(request.user, REPLY, assignment.suggestion, assignment)
    if request.method != "POST" and assignment.is_co:
        return redirect("suggestions:opinion", code=code)
    if request.method != "POST" and not assignment.is_held:
        messages.info(request, _whose_turn(assignment))
        return redirect(assignment)
    talks = _talks(assignment)
    back = came_back(assignment)
    files = _files_form(request, assignment, back)
    form = ReplyForm(request.POST or None, today=today(), initial=_typed(back))
    talk_form = _talk_form(request, assignment, talks, back)
    forms = [one for one in (form, talk_form) if one is not None]
    unit = assignment.department_id
    texts = texts_beside(request, assignment.suggestion, *forms, desk=unit, answers=True)
    status = 200
    if form.is_bound:
        status = 422
        if all([one.is_valid() for one in (*forms, files)]):
            try:
                return _reply(request, assignment, form, talk_form, files, texts)
            except NotNow as refusal:
                # What the act had begun is undone in the database, not in this row.
                assignment.refresh_from_db(fields=["state", "signed_by", "signed_at"])
                form.add_error(None, str(refusal))
                status = 409
    page = {
        "assignment": assignment,
        "suggestion": assignment.suggestion,
        "talks": talks,
        "form": form,
        "talk_form": talk_form,
        "can_write": policies.may(request.user, SAY_UNIT, assignment.suggestion, assignment),
        "files_form": files,
        "texts": texts,
        **_around(assignment),
        "still_missing": story.missing(assignment),
        "back": back,
    }
    return render(request, "suggestions/department/reply.html", page, status=status)


def _whose_turn(assignment: Assignment) -> str:
    """Why nothing is to be answered now."""
    if assignment.state == Work.PENDING_SIGNOFF:
        return _("The answer waits for the signature of your unit’s head.")
    waits = assignment.is_running or assignment.is_checked
    return _("It waits for somebody else’s word.") if waits else _("This case has been answered.")


def _reply(
    request: SignedIn,
    assignment: Assignment,
    form: ReplyForm,
    talk_form: ContactForm | None,
    files: EnclosedForm,
    texts: Texts,
) -> HttpResponse:
    no_contact = talk_form.no_contact if talk_form else ""
    done = enclosing.answer(
        assignment=assignment,
        files=files.enclosed,
        by=request.user,
        at=now(),
        talk=Talk(**talk_form.cleaned_data) if talk_form and not no_contact else None,
        no_contact=no_contact,
        **form.cleaned_data,
    )
    texts.count()
    messages.success(request, _said(done, request.user))
    return redirect(assignment)


def _talks(work: Assignment) -> list[Contact]:
    """What was said with the author, and of an answer asked for again those before; with files."""
    before = [enclosed.answers()] if work.round else []
    prefetch_related_objects([work], enclosed.talks(), *before)
    return list(work.contacts.all())


def _files_form(request: SignedIn, work: Assignment, back: CameBack | None) -> EnclosedForm:
    """For what goes with the answer: it waits for whoever chose it until the answer is sent."""
    key = enclosed.key_of(work.pk, work.round, back.code if back else "")
    return EnclosedForm.of(request, at=now(), key=key, before=back.files if back else ())


def _said(done: Reply | DraftAnswer, user: User) -> str:
    """Where the answer is now; whoever can sign it reads that here, for no notice says so."""
    if isinstance(done, Reply):
        return _("The answer is with the author.")
    if done.handed_in_at:
        return _("The answer is handed in. The office looks it over and delivers it.")
    if done.assignment.state == Work.PENDING_COSIGN:
        return _("The answer goes round: the units that gave you their opinion agree or object.")
    return _who_signs(done.assignment, user)


def _who_signs(work: Assignment, user: User) -> str:
    """Who can sign an answer that waits for it, to whoever has just handed it in."""
    if not policies.sits(user, Desk.HEAD, work.suggestion, work):
        return _("The answer lies before your head, to be signed off.")
    if any(one != user for one in heads_over(work.department)):
        return _("The answer waits to be signed: by you, or by the others who can; they are told.")
    if any(one != user for one in all_heads_over(work.department)):
        return _("The answer waits to be signed: by you, or by a head of a unit above yours.")
    return _("The answer waits to be signed by you: nobody else can sign it now.")


def _talk_form(
    request: SignedIn, assignment: Assignment, talks: list[Contact], back: CameBack | None
) -> ContactForm | None:
    """For the first talk; and for one that was typed while a colleague recorded theirs."""
    if talks and "talk-note" not in request.POST:
        return None
    form = _contact_form(request, assignment, may_be_none=not talks)
    if back and back.no_contact and not talks:
        form.initial = {"kind": form.NONE, "note": back.no_contact}
    return form


def _typed(back: CameBack | None) -> dict[str, Any]:
    """What was handed in and came back, to be gone on with."""
    names = ("text", "outcome_class", "promised_on", "reason")
    return {name: getattr(back, name) for name in names} if back else {}


def _contact_form(
    request: SignedIn, assignment: Assignment, *, may_be_none: bool = False
) -> ContactForm:
    return ContactForm(
        request.POST or None,
        prefix="talk",
        today=today(),
        since=localdate(assignment.assigned_at),
        may_be_none=may_be_none,
    )


def _around(assignment: Assignment) -> dict[str, Any]:
    """What else the unit may do, whom it waits for, and who of its people handles it."""
    at = now()
    missing: list[Assignment] = []
    if assignment.part == Part.LEAD:
        works = Assignment.objects.opinions_missing().filter(suggestion=assignment.suggestion_id)
        missing = list(works.select_related("department"))
    return {
        "at": at,
        "missing": missing,
        "rule": drafting.policy_of(assignment.suggestion, at=at),
        "people": officers_of(assignment.department),
        "absent": deputies.absent([assignment]),
        "may_return": assignment.may_return(at),
        "may_dispute": assignment.may_dispute(at),
        "may_extend": extending.may_ask(assignment, at=at),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def officer(request: SignedIn, code: str) -> HttpResponse:
    """Say who of the unit's people handles it."""
    work = assignment_of(request, code)
    policies.require(request.user, ENTRUST, work.suggestion, work)
    people = User.objects.filter(pk__in=[one.pk for one in officers_of(work.department)])
    form = OfficerForm(request.POST or None, people=people, initial={"officer": work.officer})

    def run() -> str:
        chosen = form.cleaned_data["officer"]
        handling.entrust(assignment=work, officer=chosen, by=request.user, at=now())
        return _("%(name)s handles it now.") % {"name": chosen}

    closed = "" if ENTRUST.starts_from(work.state) else _("Nobody has to handle it now.")
    act = Act(str(ENTRUST.label), "", run, closed=closed)
    return ask(request, work.suggestion, form, act)
