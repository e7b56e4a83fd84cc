"""What a unit enters: its talks and its answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from suggestions.forms.plain import Plainly
from suggestions.forms.promises import a_day_to_come
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

    asked_for_by_another = ("promised_on", "reason")

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
    promised_on = forms.DateField(
        label=_("Class B: done by which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It is followed until it is kept: the author is asked on that day."),
    )
    reason = forms.CharField(
        label=_("Class C: why it cannot be done now"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The rule, the money or the circumstance, and what would have to change."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Ask for what the class needs; what belongs to another class is left out."""
        data = super().clean() or {}
        mark = data.get("outcome_class")
        if mark == "B" and "promised_on" not in self.errors:
            self._check_date(data)
        if mark == "C" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", ValidationError(_("Please say why it cannot be done now.")))
        if mark != "B":
            data["promised_on"] = None
            self.errors.pop("promised_on", None)
        if mark != "C":
            data["reason"] = ""
            self.errors.pop("reason", None)
        return data

    def _check_date(self, data: dict[str, Any]) -> None:
        try:
            if not data.get("promised_on"):
                raise ValidationError(_("Please say by which day it will be done."))
            a_day_to_come(data["promised_on"], self.today)
        except ValidationError as wrong:
            self.add_error("promised_on", wrong)
