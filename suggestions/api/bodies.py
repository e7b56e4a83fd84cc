"""What a program sends where no page has a form for it as it stands."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from design.dates import listed
from files.models import Attachment
from gateway.models.request import KEY_LENGTH
from suggestions.actions.reviewing import Charge
from suggestions.api.door import key_as_uuid
from suggestions.forms import PaperForm, Plainly, RateForm, ReplyForm, SignOffForm
from suggestions.lifecycle import Part, part_choices, urgency_choices
from suggestions.models import Assignment, DraftAnswer
from suggestions.models.enclosed import DRAFT
from suggestions.models.suggestion import TEXT_LENGTH
from suggestions.publishing import PublishForm
from suggestions.writing import AUTO, DraftForm, WriteForm

MOST_UNITS = 20


class ChargesField(forms.Field):
    """Units with their parts, as a list of objects; empty parts are those of one unit alone."""

    json_schema = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_UNITS,
        "items": {
            "type": "object",
            "required": ["unit"],
            "properties": {
                "unit": {"type": "string"},
                "part": {"type": "string", "enum": [part.value for part in Part]},
            },
        },
    }
    widget = forms.Widget

    def to_python(self, value: Any) -> list[dict[str, str]]:
        """The list as (unit, part) in words. Raises ValidationError for any other shape."""
        if not value:
            return []
        known = [part for part, _label in part_choices()]
        sound = isinstance(value, list) and len(value) <= MOST_UNITS
        if not sound or not all(self._is_charge(one, known) for one in value):
            raise ValidationError(_("Send a list of units, each with “unit” and “part”."))
        return [{"part": Part.SOLE.value} | one for one in value]

    @staticmethod
    def _is_charge(one: Any, known: list[str]) -> bool:
        return (
            isinstance(one, dict)
            and set(one) <= {"unit", "part"}
            and isinstance(one.get("unit"), str)
            and one.get("part", Part.SOLE.value) in known
        )


class AssignBody(Plainly):
    """The units that get a case, what each is on it, and how urgent it is."""

    charges = ChargesField(label=_("Units"), help_text=_("By their codes, the leading one first."))
    urgency = forms.ChoiceField(
        label=_("Time to answer"),
        choices=urgency_choices,
        help_text=_("Left out where a case is assigned again: the date stays."),
    )

    def __init__(self, *args: Any, units: Any, date_stays: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        if date_stays:
            del self.fields["urgency"]

    def clean_charges(self) -> list[Charge]:
        asked = self.cleaned_data["charges"]
        units: dict[str, Department] = {
            unit.code: unit for unit in self.units.filter(code__in=[one["unit"] for one in asked])
        }
        if any(one["unit"] not in units for one in asked):
            raise ValidationError(_("No such unit can be given this case."))
        return [Charge(units[one["unit"]], Part(one["part"])) for one in asked]


class AnswersField(forms.Field):
    """The words of each that answered, as an object by their codes."""

    json_schema = {
        "type": "object",
        "additionalProperties": {"type": "string", "maxLength": 2 * TEXT_LENGTH},
    }
    widget = forms.Widget

    def to_python(self, value: Any) -> dict[str, str]:
        """The words by code. Raises ValidationError for any other shape."""
        sound = not value or isinstance(value, dict)
        if not sound or not all(isinstance(one, str) for one in (value or {}).values()):
            raise ValidationError(_("Send an object with the words of each by its code."))
        return value or {}


class PublishBody(PublishForm):
    """Title, text and answer for everybody; where several answered, the words of each."""

    answers = AnswersField(
        label=_("What was answered by each"),
        required=False,
        help_text=_("In the place of “answer” where several have answered: all, by their codes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boxes = {name: self.fields.pop(name) for name in self.replies}

    def said(self) -> dict[str, str]:
        """The texts, with the words of each that are no fields here."""
        sent = self.data.get("answers")
        words = sent if isinstance(sent, dict) else {}
        named = {name: str(words.get(one.called, "")) for name, one in self.replies.items()}
        plain = [name for name in self.warned_in if name not in named]
        return {name: str(self[name].value() or "") for name in plain} | named

    def clean_answers(self) -> dict[str, str]:
        sent: dict[str, str] = self.cleaned_data["answers"]
        codes = [one.called for one in self.replies.values()]
        if sent and not codes:
            raise ValidationError(_("Not several have answered: send the words as “answer”."))
        if set(sent) != set(codes):
            some = gettext("Send the words of each by these codes, “” for none: %(codes)s.")
            raise ValidationError(some % {"codes": listed(codes)})
        for name, box in self.boxes.items():
            self.cleaned_data[name] = box.clean(sent[self.replies[name].called])
        return sent

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["seen"] = self.initial["seen"]
        if not self.replies:
            data.pop("answers", None)
        return data


class RateBody(RateForm):
    """The word on one answer; where there are several, on each alike unless one is named."""

    assignment = forms.CharField(
        label=_("Whose answer"),
        required=False,
        help_text=_("The code of an assignment; without it, every answer alike."),
    )

    def __init__(self, *args: Any, answers: dict[str, Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers

    def clean_assignment(self) -> int | None:
        code = self.cleaned_data["assignment"]
        if code and code not in self.answers:
            raise ValidationError(_("There is no such answer."))
        return self.answers[code].pk if code else None


class ReplyBody(ReplyForm):
    """An answer, and which files of the one that came back do not go along again."""

    left_out = forms.MultipleChoiceField(
        label=_("Leave out of what went with it before"),
        required=False,
        help_text=_("Files by the codes in their addresses; what is not named goes along again."),
    )

    def __init__(self, *args: Any, before: DraftAnswer | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = Attachment.objects.of(DRAFT, before.code) if before else ()
        field = cast(forms.MultipleChoiceField, self.fields["left_out"])
        field.choices = [(one.code, one.name) for one in files]


class ScanBody(Plainly):
    """The scan that was sent ahead."""

    scan = forms.CharField(
        label=_("The key of the scan"),
        max_length=KEY_LENGTH,
        help_text=_("What was given in “for” when the file was sent."),
    )

    def clean_scan(self) -> uuid.UUID:
        return key_as_uuid(self.cleaned_data["scan"])


class SignBody(Plainly):
    """A word on an answer on its way: which one was read."""

    draft = forms.CharField(
        label=_("Which answer"),
        max_length=28,
        required=False,
        help_text=_("The “draft” in the history of the case; without it, whichever waits now."),
    )


class RefuseBody(SignBody, SignOffForm):
    """It goes back, and why."""


class LetterBody(SignBody, ScanBody):
    """The scan of its stamped letter, which was sent ahead."""


class PaperBody(ScanBody, PaperForm):
    """A paper from which something is entered: its date, and its scan that was sent ahead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PAPER_PRESET:
            del self.fields[name]


PAPER_PRESET: dict[str, Any] = {"key": None, "attachments": None}

# What only a page needs: its key is the request's, and files hang on that key.
WRITE_PRESET: dict[str, Any] = {"key": None, "attachments": None, "find": None}
DRAFT_PRESET: dict[str, Any] = {"key": None, "attachments": None}
PRESUMED = {"level": AUTO, "wish": "members"}


def fields_of(form: type[forms.Form], preset: Mapping[str, Any]) -> dict[str, forms.Field]:
    """What a program sends of a page's form, for the documents."""
    base: dict[str, forms.Field] = form.base_fields
    return {name: one for name, one in base.items() if name not in preset}


WRITTEN = fields_of(WriteForm, WRITE_PRESET)
KEPT = fields_of(DraftForm, DRAFT_PRESET)
