from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deadlines.models.policy import LONGEST_DAYS
from deadlines.reports import Length
from design.forms import DayField, Plainly
from workdays.gazette import NotANotice, Notice, from_table, parse

LARGEST_BYTES = 100_000
# How the files of spreadsheet programs begin, new and old.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# In which letters a table is saved: the second by spreadsheet programs in China.
LETTERS = ("utf-8-sig", "gb18030")


class NoticeForm(forms.Form):
    """A year's notice as a table of its days (CSV) or as JSON; `notice` holds what was read."""

    asked_for_by_another = ("notice_no", "source")

    file = forms.FileField(
        label=gettext_lazy("File with the year’s notice (CSV or JSON)"),
        help_text=gettext_lazy("A workbook (xlsx) is saved as CSV first."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json,.txt"}),
    )
    notice_no = forms.CharField(
        label=gettext_lazy("Number of the notice"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "As the notice has it, with its year. Needed with a table; JSON says it itself."
        ),
    )
    source = forms.URLField(
        label=gettext_lazy("Where it was published"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The address of the page. Needed with a table."),
    )

    notice: Notice
    written = ""
    """What was read, as text."""

    def clean(self) -> dict[str, Any] | None:
        """Read the file. Every fault is said next to the field."""
        file = self.cleaned_data.get("file")
        if file is None:
            return self.cleaned_data
        if file.size > LARGEST_BYTES:
            self.add_error("file", _("The file is too large to be a year’s notice."))
            return self.cleaned_data
        self.read(file.read())
        return self.cleaned_data

    def read(self, written: bytes) -> None:
        """Understand what is written, or say why not."""
        if written.startswith(WORKBOOKS):
            words = _(
                "This is a workbook of a spreadsheet program. Save it as CSV (“Save as”, “CSV”), "
                "and choose that file."
            )
            self.add_error("file", words)
            return
        text = _text_of(written)
        if text is None:
            self.add_error("file", _("The file is not written in UTF-8."))
            return
        try:
            self.written = text if text.lstrip().startswith("{") else self._of_table(text)
            if self.written:
                self.notice = parse(self.written)
        except NotANotice as reason:
            words = _("The file cannot be read as a notice: %(reason)s")
            self.add_error("file", ValidationError(words, params={"reason": reason}))

    def _of_table(self, text: str) -> str:
        """The notice of a table as JSON; "" where what a table does not say is not typed either."""
        said = {name: self.cleaned_data.get(name, "") for name in ("notice_no", "source")}
        written = from_table(text, **said)
        missing = [name for name, words in said.items() if not words and name not in self.errors]
        for name in missing:
            self.add_error(name, _("Please fill this in."))
        return "" if missing or self.errors else written


def _text_of(written: bytes) -> str | None:
    """What is written, in the letters that fit; None where none do."""
    for letters in LETTERS:
        try:
            text = written.decode(letters)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


class NoticeTwiceForm(NoticeForm):
    """The same in two turns: the file is tried first, and what was read is sent once more."""

    text = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LARGEST_BYTES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text")
        self.fields["file"].error_messages["required"] = gettext_lazy("Please choose a file.")

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        if not data.get("file") and data.get("text"):
            self.read(data["text"].encode())
        return data

    @property
    def is_sure(self) -> bool:
        """Whether this is the second turn."""
        return bool(self.cleaned_data.get("text")) and not self.cleaned_data.get("file")


class LengthForm(Plainly):
    """So many working days from a day on. `base` is the version that the page shows."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    working_days = forms.IntegerField(label=gettext_lazy("Working days"), min_value=1)
    since = DayField(
        label=gettext_lazy("Holds from"),
        help_text=gettext_lazy("Clocks that run already keep their dates."),
    )

    def __init__(self, *args: Any, length: Length, today: date, **kwargs: Any) -> None:
        kept = {"base": length.base, "working_days": length.rule.working_days, "since": today}
        super().__init__(*args, initial=kept, **kwargs)
        self.today = today
        days = cast(forms.IntegerField, self.fields["working_days"])
        too_few = _("At least 1 working day.")
        too_many = _("At most %(most)d working days.") % {"most": LONGEST_DAYS}
        days.error_messages["invalid"] = _("Please give a whole number of working days.")
        days.validators = [MinValueValidator(1, too_few)]
        days.max_value = LONGEST_DAYS
        days.widget.attrs |= {"max": LONGEST_DAYS, "inputmode": "numeric"}
        days.validators.append(MaxValueValidator(LONGEST_DAYS, too_many))

    def clean_since(self) -> date:
        """No rule holds for days that are over."""
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise ValidationError(_("Please choose today or a later day."))
        return since
