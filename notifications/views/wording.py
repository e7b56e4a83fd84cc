"""The administrator's desk: what an organ says in its own words where the platform tells people."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Organ
from members.requests import SignedIn, administered
from notifications import explain, registry
from notifications.actions import wording
from notifications.forms import WordingForm
from notifications.models import NoticeText
from notifications.registry import Group, Notice, Words
from workdays import clock

FOLDER = "notifications/organ"


@dataclass(frozen=True)
class Row:
    """One notice of the list, with sample values in it."""

    kind: str
    step: str
    words: Words
    is_own: bool
    group: Group
    told: Notice

    @property
    def heading(self) -> str:
        """What it is called: its title, with the name of each thing that is filled in."""
        names = {
            name: _("[%(name)s]") % {"name": sample.label}
            for name, sample in registry.samples().items()
        }
        return registry.filled(str(self.told.title), "", names).title

    @property
    def moment(self) -> str:
        """When it goes, in words."""
        return registry.moment(self.kind, self.step)

    @property
    def way(self) -> str:
        """By which ways it comes, as long as nobody chooses otherwise."""
        return explain.way(self.told)


@login_required
@require_safe
def texts(request: SignedIn) -> HttpResponse:
    """All notices that an organ may reword, by group."""
    organ = administered(request)
    grouped = groupby(_rows(organ), key=lambda row: row.group)
    context = {"organ": organ, "groups": [(group, list(rows)) for group, rows in grouped]}
    return render(request, f"{FOLDER}/texts.html", context)


def _rows(organ: Organ) -> list[Row]:
    language = get_language() or ""
    texts = NoticeText.objects.filter(organ=organ)
    own = {(one.kind, one.step, one.language): (one.title, one.text) for one in texts}
    reworded = {(kind, step) for kind, step, _language in own}
    rows = []
    for (kind, step), told in registry.notices().items():
        if told is None or not registry.is_reworded(kind, told):
            continue
        said = own.get((kind, step, language), (str(told.title), str(told.text)))
        words = registry.filled(*said, registry.values_for(kind, step, language))
        is_own = (kind, step) in reworded
        rows.append(Row(kind, step, words, is_own, registry.group(told.group), told))
    return sorted(rows, key=lambda row: (row.group.order, row.group.name))


def _notice(kind: str, step: str) -> Notice:
    """Return what the address names; one that nobody may reword is not there."""
    told = registry.notices().get((kind, step))
    if told is None or not registry.is_reworded(kind, told):
        raise Http404
    return told


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: SignedIn, kind: str, step: str) -> HttpResponse:
    """One notice: seen with sample values first, then kept, or ours again."""
    organ, told = administered(request), _notice(kind, step)
    own = {one.language: one for one in NoticeText.objects.of(organ.pk, kind, step)}
    do = request.POST.get("do", "")
    form = WordingForm(
        request.POST if request.method == "POST" else None, key=(kind, step), told=told, own=own
    )
    tried = None
    if do == "ours" or (form.is_valid() and do != "try"):
        words = {} if do == "ours" else form.words()
        act: dict[str, Any] = {"by": request.user, "at": clock.now()}
        wording.keep(organ=organ, kind=kind, step=step, words=words, **act)
        messages.success(request, _("Saved. It is said so from now on."))
        return redirect(f"{reverse('notifications:texts')}?organ={organ.pk}")
    if form.is_valid():
        tried = form.tried()
    page: dict[str, Any] = {"organ": organ, "form": form, "tried": tried}
    shown = registry.filled(
        str(told.title), str(told.text), registry.values_for(kind, step, get_language() or "")
    )
    page["row"] = Row(kind, step, shown, bool(own), registry.group(told.group), told)
    page["placeholders"] = [(name, registry.samples().get(name)) for name in form.allowed]
    status = 422 if form.is_bound and tried is None else 200
    return render(request, f"{FOLDER}/text.html", page, status=status)
