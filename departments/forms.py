"""What an organ's administrator types about units and the people in them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from departments.models import Absence, Department, Officer
from departments.models.absence import LONGEST_NOTE
from departments.models.officer import place_title
from design.dates import day
from design.forms import DayField, FindSelect, Plainly, WordsField
from design.templatetags.design import dotted, mail
from members import roles
from members.models import Organ, User

LONGEST_WORD = 30
MOST_WORDS = 300
LONGEST_SAMPLE = 1000
DEPUTY = "deputy"


class UnitField(forms.ModelChoiceField):
    """One unit of a list, by its code."""

    widget = FindSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Department.objects.none(), to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Department) -> str:
        return obj.name_with_parent


class UnitForm(Plainly):
    """A unit's names, its place and its remit. `seen` is the version that the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=100)
    short_zh = forms.CharField(label=_("Short Chinese name"), max_length=40)
    name_en = forms.CharField(
        label=_("English name"),
        max_length=150,
        required=False,
        help_text=_("Without one, English pages show the Chinese name."),
    )
    kind = forms.CharField(
        label=_("Kind"), max_length=20, help_text=_("What it is in the government, in Chinese.")
    )
    category = forms.CharField(
        label=_("Category"),
        max_length=20,
        required=False,
        help_text=_("What it is about, in Chinese; lists group units by it."),
    )
    parent = UnitField(label=_("Belongs to"), required=False, empty_label=_("No other unit"))
    keywords = WordsField(
        label=_("Remit"),
        longest=LONGEST_WORD,
        most=MOST_WORDS,
        rows=8,
        required=False,
        help_text=_("Words by which suggestions are proposed to this unit, one a line."),
    )
    sample = forms.CharField(
        label=_("A sentence as a member would write it"),
        required=False,
        max_length=LONGEST_SAMPLE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        organ: Organ,
        unit: Department | None = None,
        is_tried: bool = False,
        **kwargs: Any,
    ) -> None:
        self.organ, self.unit = organ, unit
        if unit:
            names = ("name_zh", "short_zh", "name_en", "kind", "category", "keywords")
            kept = {name: getattr(unit, name) for name in names}
            parent = unit.parent.code if unit.parent else ""
            kwargs["initial"] = kept | {"parent": parent, "seen": version(unit)}
        super().__init__(*args, **kwargs)
        self.fields["sample"].required = is_tried
        units = Department.objects.of_organ(organ.pk).in_families()
        if unit:
            units = units.exclude(pk__in=unit.with_below())
        cast(UnitField, self.fields["parent"]).queryset = units

    def clean_name_zh(self) -> str:
        """Two units of one name could not be told apart in a list."""
        name: str = self.cleaned_data["name_zh"]
        same = Department.objects.of_organ(self.organ.pk).filter(name_zh=name)
        if self.unit:
            same = same.exclude(pk=self.unit.pk)
        if same.exists():
            raise ValidationError(_("There is a unit of this name already."))
        return name

    def values(self) -> dict[str, Any]:
        """What was typed, as the unit's fields."""
        data = self.cleaned_data
        fields = {name: data[name] for name in data if name not in ("seen", "sample")}
        return fields | {"keywords": list(data["keywords"])}

    def tried(self) -> Department:
        """The unit as it would be, not saved."""
        unit = copy(self.unit) if self.unit else Department(pk=0, code="-", organ=self.organ)
        for name, value in self.values().items():
            setattr(unit, name, value)
        return unit


def version(unit: Department) -> str:
    """Name the state of a unit, for a form that is sent later."""
    return unit.edited_at.isoformat() if unit.edited_at else ""


def place_choices() -> list[tuple[str, roles.Words]]:
    """The places of a unit: the head first."""
    head, officer = roles.Head.key, roles.Officer.key
    return [
        (officer, place_title(officer, is_deputy=False)),
        (head, place_title(head, is_deputy=False)),
        (DEPUTY, place_title(head, is_deputy=True)),
    ]


def _address(person: User) -> str:
    """The address of whoever is here; of others so much that those who know it recognise it."""
    here = getattr(person, "is_here", False)
    return (person.email or "") if here else person.masked_email


def _facts(person: User, places: list[str]) -> list[str]:
    """Somebody as they are chosen for a place: how they are reached, and what they are now."""
    places = places or [gettext("no place now")]
    invited = [gettext("not joined yet")] if getattr(person, "is_invited", False) else []
    return [person.name, _address(person) or person.code, *places, *invited]


class PostForm(Plainly):
    """Who gets which place in a unit, from which day on."""

    person = forms.ChoiceField(label=_("Person"), widget=forms.RadioSelect)
    role = forms.ChoiceField(
        label=_("As"), choices=place_choices, widget=forms.RadioSelect, initial=roles.Officer.key
    )
    since = DayField(label=_("From which day on"))

    def __init__(
        self,
        *args: Any,
        people: list[User],
        said: Mapping[int, list[str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.fields["since"].initial = today
        cast(forms.ChoiceField, self.fields["person"]).choices = [
            (one.code, dotted(mail(" · ".join(_facts(one, said.get(one.pk, []))))))
            for one in people
        ]
        if len(people) == 1:
            self.fields["person"].initial = people[0].code

    def place(self) -> dict[str, Any]:
        """The place as the action takes it."""
        data = self.cleaned_data
        is_deputy = data["role"] == DEPUTY
        return {
            "user": self.people[data["person"]],
            "role": roles.Head if is_deputy else roles.BY_KEY[data["role"]],
            "is_deputy": is_deputy,
            "since": data["since"],
        }


class EndForm(Plainly):
    """The last day of a place; where nobody is left after it, the administrator says so."""

    until = DayField(label=_("Last day"))
    knowing = forms.BooleanField(
        label=_("I know that nobody sits in this unit after that day."), required=False
    )

    def __init__(self, *args: Any, place: Officer, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["until"].initial = max(today, place.since)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        until: date | None = data.get("until")
        if until and until < self.place.since:
            self.add_error(
                "until",
                ValidationError(
                    _("The place begins on %(day)s."), params={"day": day(self.place.since)}
                ),
            )
        elif until and not data.get("knowing") and self.place.is_last_after(until):
            self.add_error(
                "knowing",
                ValidationError(
                    _(
                        "Nobody sits in this unit after that day. Post somebody first, or say "
                        "here that you know."
                    )
                ),
            )
        return data


class _AwayForm(Plainly):
    """Until when somebody is absent and who stands in; without colleagues nobody is asked for.

    ``away``: until when those of them are absent who are today, by their keys.
    """

    until = DayField(label=_("Last day"))
    stand_in = forms.ChoiceField(label=_("Who stands in"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where the papers lie, what cannot wait. No reason is needed."),
    )

    def __init__(
        self, *args: Any, people: list[User], away: Mapping[int, date], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        if not people:
            del self.fields["stand_in"]
            return
        field = cast(forms.ChoiceField, self.fields["stand_in"])
        field.choices = [(one.code, _marked(one, away.get(one.pk))) for one in people]
        if all(one.pk in away for one in people):
            field.required = False
            field.help_text = _("Everybody else is absent today. Choose nobody if nobody can.")
        elif len(people) == 1:
            field.initial = people[0].code

    def values(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return {
            "until": data["until"],
            "note": " ".join(data["note"].split()),
            "stand_in": self.people.get(data.get("stand_in", "")),
        }


def _marked(one: User, until: date | None) -> str:
    """Somebody as they are chosen; who is absent today is marked."""
    absent = gettext("absent until %(day)s") % {"day": day(until)}
    return f"{one} · {absent}" if until else str(one)


class AbsenceForm(_AwayForm):
    """A new absence."""

    since = DayField(label=_("First day"))
    field_order = ("since", "until", "stand_in", "note")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today


class ChangedAbsenceForm(_AwayForm):
    """An absence that is entered already: its first day stays."""

    def __init__(self, *args: Any, absence: Absence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = absence.until
        self.fields["note"].initial = absence.note
        if absence.stand_in and "stand_in" in self.fields:
            self.fields["stand_in"].initial = absence.stand_in.code
