from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import User
from notifications import registry
from notifications.actions import preferences
from notifications.models import Rhythm, When
from notifications.models.preference import asked_choices, when_choices
from notifications.models.rhythm import FIRST_HOUR, LAST_HOUR
from notifications.registry import Channel, Group


def hour_choices() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferencesForm(forms.ModelForm):
    """How somebody wants to be told: a choice for each group and channel, and when."""

    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Daily mail at"),
        help_text=gettext_lazy("On working days, Hunan time."),
        choices=hour_choices,
        coerce=int,
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet from"), required=False, widget=HourInput()
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet until"), required=False, widget=HourInput()
    )

    class Meta:
        model = Rhythm
        fields = ["digest_hour", "quiet_from", "quiet_until"]

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        super().__init__(data, instance=Rhythm.of(user))
        every = [c for c in registry.channels().values() if c.stays_inside or c.takes(True, user)]
        self.channels = sorted(every, key=lambda channel: not channel.stays_inside)
        shown = {channel.name for channel in every}
        self.groups = preferences.shown_groups()
        for (group, channel), when in preferences.choices(user).items():
            if channel in shown and not registry.group(group).locked:
                asked_for = registry.channels()[channel].asked_for
                self.fields[_name(group, channel)] = forms.TypedChoiceField(
                    choices=asked_choices if asked_for else when_choices,
                    coerce=When,
                    initial=when,
                    label=_label(group, channel),
                )

    @property
    def has_text_messages(self) -> bool:
        """Whether there is a channel that brings only what is asked for."""
        return any(channel.asked_for for channel in self.channels)

    def rows(self) -> Iterator[tuple[Group, list[tuple[Channel, forms.BoundField | None]]]]:
        """Yield each group with its fields by channel; none where nobody chooses."""
        for group in self.groups:
            names = [(channel, _name(group.name, channel.name)) for channel in self.channels]
            yield group, [(c, self[name] if name in self.fields else None) for c, name in names]

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end, or there are none."""
        data = self.cleaned_data
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if not {"quiet_from", "quiet_until"} & self.errors.keys():
            if (begins is None) != (ends is None):
                missing = "quiet_from" if begins is None else "quiet_until"
                self.add_error(missing, _("Give both hours, or leave both empty."))
            elif begins is not None and begins == ends:
                self.add_error("quiet_until", _("Quiet hours have to end at another hour."))
        return data

    @property
    def wanted(self) -> preferences.Choices:
        """What was chosen, by group and channel."""
        return {
            (group.name, channel.name): self.cleaned_data[_name(group.name, channel.name)]
            for group in self.groups
            for channel in self.channels
            if _name(group.name, channel.name) in self.fields
        }


def _label(group: str, channel: str) -> str:
    return f"{registry.group(group).label} · {registry.channels()[channel].label}"


def _name(group: str, channel: str) -> str:
    return f"{group}-{channel}"
