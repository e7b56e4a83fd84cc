"""What an organ's administrator types about committees and sectors."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from design.forms import DayField, Plainly
from members.models import Committee, CommitteeMember, User
from members.models.committee import MEMBER, kind_choices, place_choices

WITHOUT_ENGLISH = _("Without one, English pages show the Chinese name.")


class CommitteeForm(Plainly):
    """A committee's names and kind. `seen` is the version that the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=100)
    name_en = forms.CharField(
        label=_("English name"), max_length=150, required=False, help_text=WITHOUT_ENGLISH
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, widget=forms.RadioSelect)
    is_active = forms.BooleanField(label=_("It is at work"), required=False, initial=True)

    def __init__(self, *args: Any, committee: Committee | None = None, **kwargs: Any) -> None:
        if committee:
            names = ("name_zh", "name_en", "kind", "is_active")
            kept = {name: getattr(committee, name) for name in names}
            kwargs["initial"] = kept | {"seen": committee.edited_at.isoformat()}
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What was typed, as the committee's fields."""
        data = self.cleaned_data
        return {name: data[name] for name in data if name != "seen"}

    @property
    def seen_at(self) -> datetime | None:
        """The version that the page showed; None where that cannot be read."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None


class JoinForm(Plainly):
    """Which member gets which place in a committee, from which day on."""

    person = forms.ChoiceField(label=_("Member"))
    role = forms.ChoiceField(
        label=_("As"), choices=place_choices, widget=forms.RadioSelect, initial=MEMBER
    )
    since = DayField(label=_("From which day on"))

    def __init__(self, *args: Any, people: list[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.fields["since"].initial = today
        choices = [(one.code, str(one)) for one in people]
        cast(forms.ChoiceField, self.fields["person"]).choices = [
            ("", _("Choose a member")),
            *choices,
        ]

    def place(self) -> dict[str, Any]:
        """The place as the action takes it."""
        data = self.cleaned_data
        return {
            "user": self.people[data["person"]],
            "role": data["role"],
            "since": data["since"],
        }


class LeaveForm(Plainly):
    """The last day in a committee."""

    until = DayField(label=_("Last day"))

    def __init__(self, *args: Any, place: CommitteeMember, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["until"].initial = max(today, place.since)

    def clean_until(self) -> date:
        """Nothing ends before it begins."""
        until: date = self.cleaned_data["until"]
        if until < self.place.since:
            raise ValidationError(_("That is before the first day."))
        return until


class SectorForm(Plainly):
    """A sector of an organ's own."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=100)
    name_en = forms.CharField(
        label=_("English name"), max_length=150, required=False, help_text=WITHOUT_ENGLISH
    )
