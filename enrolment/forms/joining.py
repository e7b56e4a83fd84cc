"""What the invited person enters."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models import User


class CodeForm(forms.Form):
    """The code of a card."""

    code = LineField(
        label=_("Code on the card"),
        max_length=40,
        help_text=_("Twelve signs, such as 7K3M-9PQR-2TXW. Capitals and hyphens do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please enter the code.")},
    )


class JoinForm(forms.Form):
    """A password of one's own, twice."""

    is_me = forms.BooleanField(
        label=_("Yes, this is me"),
        error_messages={
            "required": _("Tick this if the invitation is for you; otherwise give it back.")
        },
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least ten characters, not only digits; not your name or address."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for name in ("password", "again"):
            self.fields[name].error_messages["required"] = _("Please fill this in.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same."))
        elif password:
            try:
                validate_password(password, self.person)
            except ValidationError as refusal:
                self.add_error("password", refusal)
        return cleaned
