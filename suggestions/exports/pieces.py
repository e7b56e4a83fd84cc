"""Parts of a case as the pieces of a document; see `typesetting/layouts/page.typ`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from design.dates import moment
from suggestions.lifecycle import OUTCOME_CLASSES

if TYPE_CHECKING:
    from design.pieces import Station
    from files.models import Attachment
    from suggestions.story import Entry
    from suggestions.story.entry import Change

type Piece = dict[str, Any]
type Rows = Sequence[tuple[str, str]]


def facts(rows: Rows) -> Piece:
    """Labels with what they say; those that say nothing are left out."""
    return {"kind": "facts", "rows": [list(row) for row in rows if row[1]]}


def note(text: str) -> Piece:
    """A line that explains."""
    return {"kind": "note", "text": text}


def river(stations: Sequence[Station]) -> Piece:
    """The way of a case, each station with its day and whether it has been reached."""
    said = {"behind": "", "here": _("stands here"), "ahead": _("to come")}
    return {
        "kind": "river",
        "stations": [
            {
                "label": one.label,
                "note": one.note,
                "state": one.state or "ahead",
                "word": said.get(one.state, ""),
            }
            for one in stations
        ],
    }


def words(entry: Entry) -> Piece:
    """Words of a person with who said them; of a correction what stood there before and after.

    What is attached to an act stands below its line.
    """
    who = entry.folded or entry.who or entry.act
    parts = [part for change in entry.changes for part in _changed(change)]
    word = OUTCOME_CLASSES.get(entry.seal)
    return {
        "kind": "words",
        "who": who,
        "about": " · ".join(filter(None, (entry.office, moment(entry.at)))),
        "seal": entry.seal,
        "seal_word": str(word) if word else "",
        "parts": parts or [{"heading": one, "text": text} for one, text in entry.words],
        **_attached(entry.files),
    }


def form(cells: Sequence[tuple[str, str, bool]]) -> Piece:
    """A form to file by: each label with what it says, and whether that goes across."""
    named = ("label", "value", "wide")
    return {"kind": "form", "cells": [dict(zip(named, one, strict=True)) for one in cells]}


def table(head: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[int]) -> Piece:
    """Lines below a head; `wide` says how the columns share the page, 0 what is as wide as its
    words."""
    return {"kind": "ledger", "head": list(head), "rows": [list(r) for r in rows], "wide": [*wide]}


def _changed(change: Change) -> list[dict[str, str]]:
    if change.old is None:
        return [{"heading": change.heading, "text": change.new}]
    titles = (_("Earlier text"), _("Corrected text"))
    texts = (change.old or _("Not said"), change.new or _("Not said"))
    return [
        {"heading": " · ".join(filter(None, (change.heading, title))), "text": text}
        for title, text in zip(titles, texts, strict=True)
    ]


def _attached(files: Sequence[Attachment]) -> dict[str, Any]:
    return {
        "attached": _("Attached"),
        "files": [
            {
                "name": one.name,
                "about": f"{one.word}, {filesizeformat(one.size)}",
                "url": f"{settings.SITE_URL}{one.get_absolute_url()}",
            }
            for one in files
        ],
    }
