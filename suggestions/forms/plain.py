"""A form that speaks as people do; the forms of every desk begin with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
