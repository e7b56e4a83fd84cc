"""Mending what was written wrongly."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from design.lines import TitleField
from members.models import Organ
from suggestions import categories, places
from suggestions.forms.plain import CategorySelect, Plainly, Reason
from suggestions.models import Category
from suggestions.models.suggestion import TITLE_LENGTH

NOTHING = _("Nothing was changed.")


class CorrectForm(Plainly):
    """Title, place and category as they should stand."""

    title = TitleField(label=_("Title"), max_length=TITLE_LENGTH)
    place = forms.ChoiceField(label=_("Place"))
    category = forms.ChoiceField(label=_("What it is about"), required=False, widget=CategorySelect)

    def __init__(self, *args: Any, now: Category | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = places.choices()
        known: list[Any] = [("", _("Not said")), *categories.choices(now.code if now else "")]
        if now and len(now.code) != categories.MIDDLE:
            known.insert(1, (now.code, now.name))
        cast(forms.ChoiceField, self.fields["category"]).choices = known

    def clean_place(self) -> Organ:
        return Organ.objects.get(pk=self.cleaned_data["place"])

    def clean_category(self) -> Category | None:
        return Category.objects.filter(pk=self.cleaned_data["category"]).first()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place, category = data.get("place"), data.get("category")
        typed = {"title": data.get("title"), "place": place.pk if place else None}
        typed["category"] = category.pk if category else ""
        if not self.errors and typed == self.initial:
            raise ValidationError(NOTHING)
        return data


class CorrectAnswerForm(Plainly):
    """The answer's words as they should stand, and why."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Class, date and reason stay as they were given."),
    )
    why = Reason(label=_("Why it is corrected"), help_text=_("The author reads this too."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "text" in data and data["text"] == self.initial.get("text"):
            raise ValidationError(NOTHING)
        return data
