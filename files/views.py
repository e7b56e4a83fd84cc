"""Files come in one by one while somebody writes, and go out to whoever may see them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from files import store
from files.actions import attaching
from files.formats import JPEG, PDF, Refused, clean_name
from files.forms import AddForm
from files.models import Attachment
from files.policies import may_open
from files.requests import takes_files
from members.requests import SignedIn
from workdays.clock import now

HEADERS = {
    # No script, no form, no origin of its own, whatever a browser takes it for; styles are those
    # of the browser's own frame around a picture.
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Kept by this browser alone, and asked about each time: who may see it can change.
    "Cache-Control": "private, no-cache",
}


def _attachment(request: SignedIn, code: str) -> Attachment:
    """The file of that code; 404 for who may not see it, as for one that is not there."""
    found = get_object_or_404(Attachment, code=code)
    if not may_open(request.user, found):
        raise Http404
    return found


@login_required
@require_safe
def open_file(request: SignedIn, code: str) -> HttpResponseBase:
    """The file: a photo or PDF in the browser, anything else to be saved."""
    found = _attachment(request, code)
    inline = found.is_image or found.content_type == PDF.content_type
    return _serve(request, found, found.path, found.content_type, inline=inline)


@login_required
@require_safe
def small(request: SignedIn, code: str) -> HttpResponseBase:
    """The small picture of a photo."""
    found = _attachment(request, code)
    if not found.is_image:
        raise Http404
    return _serve(request, found, found.path + store.SMALL, JPEG.content_type, inline=True)


def _serve(
    request: SignedIn, found: Attachment, path: str, content_type: str, *, inline: bool
) -> HttpResponseBase:
    etag = f'"{found.sha256[:32]}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None:
        try:
            file = store.open_file(path)
        except FileNotFoundError as missing:
            raise Http404 from missing
        answer = FileResponse(file, filename=found.name, as_attachment=not inline)
    for header, value in {**HEADERS, "Content-Type": content_type, "ETag": etag}.items():
        answer.headers[header] = value
    return answer


@takes_files
@login_required
@require_POST
def add(request: SignedIn) -> HttpResponse:
    """Keep one file on the key of a form that somebody is still writing; its line of the list."""
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid() or len(files := form.cleaned_data["file"].files) != 1:
        return JsonResponse({"error": ""}, status=422)
    name, size = files[0].name or "", files[0].size
    key = form.cleaned_data["key"]
    try:
        kept = attaching.attach(
            key=key, file=files[0], name=name, size=size, by=request.user, at=now()
        )
    except Refused as refusal:
        status = 413 if refusal.text is attaching.LARGE else 422
        return JsonResponse({"error": refusal.words(clean_name(name))}, status=status)
    return render(request, "files/waiting.html", {"file": kept}, status=201)


@login_required
@require_POST
def remove(request: SignedIn, code: str) -> HttpResponse:
    """Remove a file that is not sent yet."""
    found = _attachment(request, code)
    attaching.remove(attachment=found, by=request.user, at=now())
    return HttpResponse(status=204)
