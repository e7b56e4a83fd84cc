"""Invented matters for the gallery, in both languages as somebody would have written them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from design.pieces import Page
from design.views import more_en, more_zh, words_en, words_zh

BARS = (31, 29, 33, 30, 0, 32, 36, 33, 38, 35, 38, 41)


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
    def bars(self) -> list[dict[str, Any]]:
        """Twelve invented weeks as bars; the last one is now, and one of them has nothing."""
        most = max(BARS)
        return [
            {
                "label": index + 1,
                "value": value,
                "x": 6 + index * 53,
                "y": 156 - round(130 * value / most),
                "width": 40,
                "height": round(130 * value / most),
                "middle": 26 + index * 53,
                "above": 150 - round(130 * value / most),
                "is_now": index == len(BARS) - 1,
            }
            for index, value in enumerate(BARS)
        ]

    @property
    def tiles(self) -> dict[str, Any]:
        """Five invented counties in every shade, one of them with a long name, one with nothing."""
        tiles = [
            {"name": name, "short": name, "value": value, "shade": shade, "url": "#tiles"}
            | {"x": 1 + 50 * (shade % 3), "y": 1 + 50 * (shade // 3)}
            for shade, (name, value) in enumerate(self.words["counties"])
        ]
        return {"width": 152, "height": 102, "side": 46, "tiles": tiles, "is_named": True} | {
            "name_size": 10.5,
            "figure_size": 12,
        }

    @property
    def page(self) -> Page:
        return Page(rows=(), older_url="?page=older", newer_url="?page=newer")


def sides(light: str = "") -> tuple[Side, Side]:
    """Chinese in the light, English in the dark: two pairs tested in one look, unless one light is
    asked for."""
    zh, en = words_zh.WORDS | more_zh.WORDS, words_en.WORDS | more_en.WORDS
    return (
        Side("zh-hans", "zh-Hans", light or "light", zh, _form("zh", zh)),
        Side("en", "en", light or "dark", en, _form("en", en)),
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
