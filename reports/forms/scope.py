"""Which organ, which months, and which unit, category or county: as the address says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from members.models import Organ, User
from reports.measures import Dim
from reports.policies import has_below, may_read, overseen_by
from reports.scopes import FIRST, PERIODS, Scope, month_of, period_choices

TICKED = ("1", "on")
"""What a ticked box has in the address: as the form sends it, and as a bare box would."""


class ScopeForm(forms.Form):
    """Chooses an organ and a period."""

    organ = forms.ChoiceField(label=_("Organ"))
    period = forms.ChoiceField(choices=period_choices, label=_("Came in"), required=False)
    below = forms.BooleanField(
        label=_("with the organs below"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": TICKED[0]}),
    )

    def __init__(self, scope: Scope, organs: Iterable[Organ]) -> None:
        said = {"organ": scope.organ.code, "period": scope.period, "below": scope.with_below}
        super().__init__(initial=said)
        choices = [(organ.code, organ.office_name) for organ in organs]
        self.fields["organ"] = forms.ChoiceField(label=_("Organ"), choices=choices)
        if not has_below(scope.organ):
            del self.fields["below"]


class UnitForm(forms.Form):
    """Chooses a period and, of several, one's own unit."""

    unit = forms.ChoiceField(label=_("Unit"))
    period = forms.ChoiceField(choices=period_choices, label=_("Came in"), required=False)

    def __init__(self, scope: Scope, units: Sequence[Department]) -> None:
        super().__init__(initial={"unit": scope.key, "period": scope.period})
        choices = [(unit.code, unit.name) for unit in units]
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=choices)
        if len(units) == 1:
            del self.fields["unit"]


def scope_of_unit(
    query: QueryDict, units: Sequence[int], today: date, *, first: Sequence[int]
) -> tuple[Scope, Department, list[Department]] | None:
    """Read the address of a unit's own figures, and return with it the units to choose from.

    It begins with the first of `units` that is shown under the worn hat (`first`). None for a unit
    that is none of these: a stranger learns nothing of it.
    """
    found = list(Department.objects.filter(pk__in=units).select_related("organ"))
    begin = next((one for one in units if one in first), units[0])
    code = query.get("unit")
    unit = next((one for one in found if (one.code == code if code else one.pk == begin)), None)
    if unit is None:
        return None
    period = query.get("period", FIRST)
    period = period if period in PERIODS else FIRST
    months = PERIODS[period][1](month_of(today))
    scope = Scope(unit.organ, False, period, *months, Dim.UNIT, unit.code, is_own=True)
    return scope, unit, found


def scope_of(
    query: QueryDict, user: User, today: date, *, first: Sequence[str]
) -> tuple[Scope, list[Organ]] | None:
    """Read the address, and return with it the organs that may be chosen.

    It begins with the first of `first`: what the hat that is worn oversees. What it does not say,
    or says wrongly, is the first choice. None where the organ is not open to this person: a
    stranger learns nothing of it.
    """
    codes = [*first, *overseen_by(user)]
    code = query.get("organ") or (codes[0] if codes else "")
    if not may_read(user, code):
        return None
    organs = list(Organ.objects.filter(code__in={code, *codes}).order_by("code"))
    organ = next((one for one in organs if one.code == code), None)
    if organ is None:
        return None
    period = query.get("period", FIRST)
    period = period if period in PERIODS else FIRST
    begin, last = PERIODS[period][1](month_of(today))
    dim, key = next(
        ((dim, str(query[dim.value])) for dim in Dim if dim and query.get(dim.value)), (Dim.ALL, "")
    )
    below = query.get("below") in TICKED and has_below(organ)
    return Scope(organ, below, period, begin, last, dim, key[:32]), organs
