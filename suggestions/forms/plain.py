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
from design.dates import day, listed
from design.forms import DayField, FindSelect, Plainly, Reason
from suggestions import categories
from workdays.arithmetic import due_moment

__all__ = [
    "CategorySelect",
    "DayField",
    "Further",
    "Plainly",
    "Reason",
    "UnitField",
    "UnitsField",
    "end_of",
]


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


class Further(forms.Form):
    """The boxes of further units (`others`), as office/further.html shows them."""

    @property
    def chosen_units(self) -> list[Any]:
        """The boxes of further units that are ticked: they stand first."""
        return [one for one in self["others"] if one.data["selected"]]

    @property
    def chosen_names(self) -> str:
        return listed(str(one.choice_label) for one in self.chosen_units)

    @property
    def unit_groups(self) -> list[tuple[str, list[Any]]]:
        """The other boxes by the kind of their unit, in the order of the list."""
        groups: dict[str, list[Any]] = {}
        for one in self["others"]:
            if not one.data["selected"]:
                groups.setdefault(one.data["value"].instance.kind_name, []).append(one)
        return list(groups.items())


class CategorySelect(FindSelect):
    """Categories, which are also found by what people call such things every day."""

    def words_of(self, value: Any, label: str) -> str:
        place = categories.places().get(str(value))
        found = super().words_of(value, label)
        return f"{found} {place.everyday}" if place and place.everyday else found


def end_of(day: date | None) -> datetime | None:
    """The moment at which something is due on a day."""
    return due_moment(day, settings.DUE_HOUR) if day else None
