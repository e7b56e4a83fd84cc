"""What the office enters from a paper for a unit that does not log in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import format_lazy
from django.utils.timezone import localdate

from suggestions.actions import entering
from suggestions.actions.entering import Sheet
from suggestions.actions.handling import Talk
from suggestions.api.bodies import PAPER_PRESET, PaperBody
from suggestions.api.door import Body, Call, Door
from suggestions.api.kinds import WORK
from suggestions.api.steps.unit import first_talk, more_time, talk_form
from suggestions.forms import ContactForm, MoreTimeForm, OpinionForm, ReplyForm
from suggestions.lifecycle import (
    ASK_EXTENSION,
    CONTACT,
    ENTER,
    GIVE_OPINION,
    REPLY,
    SIGN,
    Step,
)
from workdays.clock import today

# By the step that is entered, as the pages call them.
NAMES: dict[Step, str] = {
    SIGN: "enter_sign",
    CONTACT: "enter_contact",
    REPLY: "enter_reply",
    GIVE_OPINION: "enter_opinion",
    ASK_EXTENSION: "enter_extension",
}


def _paper(call: Call) -> dict[str, Any]:
    return {"today": today(), "since": localdate(call.work.assigned_at)}


def _more_time(call: Call) -> dict[str, Any]:
    return {**more_time(call), "on_paper": True}


def _entered(action: Callable[..., object]) -> Callable[..., object]:
    def do(call: Call, *, paper: dict[str, Any], **said: Any) -> object:
        sheet = Sheet(paper["scan"], paper["dated_on"])
        return action(assignment=call.work, sheet=sheet, by=call.by, at=call.at, **said)

    return do


def _contact(*, kind: str, held_on: Any, note: str, **act: Any) -> object:
    return entering.contact(talk=Talk(kind, held_on, note), **act)


def _reply(*, talk: dict[str, Any] | None = None, **said: Any) -> object:
    if talk is None:
        return entering.reply(**said)
    if talk["kind"] == ContactForm.NONE:
        return entering.reply(no_contact=talk["note"], **said)
    return entering.reply(talk=Talk(**talk), **said)


def _door(
    step: Step,
    action: Callable[..., object],
    body: Body | None = None,
    **parts: Body,
) -> Door:
    paper = Body(PaperBody, _paper, PAPER_PRESET)
    return Door(
        ENTER,
        WORK,
        _entered(action),
        body,
        {"paper": paper, **parts},
        needed=("paper",),
        alias=NAMES[step],
        says=format_lazy("{}: {}", ENTER.label, step.label),
    )


PAPER: tuple[Door, ...] = (
    _door(SIGN, entering.sign),
    _door(CONTACT, _contact, Body(ContactForm, talk_form)),
    _door(
        REPLY,
        _reply,
        Body(ReplyForm, lambda call: {"today": today()}),
        talk=Body(ContactForm, first_talk),
    ),
    _door(GIVE_OPINION, entering.opinion, Body(OpinionForm)),
    _door(ASK_EXTENSION, entering.extension, Body(MoreTimeForm, _more_time)),
)
