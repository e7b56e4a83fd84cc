"""Writing a suggestion: the page, its draft, and what it looks up while somebody types."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from design.dates import clock
from files.actions import attaching
from files.forms import show, take_up
from files.requests import takes_files
from members.requests import SignedIn
from suggestions import places, policies
from suggestions.actions import submitting
from suggestions.actions.submitting import AlreadySubmitted, Words
from suggestions.models import Draft, Suggestion
from suggestions.wearing import written_for
from suggestions.writing import AUTO, DraftForm, PointForm, WriteForm
from workdays.clock import now

JUST_SENT, A_WHILE = "just_sent", timedelta(minutes=15)
"""Who goes back after sending may meet what the browser has kept of it, as if it had failed."""

KEPT = ("key", "title", "situation", "ask", "category", "cosigners")


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedIn) -> HttpResponse:
    """Write and submit. A second tap finds the suggestion that the first one made."""
    organ = written_for(request)
    draft = Draft.objects.filter(author=request.user).first()
    if "look" in request.POST:
        form = _typed(request)
    elif request.method == "POST":
        form = WriteForm(request.POST, request.FILES, choices=places.choices(), by=request.user)
        take_up(form, by=request.user, at=now())
        if form.is_valid():
            return _submit(request, form.cleaned_data, organ)
    else:
        initial = _initial(draft, organ)
        form = WriteForm(initial=initial, choices=places.choices(), by=request.user)
        if draft:
            show(form, key=draft.key, by=request.user)
    page = {"form": form, "draft": draft, "whose": form.whose_matter(), **_similar(form)}
    page |= {"subject": form.subject(), "folds": form.folds()}
    page["sent"] = "" if form.is_bound else _just_sent(request)
    status = 422 if form.is_bound else 200
    return render(request, "suggestions/member/write.html", page, status=status)


def _typed(request: SignedIn) -> WriteForm:
    return WriteForm.typed(request.POST, choices=places.choices(), by=request.user)


def _similar(form: WriteForm) -> dict[str, Any]:
    similar = form.similar()
    return {"similar": similar, "can_join": any(one.can_join for one in similar)}


def _initial(draft: Draft | None, organ: str) -> dict[str, Any]:
    if draft is None:
        return {"key": uuid.uuid4(), "place": organ, "level": AUTO, "wish": "members"}
    kept = {name: getattr(draft, name) for name in KEPT}
    preset = {"place": organ, "level": AUTO, "wish": "members"}
    return {**kept, **{name: getattr(draft, name) or word for name, word in preset.items()}}


def _submit(request: SignedIn, data: dict[str, Any], organ: str) -> HttpResponse:
    words = Words(data["title"], data["situation"], data["ask"])
    try:
        suggestion = submitting.submit(
            key=data["key"],
            words=words,
            place=data["place"],
            matter=data["matter"],
            author_organ=organ,
            wish=data["wish"],
            category=data["category"],
            proposed_category=data["proposed_category"],
            people=data.get("people", ()),
            by=request.user,
            at=now(),
        )
    except AlreadySubmitted as earlier:
        return _keep_apart(request, data, words, earlier.suggestion)
    request.session[JUST_SENT] = {"code": suggestion.code, "at": now().isoformat()}
    messages.success(request, _("Sent to %(office)s.") % {"office": suggestion.organ.office_name})
    return redirect(suggestion)


def _just_sent(request: SignedIn) -> str:
    """The code of what this browser has sent a moment ago; "" for nothing."""
    sent = request.session.get(JUST_SENT)
    if sent and now() - datetime.fromisoformat(sent["at"]) < A_WHILE:
        return str(sent["code"])
    return ""


def _keep_apart(
    request: SignedIn, data: dict[str, Any], words: Words, sent: Suggestion
) -> HttpResponse:
    """Other words under a key that was used: keep them as a new draft and say so."""
    key = uuid.uuid4()
    attaching.move(key=data["key"], to=key, by=request.user, at=now())
    submitting.keep_draft(
        key=key,
        by=request.user,
        at=now(),
        title=words.title,
        situation=words.situation,
        ask=words.ask,
        place=data["place"].code,
        level=AUTO,
    )
    text = _("%(code)s was sent before with other words. What you typed now is kept as a draft.")
    messages.warning(request, text % {"code": sent.code})
    return redirect("suggestions:write")


@takes_files
@login_required
@require_POST
def draft(request: SignedIn) -> HttpResponse:
    """Keep what was typed so far; the page says when that was."""
    policies.author_organ(request.user)
    form = DraftForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"saved": None}, status=422)
    kept = submitting.keep_draft(by=request.user, at=now(), **form.fields_of_draft)
    if "discard" in request.POST:
        submitting.discard_draft(by=request.user, at=now())
        return redirect("suggestions:mine")
    for refusal in take_up(form, by=request.user, at=now()):
        messages.warning(request, refusal)
    if "keep" in request.POST:
        messages.info(request, _("Your draft is kept."))
        return redirect("suggestions:mine")
    return JsonResponse({"saved": clock(kept.saved_at) if kept else None})


@login_required
@require_POST
def whose_matter(request: SignedIn) -> HttpResponse:
    """The proposal of whose matter it is, for what is typed so far."""
    form = _typed(request)
    page = {"whose": form.whose_matter(), "subject": form.subject()}
    return render(request, "suggestions/member/whose.html", page)


@login_required
@require_POST
def similar(request: SignedIn) -> HttpResponse:
    """Suggestions whose titles are like the one that is being typed."""
    policies.author_organ(request.user)
    return render(request, "suggestions/member/similar.html", _similar(_typed(request)))


@login_required
@require_POST
def fellows(request: SignedIn) -> HttpResponse:
    """Members whose name fits what is being typed, to be ticked as co-signers."""
    policies.author_organ(request.user)
    return render(request, "suggestions/member/fellows.html", {"form": _typed(request)})


@login_required
@require_POST
def here(request: SignedIn) -> HttpResponse:
    """The county in which the browser is; the point itself is forgotten with the answer."""
    policies.author_organ(request.user)
    form = PointForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"code": "", "name": ""}, status=422)
    county = places.county_at(**form.cleaned_data)
    found = {"code": county.code, "name": county.name} if county else {"code": "", "name": ""}
    return JsonResponse(found, headers={"Cache-Control": "no-store"})
