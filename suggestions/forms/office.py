"""What the office chooses."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from design.forms import FindSelect
from suggestions.forms.plain import Further, Plainly, UnitField, UnitsField, with_signs
from suggestions.lifecycle import Part, urgency_choices
from suggestions.models import Recommendation


def together_choices() -> list[tuple[str, Any]]:
    return [
        (Part.CO.value, _("The unit above leads and answers; these give it their opinion")),
        (Part.SEPARATE.value, _("Each of them answers the author for itself")),
    ]


class AssignForm(Further, Plainly):
    """Which units, how urgent: a proposed unit alone is one click, others are one more choice."""

    OTHER = "other"

    unit = forms.ChoiceField(label=_("Unit"), widget=forms.RadioSelect)
    other = UnitField(
        label=_("Unit from the list"),
        required=False,
        empty_label=_("Choose a unit"),
        widget=FindSelect(attrs={"data-chooses": OTHER}),
    )
    together = forms.ChoiceField(
        label=_("How they work together"),
        choices=together_choices,
        widget=forms.RadioSelect,
        initial=Part.CO.value,
        required=False,
    )
    others = UnitsField(label=_("Further units"), required=False)
    urgency = forms.ChoiceField(
        label=_("Time to answer"),
        choices=urgency_choices,
        widget=forms.RadioSelect,
        initial="ordinary",
    )

    def __init__(
        self,
        *args: Any,
        proposed: list[Recommendation],
        units: Any,
        date_stays: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = {one.department.code: one.department for one in proposed}
        unit = cast(forms.ChoiceField, self.fields["unit"])
        unit.choices = [
            *((one.department.code, with_signs(one.department.name, one)) for one in proposed),
            (self.OTHER, _("Another unit")),
        ]
        unit.initial = next(iter(self.proposed), self.OTHER)
        for name in ("other", "others"):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = units
        if date_stays:
            del self.fields["urgency"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit") == self.OTHER and not data.get("other") and "other" not in self.errors:
            self.add_error("other", ValidationError(_("Choose the unit from the list.")))
        if data.get("other") and data.get("unit") not in (None, "", self.OTHER):
            both = _("Please choose only one: a proposed unit, or a unit from the list.")
            self.add_error("other", ValidationError(both))
        if data.get("others") and not self.errors and self.department in data["others"]:
            twice = _("The unit above stands here too. Please leave it out here.")
            self.add_error("others", ValidationError(twice))
        return data

    @property
    def department(self) -> Department:
        chosen = self.cleaned_data["unit"]
        return self.cleaned_data["other"] if chosen == self.OTHER else self.proposed[chosen]

    @property
    def parts(self) -> list[tuple[Department, Part]]:
        """Every unit chosen, with what it is on the case; the one that answers first."""
        others = list(self.cleaned_data["others"])
        if not others:
            return [(self.department, Part.SOLE)]
        together = Part(self.cleaned_data["together"] or Part.CO)
        first = Part.LEAD if together is Part.CO else Part.SEPARATE
        return [(self.department, first), *((one, together) for one in others)]
