"""Pages for everybody: what the platform is and how a suggestion travels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from design.pieces import Station
from members import contacts
from members.models import Organ
from workdays.clock import today


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page; whoever is signed in goes straight to their desk."""
    if request.user.is_authenticated:
        return redirect("suggestions:desk")
    return render(request, "portal/home.html", {"stations": _way(), "year": today().year})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs the platform, who answers for what, and whom to ask."""
    top = list(Organ.objects.filter(parent=None).values_list("pk", flat=True).order_by("pk")[:1])
    return render(request, "portal/about.html", {"contacts": contacts.of_each(top)})


def _way() -> list[Station]:
    """The way of a suggestion, as a river that explains."""
    steps = (
        (pgettext("station", "Submitted"), _("from a phone, in a minute")),
        (pgettext("station", "Accepted"), _("within 2 working days")),
        (pgettext("station", "Assigned"), _("to the unit whose matter it is")),
        (pgettext("station", "In handling"), _("with a date that nobody resets")),
        (pgettext("station", "Answered"), _("as a rule within 10 working days")),
        (pgettext("station", "Rated"), _("by the member, in private")),
    )
    return [Station(label=label, note=note, state="") for label, note in steps]
