"""What is asked about a list: the file, what its columns are, and what is still wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from design.forms import DayField
from enrolment import lists
from enrolment.models import Intake, IntakeRow
from enrolment.models.intake import kind_choices
from jobs.tables.limits import MOST_BYTES
from members.models import Organ

ENDINGS = (".xlsx", ".csv", ".txt")


class UploadForm(forms.Form):
    """Which list, from which file, from which day on."""

    kind = forms.ChoiceField(
        label=_("Who is on the list?"),
        choices=kind_choices,
        widget=forms.RadioSelect,
        initial=lists.MEMBERS,
    )
    file = forms.FileField(
        label=_("The list as a file"),
        help_text=_("xlsx or CSV; the first row names the columns. At most 100,000 people."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    since = DayField(
        label=_("First day"),
        help_text=_("From when on, where the list itself names no day."),
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organ = organ
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: divide it into several."))
        return file


class ColumnsForm(forms.Form):
    """Where each column stands in the file, and how people are invited."""

    by_mail = forms.BooleanField(
        label=_("By mail, where there is an address"), required=False, initial=True
    )
    by_sms = forms.BooleanField(
        label=_("By text message, where there is a mobile number"), required=False, initial=True
    )
    by_card = forms.BooleanField(
        label=_("By a printed card, for all others"), required=False, initial=True
    )

    def __init__(self, *args: Any, intake: Intake, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.intake = intake
        for key in lists.OF_KIND[intake.kind]:
            self.fields[key] = self._column(key, intake)
        if not settings.SMS_ENABLED:
            del self.fields["by_sms"]
        self.order_fields([*lists.OF_KIND[intake.kind], "by_mail", "by_sms", "by_card"])

    @staticmethod
    def _column(key: str, intake: Intake) -> forms.TypedChoiceField:
        column, needed = lists.COLUMNS[key], key in lists.NEEDED[intake.kind]
        names = [(str(at), name or f"({at + 1})") for at, name in enumerate(intake.header)]
        return forms.TypedChoiceField(
            label=str(column.label),
            choices=[("", _("not in this file")), *names],
            coerce=int,
            empty_value=None,
            required=needed,
            initial=str(intake.mapping.get(key, "")),
            help_text=str(column.help),
            error_messages={"required": _("Please say in which column it stands.")},
        )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[key] for key in lists.OF_KIND[self.intake.kind]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[int, str] = {}
        for key in lists.OF_KIND[self.intake.kind]:
            at = cleaned.get(key)
            if at is not None and at in taken:
                self.add_error(key, _("This column of the file is taken by another one."))
            elif at is not None:
                taken[at] = key
        return cleaned

    @property
    def mapping(self) -> dict[str, int]:
        """Column → its place in the file, without those that it does not have."""
        chosen = ((key, self.cleaned_data.get(key)) for key in lists.OF_KIND[self.intake.kind])
        return {key: at for key, at in chosen if at is not None}

    @property
    def ways(self) -> dict[str, bool]:
        ways = ("by_mail", "by_sms", "by_card")
        return {key: self.cleaned_data.get(key, False) for key in ways}


class FixForm(forms.Form):
    """The rows that are wrong, cell by cell, to be put right on the page."""

    def __init__(self, *args: Any, intake: Intake, rows: Sequence[IntakeRow], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.intake, self.rows = intake, rows
        self.places = [
            (key, intake.mapping[key])
            for key in lists.OF_KIND[intake.kind]
            if key in intake.mapping
        ]
        for row in rows:
            for key, at in self.places:
                self.fields[f"r{row.number}-{at}"] = forms.CharField(
                    label=str(lists.COLUMNS[key].label),
                    required=False,
                    max_length=300,
                    initial=row.cells[at] if at < len(row.cells) else "",
                )

    @property
    def cells(self) -> dict[int, dict[int, str]]:
        """What was changed: row → column → words."""
        changed: dict[int, dict[int, str]] = {}
        for name in self.changed_data:
            row, at = name[1:].split("-")
            changed.setdefault(int(row), {})[int(at)] = self.cleaned_data[name]
        return changed
