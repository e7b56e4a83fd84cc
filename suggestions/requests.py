"""How most acts on a case are asked for: one page, one form, one act, back to the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import BaseForm, Textarea
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.lights import time_left
from departments.models import Department
from departments.vacancies import came_in
from design.dates import day
from files.models import listed
from members.models import Organ
from members.policies import hats
from members.requests import SignedIn
from suggestions import places, policies, rulings
from suggestions.actions import phrasing, undoing
from suggestions.actions.undoing import UNDO_OFFER
from suggestions.filters import ASKED
from suggestions.lifecycle import NotNow, Work
from suggestions.models import Assignment, DraftAnswer, Phrase, Suggestion
from suggestions.models.draft_answer import CameBack
from suggestions.models.phrase import Desk
from suggestions.phrases import Offer, filled, offer
from suggestions.story import Said
from workdays.calendar import current
from workdays.clock import now, today

OF_WORK = (
    *(f"suggestion__{name}" for name in ("organ", "place", "unit", "author", "author_organ")),
    "department",
    "officer",
    "return_request__proposed",
    "extension_request",
)


def assignment_of(request: SignedIn, code: str) -> Assignment:
    """An assignment that this person sees, with its case and wishes; 404 for what they do not."""
    back = DraftAnswer.objects.last_back()
    files = listed("suggestion", OuterRef("suggestion__code"))
    seen = Assignment.objects.visible_to(request.user).annotate(came_back=back, case_files=files)
    found: Assignment = get_object_or_404(seen.select_related(*OF_WORK), code=code)
    vars(found.suggestion)["attached"] = vars(found)["case_files"]
    return found


def came_back(work: Assignment) -> CameBack | None:
    """The answer of an `assignment_of` that came back, until it is handed in again."""
    row = getattr(work, "came_back", None)
    return CameBack.read(row) if row and work.state == Work.IN_PROGRESS else None


def suggestion_of(request: SignedIn, code: str) -> Suggestion:
    """A suggestion that this person sees; 404 for what they do not."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    found: Suggestion = get_object_or_404(seen, code=code)
    return found


def free_units(suggestion: Suggestion) -> QuerySet[Department]:
    """The organ's active units to which a case that units have may be given besides."""
    taken = suggestion.assignments.present().values("department")
    units = Department.objects.of_organ(suggestion.organ_id).in_families()
    free: QuerySet[Department] = units.exclude(pk__in=taken)
    return marked(free, suggestion)


def marked(units: QuerySet[Department], suggestion: Suggestion) -> QuerySet[Department]:
    """Each with `let_off_at`: since when it is rid of this case, None where it never had it; and
    with `has_people`: whether somebody is in post there."""
    theirs = suggestion.assignments.let_off().filter(department=OuterRef("pk")).order_by("-id")
    return units.annotate(
        let_off_at=Subquery(theirs.values("let_off_at")[:1]), has_people=came_in(today())
    )


def other_organs(suggestion: Suggestion) -> QuerySet[Organ]:
    """The organs to which a case may be transferred: with units, and without this case so far."""
    had = {suggestion.organ_id, *suggestion.past.organs()}
    return places.with_units().exclude(pk__in=had)


@dataclass(frozen=True)
class Act:
    """One act on its page: what it is called, what is said first, what has been said before.

    ``run`` does it; where it returns words, these are said then and not ``done``. ``closed`` says
    why it cannot be done now; ``then``, beside the button, what comes of it. ``unfolds``: what its
    author wrote is in sight where there is room; ``onward``: where it leads then, else to the case;
    ``files``: the form of what goes along.
    """

    verb: str
    done: str
    run: Callable[[], object]
    lines: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    closed: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    unfolds: bool = False
    onward: str = ""
    then: tuple[str, ...] = ()
    files: BaseForm | None = None


@dataclass(frozen=True)
class Texts:
    """What a desk keeps to write with, beside a form: into which box it goes, and for which case.

    ``used``: the texts that stand in what is typed, to be counted once it goes out.
    """

    desk: Desk
    suggestion: Suggestion
    offer: Offer
    box: str
    used: tuple[str, ...] = ()

    def count(self) -> None:
        """What was written with these texts has gone out."""
        phrasing.count_use(desk=self.desk, codes=self.used)


def texts_beside(
    request: SignedIn,
    suggestion: Suggestion,
    *forms: BaseForm,
    desk: Desk | None = None,
    answers: bool = False,
) -> Texts:
    """The texts of the desk that writes, `desk` or else the reader's, beside its first large box.

    Where one of them is to be inserted, it is added to what is typed there: then no form is bound
    any more, so that nothing is sent, judged or lost.
    """
    boxes = [one for one in forms[0] if isinstance(one.field.widget, Textarea)]
    desk = desk or (_desk_of(request, suggestion) if boxes else None) or ""
    act = (request.resolver_match and request.resolver_match.url_name) or ""
    offered = Offer()
    if boxes and desk:
        offered = offer(desk, suggestion, answers=answers, act=act)
    wanted, codes = request.POST.get("insert"), {one.code for one in offered}
    if wanted is not None:
        _insert([one for one in offered if one.code == wanted], suggestion, forms)
    sent = [*request.POST.getlist("text_used"), *([wanted] if wanted else [])]
    if boxes and not sent and request.method == "POST":
        sent = _standing(offered, suggestion, request.POST.get(boxes[0].html_name, ""))
    used = tuple(code for code in dict.fromkeys(sent) if code in codes)
    return Texts(desk, suggestion, offered, boxes[0].html_name if boxes else "", used)


def _standing(offered: Offer, suggestion: Suggestion, typed: str) -> list[str]:
    """Those whose whole text stands in what was sent, and not as a part of another one: what is
    typed is kept in a browser, and comes back there without a word on where it was from."""
    texts = {_plain(filled(one, suggestion, today=today())): one.code for one in offered}
    found = [text for text in texts if text in _plain(typed)]
    return [texts[one] for one in found if sum(one in other for other in found) == 1]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _insert(wanted: Sequence[Phrase], suggestion: Suggestion, forms: Iterable[BaseForm]) -> None:
    """Show what was typed, without a word on it, and with that text at the end of the first box."""
    for form in forms:
        for name, asked in form.fields.items():
            sent = asked.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            form.initial[name] = sent
            for phrase in wanted if isinstance(asked.widget, Textarea) else ():
                text = filled(phrase, suggestion, today=today())
                typed = (sent or "").rstrip()
                form.initial[name] = f"{typed}\n{text}" if typed else text
                wanted = ()
        form.is_bound = False


def _desk_of(request: SignedIn, suggestion: Suggestion) -> Desk | None:
    """The office or the unit for which this person writes; None for the case's author."""
    if suggestion.author_id == request.user.pk:
        return None
    try:
        return policies.note_desk(request.user, suggestion)
    except PermissionDenied:
        return None


def ask(request: SignedIn, suggestion: Suggestion, form: BaseForm, act: Act) -> HttpResponse:
    """Show the form or take what was sent. What was typed stays: 422 amiss, 409 too late."""
    if request.method != "POST" and act.closed:
        messages.info(request, act.closed)
        return redirect(suggestion)
    texts = texts_beside(request, suggestion, form)
    status = 422 if form.is_bound else 200
    forms = [form, act.files] if act.files else [form]
    if form.is_bound and all([one.is_valid() for one in forms]):
        try:
            said = act.run()
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            texts.count()
            messages.success(request, said if isinstance(said, str) else act.done)
            return redirect(act.onward or suggestion)
    page = {"suggestion": suggestion, "form": form, "act": act, "texts": texts, **act.more}
    return render(request, "suggestions/act.html", page, status=status)


def about(suggestion: Suggestion, said: str) -> str:
    """What has come of an act, with the code of its case: it is read on a list as well."""
    return _("%(code)s: %(said)s") % {"code": suggestion.code, "said": said}


def told_at_once() -> str:
    """What is said beside the button of a decision that has no minute for undoing it."""
    return _("Those concerned are told at once; this cannot be undone.")


def own_date(work: Assignment) -> tuple[str, ...]:
    """A line that says by when the office decides on what the unit asks, if it asks anything."""
    decision, at = rulings.awaited([work]), now()
    if decision is None:
        return ()
    words = {"day": day(decision.due_at), "left": time_left(decision.due_at, at, current())}
    if decision.due_at < at:
        return (_("Your office was to decide by %(day)s: %(left)s.") % words,)
    return (_("Your office decides by %(day)s: %(left)s.") % words,)


def ruling_date(work: Assignment) -> tuple[str, ...]:
    """A line that says by when the arbiter rules, while a ruling is due."""
    at = now()
    for due_at in rulings.ruling_dates([work]).values():
        words = {"day": day(due_at), "left": time_left(due_at, at, current())}
        if due_at < at:
            return (_("The ruling was due by %(day)s: %(left)s.") % words,)
        return (_("Please rule by %(day)s: %(left)s.") % words,)
    return ()


def asked_list(request: SignedIn, suggestion: Suggestion) -> str:
    """Where whoever decides what a unit asks goes on: to what units ask besides; "" for those who
    have no such list, such as the office above."""
    if suggestion.organ_id not in hats(request.user).office_of:
        return ""
    return f"{reverse('suggestions:office')}?show={ASKED}"


def offer_undo(
    request: SignedIn, suggestions: Iterable[Suggestion], *, at: datetime, said: str, back: str = ""
) -> None:
    """Let the pages of this browser offer to undo what was just done with these cases, and say
    again what was `said` of it; an act before is past undoing. Of the cases the codes alone are
    kept. ``back``: the address that undoes it, where that is not the office's."""
    end, codes = undoing.until(at), [one.code for one in suggestions]
    request.session.pop(UNDO_OFFER, None)
    if end and codes:
        offer = {"codes": codes, "until": end.isoformat(), "said": said, "to": back}
        request.session[UNDO_OFFER] = offer
