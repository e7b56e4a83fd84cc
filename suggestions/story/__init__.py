"""A case in words and stations: what every desk's pages say of it."""

from suggestions.story.file import Entry, entries
from suggestions.story.river import stations
from suggestions.story.sentence import sentence
from suggestions.story.ways import Button, buttons, office_verb, promise_buttons, unit_verb

__all__ = [
    "Button",
    "Entry",
    "buttons",
    "entries",
    "office_verb",
    "promise_buttons",
    "sentence",
    "stations",
    "unit_verb",
]
