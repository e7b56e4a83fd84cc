"""What an office types into one of its rules, and what it chooses for several cases at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from departments.forms import LONGEST_SAMPLE
from departments.models import Department
from design.forms import FindSelect, WordsField
from members.models import Organ, Sector
from suggestions import places, rulebook
from suggestions.forms.plain import CategorySelect, Further, Plainly, UnitField, UnitsField
from suggestions.lifecycle import urgency_choices
from suggestions.models.rule_set import WORD_LENGTH
from suggestions.routing.rules import Rule

MOST_WORDS = 40


class RoutingRuleForm(Further, Plainly):
    """One rule: when all of the first hold, the unit below them is proposed."""

    words = WordsField(
        longest=WORD_LENGTH,
        most=MOST_WORDS,
        label=_("Any of these words in title or text"),
        required=False,
        help_text=_("One a line, or with commas between them."),
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False, widget=CategorySelect)
    sector = forms.ModelChoiceField(
        label=_("The author’s sector"),
        queryset=Sector.objects.none(),
        required=False,
        empty_label=_("Any sector"),
    )
    unit = UnitField(label=_("Unit that leads"), empty_label=_("Choose a unit"))
    others = UnitsField(label=_("Units that give their opinion"), required=False)
    urgency = forms.ChoiceField(label=_("Time to answer"), required=False)
    sample = forms.CharField(
        label=_("A sentence as a member would write it"),
        required=False,
        initial="",
        max_length=LONGEST_SAMPLE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        organ: Organ,
        rule: Rule | None = None,
        is_tried: bool = False,
        **kwargs: Any,
    ) -> None:
        if rule:
            kwargs["initial"] = vars(rule)
        super().__init__(*args, **kwargs)
        self.fields["sample"].required = is_tried
        around = rulebook.places_in(places.choices(), organ.pk)
        self._choose("place", [("", _("Any place")), *around])
        self._choose(
            "category",
            [("", _("Any category")), *rulebook.category_choices(rule.category if rule else "")],
        )
        self._choose("urgency", [("", _("As the office decides")), *urgency_choices()])
        offered = Sector.objects.offered_by(organ.pk)
        if rule and rule.sector:  # One that is not offered any more may stay where it stands.
            offered = offered | Sector.objects.known_to(organ.pk).filter(pk=rule.sector)
        cast(forms.ModelChoiceField, self.fields["sector"]).queryset = offered
        units = rulebook.units_to_choose(organ)
        for name in ("unit", "others"):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = units

    def _choose(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = ("words", "place", "category", "sector")
        if not any(data.get(name) or name in self.errors for name in asked):
            nothing = _("Please give at least one condition: words, place, category or sector.")
            self.add_error("words", ValidationError(nothing))
        unit = data.get("unit")
        if unit and unit in data.get("others", ()):
            twice = _("The unit that leads stands here too. Please leave it out here.")
            self.add_error("others", ValidationError(twice))
        return data

    def rule(self, key: str) -> Rule:
        """The rule as it was typed."""
        data = self.cleaned_data
        return Rule(
            key=key,
            unit=data["unit"].code,
            words=data["words"],
            place=data["place"],
            category=data["category"],
            sector=data["sector"].pk if data["sector"] else "",
            others=tuple(sorted(one.code for one in data["others"])),
            urgency=data["urgency"],
        )


class AssignManyForm(Plainly):
    """To which unit the chosen cases go, and how urgent they are."""

    PROPOSED, ONE = "proposed", "one"

    how = forms.ChoiceField(label=_("To which unit"), widget=forms.RadioSelect)
    unit = UnitField(
        label=_("Unit from the list"),
        required=False,
        empty_label=_("Choose a unit"),
        widget=FindSelect(attrs={"data-chooses": ONE}),
    )
    urgency = forms.ChoiceField(
        label=_("Time to answer"),
        choices=urgency_choices,
        widget=forms.RadioSelect,
        initial="ordinary",
    )

    def __init__(
        self,
        *args: Any,
        units: Any,
        bare: Sequence[str] = (),
        proposed: bool = False,
        **kwargs: Any,
    ) -> None:
        """``bare``: the codes of those for which no unit is proposed; ``proposed``: one is for
        others."""
        super().__init__(*args, **kwargs)
        self.bare = {code: f"unit_{code}" for code in bare}
        self.asked_for_by_another = tuple(self.bare.values())
        for name in self.bare.values():
            self.fields[name] = UnitField(
                label=_("Unit for this case"), required=False, empty_label=_("Choose a unit")
            )
        for name in ("unit", *self.bare.values()):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = units
        cast(forms.ChoiceField, self.fields["how"]).choices = [
            (self.PROPOSED, _("Each to the unit proposed for it")),
            (self.ONE, _("All to one unit")),
        ]
        self.fields["how"].initial = self.PROPOSED if proposed else self.ONE
        self.speak_plainly()

    def own(self, code: str) -> forms.BoundField | None:
        """Where the unit of a case is chosen for which none is proposed."""
        return self[self.bare[code]] if code in self.bare else None

    def unit_of(self, code: str) -> Department | None:
        """The unit that was chosen for this case: that of all, or its own."""
        own: Department | None = self.cleaned_data.get(self.bare.get(code, ""))
        return self.cleaned_data["unit"] or own

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == self.ONE and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", ValidationError(_("Choose the unit from the list.")))
        if data.get("how") == self.PROPOSED and data.get("unit"):
            both = _("Please choose only one: the proposed units, or a unit from the list.")
            self.add_error("unit", ValidationError(both))
        return data
