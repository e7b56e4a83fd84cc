"""The administrator's desk: which sectors an organ offers to choose from."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.actions import sectors as actions
from members.forms.organ import SectorForm
from members.models import Member, Sector, SectorUnused
from members.registry import number_of
from members.requests import SignedIn, administered
from workdays import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sectors(request: SignedIn) -> HttpResponse:
    """The common sectors and the organ's own, with their members; a new one below."""
    organ = administered(request)
    form = SectorForm(request.POST or None)
    if form.is_valid():
        act = form.cleaned_data | {"by": request.user, "at": clock.now()}
        actions.add(organ=organ, **act)
        messages.success(request, _("The sector is added."))
        return redirect(f"{reverse('members:sectors')}?organ={organ.pk}")
    members = Member.objects.filter(organ=organ, sector=OuterRef("pk")).in_force(clock.today())
    unused = SectorUnused.objects.filter(organ=organ, sector=OuterRef("pk"))
    rows = Sector.objects.known_to(organ.pk).annotate(
        count=number_of(members), is_unused=Exists(unused)
    )
    page = {"organ": organ, "rows": rows.order_by("position", "code"), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "members/organ/sectors.html", page, status=status)


@login_required
@require_POST
def use(request: SignedIn, code: str) -> HttpResponse:
    """Offer a sector in the organ's lists, or not any more."""
    organ = administered(request)
    sector = get_object_or_404(Sector.objects.known_to(organ.pk), code=code)
    used = request.POST.get("use") == "yes"
    actions.use(sector=sector, organ=organ, used=used, by=request.user, at=clock.now())
    return redirect(f"{reverse('members:sectors')}?organ={organ.pk}")
