"""Who opens the files that go with what is written on a case: typed by hand from the rules.

The address and its refusals stand in the table (`files:open`); here is what decides of each kind.
"""

import pytest

from events.models import Event
from files.actions import attaching
from files.models import Attachment
from files.policies import may_open
from suggestions.actions import drafting, sealing
from suggestions.lifecycle import State
from suggestions.models import Contact, DraftAnswer, Reply
from suggestions.models.reply import OPINION
from tests.access.cast import ROLES, Cast, make_cast
from tests.files.samples import keep
from tests.suggestions.actions.test_drafting import ANSWER, ruled
from tests.suggestions.factories import MORNING, work

NOBODY: set[str] = set()
ON_THE_CASE = {"author", "office", "office_above", "officer", "head", "auditor"}
INSIDE = {"office", "officer", "head"}


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


def openers(cast: Cast, kind: str, code: object) -> set[str]:
    """The columns of the table whose person opens a photo on a thing of that kind."""
    by = cast.scene.bo
    photo = keep(by)
    attaching.bind(key=photo.form_key, kind=kind, code=str(code), by=by, at=MORNING)
    photo.refresh_from_db()
    return {role for role in ROLES if role in cast.people and may_open(cast.people[role], photo)}


def test_an_answer_on_its_way_is_read_inside_until_it_is_delivered(cast: Cast) -> None:
    ruled(cast.scene, sign_off="head")
    case = cast.case("in_handling")
    drafting.answer(assignment=work(case), by=cast.scene.bo, at=MORNING, **ANSWER)
    draft, head = DraftAnswer.objects.get(), cast.people["head"]
    assert openers(cast, "draft", draft.code) == INSIDE
    drafting.refuse_signoff(assignment=work(case), reason="请再核。", by=head, at=MORNING)
    assert openers(cast, "draft", draft.code) == INSIDE
    drafting.answer(assignment=work(case), by=cast.scene.bo, at=MORNING, **ANSWER)
    again = DraftAnswer.objects.latest("pk")
    drafting.sign_off(assignment=work(case), by=head, at=MORNING)
    # What had gone along is the answer's now; what came later, or came back, stays inside.
    assert openers(cast, "draft", again.code) == INSIDE
    assert Attachment.objects.filter(kind="draft", subject=draft.code).exists()
    assert openers(cast, "reply", Reply.objects.get().pk) == ON_THE_CASE


@pytest.mark.parametrize("state", ["replied", "closed", "rework"])
def test_answer_and_talk_are_read_by_all_on_the_case_an_opinion_inside(
    cast: Cast, state: str
) -> None:
    case = cast.case(state)
    reply = Reply.objects.get(assignment__suggestion=case)
    talk = Contact.objects.filter(assignment__suggestion=case).first()
    assert talk is not None
    assert openers(cast, "reply", reply.pk) == ON_THE_CASE
    assert openers(cast, "contact", talk.pk) == ON_THE_CASE
    Reply.objects.filter(pk=reply.pk).update(kind=OPINION, outcome_class="", promised_on=None)
    assert openers(cast, "reply", reply.pk) == INSIDE


@pytest.mark.parametrize(
    ("state", "step"), [("rework", "redo"), ("followup", "reply"), ("in_handling", "assign")]
)
def test_words_in_the_ledger_are_read_by_all_on_the_case(cast: Cast, state: str, step: str) -> None:
    case = cast.case(state)
    line = Event.objects.of("suggestion", case.code).filter(step=step).first()
    assert line is not None
    assert openers(cast, "words", line.pk) == ON_THE_CASE


def test_nothing_of_it_is_opened_under_seal_or_where_nothing_is(cast: Cast) -> None:
    case = cast.case("rework")
    line = Event.objects.of("suggestion", case.code).filter(step="redo").get()
    reply = Reply.objects.get(assignment__suggestion=case)
    sealing.seal(suggestion=case, reason="涉密。", by=cast.people["office"], at=MORNING)
    assert case.state == State.REWORK
    for kind, code in (("words", line.pk), ("reply", reply.pk)):
        assert openers(cast, kind, code) == NOBODY
    for kind in ("words", "reply", "contact", "draft"):
        assert openers(cast, kind, 10**12) == NOBODY
