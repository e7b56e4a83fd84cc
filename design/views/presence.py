"""The sign of life of a page that is being typed into."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def still_here(request: HttpRequest) -> HttpResponse:
    """204 as long as somebody is signed in; the request itself counts as a click. Else 401."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)
