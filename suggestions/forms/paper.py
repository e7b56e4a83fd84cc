"""The paper from which the office enters what a unit did."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.forms import AttachmentsField
from suggestions.forms.plain import DayField, Plainly


class PaperForm(Plainly):
    """The date of a paper, and its scan, which has to be there."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    dated_on = DayField(
        label=_("Date of the paper"),
        help_text=_("It stands beside the entry. Handed in is when you enter it."),
    )
    attachments = AttachmentsField(label=_("Scan or photo of the paper"), required=True)

    def __init__(self, *args: Any, today: date, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.since = today, since

    def clean_dated_on(self) -> date:
        dated: date = self.cleaned_data["dated_on"]
        if dated > self.today:
            raise ValidationError(_("That day has not come yet."))
        if dated < self.since:
            raise ValidationError(_("That was before the case was given to the unit."))
        return dated

    def require_scan(self) -> None:
        """Say what is missing where nothing hangs on the form; to be asked once it is taken up."""
        if not self.initial.get("attachments") and "attachments" not in self.errors:
            self.add_error("attachments", _("Please attach a scan or a photo of the paper."))
