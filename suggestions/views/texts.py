"""A desk keeps its texts: templates of answers and text blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import Department
from departments.policies import places_of
from members.models import Organ
from members.policies import hats
from members.requests import SignedIn
from suggestions.actions import phrasing
from suggestions.filters import OFFICE
from suggestions.forms import PhraseForm
from suggestions.lifecycle import NotNow
from suggestions.models import Phrase
from suggestions.models.phrase import Desk
from suggestions.phrases import PLACEHOLDERS, filled, require_desk, sampled
from suggestions.requests import suggestion_of
from workdays.clock import now, today

FOLDER = "suggestions/texts"


@dataclass(frozen=True)
class Keeper:
    """The desk of a page: whose texts these are, what it is called, and where it is."""

    desk: Desk
    name: str
    of: dict[str, str]

    @property
    def is_unit(self) -> bool:
        return isinstance(self.desk, int)

    @property
    def url(self) -> str:
        return self.to("texts_of")

    def to(self, name: str, **more: str) -> str:
        """A page of this desk."""
        return reverse(f"suggestions:{name}", kwargs=self.of | more)


def _keeper(request: SignedIn, desk: str, owner: str) -> Keeper:
    """The desk of that address, if this person sits there: 404 for none, 403 for another's."""
    if desk == OFFICE:
        organ = get_object_or_404(Organ, pk=owner)
        found = Keeper(organ.pk, organ.office_name, {"desk": desk, "owner": owner})
    else:
        unit = get_object_or_404(Department, code=owner)
        found = Keeper(unit.pk, unit.name, {"desk": desk, "owner": owner})
    require_desk(request.user, found.desk)
    return found


@login_required
@require_safe
def first(request: SignedIn) -> HttpResponse:
    """On to the texts of this person's desk; who sits at several chooses one."""
    organs = Organ.objects.filter(pk__in=hats(request.user).office_of)
    seats = {seat.unit for seat in places_of(request.user).seats}
    units = Department.objects.filter(pk__in=seats)
    desks = [
        *(Keeper(one.pk, one.office_name, {"desk": OFFICE, "owner": one.pk}) for one in organs),
        *(Keeper(one.pk, one.name, {"desk": "unit", "owner": one.code}) for one in units),
    ]
    if not desks:
        raise PermissionDenied(_("This page is for offices and handling units."))
    if len(desks) == 1:
        return redirect(desks[0].url)
    return render(request, f"{FOLDER}/desks.html", {"desks": desks})


@login_required
@require_safe
def kept(request: SignedIn, desk: str, owner: str) -> HttpResponse:
    """What a desk keeps, in its order."""
    keeper = _keeper(request, desk, owner)
    texts = Phrase.objects.of(keeper.desk).select_related("category", "department")
    day = today()
    rows = [(one, sampled(one, today=day)) for one in texts]
    return render(request, f"{FOLDER}/kept.html", {"keeper": keeper, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn, desk: str, owner: str) -> HttpResponse:
    """A new text, at the end of the list."""
    return _put(request, _keeper(request, desk, owner), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, desk: str, owner: str, text: str) -> HttpResponse:
    """One text once more."""
    keeper = _keeper(request, desk, owner)
    return _put(request, keeper, get_object_or_404(Phrase.objects.of(keeper.desk), code=text))


def _put(request: SignedIn, keeper: Keeper, phrase: Phrase | None) -> HttpResponse:
    form = PhraseForm(request.POST or None, of_unit=keeper.is_unit, phrase=phrase)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        act: dict[str, Any] = {"by": request.user, "at": now(), **form.said}
        try:
            if phrase:
                phrasing.change(phrase=phrase, **act)
            else:
                phrasing.add(desk=keeper.desk, **act)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Kept."))
            return redirect(keeper.url)
    page = {"keeper": keeper, "form": form, "phrase": phrase, "placeholders": PLACEHOLDERS}
    return render(request, f"{FOLDER}/text.html", page, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedIn, desk: str, owner: str, text: str) -> HttpResponse:
    """Ask first, then keep the text no longer."""
    keeper = _keeper(request, desk, owner)
    phrase = get_object_or_404(Phrase.objects.of(keeper.desk), code=text)
    if request.method == "POST":
        try:
            phrasing.remove(phrase=phrase, by=request.user, at=now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("“%(title)s” is deleted.") % {"title": phrase.title})
        return redirect(keeper.url)
    return render(request, f"{FOLDER}/remove.html", {"keeper": keeper, "phrase": phrase})


@login_required
@require_POST
def order(request: SignedIn, desk: str, owner: str) -> HttpResponse:
    """Up, down, or by use; `do` is the verb and the text: "up T23456789A"."""
    keeper = _keeper(request, desk, owner)
    verb, _space, code = request.POST.get("do", "").partition(" ")
    if verb == "use":
        phrasing.order_by_use(desk=keeper.desk, by=request.user, at=now())
    elif verb in ("up", "down") and code.isprintable():
        phrase = get_object_or_404(Phrase.objects.of(keeper.desk), code=code)
        try:
            phrasing.shift(phrase=phrase, up=verb == "up", by=request.user, at=now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
    return redirect(keeper.url)


@login_required
@require_safe
def text(request: SignedIn, text: str, code: str) -> HttpResponse:
    """One text as it reads for a case: a script puts it where the cursor is."""
    mine = Phrase.objects.kept_by(request.user).select_related("department")
    phrase = get_object_or_404(mine, code=text)
    words = filled(phrase, suggestion_of(request, code), today=today())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
