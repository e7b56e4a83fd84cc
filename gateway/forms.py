"""What somebody says about a new access token."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from gateway.scopes import READ, lifetime_choices, scope_choices


class TokenForm(forms.Form):
    """Name, purpose, how long."""

    name = LineField(
        label=_("Name of the token"),
        max_length=60,
        help_text=_("Which program uses it, such as “monthly list of our unit”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=scope_choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[READ],
        help_text=_("Never more than you may yourself. Tick only what the program needs."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it is good for"),
        choices=lifetime_choices,
        coerce=int,
        widget=forms.RadioSelect,
        initial=90,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("Please fill this in.")
        for name in ("scopes", "days"):
            self.fields[name].error_messages["required"] = _("Please choose one.")
