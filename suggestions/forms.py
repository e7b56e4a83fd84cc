"""What people type, checked. Each form hands plain values to one action."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from design.lines import LineField
from members.models import Organ
from suggestions import places
from suggestions.lifecycle import (
    contact_choices,
    given_rating_choices,
    outcome_choices,
    urgency_choices,
)
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


class AssignForm(Plainly):
    """Which unit, how urgent: a proposed unit is one click, any other unit one list."""

    OTHER = "other"

    unit = forms.ChoiceField(label=_("Unit"), widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        label=_("Unit from the list"),
        queryset=Department.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("Choose a unit"),
        widget=forms.Select(attrs={"data-chooses": OTHER}),
    )
    urgency = forms.ChoiceField(
        label=_("Time to answer"),
        choices=urgency_choices,
        widget=forms.RadioSelect,
        initial="ordinary",
    )

    def __init__(self, *args: Any, proposed: list[Department], units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = {unit.code: unit for unit in proposed}
        unit = cast(forms.ChoiceField, self.fields["unit"])
        unit.choices = [
            *((key, one.name) for key, one in self.proposed.items()),
            (self.OTHER, _("Another unit")),
        ]
        unit.initial = next(iter(self.proposed), self.OTHER)
        cast(forms.ModelChoiceField, self.fields["other"]).queryset = units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit") == self.OTHER and not data.get("other") and "other" not in self.errors:
            self.add_error("other", ValidationError(_("Choose the unit from the list.")))
        if data.get("other") and data.get("unit") not in (None, "", self.OTHER):
            both = _("Please choose only one: a proposed unit, or a unit from the list.")
            self.add_error("other", ValidationError(both))
        return data

    @property
    def department(self) -> Department:
        chosen = self.cleaned_data["unit"]
        return self.cleaned_data["other"] if chosen == self.OTHER else self.proposed[chosen]


class ContactForm(Plainly):
    """One talk with the proposer."""

    kind = forms.ChoiceField(
        label=_("How you spoke with the author"),
        choices=contact_choices,
        widget=forms.RadioSelect,
        initial="phone",
    )
    held_on = forms.DateField(
        label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("What was said"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author reads this too."),
    )

    def __init__(self, *args: Any, today: date, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.since = today, since
        self.fields["held_on"].initial = today

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise ValidationError(_("That day has not come yet."))
        if day < self.since:
            raise ValidationError(_("That was before the case was assigned to you."))
        return day


class ReplyForm(Plainly):
    """The answer and its class."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What was done, by whom, and where it can be seen."),
    )
    outcome_class = forms.ChoiceField(
        label=_("Class"),
        choices=outcome_choices,
        widget=forms.RadioSelect,
        initial="A",
        help_text=_("If it is not solved yet, sign for it now and answer when it is."),
    )


class RateForm(Plainly):
    """Attitude and result apart. Nothing is preset: a word that nobody chose is no rating."""

    attitude = forms.ChoiceField(
        label=_("How they dealt with you"),
        choices=given_rating_choices,
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(
        label=_("What came of it"), choices=given_rating_choices, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("Anything to add"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The office reads it; the unit does not."),
    )


class TalkForm(Plainly):
    """Words to the others on a case; the author may mark them as a new fact."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What you want to say"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    is_fact = forms.BooleanField(
        label=_("This is a new fact about the matter"),
        required=False,
        help_text=_("It stands in the file as a fact; the units are told."),
    )

    def __init__(self, *args: Any, facts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not facts:
            del self.fields["is_fact"]
