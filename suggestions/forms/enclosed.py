"""Photos and files beside what somebody writes on a case."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.forms import AttachmentsField, show, take_up
from files.models import Attachment
from members.requests import SignedIn
from suggestions.actions.enclosing import Enclosed, TooManyFiles, require_room
from suggestions.forms.plain import Plainly


class EnclosedForm(Plainly):
    """A form beside another one, sent under one key with it; never required."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    left_out = forms.MultipleChoiceField(
        label=_("These files were with it before and go along again"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what is to be removed."),
    )
    attachments = AttachmentsField()

    def __init__(self, *args: Any, before: Sequence[Attachment] = (), **kwargs: Any) -> None:
        """`before`: the files of an answer that came back, which go along again unless marked."""
        super().__init__(*args, **kwargs)
        if not before:
            del self.fields["left_out"]
            return
        field = cast(forms.MultipleChoiceField, self.fields["left_out"])
        field.choices = [(one.code, _remove(one)) for one in before]

    @classmethod
    def of(
        cls,
        request: SignedIn,
        *,
        at: datetime,
        key: uuid.UUID | None = None,
        before: Sequence[Attachment] = (),
    ) -> Self:
        """The form of a page: what was chosen in it is kept, whatever else is amiss there."""
        if request.method == "POST":
            sent = cls(request.POST, request.FILES, before=before)
            take_up(sent, by=request.user, at=at)
            sent.require_room(before)
            return sent
        key = key or uuid.uuid4()
        fresh = cls(initial={"key": key}, before=before)
        show(fresh, key=key, by=request.user)
        return fresh

    def require_room(self, before: Sequence[Attachment]) -> None:
        """Say it where too many go along together; to be asked once all is taken up."""
        out, new = self.cleaned_data.get("left_out") or (), self.initial.get("attachments", ())
        try:
            require_room(len(before) - len(out) + len(new))
        except TooManyFiles as refusal:
            self.add_error("attachments", str(refusal))

    @property
    def has_new(self) -> bool:
        """Whether something was chosen in it, now or before another try."""
        return bool(self.initial.get("attachments"))

    @property
    def enclosed(self) -> Enclosed:
        """What it holds, for the action."""
        return Enclosed(self.cleaned_data["key"], self.cleaned_data.get("left_out") or ())

    def clean(self) -> dict[str, Any]:
        """Without a key there is nothing on which a file could be kept."""
        data = super().clean() or {}
        if not data.get("key") and self["attachments"].data.files:
            words = _("Please open this page again and choose your files there.")
            self.add_error("attachments", words)
        return data


def _remove(file: Attachment) -> str:
    return gettext("Remove “%(name)s”") % {"name": file.name}
