"""What was published: words that an office has looked over, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from design import keyset
from members.models import Organ
from members.policies import below
from suggestions.filters import Asked
from suggestions.models import Publication
from suggestions.publishing import public_answers
from suggestions.texts import public_search

NEWEST = ("-published_at", "-id")


@never_cache
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The list, newest first; of one place with those below it, and of those that say these words.
    In no cache: what is recalled is gone with the next look."""
    rows = Publication.objects.public().select_related("suggestion__place")
    place = _place(request)
    if place:
        rows = rows.filter(below([place.code], "suggestion__place__code"))
    words = Asked.read(request.GET).words
    take = public_search(words).first if words else keyset.cut
    page = keyset.page(rows, order=NEWEST, query=request.GET, take=take)
    return render(request, "portal/published.html", {"page": page, "place": place, "words": words})


def _place(request: HttpRequest) -> Organ | None:
    """The place that the address names; 404 for one that is none."""
    code = request.GET.get("place", "")
    return get_object_or_404(Organ, pk=code) if code else None


@never_cache
@require_safe
def publication(request: HttpRequest, code: str) -> HttpResponse:
    """One of them; a recalled one is not found, as if it had never been there."""
    rows = Publication.objects.public().select_related("suggestion__place")
    found = get_object_or_404(rows, suggestion__code=code)
    page = {"publication": found, "answers": public_answers(found)}
    return render(request, "portal/publication.html", page)
