"""Files with an answer: what binds them, what holds them while it is written."""

from datetime import timedelta

import pytest

from files.actions import sweeping
from files.models import Attachment
from suggestions.actions import awaiting, enclosing
from suggestions.actions.enclosing import Enclosed, TooManyFiles
from suggestions.lifecycle import NotNow, State
from suggestions.lifecycle.states import PAUSED
from suggestions.models import Assignment
from suggestions.models.enclosed import key_of
from tests.departments.factories import make_department, make_officer
from tests.files.samples import keep
from tests.suggestions.actions.test_drafting import ANSWER, ruled
from tests.suggestions.factories import MORNING, suggestion_at, work

LATER = MORNING + timedelta(days=3)


def waiting(scene, suggestion, by=None):
    """A photo that was chosen for the answer to this case, by its officer."""
    return keep(by or scene.bo, key=key_of(work(suggestion).pk, 0, ""))


def test_what_waits_for_an_answer_stays_as_long_as_it_can_be_written(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    photo = waiting(scene, suggestion)
    keep(scene.bo)
    assert sweeping.sweep(at=LATER) == 1
    assert list(Attachment.objects.all()) == [photo]


def test_what_a_colleague_left_unsent_goes_once_the_answer_is_sent(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    mine = waiting(scene, suggestion)
    waiting(scene, suggestion, scene.cheng)
    files = Enclosed(mine.form_key)
    act = {"assignment": work(suggestion), "by": scene.bo, "at": MORNING}
    enclosing.answer(files=files, **act, **ANSWER)
    assert sweeping.sweep(at=LATER) == 1
    assert list(Attachment.objects.all()) == [mine]


def test_it_stays_as_well_while_office_or_arbiter_have_the_next_word(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    photo = waiting(scene, suggestion)
    for state in PAUSED:
        Assignment.objects.filter(pk=work(suggestion).pk).update(state=state)
        assert sweeping.sweep(at=LATER) == 0
    assert list(Attachment.objects.all()) == [photo]


def test_what_somebody_of_no_such_unit_keeps_under_its_key_is_not_held(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    mine = waiting(scene, suggestion)
    waiting(scene, suggestion, scene.an)
    waiting(scene, suggestion, make_officer(make_department("water")))
    assert sweeping.sweep(at=LATER) == 2
    assert list(Attachment.objects.all()) == [mine]


def test_old_and_new_files_together_are_no_more_than_with_any_form(scene, settings):
    settings.UPLOAD_MAX_COUNT = 1
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    old = waiting(scene, suggestion)
    act = {"assignment": work(suggestion), "by": scene.bo, "at": MORNING}
    first = enclosing.answer(files=Enclosed(old.form_key), **act, **ANSWER)
    awaiting.withdraw_answer(**act)
    new = keep(scene.bo, key=key_of(work(suggestion).pk, 0, first.code))
    with pytest.raises(TooManyFiles):
        enclosing.answer(files=Enclosed(new.form_key), **act, **ANSWER)
    assert list(Attachment.objects.of("draft", first.code)) == [old]
    again = enclosing.answer(files=Enclosed(new.form_key, [old.code]), **act, **ANSWER)
    assert list(Attachment.objects.of("draft", again.code)) == [new]


def test_an_answer_that_comes_too_late_binds_nothing(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    photo = waiting(scene, suggestion)
    with pytest.raises(NotNow):
        enclosing.answer(
            assignment=work(suggestion),
            files=Enclosed(photo.form_key),
            by=scene.bo,
            at=MORNING,
            **ANSWER,
        )
    photo.refresh_from_db()
    assert photo.bound_at is None


def test_an_answer_on_its_way_holds_its_files_whatever_the_sweep_does(scene):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    photo = waiting(scene, suggestion)
    act = {"assignment": work(suggestion), "by": scene.bo, "at": MORNING}
    draft = enclosing.answer(files=Enclosed(photo.form_key), **act, **ANSWER)
    assert sweeping.sweep(at=LATER) == 0
    assert list(Attachment.objects.of("draft", draft.code)) == [photo]
