"""What a program sends where no page has a form for it as it stands."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from suggestions.actions.reviewing import Charge
from suggestions.forms import AUTO, Plainly, WriteForm
from suggestions.lifecycle import Part, part_choices, urgency_choices

NAMES = uuid.UUID("4b0f6c1e-8d2a-5c57-9a44-2f1d7e6b3c90")
MOST_UNITS = 20


class ChargesField(forms.Field):
    """Units with their parts, as a list of objects; empty parts are those of one unit alone."""

    json_schema = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_UNITS,
        "items": {
            "type": "object",
            "required": ["unit"],
            "properties": {
                "unit": {"type": "string"},
                "part": {"type": "string", "enum": [part.value for part in Part]},
            },
        },
    }
    widget = forms.Widget

    def to_python(self, value: Any) -> list[dict[str, str]]:
        """The list as (unit, part) in words. Raises ValidationError for any other shape."""
        if not value:
            return []
        known = [part for part, _label in part_choices()]
        sound = isinstance(value, list) and len(value) <= MOST_UNITS
        if not sound or not all(self._is_charge(one, known) for one in value):
            raise ValidationError(_("Send a list of units, each with “unit” and “part”."))
        return [{"part": Part.SOLE.value} | one for one in value]

    @staticmethod
    def _is_charge(one: Any, known: list[str]) -> bool:
        return (
            isinstance(one, dict)
            and set(one) <= {"unit", "part"}
            and isinstance(one.get("unit"), str)
            and one.get("part", Part.SOLE.value) in known
        )


class AssignBody(Plainly):
    """The units that get a case, what each is on it, and how urgent it is."""

    charges = ChargesField(label=_("Units"), help_text=_("By their codes, the leading one first."))
    urgency = forms.ChoiceField(label=_("Time to answer"), choices=urgency_choices)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units

    def clean_charges(self) -> list[Charge]:
        asked = self.cleaned_data["charges"]
        units: dict[str, Department] = {
            unit.code: unit for unit in self.units.filter(code__in=[one["unit"] for one in asked])
        }
        if any(one["unit"] not in units for one in asked):
            raise ValidationError(_("No such unit works for the organ in charge."))
        return [Charge(units[one["unit"]], Part(one["part"])) for one in asked]


def submission_key(key: str) -> uuid.UUID:
    """The key of a submission for the key of a request: itself where it is a UUID, as a page's."""
    try:
        return uuid.UUID(key)
    except ValueError:
        return uuid.uuid5(NAMES, key)


def written(body: dict[str, Any], key: str) -> dict[str, Any]:
    """What somebody submits, with what a page would fill in by itself."""
    return {"level": AUTO, **body, "key": str(submission_key(key))}


WRITTEN = {name: field for name, field in WriteForm.base_fields.items() if name != "key"}
"""The fields of a submission; its key is the request's."""
