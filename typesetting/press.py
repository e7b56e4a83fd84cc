"""From a template and data to a PDF/UA document.

A template is a file in typst's language that an app keeps beside its own code; it takes
`/page.typ` of this app's layouts and puts the data into its pieces. Data is data: it reaches the
template as JSON, no sign of it is ever read as markup, the template can open no file but the
layouts, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from subprocess import CalledProcessError, TimeoutExpired
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from typesetting import compiler, fonts, signs

MOST_SIGNS = 400_000
"""What is set in a request at most, as `_weight` counts: a second, some two hundred pages."""
MOST_SIGNS_APART = 4_000_000
SECONDS_APART = 120
MEMORY_APART = 1536 * 2**20
"""Two hundred cases need 400 MB, four million signs 1.2 GB."""
WEIGHTS = (
    # A line is a paragraph of its own, with its place in the tags.
    (re.compile(r"\\n"), 40),
    # Where Chinese becomes Latin another piece of text begins.
    (re.compile(r"[\u3000-\uffef](?=[!-~])"), 4),
    # A word that no line holds may end anywhere.
    (re.compile(r"[!-~]{32}"), 32),
)
"""What costs more than its signs, in the data as JSON."""
MOST_NAMED = 30


class TooMuch(Exception):
    """The document would be longer than one is set at once."""


def render(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set a document in the active language; `at` is written into it as when it was made.

    `data` is what JSON can hold; its "title" is the document's, a text is what somebody typed.
    Safe to be called by several threads at once.

    Raises:
        TooMuch: it weighs more than `MOST_SIGNS`.
        NoFonts: the fonts are not where they are looked for.
    """
    sent = _ready(data, most=MOST_SIGNS)
    faces, moment = fonts.loaded(), int(at.timestamp())
    return compiler.compiled(template.read_bytes(), sent, faces=faces, at=moment)


def render_long(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The same for a document that is too long for a request: in a process of its own.

    Raises:
        TooMuch: it weighs more than `MOST_SIGNS_APART`, or takes too long or too much memory.
        NoFonts: the fonts are not where they are looked for.
    """
    sent = _ready(data, most=MOST_SIGNS_APART)
    source, moment = template.read_bytes(), int(at.timestamp())
    files = fonts.files()
    try:
        return compiler.compiled_apart(
            source, sent, files=files, at=moment, seconds=SECONDS_APART, memory=MEMORY_APART
        )
    except TimeoutExpired as late:
        raise TooMuch from late
    except CalledProcessError as ended:
        if ended.returncode < 0:
            raise TooMuch from ended
        raise


def _ready(data: Mapping[str, Any], *, most: int) -> str:
    """The data with what every document needs, of which everything can be printed."""
    lost: set[str] = set()
    ready = signs.printable(dict(data), lost)
    ready |= {"language": (get_language() or "en").partition("-")[0], "furniture": _furniture()}
    ready["missing"] = _missing(lost)
    sent = json.dumps(ready, ensure_ascii=False)
    if _weight(sent) > most:
        raise TooMuch
    return sent


def _weight(sent: str) -> int:
    """What setting it costs, in signs."""
    return len(sent) + sum(
        weight * sum(1 for _found in what.finditer(sent)) for what, weight in WEIGHTS
    )


def _furniture() -> dict[str, str]:
    """The words that stand on every page."""
    return {"page": _("Page {n} of {of}")}


def _missing(lost: set[str]) -> str:
    """What 〓 stands for, as a note; "" where everything could be printed."""
    if not lost:
        return ""
    named = signs.names(lost)
    more = len(named) - MOST_NAMED
    listed = ", ".join(named[:MOST_NAMED]) + (" …" if more > 0 else "")
    words = _("%(mark)s stands for signs that cannot be printed here: %(signs)s")
    return words % {"mark": signs.STAND_IN, "signs": listed}
