"""What the office types to seal a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from suggestions.forms.plain import Plainly


class SealForm(Plainly):
    """Why a case is sealed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the ledger. Do not repeat the secret itself."),
    )
