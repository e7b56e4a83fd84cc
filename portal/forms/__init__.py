"""What visitors type."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from design.lines import LineField
from enrolment.codes import LENGTH

# A year and a number, however the two are kept apart: shorter than a query code.
CASE_NUMBER = re.compile(r"\s*\d{4}\W*\d{5,7}\s*")


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
        error_messages={"required": _("Please enter the query code.")},
    )

    def clean_code(self) -> str:
        """The code as it was typed; the number of a case is told apart from it."""
        code: str = self.cleaned_data["code"]
        if CASE_NUMBER.fullmatch(code):
            raise forms.ValidationError(
                _(
                    "This is the number of the case. The query code has %(length)d signs, letters "
                    "among them, and stands on the slip that the member gave you."
                )
                % {"length": LENGTH}
            )
        signs = len(re.sub(r"[\W_]", "", code))
        if signs != LENGTH:
            raise forms.ValidationError(
                ngettext_lazy(
                    "That is %(count)d sign; the query code has %(length)d. It stands on the "
                    "slip that the member gave you.",
                    "Those are %(count)d signs; the query code has %(length)d. It stands on the "
                    "slip that the member gave you.",
                    signs,
                )
                % {"count": signs, "length": LENGTH}
            )
        return code
