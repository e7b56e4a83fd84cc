"""The gallery: every token and component in its states, both languages, light and dark."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from design.views.samples import sides
from design.views.sections import GROUPS

LIGHTS = ("light", "dark")
LARGE, DOUBLED = ("20", "25", "30"), "200"


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the pieces. In production the page exists for staff alone."""
    if settings.ENVIRONMENT == "production" and not request.user.is_staff:
        raise Http404
    return render(request, "design/gallery.html", _chosen(request) | {"groups": GROUPS})


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """How one wants to look at it: one light for both sides, large type, text twice as large."""
    light, size = request.GET.get("light", ""), request.GET.get("size", "")
    light, size = light if light in LIGHTS else "", size if size in (*LARGE, DOUBLED) else ""
    worn = {"elder": size} if size in LARGE else {}
    return {"light": light, "size": size, "large": LARGE, "sides": sides(light), **worn}
