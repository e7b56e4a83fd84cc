"""What people type, checked. Each form hands plain values to one action."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from suggestions import privacy
from suggestions.lifecycle import (
    contact_choices,
    given_rating_choices,
    outcome_choices,
    urgency_choices,
)


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


class Warned(Plainly):
    """A form whose text may hold secrets or personal data: they are shown, and pass on a second,
    explicit word that holds for just these words.

    Which kinds are looked for, in which fields, and which names, says the form.
    """

    warned_of: tuple[str, ...] = ()
    warned_in: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    # Drawn as a box beside the words in question; its value stands for just these words.
    sure = forms.CharField(label=_("Please look at these words"), required=False, max_length=16)

    def said(self) -> dict[str, str]:
        """The texts as they stand in the form."""
        return {name: str(self[name].value() or "") for name in self.warned_in}

    def typed_text(self) -> str:
        """Everything said, as one text to read words from."""
        return "\n".join(self.said().values())

    @property
    def found(self) -> list[privacy.Found]:
        """What in the text might be a secret or personal data."""
        return privacy.find(self.typed_text(), self.warned_of, self.names)

    @property
    def fingerprint(self) -> str:
        """Stands for what was found: a yes holds for these words and no others."""
        words = "\n".join(f"{one.kind} {one.words}" for one in self.found)
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def is_sure(self) -> bool:
        """Whether somebody has said that just these words may stay."""
        return self.data.get("sure") == self.fingerprint

    def marked(self) -> list[list[privacy.Piece]]:
        """The places in question, each with the words around it."""
        return privacy.around(self.typed_text(), self.found)

    def ask_to_look(self) -> None:
        """Refuse what has not been looked at yet; nothing that was typed is lost."""
        if self.found and not self.is_sure:
            text = _("Please look at the words below, then change them or say that they may stay.")
            self.add_error("sure", ValidationError(text))


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


class SealForm(Plainly):
    """Why a case is sealed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the ledger. Do not repeat the secret itself."),
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
