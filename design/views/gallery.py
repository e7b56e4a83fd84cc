"""The gallery: every token and component in its states, both languages, light and dark."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from design.views.samples import sides


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the pieces. In production the page exists for staff alone."""
    if settings.ENVIRONMENT == "production" and not request.user.is_staff:
        raise Http404
    return render(request, "design/gallery.html", {"sections": _sections(), "sides": sides()})


def _sections() -> list[tuple[str, str, str]]:
    """(anchor and template, heading, when to use it) in the order of the page."""
    return [
        (
            "colour",
            _("Colour"),
            _("Paper, ink, lake and seal. The seal is no button and no error."),
        ),
        ("type", _("Type"), _("Sans for the tool, serif for what is said in somebody’s name.")),
        ("buttons", _("Buttons"), _("Verbs. One dark button a page.")),
        ("sentence", _("The sentence"), _("Who has it, until when, what happens next.")),
        ("river", _("The river"), _("Where a case stands; upright on a phone.")),
        ("lights", _("Light and seal"), _("Shape, word, number and colour; the seal for an act.")),
        ("file", _("The file"), _("Words in serif, acts of the system in one soft line.")),
        ("slips", _("Slips"), _("The member’s desk: one thumb.")),
        ("rows", _("Rows"), _("The office’s desk: dense; slips on a phone.")),
        ("numbers", _("Numbers"), _("The figure, what it counts, its period, its weeks.")),
        ("form", _("Form"), _("One column; the error beside its field and in the summary.")),
        ("files", _("Files"), _("Kept, on its way, and refused with what to do.")),
        ("notices", _("Notices and questions"), _("What happened and what to do. No cheering.")),
        ("progress", _("Long work"), _("How far it is; the page can be closed.")),
        (
            "strips",
            _("Strips and tour"),
            _("Who one is here, how large the type is, where to begin."),
        ),
        ("shortcuts", _("Keys"), _("On the desks of those who decide many cases a day.")),
        ("empty", _("Empty"), _("A sentence and the next step.")),
        ("letter", _("Letter"), _("A letter of reply, on the screen and on paper.")),
    ]
