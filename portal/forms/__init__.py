"""What visitors type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField


class QueryForm(forms.Form):
    """The code of one case."""

    code = LineField(
        label=_("Query code"),
        max_length=40,
        help_text=_(
            "Twelve signs, such as 7K3M-9PQR-2TXW. Capitals, spaces and hyphens do not matter."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please enter the code.")},
    )
