"""How somebody arranges a desk's list for themselves."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models.saved_filter import NAME_LENGTH
from suggestions.filters import COLUMNS, OF_UNITS, UNIT
from suggestions.forms.plain import Plainly


class FilterNameForm(Plainly):
    """What a view of a list is called."""

    name = LineField(
        label=_("Name of the view"),
        max_length=NAME_LENGTH,
        help_text=_("Only you see it, among the filters of the list."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ColumnsForm(Plainly):
    """Which columns a list shows beside the matter."""

    columns = forms.MultipleChoiceField(
        label=_("Columns beside the matter"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "The matter itself always stays. A file that you take away has every column there is; "
            "once you have kept a choice here, these, besides number, title, place and member."
        ),
    )

    def __init__(self, *args: Any, desk: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].error_messages["required"] = _(
            "Please leave at least one column beside the matter."
        )
        here = [one for one in COLUMNS.items() if desk == UNIT or one[0] not in OF_UNITS]
        cast(forms.MultipleChoiceField, self.fields["columns"]).choices = here
