"""The form on which the office looks over what the public will read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from design.lines import TitleField
from suggestions import privacy
from suggestions.forms import Warned
from suggestions.models import Reply
from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH

if TYPE_CHECKING:
    from suggestions.models import Publication, Suggestion

BLACKED_OUT = (privacy.IDENTITY, privacy.PHONE, privacy.EMAIL, privacy.ADDRESS)


class PublishForm(Warned):
    """Title, text and answer as everybody will read them."""

    warned_of = (*BLACKED_OUT, privacy.SECRET)
    warned_in = ("title", "text", "answer")

    title = TitleField(label=_("Title"), max_length=TITLE_LENGTH)
    text = forms.CharField(
        label=_("What the author says"),
        max_length=2 * TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    answer = forms.CharField(
        label=_("What was answered"),
        max_length=2 * TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    named = forms.BooleanField(label=_("Name the author"), required=False)

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion
        self.names = names_in(suggestion)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.ask_to_look()
        author = self.suggestion.author.name if data.pop("named", False) else ""
        data.pop("sure", None)
        data["author_line"] = author
        return data


def names_in(suggestion: Suggestion) -> tuple[str, ...]:
    """The names of those who signed it: they stand in no public text unless on purpose."""
    names = [suggestion.author.name, *getattr(suggestion, "cosigner_names", [])]
    return tuple(name for name in names if len(name) > 1)


def first_version(suggestion: Suggestion) -> dict[str, Any]:
    """The words of the case with personal data blacked out, to be looked over; of several units
    the last answer of each."""
    answers = _answers(suggestion)
    texts = {
        "title": suggestion.title,
        "text": "\n\n".join(part for part in (suggestion.situation, suggestion.ask) if part),
        "answer": "\n\n".join(text for _whose, text in answers),
    }
    names = names_in(suggestion)
    return {key: privacy.without(text, BLACKED_OUT, names) for key, text in texts.items()}


def _answers(suggestion: Suggestion, *, after: datetime | None = None) -> list[tuple[str, str]]:
    """Whose it is and its words, of each assignment's and hand-off's last answer: of all, or of
    those that came since."""
    found: dict[tuple[int | None, int | None], tuple[str, str]] = {}
    for reply in Reply.objects.answers_to(suggestion):
        if after is None or reply.replied_at > after:
            found[reply.source] = (reply.whose, reply.text)
    return list(found.values())


def answered_by(publication: Publication) -> list[Reply]:
    """The last answer of each unit that was there when the public words were looked over."""
    answers = Reply.objects.answers_to(publication.suggestion).exclude(assignment=None)
    known = answers.filter(replied_at__lte=publication.published_at)
    return list({reply.whose: reply for reply in known}.values())


def newer_answers(publication: Publication | None) -> list[tuple[str, str]]:
    """Whose answers came after the public words were looked over, and what they say."""
    if publication is None or not publication.is_public:
        return []
    return _answers(publication.suggestion, after=publication.published_at)
