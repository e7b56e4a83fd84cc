"""The proposer's word."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from suggestions.forms.plain import Plainly
from suggestions.lifecycle import given_rating_choices


class RateForm(Plainly):
    """Attitude and result apart. Nothing is preset: a word that nobody chose is no rating."""

    attitude = forms.ChoiceField(
        label=_("How they dealt with you"),
        choices=given_rating_choices,
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(
        label=_("What came of it"), choices=given_rating_choices, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("Anything to add"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The office reads it; the unit does not."),
    )
