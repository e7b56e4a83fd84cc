"""What a member writes."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from design.lines import LineField
from members.models import Organ
from suggestions import places
from suggestions.forms.plain import Plainly
from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH
from suggestions.routing.level import LEVELS

AUTO = "auto"


def level_choices() -> list[tuple[str, Any]]:
    return [
        (AUTO, _("Let the platform propose")),
        ("county", _("The county or district")),
        ("city", _("The city or prefecture")),
        ("province", _("The province")),
    ]


class WriteForm(Plainly):
    """A suggestion: title, what is the matter, what should be done, place, whose matter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = LineField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("One matter in one line, such as “Lower the shelves in the children’s room”."),
    )
    situation = forms.CharField(
        label=_("What is the matter"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you saw, where and since when, and whom it concerns."),
    )
    ask = forms.CharField(
        label=_("What should be done"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One concrete step that somebody could take."),
    )
    place = forms.ChoiceField(label=_("Place"), help_text=_("The county or district it is about."))
    level = forms.ChoiceField(
        label=_("Whose matter is it"),
        choices=level_choices,
        widget=forms.RadioSelect,
        initial=AUTO,
        help_text=_("The proposal follows your words; you can change it."),
    )

    def __init__(self, *args: Any, choices: places.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = [
            ("", _("Choose a place")),
            *choices,
        ]

    def clean_place(self) -> Organ:
        return Organ.objects.get(pk=self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        """Find the organ whose matter it is; the error stands beside the choice that caused it."""
        data = super().clean() or {}
        if "place" not in data or "level" not in data:
            return data
        level = "" if data["level"] == AUTO else data["level"]
        found = places.matter(data["place"], typed_text(data), level)
        if found is None:
            self.add_error(
                "level",
                ValidationError(
                    _("No unit of that level works with the platform there yet. Choose another.")
                ),
            )
        data["matter"] = found
        return data

    def whose_matter(self) -> places.Matter | None:
        """The platform's proposal for what is typed so far; None without a place."""
        code = str(self["place"].value() or "")
        place = Organ.objects.filter(pk=code).first() if code.isdecimal() else None
        said = {name: self[name].value() for name in ("title", "situation", "ask")}
        return places.matter(place, typed_text(said)) if place else None


def typed_text(data: dict[str, Any]) -> str:
    """Everything said, as one text to read words from."""
    return "\n".join(str(data.get(name) or "") for name in ("title", "situation", "ask"))


class DraftForm(forms.Form):
    """What may be kept of an unfinished text: nothing is required, nothing is refused but size."""

    key = forms.UUIDField()
    title = forms.CharField(max_length=200, required=False, strip=False)
    situation = forms.CharField(max_length=4 * TEXT_LENGTH, required=False, strip=False)
    ask = forms.CharField(max_length=4 * TEXT_LENGTH, required=False, strip=False)
    place = forms.CharField(max_length=6, required=False)
    level = forms.ChoiceField(choices=[(AUTO, AUTO), *((x, x) for x in LEVELS)], required=False)
