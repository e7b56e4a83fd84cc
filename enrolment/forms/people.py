"""What is asked about one person."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from design.dates import day
from design.forms import DayField, FindSelect
from design.lines import LineField
from enrolment import lists
from members import numbers, roles
from members.models import Organ, Sector, Term, User

PERSON_ROLES: tuple[type[roles.Role], ...] = (
    roles.Member,
    roles.Officer,
    roles.Head,
    *roles.SEATED,
)


def role_choices() -> list[tuple[str, Any]]:
    return [(role.key, role.name) for role in PERSON_ROLES]


class ContactForm(forms.Form):
    """Name and the ways to reach somebody."""

    name = LineField(label=_("Name"), max_length=60)
    mobile = LineField(
        label=_("Mobile number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")

    def clean_mobile(self) -> str:
        number: str = self.cleaned_data["mobile"]
        try:
            return numbers.mobile(number) if number else ""
        except ValueError:
            words = _("This is no mobile number: 11 digits, such as 13812345678.")
            raise forms.ValidationError(words) from None

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class EnrolForm(ContactForm):
    """One person: who, how to reach them, and what they are here."""

    asked_for_by_another = ("unit",)

    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial=roles.Member.key)
    sector = forms.ModelChoiceField(
        label=_("Sector"),
        queryset=Sector.objects.none(),
        required=False,
        help_text=_("For members."),
        empty_label=_("none"),
    )
    unit = forms.ModelChoiceField(
        label=_("Handling unit"),
        queryset=Department.objects.none(),
        required=False,
        widget=FindSelect,
        help_text=_("For case officers and heads of units."),
        empty_label=_("none"),
    )
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = cast("forms.ModelChoiceField[Department]", self.fields["unit"])
        units.queryset = Department.objects.of_organ(organ.pk).in_families()
        sectors = cast("forms.ModelChoiceField[Sector]", self.fields["sector"])
        sectors.queryset = Sector.objects.offered_by(organ.pk)
        self.fields["mobile"].help_text = _(
            "Without a mobile number and an address the person gets a printed card."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_unit = cleaned.get("role") in (roles.Officer.key, roles.Head.key)
        if needs_unit and not cleaned.get("unit"):
            self.add_error("unit", _("Please choose the unit."))
        return cleaned

    def refuse_taken(self, way: str, holder: User | None) -> None:
        """Say beside the number or the address that somebody else has it; `holder` is who, where
        the organ may know."""
        is_mobile = way == lists.MOBILE
        if holder:
            words = (
                _("This is the mobile number of %(name)s. Please check the number and the name.")
                if is_mobile
                else _("This is the address of %(name)s. Please check the address and the name.")
            )
            self.add_error(way, words % {"name": holder.name})
        else:
            words = (
                _("This mobile number is in use already. Please check the number and the name.")
                if is_mobile
                else _("This address is in use already. Please check the address and the name.")
            )
            self.add_error(way, words)

    @property
    def place(self) -> dict[str, object]:
        """The place as a list or an invitation says it."""
        said = self.cleaned_data
        place: dict[str, object] = {lists.SINCE: said["since"].isoformat()}
        if said["role"] == roles.Member.key:
            return place | ({lists.SECTOR: said["sector"].pk} if said["sector"] else {})
        place[lists.ROLE] = said["role"]
        is_unit = said["role"] in (roles.Officer.key, roles.Head.key)
        return place | ({lists.UNIT: said["unit"].pk} if is_unit else {})


class EndForm(forms.Form):
    """The last day of all that somebody is here."""

    last_day = DayField(label=_("Last day"))
    hand_over = forms.BooleanField(
        label=_("Hand the open work over to those who remain"), required=False, initial=True
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["last_day"].error_messages["required"] = _("Please fill this in.")

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        if (self.today - last).days > 1:
            raise forms.ValidationError(_("The last day is yesterday at the earliest."))
        return last


class TermForm(forms.Form):
    """A term: its number and its first day."""

    number = forms.IntegerField(
        label=_("Number of the term"),
        min_value=1,
        max_value=99,
        help_text=_("13 for the thirteenth term."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    since = DayField(label=_("First day"))

    def __init__(
        self, *args: Any, latest: date | None = None, before: Term | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.latest, self.before = latest, before
        if latest:
            self.fields["since"].widget.attrs["max"] = latest.isoformat()
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")

    def clean_number(self) -> int:
        """A new term counts on from the newest one."""
        number: int = self.cleaned_data["number"]
        if self.before and number <= self.before.number:
            words = _("%(term)s is set already: the next one has the number %(next)s.")
            said = {"term": self.before.name, "next": self.before.number + 1}
            raise forms.ValidationError(words % said)
        return number

    def clean_since(self) -> date:
        """The term that an organ is in has begun: its first day is no later than `latest`; a new
        one begins after the newest one has."""
        since: date = self.cleaned_data["since"]
        if self.latest and since > self.latest:
            words = _("The present term has begun: please choose today or an earlier day.")
            raise forms.ValidationError(words)
        if self.before and since <= self.before.since:
            words = _("%(term)s begins on %(day)s: please choose a later day.")
            said = {"term": self.before.name, "day": day(self.before.since)}
            raise forms.ValidationError(words % said)
        return since
