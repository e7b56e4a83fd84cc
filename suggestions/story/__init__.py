"""A case in words and stations: what every desk's pages say of it."""

from suggestions.story.drafts import signed_alone, talks_of, words_of
from suggestions.story.entry import Entry, Said
from suggestions.story.file import answers_first, entries
from suggestions.story.followed import Followed, followed, open_title
from suggestions.story.let_off import let_off
from suggestions.story.outcomes import SecondLook, declined, second_look
from suggestions.story.reported import reports_first
from suggestions.story.river import stations
from suggestions.story.seen import Seen, role_of, seen
from suggestions.story.sentence import sentence
from suggestions.story.standing import standing
from suggestions.story.units import given_back, lines, missing, waited_for, work_word
from suggestions.story.ways import (
    Button,
    asked_way,
    before_signing,
    buttons,
    for_its_head,
    kept_way,
    office_verb,
    office_way,
    others,
    promise_buttons,
    promise_way,
    unit_verb,
    unit_way,
    urge_way,
    while_signing,
)

__all__ = [
    "Button",
    "Entry",
    "Followed",
    "Said",
    "SecondLook",
    "Seen",
    "answers_first",
    "buttons",
    "declined",
    "entries",
    "followed",
    "before_signing",
    "for_its_head",
    "given_back",
    "kept_way",
    "let_off",
    "lines",
    "missing",
    "asked_way",
    "office_verb",
    "office_way",
    "open_title",
    "others",
    "promise_buttons",
    "promise_way",
    "reports_first",
    "role_of",
    "second_look",
    "seen",
    "sentence",
    "signed_alone",
    "standing",
    "stations",
    "talks_of",
    "unit_verb",
    "unit_way",
    "urge_way",
    "waited_for",
    "while_signing",
    "words_of",
    "work_word",
]
