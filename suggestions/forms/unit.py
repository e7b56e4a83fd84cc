"""What a unit enters: its talks and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from design.dates import day
from members.models import User
from suggestions.forms.plain import DayField, Plainly, Reason, UnitField, end_of
from suggestions.forms.promises import a_day_to_come
from suggestions.lifecycle import contact_choices, outcome_choices
from suggestions.phrases import GAP
from workdays import calendar
from workdays.arithmetic import workday_from


class ContactForm(Plainly):
    """One talk with the proposer."""

    kind = forms.ChoiceField(
        label=_("How you spoke with the author"),
        choices=contact_choices,
        widget=forms.RadioSelect,
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

    NONE = "none"

    def __init__(
        self, *args: Any, today: date, since: date, may_be_none: bool = False, **kwargs: Any
    ) -> None:
        """`may_be_none`: that nobody could be spoken with, and why, does as well."""
        super().__init__(*args, **kwargs)
        self.today, self.since = today, since
        self.fields["held_on"].initial = today
        if may_be_none:
            kind = cast(forms.ChoiceField, self.fields["kind"])
            kind.choices = [*contact_choices(), (self.NONE, _("No contact was possible"))]
            self.fields["note"].label = _("What was said, or why there was no contact")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == self.NONE:
            self.errors.pop("held_on", None)
        return data

    @property
    def no_contact(self) -> str:
        """Why there was no contact; "" where there was one."""
        return self.cleaned_data["note"] if self.cleaned_data["kind"] == self.NONE else ""

    def clean_held_on(self) -> date:
        held: date = self.cleaned_data["held_on"]
        if held > self.today:
            raise ValidationError(_("That day has not come yet."))
        if held < self.since:
            raise ValidationError(_("That was before the case was assigned to you."))
        return held


def nothing_left_to_fill_in(text: str) -> None:
    """Refuse an answer in which something of its template still waits to be filled in.

    Raises:
        ValidationError: gaps are left; it says which.
    """
    left = list(dict.fromkeys(GAP.findall(text)))
    if not left:
        return
    if len(left) == 1:
        why = gettext("“%(gap)s” is still to be filled in, or to be taken out.")
        raise ValidationError(why % {"gap": left[0]})
    why = gettext("%(n)d places are still to be filled in, or to be taken out: %(gaps)s")
    raise ValidationError(why % {"n": len(left), "gaps": " ".join(left)})


class ReplyForm(Plainly):
    """The answer and its class."""

    asked_for_by_another = ("promised_on", "reason")

    text = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What was done, by whom, and where it can be seen."),
        validators=[nothing_left_to_fill_in],
    )
    outcome_class = forms.ChoiceField(
        label=_("Class"),
        choices=outcome_choices,
        widget=forms.RadioSelect,
        help_text=_("Not done yet? Promise it by a day (B), or only sign for it and answer later."),
    )
    promised_on = forms.DateField(
        label=_("Class B: done by which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It is followed until it is kept: the author is asked on that day."),
    )
    reason = forms.CharField(
        label=_("Class C: why it cannot be done now"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The rule, the money or the circumstance, and what would have to change."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Ask for what the class needs; what belongs to another class is left out."""
        data = super().clean() or {}
        mark = data.get("outcome_class")
        if mark == "B" and "promised_on" not in self.errors:
            self._check_date(data)
        if mark == "C" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", ValidationError(_("Please say why it cannot be done now.")))
        if mark != "B":
            data["promised_on"] = None
            self.errors.pop("promised_on", None)
        if mark != "C":
            data["reason"] = ""
            self.errors.pop("reason", None)
        return data

    def _check_date(self, data: dict[str, Any]) -> None:
        try:
            if not data.get("promised_on"):
                raise ValidationError(_("Please say by which day it will be done."))
            a_day_to_come(data["promised_on"], self.today)
        except ValidationError as wrong:
            self.add_error("promised_on", wrong)


class GiveBackForm(Plainly):
    """Not ours: why, and whose it is. A unit of the organ, or in words somebody else's."""

    asked_for_by_another = ("proposed", "elsewhere")

    reason = Reason(label=_("Why it is not yours"), help_text=_("The author reads this too."))
    proposed = UnitField(
        label=_("Whose it is"),
        required=False,
        empty_label=_("None of these units: say below whose"),
    )
    elsewhere = forms.CharField(
        label=_("If none of these: whose it is"),
        max_length=120,
        required=False,
        help_text=_("Such as another level, a court, or a company."),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["proposed"]).queryset = units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        proposed, elsewhere = data.get("proposed"), data.get("elsewhere")
        if "proposed" not in self.errors and not proposed and not elsewhere:
            whose = _("Please say whose it is: choose a unit, or name it below.")
            self.add_error("proposed", ValidationError(whose))
        if proposed and elsewhere:
            both = _("Please only one: a unit from the list, or words of your own.")
            self.add_error("elsewhere", ValidationError(both))
        return data


class WhyForm(Plainly):
    """One reason in words."""

    reason = Reason(label=_("Why"), help_text=_("Everybody who may open the case reads this."))


class OpinionForm(Plainly):
    """A co-handler's opinion."""

    text = forms.CharField(
        label=_("Opinion"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For the unit that leads and the office; the author does not read it."),
    )


class MoreTimeForm(Plainly):
    """Until when, and why."""

    reason = Reason(label=_("Why more time is needed"), help_text=_("The author reads this too."))
    wanted = DayField(label=_("Until which day"))

    def __init__(self, *args: Any, after: date, until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after, self.until = after, until
        bounds = {"min": f"{after + timedelta(days=1)}", "max": f"{until}"}
        self.fields["wanted"].widget.attrs |= bounds
        self.fields["wanted"].initial = until

    def clean_wanted(self) -> datetime | None:
        wanted: date = self.cleaned_data["wanted"]
        if not self.after < wanted <= self.until:
            words = _("Please choose a day after %(after)s and not after %(until)s.")
            params = {"after": day(self.after), "until": day(self.until)}
            raise ValidationError(words, params=params)
        open_again = workday_from(wanted, calendar.current())
        if open_again != wanted:
            words = _("%(day)s is no working day. Please choose one, such as %(other)s.")
            other = min(open_again, self.until)
            raise ValidationError(words, params={"day": day(wanted), "other": day(other)})
        return end_of(wanted)


class OfficerForm(Plainly):
    """Who of the unit handles it."""

    officer = forms.ModelChoiceField(
        label=_("Who handles it"),
        queryset=User.objects.none(),
        to_field_name="code",
        empty_label=None,
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["officer"]).queryset = people


class TakerForm(Plainly):
    """Which colleague takes over a whole desk."""

    officer = forms.ChoiceField(label=_("Who takes over"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, people: list[User], away: Mapping[int, date], **kwargs: Any
    ) -> None:
        """`away`: until when those are absent who are, by their keys."""
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        field = cast(forms.ChoiceField, self.fields["officer"])
        field.choices = [(one.code, _named(one, away.get(one.pk))) for one in people]
        here = [one.code for one in people if one.pk not in away]
        field.initial = here[0] if len(here) == len(people) == 1 else None

    @property
    def taker(self) -> User:
        """The one who was chosen."""
        return self.people[self.cleaned_data["officer"]]


def _named(one: User, until: date | None) -> str:
    absent = gettext("absent until %(day)s") % {"day": day(until)}
    return f"{one} · {absent}" if until else str(one)


class NoteForm(Plainly):
    """A note for one's own desk."""

    text = Reason(label=_("Note"), max_length=2000)
