"""What the forms of every desk of a case begin with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from departments.models import Department
from design.dates import day
from design.forms import DayField, FindSelect, Plainly, Reason
from suggestions import categories
from workdays.arithmetic import due_moment

__all__ = ["CategorySelect", "DayField", "Plainly", "Reason", "UnitField", "UnitsField", "end_of"]


def _label(unit: Department) -> str:
    """Its name; with what is known of it here (`requests.marked`): that it was let off from the
    very case, that nobody is in post."""
    return with_signs(unit.name_with_parent, unit)


def with_signs(name: str, seen: Model) -> str:
    """The name of a unit with what the unit, or its proposal, is annotated with: `let_off_at`, as
    `requests.marked` does, and `has_people`."""
    since = getattr(seen, "let_off_at", None)
    if since:
        words = {"unit": name, "day": day(since, weekday=False)}
        name = _("%(unit)s (let off on %(day)s)") % words
    if not getattr(seen, "has_people", True):
        name = _("%(unit)s (nobody in post)") % {"unit": name}
    return name


class UnitField(forms.ModelChoiceField):
    """One unit of a list, by its code; with the unit that it belongs to."""

    widget = FindSelect

    def __init__(self, **kwargs: Any) -> None:
        none = Department.objects.none()
        super().__init__(queryset=none, to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Department) -> str:
        return _label(obj)


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units of a list, by their codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        none = Department.objects.none()
        super().__init__(queryset=none, to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Department) -> str:
        return _label(obj)

    def clean(self, value: Any) -> Any:
        """A NUL is in no code, and no question to the database can hold one."""
        if isinstance(value, list | tuple) and any("\0" in str(one) for one in value):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": ""})
        return super().clean(value)


class CategorySelect(FindSelect):
    """Categories, which are also found by what people call such things every day."""

    def words_of(self, value: Any, label: str) -> str:
        place = categories.places().get(str(value))
        everyday = place.everyday if place else ""
        return f"{super().words_of(value, label)} {everyday}".strip()


def end_of(day: date | None) -> datetime | None:
    """The moment at which something is due on a day."""
    return due_moment(day, settings.DUE_HOUR) if day else None
