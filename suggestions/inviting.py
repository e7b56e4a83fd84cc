"""The choice of fellow members who are asked to co-sign, while writing and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from suggestions import fellows
from suggestions.models.cosigner import INVITED, MOST

if TYPE_CHECKING:
    from members.models import User
    from suggestions.models import Suggestion


class Codes(forms.Field):
    """Public codes, ticked in a list that the page fetches; who they are is asked elsewhere."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        codes = [str(code) for code in value or [] if str(code).isalnum()]
        return list(dict.fromkeys(codes))[: MOST + 1]


class FindField(forms.CharField):
    """Where a name is typed to look for."""

    def __init__(self, **kwargs: Any) -> None:
        label = _("Ask others to co-sign")
        help_text = _("A name, or a part of it: members of the organs around the matter.")
        super().__init__(label=label, max_length=60, required=False, help_text=help_text, **kwargs)


class Inviting(forms.Form):
    """A form with the fields `cosigners` and `find`, for what `by` asks of others.

    ``asked_before``: how many the author has asked already.
    """

    by: User
    asked_before = 0

    def around(self) -> str:
        """The code of the place around which one may ask; "" while there is none."""
        raise NotImplementedError

    def handles(self, data: dict[str, Any], person: User) -> bool:
        """Whether the case is with an office or a unit in which this person sits."""
        raise NotImplementedError

    def find_people(self, data: dict[str, Any], place: str) -> None:
        """Find whom the codes name; the errors stand beside the field for names."""
        codes = data.get("cosigners") or []
        if not codes:
            return
        data["people"] = fellows.people(self.by, codes, place)
        if len(codes) + self.asked_before > MOST:
            most = _("At most %(most)s can be asked.")
            self.add_error("find", ValidationError(most, params={"most": MOST}))
        elif len(data["people"]) != len(codes):
            text = _("Somebody you chose is no member around this place. Please choose again.")
            self.add_error("find", ValidationError(text))
        elif any(self.handles(data, person) for person in data["people"]):
            self.add_error("find", ValidationError(fellows.HANDLES))

    @cached_property
    def fellows(self) -> list[tuple[fellows.Fellow, bool]]:
        """Those who are chosen, then those whose name fits; with whether they are chosen."""
        codes = [code for code in self["cosigners"].value() or [] if str(code).isalnum()]
        chosen = fellows.chosen(self.by, codes[:MOST], self.around())
        named = fellows.named(self.by, str(self["find"].value() or ""), self.around())
        more = [one for one in named if one.code not in codes]
        return [(one, True) for one in chosen] + [(one, False) for one in more]


class InviteForm(Inviting):
    """Whom the author asks to co-sign after the case was sent, within the same limits."""

    find = FindField()
    cosigners = Codes(
        label=_("Co-signers"),
        error_messages={"required": _("Find and tick a member first.")},
    )
    asked_for_by_another = ("find",)

    def __init__(self, *args: Any, suggestion: Suggestion, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion, self.by = suggestion, by
        known = dict(suggestion.cosigners.values_list("user__code", "origin"))
        self.known = set(known)
        self.asked_before = list(known.values()).count(INVITED)

    def around(self) -> str:
        """The place of the case."""
        return self.suggestion.place_id

    def handles(self, data: dict[str, Any], person: User) -> bool:
        """Asked of the case as it stands."""
        return self.suggestion.is_handled_by(person)

    def clean_cosigners(self) -> list[str]:
        return [code for code in self.cleaned_data["cosigners"] if code not in self.known]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.find_people(data, self.around())
        return {"people": data.get("people", [])}
