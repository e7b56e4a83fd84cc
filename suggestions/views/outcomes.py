"""What else a review can end in: a small page for each, reached from the case in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from design.dates import day
from members.requests import SignedIn
from suggestions import clocks, forms, policies, story
from suggestions.actions import channels, completing, declining, merging, transferring
from suggestions.actions.channels import Answer
from suggestions.actions.declining import Ground
from suggestions.lifecycle import (
    BOUNCE,
    CHECK,
    DECLINE,
    DIVERT,
    HAND_OFF,
    MERGE,
    SEND_BACK,
    TAKE_BACK,
    TRANSFER,
    UNDOABLE,
    WRITE_BACK,
    NotNow,
    Step,
)
from suggestions.models import Suggestion
from suggestions.requests import Texts, offer_undo, other_organs, texts_beside
from suggestions.routing.likeness import nearest
from workdays.clock import now, today

type Data = dict[str, Any]
LOOKED_AT = 300


@dataclass(frozen=True)
class Outcome:
    """One page: its step, its form, what it does, and what it says before and after."""

    step: Step
    form: Callable[[Suggestion, QueryDict | None], Form]
    act: Callable[..., object]
    done: Promise
    before: Callable[[Suggestion, datetime], str] = lambda suggestion, at: ""
    wide: Callable[[Data], Data] = lambda data: data


def _plain(form: type[Form]) -> Callable[[Suggestion, QueryDict | None], Form]:
    return lambda suggestion, data: form(data)


def _merge_form(suggestion: Suggestion, data: QueryDict | None) -> Form:
    """With the open cases whose titles are most alike."""
    near = Suggestion.objects.take_merged(suggestion).open().order_by("-pk")
    keys = nearest(suggestion.title, near.values_list("pk", "title")[:LOOKED_AT])
    found = Suggestion.objects.in_bulk(keys)
    return forms.MergeForm(data, suggestion=suggestion, alike=[found[key] for key in keys])


def _before_sending_back(suggestion: Suggestion, at: datetime) -> str:
    due = clocks.date_of(suggestion, "complete", at=at)
    text = _("Its author completes it by %(day)s; what is not completed then counts as withdrawn.")
    return text % {"day": day(due)}


def _before_declining(suggestion: Suggestion, at: datetime) -> str:
    if suggestion.past.declines:
        return _("It was declined once and appealed: this decision is the last.")
    due = clocks.date_of(suggestion, "appeal", at=at)
    return _("Its author can ask for a second look until %(day)s.") % {"day": day(due)}


def _before_bouncing(suggestion: Suggestion, at: datetime) -> str:
    last = suggestion.past.transfers[-1].from_organ if suggestion.past.transfers else None
    text = _("It goes back to %(office)s. A case can be given back once.")
    return text % {"office": last.office_name} if last else ""


OUTCOMES: dict[str, Outcome] = {
    "send_back": Outcome(
        SEND_BACK,
        _plain(forms.SendBackForm),
        completing.send_back,
        gettext_lazy("%(code)s is with its author again."),
        _before_sending_back,
    ),
    "decline": Outcome(
        DECLINE,
        _plain(forms.DeclineForm),
        declining.decline,
        gettext_lazy("%(code)s is declined."),
        _before_declining,
        lambda data: {
            "ground": Ground(data["ground"], data["reference"]),
            "reason": data["reason"],
        },
    ),
    "merge": Outcome(
        MERGE,
        _merge_form,
        merging.merge,
        gettext_lazy("%(code)s is merged."),
        lambda suggestion, at: _(
            "The author gets the answer of the main case and can rate it. This cannot be undone."
        ),
        lambda data: {"into": data["into"]},
    ),
    "divert": Outcome(
        DIVERT,
        _plain(forms.DivertForm),
        declining.divert,
        gettext_lazy("%(code)s is passed on."),
        lambda suggestion, at: _("Nobody has to answer it then. This cannot be undone."),
    ),
    "transfer": Outcome(
        TRANSFER,
        lambda suggestion, data: forms.TransferForm(data, organs=other_organs(suggestion)),
        transferring.transfer,
        gettext_lazy("%(code)s is with the other office now; you can read on."),
        lambda suggestion, at: _(
            "It leaves your desk at once: the other office decides on it, against its own date. "
            "Only that office can give it back, once."
        ),
    ),
    "bounce": Outcome(
        BOUNCE,
        _plain(forms.BounceForm),
        transferring.bounce,
        gettext_lazy("%(code)s is with the office it came from."),
        _before_bouncing,
    ),
    "hand_off": Outcome(
        HAND_OFF,
        _plain(forms.HandOffForm),
        channels.hand_off,
        gettext_lazy("%(code)s is with the other channel."),
        lambda suggestion, at: _("It stays on your desk: you ask there and enter the answer."),
    ),
    "check": Outcome(
        CHECK,
        _plain(forms.CheckForm),
        channels.check,
        gettext_lazy("Noted. The clock for asking again has started anew."),
    ),
    "write_back": Outcome(
        WRITE_BACK,
        lambda suggestion, data: forms.WriteBackForm(data, today=today()),
        channels.write_back,
        gettext_lazy("The answer is with the author."),
        wide=lambda data: {"answer": Answer(**data)},
    ),
    "take_back": Outcome(
        TAKE_BACK,
        _plain(forms.TakeBackForm),
        channels.take_back,
        gettext_lazy("%(code)s is yours again, to be assigned."),
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedIn, code: str, name: str) -> HttpResponse:
    """One outcome: what it means, what must be said, one button."""
    outcome, at = OUTCOMES[name], now()
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, outcome.step, suggestion)
    others = story.others(suggestion, at=at)
    if request.method != "POST" and request.path not in [one.url for one in others]:
        text = _("That cannot be done with this case now: it stands at “%(state)s”.")
        messages.info(request, text % {"state": suggestion.get_state_display()})
        return redirect(suggestion)
    form = outcome.form(suggestion, request.POST or None)
    texts = texts_beside(request, suggestion, form)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return _act(request, suggestion, outcome, form, texts, at=at)
        except (NotNow, merging.CannotMerge, transferring.CannotTransfer) as refusal:
            form.add_error(None, str(refusal))
            status = 409 if isinstance(refusal, NotNow) else 422
    return render(
        request,
        "suggestions/office/outcome.html",
        {
            "suggestion": suggestion,
            "form": form,
            "texts": texts,
            "verb": outcome.step.label,
            "name": name,
            "before": outcome.before(suggestion, at),
            "second_look": story.second_look(suggestion),
            "others": [one for one in others if one.url != request.path],
        },
        status=status,
    )


def _act(
    request: SignedIn,
    suggestion: Suggestion,
    outcome: Outcome,
    form: Form,
    texts: Texts,
    *,
    at: datetime,
) -> HttpResponse:
    wide = outcome.wide(form.cleaned_data)
    outcome.act(suggestion=suggestion, by=request.user, at=at, **wide)
    texts.count()
    said = str(outcome.done) % {"code": suggestion.code}
    if outcome.step in UNDOABLE:
        offer_undo(request, [suggestion], at=at, said=said)
    messages.success(request, said)
    return redirect("suggestions:office")
