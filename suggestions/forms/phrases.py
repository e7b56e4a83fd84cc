"""A text that a desk keeps."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from design.forms import only_placeholders
from suggestions import categories
from suggestions.forms.plain import CategorySelect, Plainly
from suggestions.lifecycle import phrase_act_choices, phrase_choices
from suggestions.models import Category, Phrase
from suggestions.models.phrase import TEXT_LENGTH, TITLE_LENGTH
from suggestions.phrases import PLACEHOLDERS


class PhraseForm(Plainly):
    """A text block of an office; of a unit also a template, with the matter for which it is."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=phrase_choices, widget=forms.RadioSelect, initial="answer"
    )
    act = forms.ChoiceField(
        label=_("For which act"),
        required=False,
        help_text=_("It is offered on the page of that act alone."),
    )
    title = forms.CharField(
        label=pgettext_lazy("of a text", "Name"),
        max_length=TITLE_LENGTH,
        help_text=_("By this you find it when you write; nobody else reads it."),
    )
    category = forms.ChoiceField(
        label=_("For which matter"),
        required=False,
        widget=CategorySelect,
        help_text=_("A template for just this matter comes first where a case is about it."),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What is to be filled in each time stands like this: 【fill in what was found】. "
            "No answer is sent while one is left."
        ),
    )

    def __init__(self, *args: Any, of_unit: bool, phrase: Phrase | None = None, **kw: Any) -> None:
        names = ("kind", "act", "title", "text")
        kept = {name: getattr(phrase, name) for name in names} if phrase else {}
        if phrase:
            kept["category"] = phrase.category_id or ""
        super().__init__(*args, initial=kept, **kw)
        if not of_unit:
            del self.fields["kind"], self.fields["category"]
            every = ("", _("For all acts"))
            cast(forms.ChoiceField, self.fields["act"]).choices = [every, *phrase_act_choices()]
            return
        del self.fields["act"]
        offered = categories.choices(kept.get("category", ""))
        shown = [("", _("For all matters")), *_in_levels(offered)]
        cast(forms.ChoiceField, self.fields["category"]).choices = shown

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        only_placeholders(text, tuple(PLACEHOLDERS))
        return text

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes. A text block is for every matter."""
        data = self.cleaned_data
        kind = data.get("kind", "block")
        code = data.get("category") if kind == "answer" else ""
        category = Category.objects.filter(pk=code).first() if code else None
        return {
            "kind": kind,
            "category": category,
            "act": data.get("act", ""),
            "title": data["title"],
            "text": data["text"],
        }


def _in_levels(choices: categories.Choices) -> list[tuple[str, list[tuple[str, str]]]]:
    """The groups, each with its first level as a whole at the top."""
    found = []
    for label, rows in choices:
        top = rows[0][0][: categories.TOP]
        found.append((label, [(top, _("%(matter)s, all of it") % {"matter": label}), *rows]))
    return found
