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
    ANSWERED_BEFORE,
    channel_choices,
    contact_choices,
    diversion_choices,
    given_rating_choices,
    ground_choices,
    outcome_choices,
    urgency_choices,
)
from suggestions.models import Suggestion
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


# ── what a review ends in, and what the author does about it ──


def words(label: Any, *, help_text: Any = "", required: bool = True, rows: int = 4) -> Any:
    """A box for what somebody writes to others."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


TO_THE_AUTHOR = _("The author reads this.")


class SendBackForm(Plainly):
    """What is missing."""

    missing = words(
        _("What is missing"), help_text=_("The author reads this and completes the text.")
    )


class DeclineForm(Plainly):
    """A listed ground, and why in words."""

    ground = forms.ChoiceField(label=_("Ground"), choices=ground_choices, widget=forms.RadioSelect)
    reference = LineField(
        label=_("Where the answer is"),
        max_length=120,
        required=False,
        help_text=_("Only if it has been answered already: the number of the case or document."),
    )
    reason = words(_("Reason"), help_text=TO_THE_AUTHOR)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ground") == ANSWERED_BEFORE and not data.get("reference"):
            self.add_error("reference", ValidationError(_("Please say where the answer is.")))
        return data


class DivertForm(Plainly):
    """As what it is passed on, and why."""

    kind = forms.ChoiceField(
        label=_("Pass it on as"), choices=diversion_choices, widget=forms.RadioSelect
    )
    reason = words(_("Reason"), help_text=TO_THE_AUTHOR)


class MergeForm(Plainly):
    """The main case: one that is alike, or any other by its code."""

    OTHER = "other"

    main = forms.ChoiceField(label=_("Main case"), widget=forms.RadioSelect)
    code = LineField(
        label=_("Code of the main case"), max_length=16, required=False, help_text="2026-00417"
    )

    def __init__(self, *args: Any, suggestion: Suggestion, alike: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion
        choices = [(one.code, f"{one.code} · {one.title}") for one in alike]
        main = cast(forms.ChoiceField, self.fields["main"])
        main.choices = [*choices, (self.OTHER, _("Another one, by its code"))]
        if not choices:
            main.initial = self.OTHER

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "main" not in data:
            return data
        is_other = data["main"] == self.OTHER
        field, code = ("code", data.get("code", "")) if is_other else ("main", data["main"])
        found = Suggestion.objects.filter(organ=self.suggestion.organ_id, code=code).first()
        if found is None and field not in self.errors:
            self.add_error(field, ValidationError(_("There is no case of this code here.")))
        data["into"] = found
        return data


class OrganField(forms.ModelChoiceField):
    """A list of organs by the names of their offices."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.office_name)


class TransferForm(Plainly):
    """To which organ, and why."""

    to = OrganField(
        label=_("To which organ"),
        queryset=Organ.objects.none(),
        empty_label=_("Choose an organ"),
        help_text=_("Those whose units work with the platform and that have not had this case."),
    )
    reason = words(_("Reason"), help_text=_("The other office and the author read this."))

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["to"]).queryset = organs


class BounceForm(Plainly):
    """Why it is not this organ's."""

    reason = words(_("Reason"), help_text=_("The other office and the author read this."))


class HandOffForm(Plainly):
    """Which channel, under which number there."""

    channel = forms.ChoiceField(label=_("Channel"), choices=channel_choices)
    number = LineField(
        label=_("Number there"),
        max_length=60,
        help_text=_("Under which the other channel has it, so that anybody can ask."),
    )
    reason = words(_("Reason"), help_text=TO_THE_AUTHOR)


class CheckForm(Plainly):
    """How it stands there."""

    note = words(
        _("How it stands there"), help_text=_("Everybody who may read the case reads this.")
    )


class WriteBackForm(Plainly):
    """The answer that came back: a promise with its date, a refusal with its reason."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("As it came from there, word for word."),
    )
    outcome_class = forms.ChoiceField(
        label=_("Class"), choices=outcome_choices, widget=forms.RadioSelect
    )
    promised_on = forms.DateField(
        label=_("Promised by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for class B."),
    )
    reason = words(
        _("Why it cannot be done now"), help_text=_("Only for class C."), required=False, rows=3
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """What belongs to another class is left out."""
        data = super().clean() or {}
        mark, promised = data.get("outcome_class"), data.get("promised_on")
        if mark == "B" and "promised_on" not in self.errors:
            if promised is None:
                self.add_error("promised_on", ValidationError(_("Please say by which day.")))
            elif promised <= self.today:
                self.add_error("promised_on", ValidationError(_("That day is over.")))
        if mark == "C" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", ValidationError(_("Please fill this in.")))
        if mark != "B":
            data["promised_on"] = None
        if mark != "C":
            data["reason"] = ""
        return data


class TakeBackForm(Plainly):
    """Why it is taken back."""

    reason = words(_("Reason"), help_text=TO_THE_AUTHOR)


class CompleteForm(Plainly):
    """The text once more, completed."""

    title = LineField(label=_("Title"), max_length=TITLE_LENGTH)
    situation = forms.CharField(
        label=_("What is the matter"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    ask = forms.CharField(
        label=_("What should be done"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.ChoiceField(label=_("Place"))

    def __init__(self, *args: Any, choices: places.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["place"]).choices = choices

    def clean_place(self) -> Organ:
        return Organ.objects.get(pk=self.cleaned_data["place"])


class WithdrawForm(Plainly):
    """Why, if the author wants to say so."""

    reason = words(_("Reason"), help_text=_("The office reads this."), required=False, rows=3)


class AppealForm(Plainly):
    """Why it should be looked at again."""

    text = words(
        _("Why it should be looked at again"),
        help_text=_("Say what the first decision has missed. The office reads this beside it."),
        rows=6,
    )
