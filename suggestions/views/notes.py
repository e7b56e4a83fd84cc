"""A desk's own notes on a case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import noting
from suggestions.forms import NoteForm
from suggestions.lifecycle import NotNow
from suggestions.models import Note
from suggestions.requests import suggestion_of, texts_beside
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: SignedIn, code: str) -> HttpResponse:
    """Read the notes of one's own desk, and add one."""
    suggestion = suggestion_of(request, code)
    policies.note_desk(request.user, suggestion)
    form = NoteForm(request.POST or None)
    texts = texts_beside(request, suggestion, form)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            noting.note(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            texts.count()
            messages.success(request, _("Noted, for your own desk."))
            return redirect("suggestions:notes", code=code)
    own = Note.objects.visible_to(request.user).filter(suggestion=suggestion)
    page = {
        "suggestion": suggestion,
        "form": form,
        "texts": texts,
        "notes": own.select_related("author", "department"),
    }
    return render(request, "suggestions/case/notes.html", page, status=status)
