"""The stretches of a case that have a clock, and how long each takes unless an organ says else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PHASES: Mapping[str, Promise] = {
    "review": _("the review"),
    "assign": _("assigning"),
    "sign": _("confirming receipt"),
    "return_window": _("giving it back"),
    "handle": _("the answer"),
    "extension": _("the extension"),
    "rate": _("the rating"),
    "redo": _("the second answer"),
    "complete": _("completing it"),
    "appeal": _("the appeal"),
    "transfer": _("taking it over"),
    "check": _("asking the other channel"),
    "reassign": _("giving it to another unit"),
    "return_decision": _("deciding on the return"),
    "dispute": _("deciding the dispute"),
    "extension_decision": _("deciding on the extension"),
    "opinion": _("the opinion"),
    "cosign": _("agreeing to the answer"),
    "answer_check": _("checking the answer"),
    "signoff": _("signing off the answer"),
    "promise": _("keeping the promise"),
    "hold": _("the pause"),
    "cosigner": _("co-signing"),
}
# A promise's clocks follow the rules of these phases and are called by what waits for them.
OF_PROMISES: Mapping[str, Promise] = {
    "redo": _("giving a new date for what was promised"),
    "rate": _("confirming what was promised"),
}
INSTRUMENTS: Mapping[str, Promise] = {
    "micro": _("micro-suggestions"),
    "proposal": _("proposals"),
}
URGENCIES: Mapping[str, Promise] = {
    "simple": _("simple matters"),
    "ordinary": _("ordinary matters"),
    "complex": _("complex matters"),
}
ANY = ""
NEAR_DAYS = 2
NEAR_PART = 5


def amber_left(days: int) -> int:
    """Return with how many working days left a term of so many turns amber.

    When 80 % of them are used or two are left, whichever comes first.
    """
    return max(NEAR_DAYS, days // NEAR_PART)


@dataclass(frozen=True, slots=True)
class Preset:
    """One row of the table below: a policy that holds where an organ has none of its own."""

    phase: str
    working_days: int
    urgency: str = ANY
    instrument: str = ANY
    version: int = 1
    since: date = date(2026, 1, 1)


# The platform's own defaults; real rules differ from place to place. Rows are never edited, for
# due dates cite them: another length is another row with the next version and its first day,
# and a migration that loads the table again. A promise has none: its date is always given.
PRESETS: tuple[Preset, ...] = (
    Preset("review", 2),
    Preset("assign", 1),
    Preset("sign", 1),
    Preset("return_window", 2),
    Preset("handle", 5, urgency="simple"),
    Preset("handle", 10, urgency="ordinary"),
    Preset("handle", 15, urgency="complex"),
    Preset("extension", 10),
    Preset("rate", 10),
    Preset("redo", 10),
    Preset("complete", 10),
    Preset("appeal", 5),
    Preset("transfer", 2),
    Preset("check", 5),
    Preset("reassign", 2),
    Preset("return_decision", 1),
    Preset("dispute", 5),
    Preset("extension_decision", 1),
    Preset("opinion", 2, urgency="simple"),
    Preset("opinion", 5, urgency="ordinary"),
    Preset("opinion", 7, urgency="complex"),
    Preset("cosign", 2),
    Preset("answer_check", 2),
    Preset("signoff", 2),
    # The longest a case may be held; a pause that ends sooner is given its date.
    Preset("hold", 20),
    Preset("cosigner", 5),
)


def word(kind: str, phase: str) -> str:
    """What the stretch of a clock is called, of that kind of thing."""
    return str((OF_PROMISES.get(phase) if kind == "commitment" else None) or PHASES[phase])


def phase_choices() -> list[tuple[str, Promise]]:
    return list(PHASES.items())


def instrument_choices() -> list[tuple[str, Promise]]:
    return [(ANY, _("all instruments")), *INSTRUMENTS.items()]


def urgency_choices() -> list[tuple[str, Promise]]:
    return [(ANY, _("all matters")), *URGENCIES.items()]
