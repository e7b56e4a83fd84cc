"""What everybody agrees to before they work here: which documents there are, in which versions.

The texts stand in `templates/members/documents/<key>/<major>.<language>.html`. A major version is
one that has to be agreed to anew; a minor one (a clearer word, another address) is not. Old major
versions stay and can be read.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


@dataclass(frozen=True)
class Version:
    """`news`: what is different from the version before, in a sentence; "" for the first."""

    major: int
    minor: int
    dated: dt.date
    news: Words = ""

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True)
class Document:
    """A document and its major versions, newest first. `gist`: what it comes down to."""

    key: str
    title: Words
    gist: Sequence[Words]
    versions: tuple[Version, ...]

    @property
    def url_name(self) -> str:
        return f"members:{self.key}"

    @property
    def current(self) -> Version:
        return self.versions[0]

    def version(self, major: int) -> Version | None:
        """Return that major version; None where there is none."""
        return next((one for one in self.versions if one.major == major), None)

    def news_since(self, major: int) -> list[Words]:
        """Return what changed after that version, newest first."""
        return [one.news for one in self.versions if one.major > major and one.news]


FIRST = dt.date(2026, 12, 1)

DOCUMENTS: tuple[Document, ...] = (
    Document(
        key="privacy",
        title=_("Privacy notice"),
        gist=(
            _("We keep what an organ needs to know whose word it is, and what was done with it."),
            _("Those who handle a case see your name and number; the public sees neither."),
            _("You may look at what is kept about you, have it corrected, copied or erased."),
        ),
        versions=(Version(1, 0, FIRST),),
    ),
    Document(
        key="terms",
        title=_("Terms of use"),
        gist=(
            _("The account is for your duties here, and it is yours alone."),
            _("State secrets and classified matters must not be entered here."),
            _("What you submit or decide here counts as said by you."),
        ),
        versions=(Version(1, 0, FIRST),),
    ),
)


def current() -> str:
    """Return the major versions that are in force, as they are kept with a person."""
    return " ".join(f"{one.key}:{one.current.major}" for one in DOCUMENTS)


def agreed_to(kept: str) -> dict[str, int]:
    """Return which major version of each document is meant by what is kept with a person."""
    pairs = (pair.partition(":") for pair in kept.split())
    return {key: int(major) for key, _colon, major in pairs if major.isdecimal()}


def missing(kept: str) -> list[Document]:
    """Return the documents whose major version in force is still to be agreed to."""
    if kept == current():
        return []
    agreed = agreed_to(kept)
    return [one for one in DOCUMENTS if agreed.get(one.key, 0) < one.current.major]


def asked(kept: str, goes_on: str) -> dict[str, object]:
    """Return what the page says that asks for the agreement: which documents, what is new in each
    for somebody who agreed to an older version, and where the person goes on."""
    agreed = agreed_to(kept)
    news = [
        {"document": one, "news": one.news_since(agreed[one.key]) if one.key in agreed else []}
        for one in missing(kept)
    ]
    return {
        "asked": news,
        "is_new_version": bool(agreed),
        "version": current(),
        "next": goes_on,
    }
