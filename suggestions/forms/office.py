"""What the office chooses."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from suggestions.forms.plain import Plainly
from suggestions.lifecycle import urgency_choices


class AssignForm(Plainly):
    """Which unit, how urgent: a proposed unit is one click, any other unit one list."""

    OTHER = "other"

    unit = forms.ChoiceField(label=_("Unit"), widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        label=_("Unit from the list"),
        queryset=Department.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("Choose a unit"),
        widget=forms.Select(attrs={"data-chooses": OTHER}),
    )
    urgency = forms.ChoiceField(
        label=_("Time to answer"),
        choices=urgency_choices,
        widget=forms.RadioSelect,
        initial="ordinary",
    )

    def __init__(self, *args: Any, proposed: list[Department], units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = {unit.code: unit for unit in proposed}
        unit = cast(forms.ChoiceField, self.fields["unit"])
        unit.choices = [
            *((key, one.name) for key, one in self.proposed.items()),
            (self.OTHER, _("Another unit")),
        ]
        unit.initial = next(iter(self.proposed), self.OTHER)
        cast(forms.ModelChoiceField, self.fields["other"]).queryset = units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit") == self.OTHER and not data.get("other") and "other" not in self.errors:
            self.add_error("other", ValidationError(_("Choose the unit from the list.")))
        if data.get("other") and data.get("unit") not in (None, "", self.OTHER):
            both = _("Please choose only one: a proposed unit, or a unit from the list.")
            self.add_error("other", ValidationError(both))
        return data

    @property
    def department(self) -> Department:
        chosen = self.cleaned_data["unit"]
        return self.cleaned_data["other"] if chosen == self.OTHER else self.proposed[chosen]
