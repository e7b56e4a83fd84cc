"""The OpenAPI document for programs that read it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gateway.problems import as_json
from gateway.schema import document


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1 as JSON, in the reader's language. It names nobody and is open to all."""
    return as_json(document(get_language() or "en"), 200)
