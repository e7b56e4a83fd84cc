"""What a review ends in, and what the author does about it."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from design.lines import LineField, TitleField
from members.models import Organ
from suggestions import places
from suggestions.forms.plain import Plainly
from suggestions.lifecycle import (
    ANSWERED_BEFORE,
    channel_choices,
    diversion_choices,
    ground_choices,
    outcome_choices,
)
from suggestions.models import Suggestion
from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH


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
    asked_for_by_another = ("main", "code")

    main = forms.ChoiceField(label=_("Main case"), widget=forms.RadioSelect, required=False)
    code = LineField(
        label=_("Code of the main case"),
        max_length=16,
        required=False,
        help_text=_("For example 2026-00417. Only where another one is chosen above."),
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
        if self.errors:
            return data
        given, chosen = data["code"], data["main"]
        if given and chosen not in ("", self.OTHER, given):
            two = _("Another case is chosen above: choose one, or give the code of one.")
            self.add_error("code", ValidationError(two))
            return data
        field, code = ("code", given) if given or chosen == self.OTHER else ("main", chosen)
        found = Suggestion.objects.filter(organ=self.suggestion.organ_id, code=code).first()
        if found is None:
            none = _("There is no case of this code here.") if code else _("Please fill this in.")
            self.add_error(field, ValidationError(none))
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

    title = TitleField(label=_("Title"), max_length=TITLE_LENGTH)
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

    @property
    def says_more(self) -> bool:
        """Whether anything is other than what was sent before; line breaks differ by browser."""
        said = self.cleaned_data | {"place": self.cleaned_data["place"].pk}
        return any(_plain(said[name]) != _plain(self.initial[name]) for name in self.fields)


def _plain(text: str) -> str:
    return "\n".join(text.split("\r\n")).strip()


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
