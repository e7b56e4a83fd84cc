"""From a template and data to a PDF/UA document.

A template is a file in typst's language that an app keeps beside its own code; it takes
`/page.typ` of this app's layouts and puts the data into its pieces. Data is data: it reaches the
template as JSON, no sign of it is ever read as markup, the template can open no file but the
layouts, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from typesetting import fonts, signs

LAYOUTS = Path(__file__).parent / "layouts"
MOST_SIGNS = 1_000_000
"""About 600 pages, set in two seconds; what is longer is refused."""
MOST_NAMED = 30


class TooMuch(Exception):
    """The document would be longer than one is set at once."""


def render(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set a document in the active language; `at` is written into it as when it was made.

    `data` is what JSON can hold; its "title" is the document's, a text is what somebody typed.
    Safe to be called by several threads at once.

    Raises:
        TooMuch: there are more signs in it than `MOST_SIGNS`.
        NoFonts: the fonts are not where they are looked for.
    """
    lost: set[str] = set()
    ready = signs.printable(dict(data), lost)
    ready |= {"language": (get_language() or "en").partition("-")[0], "furniture": _furniture()}
    ready["missing"] = _missing(lost)
    sent = json.dumps(ready, ensure_ascii=False)
    if len(sent) > MOST_SIGNS:
        raise TooMuch
    # One for each document: a compiler can be lent to one thread only. The fonts are shared.
    compiler = typst.Compiler(
        template.read_bytes(),
        root=str(LAYOUTS),
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs={"data": sent},
        package_path=str(LAYOUTS / "none"),
        package_cache_path=str(LAYOUTS / "none"),
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


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
