"""An answer on its way: the head signs it off, its officer records that, the office checks it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from design.dates import day, together
from files.forms import take_up
from files.requests import takes_files
from members.models import User
from members.requests import SignedIn
from suggestions import policies, signing, story
from suggestions.actions import awaiting, drafting
from suggestions.clocks import signing_dates
from suggestions.forms import CheckAnswerForm, LetterForm, ReadAndSignForm
from suggestions.lifecycle import (
    DELIVER,
    RECORD_SIGNOFF,
    SIGN_OFF,
    URGE_HEAD,
    WITHDRAW_ANSWER,
)
from suggestions.models import Assignment, DraftAnswer, enclosed
from suggestions.requests import Act, ask, assignment_of
from workdays.clock import now


def _draft(work: Assignment) -> tuple[story.Said, ...]:
    return story.words_of(drafting.open_draft(work), work.department.name)


def _read(draft: DraftAnswer | None) -> dict[str, Any]:
    """What a form says of the answer that its page shows."""
    return {"draft": draft.code if draft else ""}


def _author(work: Assignment) -> str:
    case = work.suggestion
    words = {"name": case.author, "organ": case.author_organ.name}
    return _("It answers a suggestion by %(name)s, %(organ)s.") % words


def _before(work: Assignment) -> dict[str, Any]:
    """Of an answer that was asked for once more: what its author missed, and the answer before."""
    if not work.round:
        return {}
    prefetch_related_objects([work], enclosed.answers())
    return {"again": work, "still_missing": story.missing(work)}


def _signed(draft: DraftAnswer) -> str:
    """Where the answer is once its head has signed it."""
    if draft.delivered_at:
        return _("Signed off. The answer is with the author.")
    return _("Signed off. The office looks the answer over and delivers it.")


def _and_still(said: str, user: User) -> str:
    """The same, and what else waits for this person's signature."""
    more = signing.still_waiting(user)
    return together(said, more) if more else said


def _sign_by(work: Assignment, words: str) -> list[str]:
    """By when the head signs it, where a clock says so."""
    return [words % {"day": day(by)} for by in signing_dates([work]).values()]


def _closed(*, open_now: bool) -> str:
    return "" if open_now else _("No answer of this case waits for that now.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: SignedIn, code: str) -> HttpResponse:
    """The head signs the answer off, or gives it back to the officer."""
    work = assignment_of(request, code)
    policies.require(request.user, SIGN_OFF, work.suggestion, work)
    draft = drafting.open_draft(work)
    rule = drafting.rule_of(draft) if draft else None
    checked = bool(rule and rule.checks)
    form = ReadAndSignForm(request.POST or None, initial=_read(draft), checked=checked)

    def run() -> str:
        read = form.cleaned_data["draft"]
        act: dict[str, Any] = {"assignment": work, "by": request.user, "at": now(), "read": read}
        if form.says_yes:
            return _and_still(_signed(drafting.sign_off(**act)), request.user)
        drafting.refuse_signoff(reason=form.cleaned_data["note"], **act)
        said = _("Sent back. Its officer changes the answer and hands it in again.")
        return _and_still(said, request.user)

    words = {"unit": work.department.name, "day": day(work.due_at)}
    lines = (
        *_sign_by(work, _("Please sign it by %(day)s.")),
        _("%(unit)s answers by %(day)s; that date runs on meanwhile.") % words,
    )
    closed = _closed(open_now=SIGN_OFF.starts_from(work.state))
    closed = _and_still(closed, request.user) if closed else ""
    done = _("Decided. Those concerned are told.")
    more = {"decide": form.choices, **_before(work)}
    prefetch_related_objects([work], enclosed.talks())
    said = (*story.words_of(draft, work.department.name), *story.talks_of(work))
    act = Act(_("Sign off"), done, run, (_author(work), *lines), said, closed, more, unfolds=True)
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_answer(request: SignedIn, code: str) -> HttpResponse:
    """The officer takes an answer that is not signed yet back, and goes on writing it."""
    work, at = assignment_of(request, code), now()
    policies.require(request.user, WITHDRAW_ANSWER, work.suggestion, work)
    form = Form(request.POST if request.method == "POST" else None)

    def run() -> None:
        awaiting.withdraw_answer(assignment=work, by=request.user, at=at)

    words = {"unit": work.department.name, "day": day(work.due_at)}
    lines = (
        _("It has not been signed yet. You can change it and hand it in again."),
        _("%(unit)s answers by %(day)s; that date runs on meanwhile.") % words,
    )
    closed = _closed(open_now=WITHDRAW_ANSWER.starts_from(work.state))
    done = _("Taken back. Change the answer and hand it in again.")
    onward = reverse("suggestions:reply", args=[work.code])
    verb = str(WITHDRAW_ANSWER.label)
    act = Act(verb, done, run, lines, _draft(work), closed, onward=onward)
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def urge_head(request: SignedIn, code: str) -> HttpResponse:
    """The officer reminds the head of an answer that waits for the signature."""
    work, at = assignment_of(request, code), now()
    policies.require(request.user, URGE_HEAD, work.suggestion, work)
    form = Form(request.POST if request.method == "POST" else None)

    def run() -> None:
        awaiting.urge_head(assignment=work, by=request.user, at=at)

    sign_by = _sign_by(work, _("It is to be signed by %(day)s."))
    lines = (*sign_by, _("The head reads it in the inbox. No date moves."))
    closed = _closed(open_now=URGE_HEAD.starts_from(work.state))
    closed = closed or awaiting.why_not(work, by=request.user, at=at)
    act = Act(str(URGE_HEAD.label), _("The head is reminded."), run, lines, _draft(work), closed)
    return ask(request, work.suggestion, form, act)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stamped(request: SignedIn, code: str) -> HttpResponse:
    """The officer records that the head has signed, with the scan of the stamped letter."""
    work = assignment_of(request, code)
    policies.require(request.user, RECORD_SIGNOFF, work.suggestion, work)
    draft = drafting.open_draft(work)
    form = LetterForm(initial={"key": uuid.uuid4(), **_read(draft)})
    if request.method == "POST":
        form = LetterForm(request.POST, request.FILES, initial=_read(draft))
        take_up(form, by=request.user, at=now(), role="scan")
        form.require_scan()

    def run() -> None:
        sent = {"key": form.cleaned_data["key"], "read": form.cleaned_data["draft"]}
        drafting.record_signoff(assignment=work, by=request.user, at=now(), **sent)

    closed = _closed(open_now=RECORD_SIGNOFF.starts_from(work.state))
    done = _("Recorded. The answer goes on.")
    lines = (_("With the letter that your head has signed and stamped, nobody has to sign here."),)
    said = story.words_of(draft, work.department.name)
    act = Act(_("Record the stamped letter"), done, run, lines, said, closed)
    return ask(request, work.suggestion, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedIn, code: str) -> HttpResponse:
    """The office delivers an answer, or sends it back to its unit."""
    work = assignment_of(request, code)
    policies.require(request.user, DELIVER, work.suggestion, work)
    form = CheckAnswerForm(request.POST or None)

    def run() -> None:
        if form.says_yes:
            drafting.deliver(assignment=work, by=request.user, at=now())
        else:
            reason = form.cleaned_data["note"]
            drafting.send_back(assignment=work, reason=reason, by=request.user, at=now())

    words = {"unit": work.department.name, "day": day(work.delivered_at)}
    lines = (_("%(unit)s handed it in on %(day)s; that day counts.") % words,)
    closed = _closed(open_now=work.is_checked)
    done = _("Decided. Those concerned are told.")
    act = Act(_("Check the answer"), done, run, lines, _draft(work), closed, _before(work))
    return ask(request, work.suggestion, form, act)
