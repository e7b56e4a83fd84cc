"""What became of a promise, in the words of its unit and of the author."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments.lifecycle import claim_choices
from suggestions.forms.plain import Plainly

LONGEST_PROMISE = timedelta(days=3 * 366)


def a_day_to_come(day: date, today: date) -> date:
    """The day itself, if something can be promised for it.

    Raises:
        ValidationError: it is over, is today, or is more than three years away.
    """
    if day <= today:
        raise ValidationError(_("Please give a day that is still to come."))
    if day > today + LONGEST_PROMISE:
        raise ValidationError(_("Please give a day within the next three years."))
    return day


class ReportForm(Plainly):
    """What became of a promise, with what shows it."""

    claim = forms.ChoiceField(
        label=_("What became of it"), choices=claim_choices, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("What shows it, or why it cannot be done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was done, when, and where it can be seen; or the reason in plain words."),
    )


class RenewForm(Plainly):
    """A new date for a promise, with its reason."""

    due_on = forms.DateField(
        label=_("New date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The dates before it stay in the file."),
    )
    reason = forms.CharField(
        label=_("Why it takes longer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author and the office read this."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        return a_day_to_come(self.cleaned_data["due_on"], self.today)


class KeptForm(Plainly):
    """The author's word on a report: it is so, or it is not and why."""

    YES, NO = "yes", "no"
    asked_for_by_another = ("words",)

    verdict = forms.ChoiceField(label=_("Is it as the unit reports"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What is not as reported"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it is not so. The unit reads it and gives a new date."),
    )

    def __init__(self, *args: Any, kept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = cast(forms.ChoiceField, self.fields["verdict"])
        yes = _("Yes, it was kept") if kept else _("Yes, I understand that it cannot be done now")
        verdict.choices = [(self.YES, yes), (self.NO, _("No"))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") == self.NO and not data.get("words") and "words" not in self.errors:
            self.add_error("words", ValidationError(_("Please fill this in.")))
        return data
