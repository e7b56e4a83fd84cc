"""What office and arbiter decide on what a unit asked, and what the office takes or holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from design.dates import day
from suggestions.forms.plain import (
    DayField,
    Plainly,
    Reason,
    UnitField,
    a_working_day,
    end_of,
)

YES, NO = "yes", "no"
READ_BY_ALL = _("Everybody who may open the case reads this.")


class Deciding(Plainly):
    """Yes or no; a no needs its reason."""

    asked_for_by_another: tuple[str, ...] = ("note",)

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    note = Reason(
        label=_("Reason"),
        required=False,
        help_text=_("Needed where you say no. Everybody who may open the case reads this."),
    )

    @property
    def says_yes(self) -> bool:
        return bool(self.cleaned_data["decision"] == YES)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == NO and not data.get("note") and "note" not in self.errors:
            self.add_error("note", ValidationError(_("Please say why.")))
        return data


class DecideReturnForm(Deciding):
    """Take it from the unit and give it to another, or leave it there and say why."""

    successor = UnitField(label=_("The next unit"), required=False)
    field_order = ("decision", "successor", "note")

    def __init__(self, *args: Any, units: Any, nobody: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["decision"]).choices = [
            (YES, _("Take it from the unit; the next one keeps the date")),
            (NO, _("Leave it with the unit and say why")),
        ]
        successor = cast(forms.ModelChoiceField, self.fields["successor"])
        successor.queryset, successor.empty_label = units, nobody


class RuleForm(Deciding):
    """The arbiter: it stays, if need be with another date; or it is another's."""

    new_due = DayField(label=_("If it stays: another date"), required=False)
    successor = UnitField(label=_("If it is another’s: the next unit"), required=False)
    field_order = ("decision", "new_due", "successor", "note")

    def __init__(self, *args: Any, units: Any, nobody: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["note"].required, self.fields["note"].help_text = True, READ_BY_ALL
        cast(forms.ChoiceField, self.fields["decision"]).choices = [
            (YES, _("It stays with the unit; this holds")),
            (NO, _("It belongs to another unit; the date stays the same for that unit")),
        ]
        successor = cast(forms.ModelChoiceField, self.fields["successor"])
        successor.queryset, successor.empty_label = units, nobody

    def clean_new_due(self) -> datetime | None:
        new_due = self.cleaned_data["new_due"]
        if new_due and new_due <= self.today:
            raise ValidationError(_("That day is over already."))
        return end_of(new_due)


class RecallForm(Plainly):
    """To whom it goes, and why."""

    successor = UnitField(label=_("The next unit"), empty_label=_("Choose a unit"))
    reason = Reason(label=_("Why"), help_text=READ_BY_ALL)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["successor"]).queryset = units


class DecideTimeForm(Deciding):
    """More time, until when; or none, and why. Each choice asks for its own."""

    asked_for_by_another = ("note", "until")

    until = DayField(label=_("Until which day"), required=False)
    field_order = ("decision", "until", "note")

    def __init__(self, *args: Any, after: date, limit: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after, self.limit = after, limit
        bounds = {"min": f"{after + timedelta(days=1)}", "max": f"{limit}"}
        self.fields["until"].widget.attrs |= bounds
        cast(forms.ChoiceField, self.fields["decision"]).choices = [
            (YES, _("Give more time; the first date stays visible")),
            (NO, _("Leave the date as it is and say why")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        until = data.get("until")
        if data.get("decision") == YES and "until" not in self.errors:
            try:
                data["until"] = end_of(self._day(until))
            except ValidationError as wrong:
                self.add_error("until", wrong)
        return data

    def _day(self, until: date | None) -> date:
        if not until or not self.after < until <= self.limit:
            words = _("Please choose a day after %(after)s and not after %(until)s.")
            params = {"after": day(self.after), "until": day(self.limit)}
            raise ValidationError(words, params=params)
        return a_working_day(until, self.limit)


class HoldForm(Plainly):
    """Why, and until when."""

    reason = Reason(label=_("Why it has to wait"), help_text=READ_BY_ALL)
    until = DayField(label=_("On hold until which day"))

    def __init__(self, *args: Any, today: date, limit: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.limit = today, limit
        bounds = {"min": f"{today + timedelta(days=1)}", "max": f"{limit}"}
        self.fields["until"].widget.attrs |= bounds

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.limit:
            words = _("Please choose a day after %(after)s and not after %(until)s.")
            params = {"after": day(self.today), "until": day(self.limit)}
            raise ValidationError(words, params=params)
        return until
