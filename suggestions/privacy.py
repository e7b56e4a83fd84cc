"""What in a text might be a secret or name a person. Pure: finds and marks, decides nothing.

The words for secrets follow the grounds on which nothing is filed (state, party and work secrets);
personal data are what the text shows by its form: identity numbers, telephones, mail, addresses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SECRET, IDENTITY, PHONE, EMAIL, ADDRESS = "secret", "identity", "phone", "email", "address"
NAME = "name"

SECRET_WORDS = (
    "绝密",
    "机密",
    "秘密级",
    "秘密文件",
    "国家秘密",
    "工作秘密",
    "党内秘密",
    "秘密",
    "内部资料",
    "内部文件",
    "内部参考",
    "内部传阅",
    "密级",
    "涉密",
    "保密期限",
    "不得外传",
    "严禁外传",
    "请勿外传",
)

PATTERNS: dict[str, re.Pattern[str]] = {
    SECRET: re.compile("|".join(sorted(SECRET_WORDS, key=len, reverse=True))),
    # GB 11643: area, date of birth, number, check sign.
    IDENTITY: re.compile(
        r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
        r"(?![\dA-Za-z])"
    ),
    EMAIL: re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"),
    PHONE: re.compile(
        r"(?<![\d-])(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)"
    ),
    ADDRESS: re.compile(
        r"[\u4e00-\u9fff]{2,12}(?:路|街|巷|弄|村|组|小区|花园|苑)\d{1,5}(?:号|栋|幢|组)"
        r"(?:[\d\u4e00-\u9fff]{0,4}(?:栋|幢|单元|号|室|户)){0,4}"
    ),
}


@dataclass(frozen=True)
class Found:
    """One place in a text: what it might be, the words, and where they begin and end."""

    kind: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `kind` is "" where nothing was found in it."""

    words: str
    kind: str = ""


def find(
    text: str, kinds: Iterable[str] = tuple(PATTERNS), names: Iterable[str] = ()
) -> list[Found]:
    """Everything of these kinds, in the order of the text; what overlaps counts once.

    `names` are those of people who are known to the caller: each is found where it stands.
    """
    found = [
        Found(NAME, name, match.start(), match.end())
        for name in names
        for match in re.finditer(re.escape(name), text)
    ]
    found += [
        Found(kind, match.group(), match.start(), match.end())
        for kind in kinds
        for match in PATTERNS[kind].finditer(text)
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def marked(text: str, found: Sequence[Found] | None = None) -> list[Piece]:
    """The text in pieces, so that a page can mark what was found."""
    pieces: list[Piece] = []
    here = 0
    for one in find(text) if found is None else found:
        if one.start > here:
            pieces.append(Piece(text[here : one.start]))
        pieces.append(Piece(one.words, one.kind))
        here = one.end
    if here < len(text):
        pieces.append(Piece(text[here:]))
    return pieces


def around(text: str, found: Sequence[Found], width: int = 12) -> list[list[Piece]]:
    """Each place with a few signs before and after, as pieces of one line."""
    return [
        [
            Piece(text[max(0, one.start - width) : one.start]),
            Piece(one.words, one.kind),
            Piece(text[one.end : one.end + width]),
        ]
        for one in found
    ]


def without(text: str, kinds: Iterable[str], names: Iterable[str] = (), instead: str = "■") -> str:
    """The text with what was found blacked out, sign for sign."""
    return "".join(
        instead * len(piece.words) if piece.kind else piece.words
        for piece in marked(text, find(text, kinds, names))
    )
