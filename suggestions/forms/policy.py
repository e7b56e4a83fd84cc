"""What an administrator rules for the answers of the organ's units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from suggestions.forms.plain import DayField, Plainly
from suggestions.models import AnswerPolicy
from suggestions.models.answer_policy import sign_off_choices


class AnswerRuleForm(Plainly):
    """What an answer passes, from which day on. `base` is the version that the page shows."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    sign_off = forms.ChoiceField(
        label=_("In the unit"), choices=sign_off_choices, widget=forms.RadioSelect
    )
    co_sign = forms.BooleanField(label=_("The co-handlers agree to its text"), required=False)
    checks = forms.BooleanField(
        label=_("The office checks it before it is delivered"), required=False
    )
    since = DayField(
        label=_("Holds from"),
        help_text=_("Answers that are on their way already are not held up by it."),
    )

    def __init__(
        self, *args: Any, rule: AnswerPolicy | None, base: int, today: date, **kwargs: Any
    ) -> None:
        names = ("sign_off", "co_sign", "checks")
        kept = {name: getattr(rule, name) for name in names} if rule else {}
        super().__init__(*args, initial=kept | {"base": base, "since": today}, **kwargs)
        self.today = today

    def clean_since(self) -> date:
        """No rule holds for days that are over."""
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise ValidationError(_("Please choose today or a later day."))
        return since
