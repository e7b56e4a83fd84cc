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
# and a migration that loads the table again.
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
)


def phase_choices() -> list[tuple[str, Promise]]:
    return list(PHASES.items())


def instrument_choices() -> list[tuple[str, Promise]]:
    return [(ANY, _("all instruments")), *INSTRUMENTS.items()]


def urgency_choices() -> list[tuple[str, Promise]]:
    return [(ANY, _("all matters")), *URGENCIES.items()]
