"""The site's addresses, with refusals that are a status and no page.

The table asks thousands of times what is refused; that the page of a refusal can be shown, to each
of its readers and in each part of the site, it asks once.
"""

from django.http import HttpRequest, HttpResponse

from cppcc_cloud.urls import urlpatterns

__all__ = ["handler403", "handler404", "urlpatterns"]


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Forbidden, without the page that says so."""
    return HttpResponse(status=403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not found, without the page that says so."""
    return HttpResponse(status=404)
