"""A form that speaks as people do, and the fields that several desks have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from design.pinyin import initials

FIRST_DAY, LAST_DAY = date(1949, 1, 1), date(2199, 12, 31)
BETWEEN_WORDS = re.compile(r"[\n\r,，、;；]+")


class Plainly(forms.Form):
    """A form that says what is wrong in words that people use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speak_plainly()

    def speak_plainly(self) -> None:
        """Give every field its words; once more where fields are added later."""
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            required = _("Please choose one.") if is_choice else _("Please fill this in.")
            field.error_messages |= {
                "required": required,
                "max_length": _(
                    "At most %(limit_value)d characters; there are %(show_value)d now."
                ),
            }


def only_placeholders(text: str, allowed: Sequence[str]) -> None:
    """Ask that only these placeholders stand in a text, and nothing else in braces.

    Raises:
        ValidationError: a brace stands alone, or names something else.
    """
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise ValidationError(
            _("A brace is left open or stands alone. Placeholders look like this: {code}.")
        ) from None
    for _before, name, spec, how in parts:
        if name is not None and (name not in allowed or spec or how):
            named = " ".join(f"{{{one}}}" for one in allowed)
            raise ValidationError(
                _("There is no placeholder “%(name)s” here. You can use: %(allowed)s"),
                params={"name": name, "allowed": named or "—"},
            )


class FindSelect(forms.Select):
    """A list that one finds in by typing (static/js/find.js); without a script the list itself.

    Of a row of the database its `find_words` are looked through too.
    """

    hides_no_choice = True
    """While nothing is chosen its box is empty: the first line, which says what that means, is
    not read."""

    def create_option(self, name: Any, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, label, *args, **kwargs)
        words = self.words_of(value, str(label))
        if value and words:
            option["attrs"]["data-words"] = words
        return option

    def words_of(self, value: Any, label: str) -> str:
        """What a choice is found by besides its name: its other names, and after a bar the rest."""
        found = getattr(getattr(value, "instance", None), "find_words", "")
        return found or f"| {initials(label)}"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, {**(attrs or {}), "data-find": True}, renderer)
        script = format_html('<script type="module" src="{}"></script>', static("js/find.js"))
        return SafeString(box + script)


class Reason(forms.CharField):
    """Why, in a person's own words."""

    def __init__(self, **kwargs: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 3})
        super().__init__(**{"max_length": 1000, "widget": rows, **kwargs})


class DayField(forms.DateField):
    """A day of the calendar, within the years that anybody could mean."""

    def __init__(self, **kwargs: Any) -> None:
        ends = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
        picker = forms.DateInput(attrs={"type": "date", **ends}, format="%Y-%m-%d")
        super().__init__(widget=picker, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            text = _("Please choose a day from %(first)s to %(last)s; none means no end.")
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            raise ValidationError(text, params=years)


class WordsField(forms.CharField):
    """Words or phrases, one a line or with commas between them; each counts once."""

    def __init__(self, *, longest: int, most: int, rows: int = 3, **kwargs: Any) -> None:
        self.longest, self.most = longest, most
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"widget": area, "max_length": most * longest, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        words = [" ".join(word.split()) for word in BETWEEN_WORDS.split(typed)]
        found = tuple(dict.fromkeys(word for word in words if word))
        long = [word for word in found if len(word) > self.longest]
        if long:
            text = _("Please at most %(most)s characters a word: “%(word)s” is longer.")
            raise ValidationError(text, params={"most": self.longest, "word": long[0]})
        if len(found) > self.most:
            text = _("Please at most %(most)s words.")
            raise ValidationError(text, params={"most": self.most})
        return found
