"""Words to the others on a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from suggestions.forms.plain import Plainly


class TalkForm(Plainly):
    """Words to the others on a case; the author may mark them as a new fact."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What you want to say"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    is_fact = forms.BooleanField(
        label=_("This is a new fact about the matter"),
        required=False,
        help_text=_("It stands in the file as a fact; the units are told."),
    )

    def __init__(self, *args: Any, facts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not facts:
            del self.fields["is_fact"]
