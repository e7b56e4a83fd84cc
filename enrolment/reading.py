"""One row of a list as the platform understands it, and what is wrong with it. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from design.lines import one_line
from enrolment import lists
from members import numbers
from members.roles import Words

LONGEST_NAME, LONGEST_ADDRESS = 60, 254
DAYS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00)?|(\d{4})(\d{2})(\d{2})")
HAN = {sign: number for number, sign in enumerate("零一二三四五六七八九")}

PROBLEMS: Mapping[str, Words] = {
    "no_name": _("Write the name."),
    "long_name": _("The name is longer than 60 signs."),
    "example": _("This is the example row of the template: delete it."),
    "no_number": _("This is no mobile number: 11 digits, such as 13812345678."),
    "no_address": _("This is no e-mail address: it looks like name@example.org."),
    "no_sector": _("There is no sector of this name. Take a name from the list on this page."),
    "no_term": _("The organ has no such term. Leave it empty, or make the term first."),
    "no_unit": _("The organ has no unit of this name. Take a name from the list on this page."),
    "write_unit": _("Write the unit."),
    "no_role": _("There is no such role. Take a name from the list on this page."),
    "write_role": _("Write the role."),
    "no_day": _("This is no day: write it as 2026-03-05."),
    "twice": _("The same person stands in this list more than once. Keep one of the rows."),
    "twice_name": _(
        "Two rows with this name have neither a mobile number nor an address: add one to tell "
        "them apart, or delete one."
    ),
    "taken": _(
        "This belongs to an account of another name already. Correct it, or the name. If both are "
        "right, ask the person to correct the name under “My account”, or the platform’s "
        "technical staff."
    ),
    "other_name": _("Here this belongs to somebody of another name. Correct one of the two."),
    "two_people": _("The mobile number and the address belong to two different accounts."),
    "closed": _("This account is closed. Ask the platform’s technical staff to open it again."),
    "many_names": _("Several people here have this name: add the mobile number or the address."),
}


@dataclass(frozen=True)
class Catalogue:
    """What words in a list may stand for: sectors, units, roles and terms of one organ."""

    sectors: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Read:
    """What a row says, in the platform's own words, and its problems as (column, problem)."""

    name: str = ""
    mobile: str = ""
    email: str = ""
    place: dict[str, object] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)


def key(words: str) -> str:
    """Words as they are looked up: full width, capitals and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()


def same_name(known: str, written: str) -> bool:
    """Whether an account may be that of whoever is written down so; one without a name may."""
    return not known or key(known) == key(written)


def row(cells: Sequence[str], mapping: Mapping[str, int], kind: str, known: Catalogue) -> Read:
    """Read a row of `cells`; `mapping` says in which of them each column stands."""
    said = {
        # A file of ours puts an apostrophe before what a spreadsheet would take for a formula.
        one: one_line(cells[at]).removeprefix("'") if at < len(cells) else ""
        for one, at in mapping.items()
    }
    found = Read()
    _person(found, said)
    for column in lists.OF_KIND[kind]:
        if reader := READERS.get(column):
            reader(found, said.get(column, ""), kind, known)
    return found


def _person(found: Read, said: Mapping[str, str]) -> None:
    found.name = said.get(lists.NAME, "")
    if found.name.startswith(lists.EXAMPLE_MARK):
        found.problems.append((lists.NAME, "example"))
    elif not found.name:
        found.problems.append((lists.NAME, "no_name"))
    elif len(found.name) > LONGEST_NAME:
        found.problems.append((lists.NAME, "long_name"))
        found.name = found.name[:LONGEST_NAME]
    _contact(found, said)


def _contact(found: Read, said: Mapping[str, str]) -> None:
    if number := said.get(lists.MOBILE, ""):
        try:
            found.mobile = numbers.mobile(number.removesuffix(".0"))
        except ValueError:
            found.problems.append((lists.MOBILE, "no_number"))
    if address := unicodedata.normalize("NFKC", said.get(lists.EMAIL, "")).lower():
        try:
            validate_email(address)
        except ValidationError:
            found.problems.append((lists.EMAIL, "no_address"))
        else:
            found.email = address


def _sector(found: Read, said: str, kind: str, known: Catalogue) -> None:
    if not said:
        return
    code = known.sectors.get(key(said)) or known.sectors.get(key(said).removesuffix("界"))
    if code is None:
        found.problems.append((lists.SECTOR, "no_sector"))
    else:
        found.place[lists.SECTOR] = code


def _term(found: Read, said: str, kind: str, known: Catalogue) -> None:
    if not said:
        return
    term = known.terms.get(number_of(said))
    if term is None:
        found.problems.append((lists.TERM, "no_term"))
    else:
        found.place[lists.TERM] = term


def number_of(said: str) -> int:
    """The number in 13, 第13届, 十三 or 第十三届; 0 for anything else."""
    words = key(said).removeprefix("第").removesuffix("届").removeprefix("term")
    if words.isascii() and words.isdigit():
        return int(words[:4])
    tens, has_ten, ones = words.rpartition("十")
    signs = [*tens, *ones]
    if not words or any(sign not in HAN for sign in signs) or len(tens) > 1 or len(ones) > 1:
        return 0
    return (HAN.get(tens, 1) * 10 if has_ten else 0) + HAN.get(ones, 0)


def _unit(found: Read, said: str, kind: str, known: Catalogue) -> None:
    unit = known.units.get(key(said))
    if unit is None:
        found.problems.append((lists.UNIT, "no_unit" if said else "write_unit"))
    else:
        found.place[lists.UNIT] = unit


def _role(found: Read, said: str, kind: str, known: Catalogue) -> None:
    role = known.roles.get(key(said))
    if not said and kind == lists.UNITS:
        role = next(iter(lists.ROLE_WORDS[kind]))
    if role is None:
        found.problems.append((lists.ROLE, "no_role" if said else "write_role"))
    else:
        found.place[lists.ROLE] = role


def _since(found: Read, said: str, kind: str, known: Catalogue) -> None:
    if not said:
        return
    day = day_of(said)
    if day is None:
        found.problems.append((lists.SINCE, "no_day"))
    else:
        found.place[lists.SINCE] = day.isoformat()


def day_of(said: str) -> date | None:
    """The day in 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日 or 20260305."""
    match = DAYS.fullmatch(unicodedata.normalize("NFKC", said).strip())
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1949 <= year <= 2200 else None


READERS = {
    lists.SECTOR: _sector,
    lists.TERM: _term,
    lists.UNIT: _unit,
    lists.ROLE: _role,
    lists.SINCE: _since,
}
