"""What settles a matter that a notice asks for: acts of the reader, or of anybody, on the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from events.models import Event
from members.models import User
from notifications.registry import Reader
from suggestions.lifecycle import UNDO_STEPS, UNDOABLE, undo_window
from workdays.clock import now

# Where the answer is in, or the unit has the case no more.
ANSWERED = ("reply", "hand_in", "give_opinion", "approve_return", "release", "recall", "waive")
OVER = ("withdraw", "merge", "close", "lapse", "settle")
# Of a case that is accepted and no more the office still has to find the unit.
REVIEWED = (
    "assign",
    "send_back",
    "decline",
    "merge",
    "divert",
    "transfer",
    "bounce",
    "hand_off",
    "withdraw",
)
# Where an answer waits for no signature any more.
SIGNED = (
    *("sign_off", "record_signoff", "refuse_signoff", "withdraw_answer", "recall"),
    *OVER,
)
WORD_ON_PROMISE = (
    "promise_confirm",
    "promise_change",
    "promise_contest",
    "promise_stands",
    "promise_lapses",
    "promise_replaced",
)
ABOUT = ("promise", "assignment")


@dataclass(frozen=True)
class Ask:
    """What settles it: an act of anybody's, or `own` ones of the reader's. Two lines that both name
    what it is `about` speak of one matter only where they name the same."""

    by: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    about: tuple[str, ...] = ABOUT


SETTLED_BY: Mapping[str, Ask] = {
    "submit": Ask(REVIEWED),
    "resubmit": Ask(REVIEWED),
    "appeal": Ask(REVIEWED),
    "transfer": Ask(REVIEWED),
    "bounce": Ask(REVIEWED),
    "send_back": Ask(("resubmit", "withdraw", "expire")),
    "ask_cosigner": Ask(("lapse_cosign", *OVER), own=("cosign", "decline_cosign", "join")),
    "hand_over": Ask((*ANSWERED, *OVER)),
    "entrust": Ask((*ANSWERED, *OVER)),
    "urge": Ask((*ANSWERED, "promise_report", "promise_renew", *OVER)),
    "redo": Ask((*ANSWERED, *OVER)),
    "return_opinion": Ask((*ANSWERED, *OVER)),
    "return_answer": Ask((*ANSWERED, "ask_signoff", *OVER)),
    "refuse_signoff": Ask((*ANSWERED, "ask_signoff", *OVER)),
    "ask_return": Ask(("approve_return", "refuse_return", "recall", *OVER)),
    "ask_extension": Ask(("grant_extension", "refuse_extension", *ANSWERED, *OVER)),
    "dispute": Ask(("bind", "release", *OVER)),
    "ask_signoff": Ask(SIGNED),
    "urge_head": Ask(SIGNED),
    # Who agrees does so on a part of the case of their own; all three lines name the draft.
    "ask_agreement": Ask(("reply", "hand_in", "object", *OVER), own=("agree",), about=("draft",)),
    "hand_in": Ask(("deliver", "return_answer", "recall", *OVER)),
    "reply": Ask(("redo", "follow", *OVER), own=("rate",)),
    "remind_rate_soon": Ask(("redo", "follow", *OVER), own=("rate",)),
    "promise_report": Ask(WORD_ON_PROMISE),
    "promise_contest": Ask(("promise_report", "promise_renew", "promise_replaced")),
}
STEPS = {step for ask in SETTLED_BY.values() for step in (*ask.by, *ask.own)}
UNDOING = [step.name for step in UNDO_STEPS]
CAN_BE_UNDONE = [step.name for step in UNDOABLE]


def settled(asked: Sequence[tuple[Event, Reader]]) -> list[bool]:
    """Of what was asked of whom, whether that has been done since. One query for all of it.

    What an office can still undo has settled nothing yet: a mail that is dropped does not come
    back. Who takes a rating back needs none.
    """
    told = Event.objects.filter(
        Q(step__in=STEPS) | Q(step__in=UNDOING),
        kind="suggestion",
        code__in={event.code for event, _reader in asked},
    )
    rows = list(told.values("pk", "code", "step", "actor", "data", "at"))
    gone = {pk for row in rows if row["step"] in UNDOING for pk in row["data"].get("lines", ())}
    stands_since = now() - undo_window()
    later: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        stands = row["step"] not in CAN_BE_UNDONE or row["at"] <= stands_since
        if stands and row["pk"] not in gone:
            later[row["code"]].append(row)
    return [_is_done(later[event.code], event, reader) for event, reader in asked]


def _is_done(rows: Sequence[Mapping[str, Any]], event: Event, reader: Reader) -> bool:
    """Whether some row settles it; what was asked of several units, when each of them has acted."""
    found = [row for row in rows if _settles(row, event, reader)]
    if "assignment" in event.data or "units" not in event.data:
        return bool(found)
    acted = {row["data"].get("unit") for row in found}
    return any(row["step"] in OVER for row in found) or acted >= set(event.data["units"])


def _settles(row: Mapping[str, Any], event: Event, reader: Reader) -> bool:
    ask = SETTLED_BY[event.step]
    if row["pk"] <= event.pk or not _of_one_matter(row["data"], event, reader, ask.about):
        return False
    mine = isinstance(reader, User) and row["actor"] == reader.code
    return row["step"] in ask.by or (row["step"] in ask.own and mine)


def _of_one_matter(
    data: Mapping[str, Any], event: Event, reader: Reader, about: Sequence[str]
) -> bool:
    if "person" in data and data["person"] != getattr(reader, "code", ""):
        return False
    both = (name for name in about if name in data and name in event.data)
    return all(data[name] == event.data[name] for name in both)
