"""What was published: words that an office has looked over, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from design import keyset
from suggestions.filters import Asked
from suggestions.models import Publication
from suggestions.publishing import answered_by
from suggestions.texts import public_search

NEWEST = ("-published_at", "-id")


@never_cache
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The list, newest first, or what of it holds the words that somebody looks for.

    In no cache: what is recalled is gone with the next look.
    """
    rows = Publication.objects.public().select_related("suggestion__place")
    words = Asked.read(request.GET).words
    take = public_search(words).first if words else keyset.cut
    page = keyset.page(rows, order=NEWEST, query=request.GET, take=take)
    return render(request, "portal/published.html", {"page": page, "words": words})


@never_cache
@require_safe
def publication(request: HttpRequest, code: str) -> HttpResponse:
    """One of them; a recalled one is not found, as if it had never been there."""
    rows = Publication.objects.public().select_related("suggestion__place")
    found = get_object_or_404(rows, suggestion__code=code)
    page = {"publication": found, "answers": answered_by(found) if found.answer else []}
    return render(request, "portal/publication.html", page)
