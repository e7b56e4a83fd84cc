"""The form on which a suggestion is written, and what may be kept of it unfinished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from design.dates import listed
from design.lines import TitleField
from files.forms import AttachmentsField
from members.models import Organ
from members.policies import hats
from suggestions import alike, categories, places, privacy
from suggestions.forms import Warned
from suggestions.forms.plain import CategorySelect
from suggestions.inviting import Codes, FindField, Inviting
from suggestions.lifecycle import wish_choices
from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH
from suggestions.routing.category import Proposal
from suggestions.routing.level import LEVELS

if TYPE_CHECKING:
    from django.http import QueryDict

    from members.models import User

AUTO = "auto"
SAID = ("title", "situation", "ask")

# An address is what many a suggestion is about; it is looked at again before anything is published.
WARNED_OF = (privacy.SECRET, privacy.IDENTITY, privacy.PHONE, privacy.EMAIL)


def level_choices() -> list[tuple[str, Any]]:
    return [
        (AUTO, _("Let the platform propose")),
        ("county", _("The county or district")),
        ("city", _("The city or prefecture")),
        ("province", _("The province")),
    ]


@dataclass(frozen=True)
class Fold:
    """A part of the page, folded while nothing in it needs a look; `said`: what is chosen."""

    is_open: bool
    said: str


class WriteForm(Warned, Inviting):
    """A suggestion: title, what is the matter, what should be done, place, whose matter."""

    warned_of = WARNED_OF
    warned_in = SAID

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = TitleField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("One matter in one line, such as “Lower the shelves in the children’s room”."),
    )
    situation = forms.CharField(
        label=_("What is the matter"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you saw, where and since when, and whom it concerns."),
    )
    ask = forms.CharField(
        label=_("What should be done"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One concrete step that somebody could take."),
    )
    attachments = AttachmentsField()
    place = forms.ChoiceField(label=_("Place"), help_text=_("The county or district it is about."))
    level = forms.ChoiceField(
        label=_("Whose matter is it"),
        choices=level_choices,
        widget=forms.RadioSelect,
        initial=AUTO,
        help_text=_("The proposal follows your words; you can change it."),
    )
    category = forms.ChoiceField(label=_("What it is about"), required=False, widget=CategorySelect)
    cosigners = Codes(label=_("Co-signers"), required=False)
    find = FindField()
    wish = forms.ChoiceField(
        label=_("Who may know of it"),
        choices=wish_choices,
        widget=forms.RadioSelect,
        initial="members",
    )
    confirm = forms.BooleanField(
        label=_(
            "It holds no state or work secrets, and no personal data that the matter does not need."
        ),
    )

    def __init__(self, *args: Any, choices: places.Choices, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["confirm"].error_messages["required"] = _(
            "Please confirm this before you send it."
        )
        cast(forms.ChoiceField, self.fields["place"]).choices = [
            ("", _("Choose a place")),
            *choices,
        ]
        cast(forms.ChoiceField, self.fields["category"]).choices = [
            ("", _("Let the platform propose")),
            *categories.choices(),
        ]

    @classmethod
    def typed(cls, data: QueryDict, **kwargs: Any) -> WriteForm:
        """The form with what is typed so far, asked for nothing yet."""
        typed = {name: data.get(name) for name in cls.base_fields if name in data}
        return cls(initial=typed | {"cosigners": data.getlist("cosigners")}, **kwargs)

    def clean_place(self) -> Organ:
        return Organ.objects.get(pk=self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._find_matter(data)
        self.find_people(data, data["place"].code if "place" in data else "")
        found = None if data.get("category") else self.proposed_category()
        data["proposed_category"] = found.code if found else ""
        self.ask_to_look()
        return data

    def handles(self, data: dict[str, Any], person: User) -> bool:
        """No unit has it yet: only whoever sits in the office to which it goes."""
        matter = data.get("matter")
        return matter is not None and matter.organ.pk in hats(person).office_of

    def _find_matter(self, data: dict[str, Any]) -> None:
        """Find the organ whose matter it is; the error stands beside the choice that caused it."""
        if "place" not in data or "level" not in data:
            return
        level = "" if data["level"] == AUTO else data["level"]
        data["matter"] = places.matter(data["place"], self.typed_text(), level)
        if data["matter"] is None:
            text = _("No unit of that level works with the platform there yet. Choose another.")
            self.add_error("level", ValidationError(text))

    def whose_matter(self) -> places.Matter | None:
        """The platform's proposal for what is typed so far; None without a place."""
        code = self.around()
        return places.matter_at(code, self.typed_text()) if code else None

    def proposed_category(self) -> Proposal | None:
        """What the text seems to be about; it holds where the writer chooses nothing."""
        said = self.said()
        return categories.proposed(said["title"], self.typed_text())

    def subject(self) -> tuple[str, tuple[str, ...]] | None:
        """The same in words: the place with those above it, and what spoke for it."""
        found = self.proposed_category()
        return (categories.path(found.code), found.because) if found else None

    def similar(self) -> list[alike.Standing]:
        """What is alike already, of what the writer may know."""
        return alike.standings(self.by, self.said()["title"])

    def folds(self) -> dict[str, Fold]:
        """The parts that may be left as they are. One with an error is open, and so is one in which
        something that is needed is missing."""
        chosen = [one.name for one, is_chosen in self.fellows if is_chosen]
        files = len(self["attachments"].value() or ())
        return {
            "files": Fold(
                self._has_errors("attachments") or files > 0,
                ngettext("%d file", "%d files", files) % files if files else str(_("None")),
            ),
            "place": Fold(
                self._has_errors("place", "level", "category") or not self.around(),
                " · ".join(filter(None, map(self._chosen, ("place", "level", "category")))),
            ),
            "people": Fold(
                self._has_errors("find", "cosigners") or bool(self["find"].value()),
                listed(chosen) if chosen else str(_("Nobody")),
            ),
            "wish": Fold(self._has_errors("wish"), self._chosen("wish")),
        }

    def _has_errors(self, *names: str) -> bool:
        return any(name in self.errors for name in names)

    def _chosen(self, name: str) -> str:
        """The words of what is chosen in a list; "" where that is left to the platform."""
        field = cast(forms.ChoiceField, self.fields[name])
        value = str(self[name].value() or "")
        if value in ("", AUTO):
            return ""
        words: dict[str, Any] = {}
        for key, label in cast("list[tuple[Any, Any]]", field.choices):
            words |= (
                {str(k): v for k, v in label}
                if isinstance(label, list | tuple)
                else {str(key): label}
            )
        return str(words.get(value, ""))

    def around(self) -> str:
        """The place that is chosen so far."""
        code = str(self["place"].value() or "")
        return code if code.isdecimal() and len(code) == 6 else ""


class DraftForm(forms.Form):
    """What may be kept of an unfinished text: nothing is required, nothing is refused but size."""

    key = forms.UUIDField()
    title = forms.CharField(max_length=200, required=False, strip=False)
    situation = forms.CharField(max_length=4 * TEXT_LENGTH, required=False, strip=False)
    ask = forms.CharField(max_length=4 * TEXT_LENGTH, required=False, strip=False)
    attachments = AttachmentsField()
    place = forms.CharField(max_length=6, required=False)
    level = forms.ChoiceField(choices=[(AUTO, AUTO), *((x, x) for x in LEVELS)], required=False)
    wish = forms.ChoiceField(choices=wish_choices, required=False)
    category = forms.CharField(max_length=6, required=False)
    cosigners = Codes(required=False)

    @property
    def fields_of_draft(self) -> dict[str, Any]:
        """What the draft itself keeps; its files hang on its key."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "attachments"}


class PointForm(forms.Form):
    """A point on earth, in degrees."""

    lon = forms.FloatField(min_value=-180, max_value=180)
    lat = forms.FloatField(min_value=-90, max_value=90)
