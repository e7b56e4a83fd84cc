"""Invented matters for the gallery, in both languages as somebody would have written them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from design.pieces import Page
from design.views import words_en, words_zh


@dataclass(frozen=True)
class Side:
    """One half of the gallery: a language in a light."""

    code: str
    lang: str
    theme: str
    words: dict[str, Any]
    form: forms.Form
    at: datetime = field(
        default_factory=lambda: datetime(2026, 11, 26, 10, 42, tzinfo=ZoneInfo("Asia/Shanghai"))
    )

    @property
    def page(self) -> Page:
        return Page(rows=(), older_url="?page=older", newer_url="?page=newer")


def sides() -> tuple[Side, Side]:
    """Chinese in the light, English in the dark: two pairs tested in one look."""
    return (
        Side("zh-hans", "zh-Hans", "light", words_zh.WORDS, _form("zh", words_zh.WORDS)),
        Side("en", "en", "dark", words_en.WORDS, _form("en", words_en.WORDS)),
    )


def _form(prefix: str, words: dict[str, Any]) -> forms.Form:
    """A form that somebody has sent with one thing missing."""
    labels = words["form"]
    fields = {
        "title": forms.CharField(label=labels["title"], help_text=labels["title_help"]),
        "matter": forms.CharField(label=labels["matter"], widget=forms.Textarea),
        "level": forms.ChoiceField(
            label=labels["level"], choices=labels["levels"], widget=forms.RadioSelect
        ),
        "note": forms.CharField(label=labels["note"], required=False),
        "told": forms.BooleanField(label=labels["told"], required=False),
    }
    kind = type("SampleForm", (forms.Form,), fields)
    sent = {f"{prefix}-matter": words["said"], f"{prefix}-level": "city"}
    form: forms.Form = kind(sent, prefix=prefix)
    form.fields["title"].error_messages["required"] = labels["missing"]
    return form
