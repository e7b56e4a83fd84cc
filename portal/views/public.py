"""Pages for everybody: what the platform is and how a suggestion travels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from design.pieces import Station
from workdays.clock import today


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page; whoever is signed in goes straight to their desk."""
    if request.user.is_authenticated:
        return redirect("suggestions:desk")
    return about(request)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The front page also for those who are signed in."""
    return render(request, "portal/home.html", {"stations": _way(), "year": today().year})


def _way() -> list[Station]:
    """The way of a suggestion, as a river that has run its course."""
    steps = (
        (_("Submitted"), _("from a phone, in a minute")),
        (_("Accepted"), _("within 2 working days")),
        (_("Assigned"), _("to the unit whose matter it is")),
        (_("In handling"), _("with a date that nobody resets")),
        (_("Answered"), _("as a rule within 10 working days")),
        (_("Rated"), _("by the member, in private")),
    )
    return [Station(label=label, note=note, state="behind") for label, note in steps]
