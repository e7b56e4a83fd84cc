"""A form that speaks as people do; the forms of every desk begin with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from workdays.arithmetic import due_moment


class Plainly(forms.Form):
    """A form that says what is wrong in words that people use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            required = _("Please choose one.") if is_choice else _("Please fill this in.")
            field.error_messages |= {
                "required": required,
                "max_length": _(
                    "At most %(limit_value)d characters; there are %(show_value)d now."
                ),
            }


class UnitField(forms.ModelChoiceField):
    """One unit of a list, by its code; with the unit that it belongs to."""

    def __init__(self, **kwargs: Any) -> None:
        none = Department.objects.none()
        super().__init__(queryset=none, to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Department) -> str:
        return obj.name_with_parent


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units of a list, by their codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        none = Department.objects.none()
        super().__init__(queryset=none, to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Department) -> str:
        return obj.name_with_parent

    def clean(self, value: Any) -> Any:
        """A NUL is in no code, and no question to the database can hold one."""
        if isinstance(value, list | tuple) and any("\0" in str(one) for one in value):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": ""})
        return super().clean(value)


class Reason(forms.CharField):
    """Why, in a person's own words."""

    def __init__(self, **kwargs: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 3})
        super().__init__(**{"max_length": 1000, "widget": rows, **kwargs})


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=picker, **kwargs)


def end_of(day: date | None) -> datetime | None:
    """The moment at which something is due on a day."""
    return due_moment(day, settings.DUE_HOUR) if day else None
