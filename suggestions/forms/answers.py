"""A word on an answer that is on its way: the head's and the office's."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.forms import AttachmentsField
from suggestions.forms.deciding import NO, YES, Deciding
from suggestions.forms.plain import Plainly

READ_AGAIN = _("The answer was changed in the meantime. Please read it once more.")
READ_INSIDE = _("Needed where you say no. The unit and the office read this; the author does not.")


class ReadField(forms.CharField):
    """The code of the answer that somebody has before them: its officer may take it back and hand
    in another. Sent as it was read; what waits by now (`initial`) is drawn with the text of that.
    """

    widget = forms.HiddenInput

    def validate(self, value: str) -> None:
        """Ask that it is there: nobody types it."""
        if not value:
            raise ValidationError(READ_AGAIN)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial or data


class _OnAnswer(Deciding):
    choices: Any = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["decision"]).choices = self.choices
        self.fields["note"].help_text = READ_INSIDE


class SignOffForm(_OnAnswer):
    """The head signs it off, or gives it back to the officer and says why: a button for each."""

    def __init__(self, *args: Any, checked: bool = False, **kwargs: Any) -> None:
        """``checked``: once it is signed the office looks it over first."""
        signed = _("Sign off and pass to the office") if checked else _("Sign off and deliver")
        self.choices = ((YES, signed), (NO, _("Give it back to the officer")))
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("If you give it back: why")

    def clean(self) -> dict[str, Any]:
        """Who has written why it goes back has hardly meant to sign."""
        data = super().clean()
        if data.get("decision") == YES and data.get("note"):
            words = _("You wrote why it goes back. To sign it off, please empty this box first.")
            self.add_error("note", words)
        return data


class ReadAndSignForm(SignOffForm):
    """The same on its page, of the answer that was read there."""

    draft = ReadField()


class AgreeForm(_OnAnswer):
    """A co-handler agrees to the lead's text, or objects and says why."""

    choices = (
        (YES, _("We agree")),
        (NO, _("We object, and say why")),
    )


class CheckAnswerForm(_OnAnswer):
    """The office delivers it, or sends it back to the unit and says why."""

    choices = (
        (YES, _("Deliver it: the author reads it now")),
        (NO, _("Send it back to the unit and say why")),
    )


class LetterForm(Plainly):
    """The scan of the stamped letter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    draft = ReadField()
    attachments = AttachmentsField(label=_("Scan or photo of the stamped letter"), required=True)

    def require_scan(self) -> None:
        """Say what is missing where nothing hangs on the form; to be asked once it is taken up."""
        if not self.initial.get("attachments") and "attachments" not in self.errors:
            self.add_error("attachments", _("Please attach a scan or a photo of the letter."))
