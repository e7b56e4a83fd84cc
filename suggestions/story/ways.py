"""The ways on from a case: what a reader can do next, and what each desk's lists call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.lifecycle import State as Kept
from suggestions.clocks import PRESSING, is_pressing, promise_light
from suggestions.lifecycle import (
    ACCEPT,
    ASK_RETURN,
    ASSIGN,
    CHECK,
    INSIDE,
    SIGN_OFF,
    STEPS,
    URGE,
    URGE_HEAD,
    WITHDRAW_ANSWER,
    Desk,
    State,
    Step,
    Work,
    open_to,
    step,
)
from workdays import calendar
from workdays.arithmetic import local_date, workdays_left

if TYPE_CHECKING:
    from commitments.models import Commitment
    from suggestions.models import Assignment, Suggestion
    from suggestions.models.aside import Promised


def office_verb(suggestion: Suggestion) -> str:
    """What the office does next with a case; "" when it is not its turn."""
    return office_way(suggestion)[0]


def office_way(suggestion: Suggestion) -> tuple[str, str]:
    """(verb, address) of what the office does next with a case; empty when it is not its turn."""
    verbs = {
        ACCEPT: (_("Accept and assign"), "decide"),
        ASSIGN: (_("Assign"), "decide"),
        CHECK: (_("Ask how it stands"), "check"),
    }
    steps = open_to(Desk.OFFICE, suggestion.state, STEPS)
    verb, page = next((verbs[step] for step in steps if step in verbs), ("", ""))
    return verb, reverse(f"suggestions:{page}", args=[suggestion.code]) if page else ""


def asked_way(suggestion: Suggestion) -> tuple[str, str]:
    """(verb, address) of the office's word for which a unit waits; empty where none does.

    Of a case that comes `with_asked`.
    """
    code = getattr(suggestion, "asked", None)
    if not code:
        return "", ""
    time = (_("Decide on more time"), "decide_extension")
    verb, page = {
        Work.RETURN_REQUESTED.value: (_("Decide"), "decide_return"),
        Work.PENDING_CHECK.value: (_("Check the answer"), "check_answer"),
    }.get(str(getattr(suggestion, "asked_for", "")), time)
    return verb, reverse(f"suggestions:{page}", args=[code])


def unit_verb(assignment: Assignment) -> str:
    """What the unit does next with an assignment; "" when it has answered."""
    if not assignment.is_held:
        return ""
    if assignment.is_co:
        return _("Give the opinion")
    return _("Sign or answer") if assignment.is_unsigned else _("Answer")


def unit_way(assignment: Assignment, *, signs: bool) -> tuple[str, str]:
    """(verb, address) of what is done next with an assignment on its unit's desk; empty where that
    is not its turn. ``signs``: by one who heads the unit."""
    verb, page = unit_verb(assignment), "opinion" if assignment.is_co else "reply"
    if signs and SIGN_OFF.starts_from(assignment.state):
        verb, page = str(SIGN_OFF.label), "sign_off"
    return verb, reverse(f"suggestions:{page}", args=[assignment.code]) if verb else ""


@dataclass(frozen=True)
class Button:
    """A way on from the case page: the verb and where it leads.

    ``quiet``: one of the rarer ways, which the page folds away; ``plain``: in sight, and not what
    is to be done now.
    """

    label: str
    url: str
    quiet: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Way:
    """Where a step's page is. ``of_work``: its address names the assignment, not the case.

    ``when`` asks for more than the state, such as a last day; ``plain``, whether nothing calls for
    it now.
    """

    url_name: str
    of_work: bool = False
    quiet: bool = False
    label: Callable[[Suggestion, Assignment | None], str] | None = None
    when: Callable[[Suggestion, Assignment | None, datetime], bool] | None = None
    plain: Callable[[Suggestion, Assignment | None, datetime], bool] | None = None


BEING_WORKED_ON = (State.ASSIGNED, State.IN_HANDLING, State.ON_HOLD, State.REWORK)


def _may_appeal(case: Suggestion, work: Assignment | None, at: datetime) -> bool:
    last = case.past.last_decline
    return bool(last and last.can_be_appealed(at))


def _is_asked(case: Suggestion, work: Assignment | None, at: datetime) -> bool:
    """Whether this unit's agreement to the lead's text is missing."""
    return bool(work and work.code in case.past.missing())


def _is_pressing(case: Suggestion, work: Assignment | None, at: datetime) -> bool:
    if case.state in (State.REPLIED, State.FOLLOWUP):
        owed = [one for one in case.promises() if one.is_owed and one.holder_id]
        lights = (promise_light(one, at=at, calendar=calendar.current()) for one in owed)
        return any(one.kind in PRESSING for one in lights)
    waits = work is not None and (work.is_held or work.state in INSIDE)
    return bool(work and waits and is_pressing(work, at=at, calendar=calendar.current()))


def _always(case: Suggestion, work: Assignment | None, at: datetime) -> bool:
    return True


def _has_time(case: Suggestion, work: Assignment | None, at: datetime) -> bool:
    """Whether the day by which the head signs has not come yet; it stands with a page's works."""
    by = getattr(work, "sign_by", None)
    return by is None or workdays_left(local_date(at), local_date(by), calendar.current()) > 0


# What a review can end in, and what the author does about it; the office's are in `others`.
OUTCOMES: dict[str, Way] = {
    "resubmit": Way("complete"),
    "appeal": Way("appeal", when=_may_appeal),
    "write_back": Way("write_back"),
    "check": Way("check"),
    "take_back": Way("take_back"),
    "send_back": Way("send_back", quiet=True),
    "decline": Way("decline", quiet=True),
    "merge": Way("merge", quiet=True),
    "hand_off": Way("hand_off", quiet=True),
    "divert": Way("divert", quiet=True),
    "transfer": Way("transfer", quiet=True),
    "bounce": Way(
        "bounce", quiet=True, when=lambda case, work, at: case.past.can_bounce(case.organ_id)
    ),
    "withdraw": Way("withdraw", quiet=True),
}

# By name of the step, the most likely first; a step without a row has no page of its own.
WAYS: dict[str, Way] = {
    "accept": Way("decide", label=lambda case, work: office_verb(case)),
    "assign": Way("decide", label=lambda case, work: office_verb(case)),
    "reply": Way("reply", of_work=True, label=lambda case, work: unit_verb(work) if work else ""),
    "deliver": Way(
        "check_answer",
        of_work=True,
        label=lambda case, work: _("Check the answer"),
        when=lambda case, work, at: bool(work and work.is_checked),
    ),
    "agree": Way("agree", of_work=True, when=_is_asked),
    "dispense": Way("dispense", of_work=True, quiet=True, when=_is_asked),
    "sign_off": Way("sign_off", of_work=True),
    "urge_head": Way("urge_head", of_work=True, plain=_has_time),
    "withdraw_answer": Way("withdraw_answer", of_work=True, plain=_always),
    "record_signoff": Way("stamped", of_work=True, plain=_always),
    "contact": Way("contact", of_work=True),
    "sign": Way("reply", of_work=True, label=lambda case, work: unit_verb(work) if work else ""),
    "rate": Way("rate"),
    "redo": Way("redo"),
    "reopen": Way("reopen", quiet=True),
    "give_opinion": Way("opinion", of_work=True),
    "approve_return": Way("decide_return", of_work=True, label=lambda case, work: _("Decide")),
    "grant_extension": Way(
        "decide_extension",
        of_work=True,
        label=lambda case, work: _("Decide on more time"),
        when=lambda case, work, at: bool(
            work and work.asked_for_time and work.asked_for_time.is_waiting
        ),
    ),
    "bind": Way("rule", of_work=True, label=lambda case, work: pgettext("verb: a dispute", "Rule")),
    "return_opinion": Way(
        "opinion_back",
        of_work=True,
        when=lambda case, work, at: (
            case.state in BEING_WORKED_ON and not case.past.is_answer_on_its_way
        ),
    ),
    "ask_return": Way(
        "give_back",
        of_work=True,
        quiet=True,
        when=lambda case, work, at: bool(work and work.may_return(at)),
    ),
    "dispute": Way(
        "dispute", of_work=True, when=lambda case, work, at: bool(work and work.may_dispute(at))
    ),
    "ask_extension": Way(
        "extension",
        of_work=True,
        quiet=True,
        when=lambda case, work, at: bool(
            work and work.may_ask_for_time and at <= work.due_at and case.state != State.ON_HOLD
        ),
    ),
    "urge": Way("urge", when=_is_pressing),
    "recall": Way("recall", of_work=True, quiet=True),
    "correct_answer": Way("correct_answer", of_work=True, quiet=True),
    "waive": Way("waive", of_work=True, quiet=True),
    "enter_for": Way("enter", of_work=True, quiet=True),
    "hold": Way("hold", quiet=True, when=lambda case, work, at: not hasattr(case, "hold")),
    **OUTCOMES,
    "say": Way("talk", label=lambda case, work: _("Write a message")),
    "say_unit": Way("talk", label=lambda case, work: _("Write a message")),
    "say_office": Way("talk", label=lambda case, work: _("Write a message")),
}


def others(suggestion: Suggestion, *, at: datetime) -> list[Button]:
    """What else the office can do with a case than to assign it: each outcome has its page."""
    steps = open_to(Desk.OFFICE, suggestion.state, STEPS)
    theirs = tuple(one for one in steps if one.name in OUTCOMES)
    return buttons(theirs, suggestion, None, at=at)


def buttons(
    steps: tuple[Step, ...],
    suggestion: Suggestion,
    assignment: Assignment | None,
    *,
    at: datetime,
    others: Iterable[tuple[Assignment, tuple[Step, ...]]] = (),
) -> list[Button]:
    """The next acts of this reader, the most likely first, each once.

    ``others``: the case's other units, each with the steps that this reader can take on it.
    """
    found: dict[str, Button] = {}
    for work, open_here, named in (
        (assignment, steps, False),
        *((one, theirs, True) for one, theirs in others),
    ):
        names = {one.name for one in open_here}
        if SIGN_OFF.name in names:  # Whoever signs needs nobody to remind.
            names.discard(URGE_HEAD.name)
        for name, way in WAYS.items():
            if name not in names or (way.of_work and work is None) or (named and not way.of_work):
                continue
            if way.when and not way.when(suggestion, work, at):
                continue
            button = _button(name, way, suggestion, work, named=named)
            if way.plain and way.plain(suggestion, work, at):
                button = replace(button, plain=True)
            found.setdefault(button.url, button)
    return sorted(found.values(), key=lambda one: one.quiet)


def urge_way(suggestion: Suggestion) -> tuple[str, str]:
    """(verb, address) of the office's word to the units of a case that is late or nearly due."""
    return str(URGE.label), reverse("suggestions:urge", args=[suggestion.code])


def while_signing(work: Assignment) -> tuple[Button, ...]:
    """What a unit may do in its list with an answer that waits for its head, in short words; their
    pages say where that cannot be done now."""
    verbs = {
        URGE_HEAD: pgettext("the head", "Remind"),
        WITHDRAW_ANSWER: pgettext("an answer", "Take back"),
    }
    return tuple(
        Button(
            verb, reverse(f"suggestions:{WAYS[one.name].url_name}", args=[work.code]), quiet=True
        )
        for one, verb in verbs.items()
        if one.starts_from(work.state)
    )


def before_signing(work: Assignment, *, at: datetime) -> list[Button]:
    """What a unit may say of a case before it signs for it: that it is not theirs."""
    if not (work.is_unsigned and work.may_return(at)):
        return []
    return [Button(str(ASK_RETURN.label), reverse("suggestions:give_back", args=[work.code]))]


def for_its_head(found: Iterable[Button], work: Assignment | None) -> list[Button]:
    """The ways of one who heads the unit, where an officer handles it: to write the answer is
    theirs, so that it stands among the rarer ways; what they handed in is theirs to take back."""

    def of(*pages: str) -> list[str]:
        return [reverse(f"suggestions:{page}", args=[work.code]) for page in pages] if work else []

    theirs, not_mine = of("reply", "contact", "opinion"), of("withdraw_answer")
    mine = (one for one in found if one.url not in not_mine)
    quieter = (replace(one, quiet=one.quiet or one.url in theirs) for one in mine)
    return sorted(quieter, key=lambda one: one.quiet)


def _button(
    name: str, way: Way, suggestion: Suggestion, work: Assignment | None, *, named: bool
) -> Button:
    code = work.code if way.of_work and work else suggestion.code
    label = way.label(suggestion, work) if way.label else str(step(name).label)
    if named and work:
        words = {"act": label, "unit": work.department.short_name}
        label = _("%(act)s · %(unit)s") % words
    return Button(label, reverse(f"suggestions:{way.url_name}", args=[code]), way.quiet)


def promise_buttons(
    suggestion: Suggestion,
    *,
    mine: bool,
    holds: Callable[[int | None, str], bool],
    at: datetime,
) -> list[Button]:
    """What can be done about the promises of a case, by its author and by who holds them.

    What mends it stands first: the word on what became of it, and once its day is past a new one
    beside that; of one that was not kept the new day before all.
    """
    found = []
    for one in suggestion.promises():
        if mine and one.is_reported:
            found.append(Button(_("Was it kept?"), _of_promise("kept", one.code)))
        if holds(one.holder_id, one.organ_id) and one.is_unsettled and not one.is_reported:
            shown = promise_light(one, at=at, calendar=calendar.current())
            early = suggestion.state == State.REPLIED and shown.kind not in PRESSING
            found += _holders_buttons(one, late=one.is_late(at), early=early)
    return found


def _holders_buttons(one: Promised, *, late: bool, early: bool) -> list[Button]:
    """``early``: the answer is still to be rated and the promise's day is far: nothing presses."""
    contested, url = one.is_contested, _of_promise("report", one.code)
    report = Button(_("Report on the promise"), url, quiet=contested or early)
    quiet = not (late or contested)
    renew = Button(_("Give a new date"), _of_promise("renew", one.code), quiet=quiet)
    return [renew, report] if contested else [report, renew]


def promise_way(promise: Commitment) -> tuple[str, str]:
    """(verb, address) of what its holder does next with a promise; empty once it is reported."""
    verb, page = {
        Kept.OPEN: (_("Report on the promise"), "report"),
        Kept.NOT_KEPT: (_("Give a new date"), "renew"),
    }.get(Kept(promise.state), ("", ""))
    return verb, _of_promise(page, promise.code) if page else ""


def kept_way(code: str) -> str:
    """Where its author says whether a promise was kept."""
    return _of_promise("kept", code)


def _of_promise(page: str, code: str) -> str:
    return reverse(f"suggestions:promise_{page}", args=[code])
