"""What a unit enters: its talks and its answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from suggestions.forms.plain import Plainly
from suggestions.lifecycle import contact_choices, outcome_choices


class ContactForm(Plainly):
    """One talk with the proposer."""

    kind = forms.ChoiceField(
        label=_("How you spoke with the author"),
        choices=contact_choices,
        widget=forms.RadioSelect,
        initial="phone",
    )
    held_on = forms.DateField(
        label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("What was said"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author reads this too."),
    )

    def __init__(self, *args: Any, today: date, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.since = today, since
        self.fields["held_on"].initial = today

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise ValidationError(_("That day has not come yet."))
        if day < self.since:
            raise ValidationError(_("That was before the case was assigned to you."))
        return day


class ReplyForm(Plainly):
    """The answer and its class."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What was done, by whom, and where it can be seen."),
    )
    outcome_class = forms.ChoiceField(
        label=_("Class"),
        choices=outcome_choices,
        widget=forms.RadioSelect,
        initial="A",
        help_text=_("If it is not solved yet, sign for it now and answer when it is."),
    )
