"""Mending what was written wrongly."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models import Organ
from suggestions import categories, places
from suggestions.forms.plain import Plainly, Reason
from suggestions.models import Category
from suggestions.models.suggestion import TITLE_LENGTH


class CorrectForm(Plainly):
    """Title, place and category as they should stand."""

    title = LineField(label=_("Title"), max_length=TITLE_LENGTH)
    place = forms.ChoiceField(label=_("Place"))
    category = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, now: Category | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = places.choices()
        known: list[Any] = [("", _("Not said")), *categories.choices()]
        if now and len(now.code) != categories.MIDDLE:
            known.insert(1, (now.code, now.name))
        cast(forms.ChoiceField, self.fields["category"]).choices = known

    def clean_place(self) -> Organ:
        return Organ.objects.get(pk=self.cleaned_data["place"])

    def clean_category(self) -> Category | None:
        return Category.objects.filter(pk=self.cleaned_data["category"]).first()


class CorrectAnswerForm(Plainly):
    """The answer's words as they should stand, and why."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Class, date and reason stay as they were given."),
    )
    why = Reason(label=_("Why it is corrected"), help_text=_("The author reads this too."))
