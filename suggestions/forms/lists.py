"""How somebody arranges a desk's list for themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models.saved_filter import NAME_LENGTH
from suggestions.filters import COLUMNS
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
        required=False,
        choices=list(COLUMNS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A file that you take away has the same ones; as long as you choose none, it has all."
        ),
    )
