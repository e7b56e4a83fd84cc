import uuid

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import DueDate
from events.models import Event, Pending
from suggestions.actions import submitting
from suggestions.actions.submitting import AlreadySubmitted, Words
from suggestions.models import Draft, Suggestion
from tests.suggestions.factories import MORNING, WORDS, submit


def test_it_waits_for_the_office_with_a_review_clock_of_two_working_days(scene):
    suggestion = submit(scene)
    clock = DueDate.objects.get(kind="suggestion", code=suggestion.code)
    assert (suggestion.state, clock.phase, clock.working_days) == ("submitted", "review", 2)
    assert suggestion.due_at == clock.due_at


def test_it_leaves_one_line_in_the_ledger_and_two_things_to_do(scene):
    suggestion = submit(scene)
    event = Event.objects.of("suggestion", suggestion.code).get()
    assert (event.step, event.actor, event.organ) == ("submit", scene.an.code, "430000")
    todo = set(Pending.objects.filter(event=event).values_list("handler", flat=True))
    assert todo == {"announce", "suggestions.route"}


def test_the_ledger_keeps_none_of_the_words(scene):
    suggestion = submit(scene)
    event = Event.objects.of("suggestion", suggestion.code).get()
    assert WORDS.title not in str(event.data)


def test_a_double_tap_makes_one(scene):
    key = uuid.uuid4()
    first, second = submit(scene, key=key), submit(scene, key=key)
    assert first == second
    assert Suggestion.objects.count() == 1
    assert Event.objects.filter(step="submit").count() == 1


def test_other_words_under_a_used_key_are_not_lost_in_silence(scene):
    key = uuid.uuid4()
    first = submit(scene, key=key)
    with pytest.raises(AlreadySubmitted) as refusal:
        submit(scene, key=key, words=Words("另一件事", "别的情况"))
    assert refusal.value.suggestion == first


def test_two_people_may_have_the_same_key(scene):
    key = uuid.uuid4()
    submit(scene, key=key)
    submit(scene, key=key, by=scene.cheng, author_organ="430200")
    assert Suggestion.objects.count() == 2


def test_only_members_submit(scene):
    with pytest.raises(PermissionDenied):
        submit(scene, by=scene.clerk)
    assert Suggestion.objects.count() == 0


def test_the_draft_is_gone_once_it_is_sent(scene):
    draft = submitting.keep_draft(
        key=uuid.uuid4(), by=scene.an, at=MORNING, title="书架", situation="", ask=""
    )
    submit(scene, key=draft.key)
    assert not Draft.objects.exists()


def test_a_late_save_does_not_bring_a_sent_draft_back(scene):
    suggestion = submit(scene)
    kept = submitting.keep_draft(
        key=suggestion.submission_key, by=scene.an, at=MORNING, title="书架"
    )
    assert kept is None
    assert not Draft.objects.exists()
