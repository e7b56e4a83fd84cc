"""A working desk's list as somebody wants it: views kept under a name, and columns."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions import lists
from members.actions.lists import NotKept
from members.models import ListChoice, SavedFilter
from members.requests import SignedIn
from suggestions.actions import exporting
from suggestions.filters import USUAL, VIEWS, Asked, chosen
from suggestions.forms.lists import ColumnsForm, FilterNameForm
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: SignedIn, desk: str) -> HttpResponse:
    """Keep what the desk shows under a name of one's own."""
    exporting.require_desk(desk, request.user)
    asked = Asked.read(request.POST or request.GET).for_desk(desk)
    form = FilterNameForm(request.POST or None)
    if form.is_bound and form.is_valid():
        name, query = form.cleaned_data["name"], asked.query
        try:
            lists.keep(listing=desk, name=name, query=query, by=request.user, at=now())
        except NotKept as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("“%(name)s” is kept among your views.") % {"name": name})
            return redirect(_desk(desk, query))
    page = {
        "form": form,
        "asked": asked,
        "view": chosen(VIEWS[desk], asked.show),
        "back": _desk(desk, asked.query),
    }
    status = 422 if form.is_bound else 200
    return render(request, "suggestions/lists/save.html", page, status=status)


@login_required
@require_safe
def mine(request: SignedIn, desk: str) -> HttpResponse:
    """The views that somebody keeps for a desk, to be renamed or deleted."""
    exporting.require_desk(desk, request.user)
    saved = list(SavedFilter.objects.of(request.user, desk))
    page = {"saved": saved, "back": _desk(desk), "desk": desk}
    return render(request, "suggestions/lists/mine.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedIn, code: str) -> HttpResponse:
    """Call a view something else."""
    saved = get_object_or_404(SavedFilter, code=code, owner=request.user)
    form = FilterNameForm(request.POST or None, initial={"name": saved.name})
    if form.is_bound and form.is_valid():
        try:
            lists.rename(saved=saved, name=form.cleaned_data["name"], by=request.user, at=now())
        except NotKept as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("suggestions:filters", saved.listing)
    page = {"form": form, "back": reverse("suggestions:filters", args=[saved.listing])}
    status = 422 if form.is_bound else 200
    return render(request, "suggestions/lists/rename.html", page, status=status)


@login_required
@require_POST
def drop(request: SignedIn, code: str) -> HttpResponse:
    """Delete a view."""
    saved = get_object_or_404(SavedFilter, code=code, owner=request.user)
    listing, name = saved.listing, saved.name
    lists.drop(saved=saved, by=request.user, at=now())
    messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
    return redirect("suggestions:filters", listing)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedIn, desk: str) -> HttpResponse:
    """Choose what the desk's table shows beside the matter."""
    exporting.require_desk(desk, request.user)
    asked = Asked.read(request.POST or request.GET).for_desk(desk)
    shown = ListChoice.of(request.user, desk)
    initial = {"columns": USUAL[desk] if shown is None else shown}
    sent = request.POST if request.method == "POST" else None
    form = ColumnsForm(sent, initial=initial, desk=desk)
    if form.is_bound and form.is_valid():
        chosen_ones = form.cleaned_data["columns"]
        lists.choose(listing=desk, columns=chosen_ones, by=request.user, at=now())
        return redirect(_desk(desk, asked.query))
    page = {"form": form, "asked": asked, "back": _desk(desk, asked.query)}
    status = 422 if form.is_bound else 200
    return render(request, "suggestions/lists/columns.html", page, status=status)


def _desk(desk: str, query: str = "") -> str:
    """The address of the desk, with what it shows."""
    url = reverse(f"suggestions:{desk}")
    return f"{url}?{query}" if query else url
