"""Asking for another answer, and opening a closed case again."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from suggestions.forms.plain import Plainly


class RedoForm(Plainly):
    """What is still missing, and whose answer it is where there are several."""

    missing = forms.CharField(
        label=_("What is still missing"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The unit reads these words and answers again within the time of the rules."),
    )
    units = forms.MultipleChoiceField(
        label=_("Whose answer"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those you do not mark need not answer again."),
    )

    def __init__(self, *args: Any, answered: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(answered) < 2:
            del self.fields["units"]
            return
        units = cast(forms.MultipleChoiceField, self.fields["units"])
        units.choices = [(unit.code, unit.name) for unit in answered]
        units.initial = [unit.code for unit in answered]


class ReopenForm(Plainly):
    """The new fact for which a closed case is opened again."""

    fact = forms.CharField(
        label=_("The new fact"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What came to light since the case was closed. Everybody concerned reads it."),
    )
