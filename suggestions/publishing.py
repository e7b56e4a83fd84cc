"""What the public reads of a case, and the form on which the office looks it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from design.dates import day, on_paper
from design.lines import TitleField
from suggestions import privacy
from suggestions.actions.publishing import marks
from suggestions.forms import Warned
from suggestions.models import Reply
from suggestions.models.suggestion import TEXT_LENGTH, TITLE_LENGTH
from suggestions.phrases import HAN

if TYPE_CHECKING:
    from suggestions.models import Publication, Suggestion

BLACKED_OUT = (privacy.IDENTITY, privacy.PHONE, privacy.EMAIL, privacy.ADDRESS)


def _answer_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2 * TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PublishForm(Warned):
    """Title, text and answer as everybody will read them; where `replies` are several, a box for
    the words of each in the place of the one.

    ``seen``: the marks of the answers that the page shows. ``came``: where they are others by now,
    those that were not on the page.
    """

    warned_of = (*BLACKED_OUT, privacy.SECRET)
    warned_in: tuple[str, ...] = ("title", "text", "answer")

    title = TitleField(label=gettext_lazy("Title"), max_length=TITLE_LENGTH)
    text = forms.CharField(
        label=gettext_lazy("What the author says"),
        max_length=2 * TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    answer = _answer_field(gettext_lazy("What was answered"))
    named = forms.BooleanField(label=gettext_lazy("Name the author"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        suggestion: Suggestion,
        replies: list[Reply],
        came: list[Reply] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion
        self.names = names_in(suggestion)
        self.last, self.came = replies, came
        self.initial["seen"] = marks(replies)
        several = len(replies) > 1
        self.replies = {box_of(one): one for one in replies} if several else {}
        for name, reply in self.replies.items():
            label = _("What was answered by %(unit)s") % {"unit": reply.whose}
            self.fields[name] = _answer_field(label)
        if several:
            del self.fields["answer"]
            self.warned_in = ("title", "text", *self.replies)

    @property
    def answer_boxes(self) -> list[forms.BoundField]:
        """The box for the answer, or one for that of each."""
        return [self[name] for name in (self.replies or ("answer",))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.ask_to_look()
        author = self.suggestion.author.name if data.pop("named", False) else ""
        data.pop("sure", None)
        data.pop("seen", None)
        data["author_line"] = author
        if self.replies:
            words = {name: data.pop(name, "") for name in self.replies}
            said = [(self.replies[name].called, text) for name, text in words.items() if text]
            data["answers"] = tuple(said)
            data["answer"] = "\n\n".join(text for _called, text in said)
        return data


def box_of(reply: Reply) -> str:
    """The name of the field for the words of what an assignment or a hand-off answered."""
    return f"answer_{reply.called}"


def names_in(suggestion: Suggestion) -> tuple[str, ...]:
    """The names of those who signed it: they stand in no public text unless on purpose."""
    names = [suggestion.author.name, *getattr(suggestion, "cosigner_names", [])]
    return tuple(name for name in names if len(name) > 1)


def first_version(suggestion: Suggestion, replies: list[Reply]) -> dict[str, Any]:
    """The words of the case with personal data blacked out, to be looked over, and those of each
    answer with the day that it promises."""
    boxes = [box_of(reply) for reply in replies] if len(replies) > 1 else ["answer"]
    texts = {
        "title": suggestion.title,
        "text": "\n\n".join(part for part in (suggestion.situation, suggestion.ask) if part),
        **dict(zip(boxes, (_said(reply) for reply in replies), strict=False)),
    }
    names = names_in(suggestion)
    return {key: privacy.without(text, BLACKED_OUT, names) for key, text in texts.items()}


def kept_version(
    suggestion: Suggestion, publication: Publication, replies: list[Reply]
) -> dict[str, Any]:
    """The words as they were looked over last; an answer that is not among them has an empty box.
    One text of several (`is_one_text`) stands whole in the first: nothing that was taken out by
    hand comes back."""
    begun = {box_of(one): "" for one in replies}
    if publication.answers:
        begun |= {f"answer_{called}": words for called, words in publication.answers}
    elif replies:
        known = answered_by(publication)
        first = known[0] if len(known) == 1 else replies[0]
        begun[box_of(first)] = publication.answer
    if not publication.answers:
        begun["answer"] = publication.answer
    elif len(replies) == 1:
        begun["answer"] = begun[box_of(replies[0])]
    looked_over = {name: getattr(publication, name) for name in ("title", "text")}
    return begun | looked_over | {"named": bool(publication.author_line)}


def is_one_text(publication: Publication | None) -> bool:
    """Whether what several answered, or nobody, was published as one text."""
    if publication is None or publication.answers or not publication.answer:
        return False
    return len(answered_by(publication)) != 1


def caught_up(
    typed: Mapping[str, str], suggestion: Suggestion, replies: list[Reply]
) -> dict[str, str]:
    """What was typed, in the boxes of the answers that stand there now; one that was not on the
    page begins as in the first version."""
    data, begun = dict(typed.items()), first_version(suggestion, replies)
    boxes = [box_of(reply) for reply in replies]
    on_page = [f"answer_{mark.rpartition('.')[0]}" for mark in data.get("seen", "").split()]
    if len(replies) > 1:
        if one_text := data.pop("answer", ""):
            shown = [name for name in on_page if name in boxes]
            data[(shown or boxes)[0]] = one_text
        data = {name: begun[name] for name in boxes} | data
    elif not data.get("answer"):
        data["answer"] = next((data[name] for name in boxes if name in data), "")
        data["answer"] = data["answer"] or begun.get("answer", "")
    return data | {"seen": marks(replies)}


def _said(reply: Reply) -> str:
    if not reply.promised_on:
        return reply.text
    with override("zh-hans" if HAN.search(reply.text) else "en"), on_paper():
        words = {"day": day(reply.promised_on, weekday=False)}
        return f"{reply.text}\n{_('Promised by %(day)s.') % words}"


def answered_by(publication: Publication) -> list[Reply]:
    """The last answer of each unit and channel that was there when the public words were looked
    over."""
    known = Reply.objects.filter(replied_at__lte=publication.published_at)
    return known.last_answers_to(publication.suggestion)


@dataclass(frozen=True)
class PublicAnswer:
    """Words that everybody reads, and whose they are: one unit's or channel's, with its class, or
    those of several in one text, of which none is said by a class alone."""

    words: str
    units: list[Reply]

    @property
    def outcome_class(self) -> str:
        """The class of the one answer; "" where it is not of one unit."""
        return self.units[0].outcome_class if len(self.units) == 1 else ""


def public_answers(publication: Publication) -> list[PublicAnswer]:
    """What stands under the words of the author, the first first; no words of an answer that is
    not in force any more."""
    if not publication.answer:
        return []
    units = answered_by(publication)
    if not publication.answers:
        return [PublicAnswer(publication.answer, units)]
    of = {one.called: one for one in units}
    return [
        PublicAnswer(words, [of[called]]) for called, words in publication.answers if called in of
    ]


def newer_answers(publication: Publication | None, last: list[Reply] | None = None) -> list[Reply]:
    """The answers that came after the public words were looked over; of the `last` ones, where
    they were read already."""
    if publication is None or not publication.is_public:
        return []
    last = Reply.objects.last_answers_to(publication.suggestion) if last is None else last
    return [one for one in last if one.replied_at > publication.published_at]
