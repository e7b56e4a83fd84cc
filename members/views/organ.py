"""The organ administrator's desk: what is missing, and the way to each area."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from members.models import Organ, User
from members.policies import hats
from members.registry import OrganPage, PageState, organ_pages
from members.requests import SignedIn, administered


@dataclass(frozen=True)
class Area:
    """One area of the desk as this reader sees it."""

    page: OrganPage
    url: str
    state: PageState


@login_required
@require_safe
def organ(request: SignedIn) -> HttpResponse:
    """What waits in the organ first, then its areas with one number each."""
    here = administered(request)
    areas = _areas(request.user, here)
    others = [code for code in hats(request.user).admin_of if code != here.pk]
    context = {
        "organ": here,
        "areas": areas,
        "waits": [one for area in areas for one in area.state.waits],
        "others": Organ.objects.filter(pk__in=others) if others else (),
    }
    return render(request, "members/organ/desk.html", context)


def _areas(user: User, here: Organ) -> list[Area]:
    pages = [page for page in organ_pages() if page.seen_by(user, here)]
    asked = {name: part for page in pages for name, part in page.asks(user, here.pk).items()}
    known = Organ.objects.annotate(**asked).get(pk=here.pk)
    return [
        Area(page, f"{reverse(page.url_name)}?organ={here.pk}", page.state(user, known))
        for page in pages
    ]
