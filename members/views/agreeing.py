"""The documents for everybody, and the page on which a person agrees to them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from members import documents
from members.actions import agreeing
from members.documents import Document
from members.requests import SignedIn, next_page
from workdays import clock


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, who sees it, how long, and what they may ask for."""
    return _document(request, "privacy")


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What an account is for, and what must not be entered here."""
    return _document(request, "terms")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: SignedIn) -> HttpResponse:
    """Ask for the agreement to the versions in force, and go on to where the person was going."""
    if request.method == "POST" and request.POST.get("version") == documents.current():
        agreeing.agree(user=request.user, at=clock.now())
        return redirect(next_page(request))
    if not documents.missing(request.user.agreed_version):
        return redirect(next_page(request))
    return render(
        request,
        "members/agree.html",
        documents.asked(request.user.agreed_version, next_page(request)),
    )


def _document(request: HttpRequest, key: str) -> HttpResponse:
    found: Document = next(one for one in documents.DOCUMENTS if one.key == key)
    wanted = request.GET.get("version", "")
    version = found.version(int(wanted)) if wanted.isascii() and wanted.isdecimal() else None
    if wanted and version is None:
        raise Http404
    version = version or found.current
    context = {
        "document": found,
        "version": version,
        "text": f"members/documents/{key}/{version.major}.{_language()}.html",
        "older": [one for one in found.versions if one != version],
    }
    return render(request, "members/document.html", context)


def _language() -> str:
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"
