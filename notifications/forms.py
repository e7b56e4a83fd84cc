from collections.abc import Iterator, Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from design.forms import Plainly, only_placeholders
from members.models import User
from notifications import explain, registry
from notifications.actions import preferences
from notifications.models import NoticeText, Rhythm, When
from notifications.models.notice_text import LONGEST_TEXT, LONGEST_TITLE
from notifications.models.preference import asked_choices, when_choices
from notifications.models.rhythm import FIRST_HOUR, LAST_HOUR
from notifications.registry import Channel, Group, Words


def hour_choices() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)]


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferencesForm(forms.ModelForm):
    """How somebody wants to be told: a choice for each group and channel, and when."""

    plan = forms.ChoiceField(
        label=gettext_lazy("Which mails do you want?"),
        widget=forms.RadioSelect,
    )
    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Daily mail at"),
        help_text=gettext_lazy("On working days, Beijing time."),
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
        self.missing = [c for c in registry.channels().values() if c not in every]
        self.channels = sorted(every, key=lambda channel: not channel.stays_inside)
        shown = {channel.name for channel in every}
        self.groups = preferences.groups_of(user)
        self.now = preferences.choices(user)
        plan = cast(forms.ChoiceField, self.fields["plan"])
        plan.choices = explain.plan_choices(self.groups)
        plan.initial = explain.plan_of(self.by_mail, self.groups)
        for (group, channel), when in self.now.items():
            rule = registry.group(group)
            if channel in shown and rule in self.groups and not rule.locked:
                asked_for = registry.channels()[channel].asked_for
                self.fields[_name(group, channel)] = forms.TypedChoiceField(
                    choices=asked_choices if asked_for else when_choices,
                    coerce=When,
                    initial=when,
                    label=_label(group, channel),
                )

    @property
    def by_mail(self) -> dict[str, When]:
        """What holds for mails now, by group."""
        return {
            group: when
            for (group, channel), when in self.now.items()
            if channel == explain.EMAIL and registry.group(group) in self.groups
            if not registry.group(group).locked
        }

    @property
    def told(self) -> explain.Told:
        """What this person gets now, in sentences."""
        asked = {channel.name for channel in self.channels if channel.asked_for}
        texted = {g for (g, way), when in self.now.items() if way in asked and when is When.ONCE}
        return explain.told(self.by_mail, self.groups, self.instance, texted=texted)

    @property
    def table_is_wrong(self) -> bool:
        """Whether something in the table was refused or is to be chosen, so that it has to be
        seen."""
        return "plan" in self.errors or any(
            _name(group, channel) in self.errors for group, channel in self.now
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

    def clean_plan(self) -> str:
        """Ask for what is chosen kind by kind where that is meant: without it nothing is new."""
        plan: str = self.cleaned_data["plan"]
        table = {_name(group, channel) for group, channel in self.now}
        is_new = plan == explain.OWN and "plan" in self.changed_data
        if is_new and not table & set(self.changed_data):
            words = _("Then choose below, kind by kind, and save: nothing is set there yet.")
            raise ValidationError(words)
        return plan

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
        """What was chosen, by group and channel: a plain choice that is new sets all mails, and
        what was changed in the table besides holds."""
        plan = self.cleaned_data["plan"] if "plan" in self.changed_data else ""
        meant = explain.planned(plan, self.groups)
        names = {
            _name(group.name, channel.name): (group.name, channel.name)
            for group in self.groups
            for channel in self.channels
        }
        return {
            key: meant[key[0]]
            if key[1] == explain.EMAIL and key[0] in meant and name not in self.changed_data
            else self.cleaned_data[name]
            for name, key in names.items()
            if name in self.fields
        }


def _label(group: str, channel: str) -> str:
    return f"{registry.group(group).label} · {registry.channels()[channel].label}"


def _name(group: str, channel: str) -> str:
    return f"{group}-{channel}"


class WordingForm(Plainly):
    """A notice in an organ's own words: a title and a text in each language."""

    def __init__(
        self,
        *args: Any,
        key: tuple[str, str],
        told: registry.Notice,
        own: Mapping[str, NoticeText],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key = key
        self.allowed = registry.placeholders(told)
        self.ours = {code: _ours(told, code) for code, _name in settings.LANGUAGES}
        for code, label in settings.LANGUAGES:
            mine = own.get(code)
            title, text = (mine.title, mine.text) if mine else self.ours[code]
            self.fields[f"title_{code}"] = self._line(title, code, str(label))
            self.fields[f"text_{code}"] = self._text(text, code, str(label))
        self.speak_plainly()

    def _line(self, initial: str, code: str, language: str) -> forms.CharField:
        words = _("Title (%(language)s)") % {"language": language}
        box = forms.TextInput(attrs={"lang": code})
        checks = [one_line, self.known]
        return _Wording(words, initial, LONGEST_TITLE, widget=box, validators=checks)

    def _text(self, initial: str, code: str, language: str) -> forms.CharField:
        words = _("Text (%(language)s)") % {"language": language}
        box = forms.Textarea(attrs={"rows": 4, "lang": code})
        return _Wording(words, initial, LONGEST_TEXT, widget=box, validators=[self.known])

    def known(self, text: str) -> None:
        """Ask that only this notice's placeholders stand in the text, and nothing else in braces.

        Raises ValidationError.
        """
        only_placeholders(text, self.allowed)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two boxes of each language."""
        codes = (code for code, _name in settings.LANGUAGES)
        return [(self[f"title_{code}"], self[f"text_{code}"]) for code in codes]

    def words(self) -> dict[str, tuple[str, str]]:
        """What was typed by language, without what the platform says itself."""
        data = self.cleaned_data
        typed = {code: (data[f"title_{code}"], data[f"text_{code}"]) for code in self.ours}
        return {code: said for code, said in typed.items() if said != self.ours[code]}

    def tried(self) -> list[tuple[str, Words]]:
        """What was typed, filled in with sample values, by language."""
        data = self.cleaned_data
        return [
            (
                code,
                registry.filled(
                    data[f"title_{code}"],
                    data[f"text_{code}"],
                    registry.values_for(*self.key, code),
                ),
            )
            for code in self.ours
        ]


class _Wording(forms.CharField):
    """Words of a notice, with line breaks as they are stored."""

    def __init__(self, label: str, initial: str, most: int, **kwargs: Any) -> None:
        super().__init__(label=label, initial=initial, max_length=most, **kwargs)

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def one_line(text: str) -> None:
    """Ask for a title without line breaks. Raises ValidationError."""
    if len(text.splitlines()) > 1:
        raise ValidationError(_("A title is one line."))


def _ours(told: registry.Notice, language: str) -> tuple[str, str]:
    with translation.override(language):
        return str(told.title), str(told.text)
