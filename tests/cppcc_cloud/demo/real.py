"""A case of the demo's year walked through the real actions, and what both ways leave behind."""

import dataclasses
import json
import re
import uuid
from datetime import UTC, datetime
from types import SimpleNamespace

from django.apps import apps
from django.db.models import ForeignKey, Model

from commitments.actions import keeping
from commitments.lifecycle import Claim
from commitments.models import Commitment, GivenDate
from cppcc_cloud.demo.sheet import TABLES
from deadlines.models import DueDate
from departments.models import Department
from events.models import Event
from members.models import Organ, User
from suggestions.actions import (
    channels,
    completing,
    cosigning,
    declining,
    extending,
    handling,
    holding,
    merging,
    opinions,
    publishing,
    rating,
    recommending,
    redoing,
    returning,
    reviewing,
    submitting,
    talking,
    transferring,
)
from suggestions.actions.handling import Talk
from suggestions.actions.returning import Whose
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import step as step_called
from suggestions.models import Assignment, Cosigner, HandOff, Suggestion
from suggestions.places import Matter
from workdays.arithmetic import local_date


def user(person) -> User:
    return User.objects.get(pk=person.pk)


def unit(one) -> Department:
    return Department.objects.get(pk=one.pk)


class Real:
    """The steps of `cppcc_cloud.demo.rows.Case`, each by the action that it stands for."""

    @property
    def case(self) -> Suggestion:
        return Suggestion.sealed_too.select_related("organ").get(code=self.code)

    def work(self, number: int) -> Assignment:
        works = Assignment.objects.filter(suggestion__code=self.code).order_by("id")
        return works.select_related("suggestion__organ", "department")[number]

    def submit(self, *, letter, people, at):
        category = {"category" if letter.chosen else "proposed_category": letter.category}
        organ = Organ.objects.get(pk=letter.organ)
        self.code = submitting.submit(
            key=letter.key,
            words=letter.words,
            place=Organ.objects.get(pk=letter.place),
            matter=Matter(organ, None if letter.level_chosen else SimpleNamespace()),
            author_organ=letter.author.organ,
            by=user(letter.author),
            at=at,
            wish=letter.wish,
            people=[user(one) for one in people],
            **category,
        ).code

    def route(self, *, at):
        recommending.route(event=SimpleNamespace(code=self.code), at=at)

    def accept(self, *, by, at):
        reviewing.accept(suggestion=self.case, by=user(by), at=at)

    def assign(self, *, charges, urgency, by, at):
        found = [Charge(unit(one), part) for one, part in charges]
        reviewing.assign(suggestion=self.case, charges=found, urgency=urgency, by=user(by), at=at)

    def send_back(self, *, text, by, at):
        completing.send_back(suggestion=self.case, missing=text, by=user(by), at=at)

    def resubmit(self, *, words, at):
        case = self.case
        completing.resubmit(suggestion=case, words=words, place=case.place, by=case.author, at=at)

    def withdraw(self, *, text, at):
        completing.withdraw(suggestion=self.case, reason=text, by=self.case.author, at=at)

    def expire(self, *, at):
        assert completing.expire_returned(at=at) == 1

    def decline(self, *, ground, reference, text, by, at):
        found = declining.Ground(ground, reference)
        declining.decline(suggestion=self.case, ground=found, reason=text, by=user(by), at=at)

    def appeal(self, *, text, at):
        declining.appeal(suggestion=self.case, text=text, by=self.case.author, at=at)

    def end_appeal(self, *, at):
        assert declining.end_appeals(at=at) == 1

    def divert(self, *, kind, text, by, at):
        declining.divert(suggestion=self.case, kind=kind, reason=text, by=user(by), at=at)

    def merge(self, *, main, by, at):
        merging.merge(suggestion=self.case, into=main.case, by=user(by), at=at)

    def transfer(self, *, to, text, by, at):
        organ = Organ.objects.get(pk=to)
        transferring.transfer(suggestion=self.case, to=organ, reason=text, by=user(by), at=at)

    def hand_off(self, *, channel, number, text, by, at):
        said = {"channel": channel, "number": number, "reason": text}
        channels.hand_off(suggestion=self.case, **said, by=user(by), at=at)

    def check(self, *, text, by, at):
        channels.check(suggestion=self.case, note=text, by=user(by), at=at)

    def write_back(self, *, text, by, at):
        answer = channels.Answer(text, "A")
        channels.write_back(suggestion=self.case, answer=answer, by=user(by), at=at)

    def sign(self, *, work, by, at):
        handling.sign(assignment=self.work(work), by=user(by), at=at)

    def entrust(self, *, work, officer, by, at):
        handling.entrust(assignment=self.work(work), officer=user(officer), by=user(by), at=at)

    def contact(self, *, work, how, text, by, at):
        talk = Talk(how, local_date(at), text)
        handling.contact(assignment=self.work(work), talk=talk, by=user(by), at=at)

    def ask_return(self, *, work, proposed, text, by, at):
        whose = Whose(unit(proposed))
        returning.ask(assignment=self.work(work), reason=text, whose=whose, by=user(by), at=at)

    def approve_return(self, *, work, successor, by, at):
        to = unit(successor)
        returning.approve(assignment=self.work(work), successor=to, by=user(by), at=at)

    def refuse_return(self, *, work, text, by, at):
        returning.refuse(assignment=self.work(work), note=text, by=user(by), at=at)

    def ask_extension(self, *, work, wanted, text, by, at):
        said = {"reason": text, "wanted": wanted}
        extending.ask(assignment=self.work(work), **said, by=user(by), at=at)

    def grant_extension(self, *, work, until, text, by, at):
        extending.grant(assignment=self.work(work), until=until, note=text, by=user(by), at=at)

    def refuse_extension(self, *, work, text, by, at):
        extending.refuse(assignment=self.work(work), note=text, by=user(by), at=at)

    def hold(self, *, text, until, by, at):
        holding.hold(suggestion=self.case, reason=text, until=until, by=user(by), at=at)

    def resume(self, *, by, at):
        if by:
            holding.resume(suggestion=self.case, by=user(by), at=at)
        else:
            assert holding.end_holds(at=at) == 1

    def opinion(self, *, work, text, by, at):
        opinions.give(assignment=self.work(work), text=text, by=user(by), at=at)

    def reply(self, *, work, text, mark, promised_on, reason, by, at):
        said = {"outcome_class": mark, "promised_on": promised_on, "reason": reason}
        handling.reply(assignment=self.work(work), text=text, **said, by=user(by), at=at)

    def rate(self, *, rater, attitude, result, text, at):
        said = {"attitude": attitude, "result": result, "comment": text}
        rating.rate(suggestion=self.case, **said, by=user(rater), at=at)

    def lapse(self, *, at):
        assert rating.close_windows(at=at) == 1

    def redo(self, *, text, at):
        redoing.redo(suggestion=self.case, missing=text, by=self.case.author, at=at)

    def promise(self, *states) -> Commitment:
        made = Commitment.objects.about("suggestion", self.code).filter(state__in=states)
        return made.order_by("due_at").select_related("holder", "organ")[0]

    def report(self, *, text, claim, by, at):
        made = self.promise("open", "not_kept")
        said = {"claim": Claim(claim), "evidence": text}
        keeping.report(commitment=made, **said, by=user(by), at=at)

    def confirm(self, *, by, at):
        keeping.confirm(commitment=self.promise("reported"), by=user(by), at=at)

    def stand(self, *, at):
        assert keeping.let_stand(at=at) == 1

    def contest(self, *, text, by, at):
        keeping.contest(commitment=self.promise("reported"), words=text, by=user(by), at=at)

    def renew(self, *, due_on, text, by, at):
        made = self.promise("open", "not_kept")
        keeping.renew(commitment=made, due_on=due_on, reason=text, by=user(by), at=at)

    def cosign(self, *, person, accepts, at):
        row = Cosigner.objects.get(suggestion__code=self.code, user_id=person.pk)
        cosigning.answer(cosigner=row, accepts=accepts, by=user(person), at=at)

    def lapse_cosign(self, *, person, at):
        cosigning.close_unanswered(at=at)

    def join(self, *, person, at):
        cosigning.join(suggestion=self.case, by=user(person), at=at)

    def say(self, *, step, text, by, at, work=None):
        about = {"assignment": None if work is None else self.work(work), "key": uuid.uuid4()}
        said = {"step": step_called(step), "text": text}
        talking.say(suggestion=self.case, **said, **about, by=user(by), at=at)

    def publish(self, *, words, answers, by, at):
        said = tuple((self.work(work).code, text) for work, text in answers.items())
        words = dataclasses.replace(words, answers=said)
        publishing.publish(suggestion=self.case, words=words, by=user(by), at=at)


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+\d\d:\d\d")
LEFT_OUT = {"id", "remark_hash", "salt"}


def portrait(codes: list[str]) -> dict[str, list[str]]:
    """Everything that the tables hold of these cases, without numbers of rows: by table, sorted."""
    cases = Suggestion.sealed_too.filter(code__in=codes)
    works = Assignment.objects.filter(suggestion__in=cases)
    promises = Commitment.objects.filter(about__in=codes)
    events = Event.objects.filter(kind="suggestion", code__in=codes)
    cosigners = Cosigner.objects.filter(suggestion__in=cases).select_related("suggestion")
    things = [*codes, *works.values_list("code", flat=True)]
    things += [*promises.values_list("code", flat=True), *(one.code for one in cosigners)]
    found = {
        "suggestions.Suggestion": cases,
        "suggestions.Assignment": works,
        "commitments.Commitment": promises,
        "events.Event": events,
        "deadlines.DueDate": DueDate.objects.filter(code__in=things),
    }
    names = {f"{one.suggestion.code}-{one.pk}": f"{one.user_id}" for one in cosigners}
    return {
        table: sorted(_said(row, codes, names) for row in _rows(table, found))
        for table in TABLES
        if table != "deadlines.Reminder"
    }


def _rows(table: str, found: dict):
    return found[table] if table in found else _of(table, found)


def _of(table: str, found: dict):
    """The rows of a table that hang on the case, one of its assignments, promises or lines."""
    model = _model(table)
    names = {field.name for field in model._meta.concrete_fields}
    rows = model.objects.none()
    ways = {"suggestion": "suggestions.Suggestion", "assignment": "suggestions.Assignment"}
    ways |= {"event": "events.Event"}
    if model is GivenDate:
        return model.objects.filter(commitment__in=found["commitments.Commitment"])
    if "hand_off" in names:
        rows = model.objects.filter(hand_off__suggestion__in=found["suggestions.Suggestion"])
    for name, there in ways.items():
        if name in names:
            return [*rows, *model.objects.filter(**{f"{name}__in": found[there]})]
    raise AssertionError(table)


def _model(table: str) -> type[Model]:
    return apps.get_model(table)


def _said(row: Model, codes: list[str], names: dict[str, str]) -> str:
    said = {}
    for field in row._meta.concrete_fields:
        if field.name in LEFT_OUT:
            continue
        value = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and value is not None:
            value = _called(getattr(row, field.name))
        said[field.name] = value
    if isinstance(said.get("data"), dict):
        said["data"].pop("key", None)
    text = json.dumps(said, default=_plain, sort_keys=True, ensure_ascii=False)
    for long, short in names.items():
        text = text.replace(f'"{long}"', f'"asked {short}"')
    for number, code in enumerate(codes):
        text = text.replace(code, f"CASE{number}")
    return MOMENT.sub(lambda found: _plain(datetime.fromisoformat(found[0])), text)


def _called(other: Model) -> str:
    if isinstance(other, Event):
        return f"{other.step} {other.at.isoformat()}"
    if isinstance(other, HandOff):
        return f"{other.channel} {other.number}"
    return str(getattr(other, "code", "") or getattr(other, "pk", ""))


def _plain(value) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
