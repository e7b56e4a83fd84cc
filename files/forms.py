"""The field for photos and files, for any form that is sent under a key.

How another form takes it up:

1. The form has `key = forms.UUIDField(widget=forms.HiddenInput)` and `attachments =
   AttachmentsField()`; its template says `<form … enctype="multipart/form-data" data-files>`,
   `{% field form.attachments %}`, and loads `js/files.js` in its block `scripts`.
2. The view is marked `@takes_files` (`files.requests`), binds the form with `request.POST` and
   `request.FILES`, and calls `take_up(form, by=request.user, at=now())` before it asks whether the
   form is valid: what was chosen is kept on the key even where something else is wrong. For a
   fresh form it calls `show(form, key=…, by=request.user)`.
3. The action calls `bind(key=…, kind="reply", code=reply_code, by=…, at=…)` of
   `files.actions.attaching` in its own transaction.
4. The app registers the kind: `attachments = "suggestions.attachments.KINDS"` (`files.registry`).
5. The page shows them: `{% include "files/list.html" with files=… %}`, from
   `Attachment.objects.of(kind, code)` or without a query of its own by `files.models.listed`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.actions import attaching
from files.formats import FORMATS, Refused, clean_name, kinds_in_words, size_in_words
from files.models import Attachment
from members.models import User

ENDINGS = [ending for one in FORMATS for ending in one.endings]
ACCEPT = ",".join([*(one.content_type for one in FORMATS), *ENDINGS])
REMOVE = "-remove"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose: files to add, and codes of kept ones to leave out."""

    files: tuple[UploadedFile, ...]
    left_out: tuple[str, ...]


class AttachmentsInput(forms.FileInput):
    """Several files at once, below a list of what is kept already."""

    allow_multiple_selected = True
    template_name = "files/input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPT, "multiple": True} | (attrs or {}))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        chosen = files.getlist(name) if hasattr(files, "getlist") else []
        codes = data.getlist(name + REMOVE) if hasattr(data, "getlist") else []
        return Chosen(tuple(chosen), tuple(codes))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def format_value(self, value: Any) -> None:
        return None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "kept": value or (),
            "most": settings.UPLOAD_MAX_COUNT,
            "largest": settings.UPLOAD_MAX_BYTES,
            "request_words": size_in_words(settings.UPLOAD_MAX_REQUEST_BYTES),
            "largest_words": size_in_words(settings.UPLOAD_MAX_BYTES),
        }
        return context


def _help() -> str:
    return _("%(kinds)s; up to %(count)d, each at most %(size)s.") % {
        "kinds": kinds_in_words(),
        "count": settings.UPLOAD_MAX_COUNT,
        "size": size_in_words(settings.UPLOAD_MAX_BYTES),
    }


class AttachmentsField(forms.Field):
    """Photos and files, never required. What it holds is a `Chosen`; `take_up` keeps it."""

    widget = AttachmentsInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", gettext_lazy("Photos and files"))
        kwargs.setdefault("help_text", lazy(_help, str)())
        super().__init__(**kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is drawn is always what is kept; a browser takes no chosen file back."""
        return initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data and (data.files or data.left_out))


def show(form: forms.Form, *, key: uuid.UUID, by: User, name: str = "attachments") -> None:
    """Let a form show what hangs on its key."""
    form.initial[name] = list(Attachment.objects.waiting(by, key))


def take_up(
    form: forms.Form,
    *,
    by: User,
    at: datetime,
    key: str = "key",
    name: str = "attachments",
    role: str = "",
) -> list[str]:
    """Keep what was chosen in a bound form on its key, whatever else is wrong with the form.

    What is refused stands beside the field, and is returned as sentences. Call it before
    `is_valid()`. Without a sound key nothing is kept; the form says so by itself. `role` says what
    the files are for, where that does not follow from their kind.
    """
    form.full_clean()
    form_key = form.cleaned_data.get(key)
    if form_key is None:
        return []
    chosen: Chosen = form[name].data
    for kept in Attachment.objects.waiting(by, form_key).filter(code__in=_sound(chosen.left_out)):
        attaching.remove(attachment=kept, by=by, at=at)
    refusals = []
    for file in chosen.files:
        given = file.name or ""
        try:
            attaching.attach(
                key=form_key, file=file, name=given, size=file.size, by=by, at=at, role=role
            )
        except Refused as refusal:
            refusals.append(refusal.words(clean_name(given)))
    for words in refusals:
        form.add_error(name, words)
    show(form, key=form_key, by=by, name=name)
    return refusals


def _sound(codes: tuple[str, ...]) -> list[str]:
    return [code for code in codes if "\0" not in code]


class AddForm(forms.Form):
    """One file for the key of an unsent form, as the script sends it while one goes on writing."""

    key = forms.UUIDField()
    file = forms.Field(widget=AttachmentsInput, required=False)
