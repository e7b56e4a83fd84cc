from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workdays.gazette import NotANotice, Notice, parse

LARGEST_BYTES = 100_000


class NoticeForm(forms.Form):
    """A year's notice as a JSON file; `notice` holds what was read from it."""

    file = forms.FileField(label=gettext_lazy("File with the year’s notice (JSON)"))

    notice: Notice

    def clean(self) -> dict[str, Any] | None:
        """Read the file. Every fault is said next to the field."""
        file = self.cleaned_data.get("file")
        if file is None:
            return self.cleaned_data
        if file.size > LARGEST_BYTES:
            self.add_error("file", _("The file is too large to be a year’s notice."))
            return self.cleaned_data
        try:
            self.notice = parse(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            self.add_error("file", _("The file is not written in UTF-8."))
        except NotANotice as reason:
            words = _("The file cannot be read as a notice: %(reason)s")
            self.add_error("file", ValidationError(words, params={"reason": reason}))
        return self.cleaned_data
