"""A word on an answer that is on its way: the head's and the office's."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from files.forms import AttachmentsField
from suggestions.forms.deciding import NO, YES, Deciding
from suggestions.forms.plain import Plainly

READ_INSIDE = _("Needed where you say no. The unit and the office read this; the author does not.")


class _OnAnswer(Deciding):
    choices: Any = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["decision"]).choices = self.choices
        self.fields["note"].help_text = READ_INSIDE


class SignOffForm(_OnAnswer):
    """The head signs it off, or gives it back to the officer and says why: a button for each."""

    choices = ((YES, _("Sign off")), (NO, _("Give it back to the officer")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
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
    """The same on its page: of the very answer that was read there, for its officer may have taken
    it back since and handed in another."""

    draft = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, waiting: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"draft": waiting}, **kwargs)
        self.waiting = waiting

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("draft") and data["draft"] != self.waiting:
            self.data = {**dict(self.data.items()), "draft": self.waiting}
            words = _("The answer was changed in the meantime. Please read it once more.")
            self.add_error(None, words)
        return data


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
    attachments = AttachmentsField(label=_("Scan or photo of the stamped letter"), required=True)

    def require_scan(self) -> None:
        """Say what is missing where nothing hangs on the form; to be asked once it is taken up."""
        if not self.initial.get("attachments") and "attachments" not in self.errors:
            self.add_error("attachments", _("Please attach a scan or a photo of the letter."))
