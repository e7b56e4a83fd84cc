"""A request is done once, however often it is sent: also at once, and when the power fails."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from events.models import Event
from gateway.actions import repeating
from gateway.actions.repeating import Answer
from gateway.models import ApiToken, IdempotentRequest
from gateway.problems import Problem
from gateway.tasks import forget_answers
from suggestions.lifecycle import State
from suggestions.models import Draft, Suggestion
from tests.departments.factories import make_department
from tests.gateway.programs import Program, problem
from tests.members.factories import make_user
from tests.suggestions.factories import make_scene, submit, suggestion_at

BODY = {
    "title": "修好路灯",
    "situation": "路口的灯两周不亮。",
    "ask": "换一盏。",
    "place": "430000",
    "confirm": True,
}


def test_sent_again_it_is_answered_again_and_done_once(scene):
    program = Program(scene.an)

    first = program.post("suggestions/", BODY, key="one")
    again = program.post("suggestions/", BODY, key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Location"] == first.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Suggestion.objects.count() == 1
    assert Event.objects.filter(step="submit").count() == 1


def test_a_step_is_taken_once(scene):
    case = submit(scene)
    program = Program(scene.clerk)

    answers = [program.post(f"suggestions/{case.code}/accept/", key="k") for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert Event.objects.filter(step="accept").count() == 1
    assert program.post(f"suggestions/{case.code}/accept/").status_code == 409


def test_another_body_or_address_needs_another_key(scene):
    program = Program(scene.an)
    program.post("suggestions/", BODY, key="one")

    other = program.post("suggestions/", BODY | {"title": "换路灯"}, key="one")
    elsewhere = program.post("suggestions/2026-00001/rate/", BODY, key="one")

    for answer in (other, elsewhere):
        assert answer.status_code == 422
        assert problem(answer)["type"] == "/api/#key-used"
    assert Suggestion.objects.count() == 1


def test_keys_of_two_people_have_nothing_to_do_with_each_other(scene):
    assert Program(scene.an).post("suggestions/", BODY, key="one").status_code == 201
    assert Program(scene.cheng).post("suggestions/", BODY, key="one").status_code == 201


@pytest.mark.parametrize("key", [None, " ", "a b", "é", "x" * 129, '""', "a\tb"])
def test_without_a_sound_key_nothing_is_done(scene, key):
    answer = Program(scene.an).post("suggestions/", BODY, key=key)

    assert answer.status_code == 400
    assert problem(answer)["type"] == "/api/#key-missing"
    assert not Suggestion.objects.exists()


def test_quotation_marks_around_a_key_are_not_part_of_it(scene):
    program = Program(scene.an)
    program.post("suggestions/", BODY, key='"one"')

    assert program.post("suggestions/", BODY, key="one").headers["Idempotency-Replayed"] == "true"


def test_a_refusal_is_answered_again_as_well(scene):
    case = suggestion_at(scene, State.ACCEPTED)
    program = Program(scene.clerk)

    refusals = [program.post(f"suggestions/{case.code}/accept/", key="k") for _time in range(2)]

    assert [answer.status_code for answer in refusals] == [409, 409]
    assert problem(refusals[0]) == problem(refusals[1])


def test_of_a_refusal_that_speaks_of_what_was_typed_no_word_is_kept(scene):
    program = Program(scene.an)
    wrong = BODY | {"title": "桥" * 61, "situation": "电话13907310000", "金丝雀": 1}

    refusals = [program.post("suggestions/", wrong, key="k") for _time in range(2)]

    assert [answer.status_code for answer in refusals] == [422, 422]
    assert problem(refusals[0]) == problem(refusals[1])
    kept = IdempotentRequest.objects.get()
    assert (kept.status, kept.answer, kept.headers) == (422, {}, {})
    other = program.post("suggestions/", BODY, key="k")
    assert problem(other)["type"] == "/api/#key-used"


def test_what_can_be_done_by_now_is_done_once_under_its_key(scene):
    case = suggestion_at(scene, State.ACCEPTED)
    program, way = Program(scene.clerk), f"suggestions/{case.code}/assign/"
    body = {"charges": [{"unit": "water"}], "urgency": "ordinary"}
    assert program.post(way, body, key="k").status_code == 422
    make_department("water")

    answers = [program.post(way, body, key="k") for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert Event.objects.filter(step="assign").count() == 1


def test_who_may_not_come_in_has_used_no_key(scene):
    Program().post("suggestions/", BODY, key="one")
    Program(scene.an, "read").post("suggestions/", BODY, key="one")

    assert Program(scene.an).post("suggestions/", BODY, key="one").status_code == 201


def test_the_key_of_a_page_and_of_a_program_is_one(scene):
    """A draft that is sent by both makes one suggestion."""
    program = Program(scene.an)
    texts = {name: text for name, text in BODY.items() if name != "confirm"}
    draft = program.put("draft/", texts).json()

    first = program.post("suggestions/", BODY, key=draft["key"])

    assert str(Suggestion.objects.get().submission_key) == draft["key"]
    assert first.status_code == 201
    assert not Draft.objects.exists()


def test_an_error_of_ours_is_not_kept_and_leaves_nothing(scene):
    def fails():
        Draft.objects.create(author=scene.an, saved_at=timezone.now())
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError):
        once(scene.an, fails)

    assert not Draft.objects.exists()
    assert not IdempotentRequest.objects.exists()
    assert once(scene.an, lambda: Answer(200, {})).replayed is False


def test_a_refusal_leaves_nothing_but_itself(scene):
    def refuses():
        Draft.objects.create(author=scene.an, saved_at=timezone.now())
        raise Problem(409, "not-now")

    assert once(scene.an, refuses).status == 409
    assert not Draft.objects.exists()
    assert IdempotentRequest.objects.get().status == 409


def test_answers_are_forgotten_after_a_week(scene):
    once(scene.an, lambda: Answer(200, {}))
    IdempotentRequest.objects.update(created_at=timezone.now() - timedelta(days=6, hours=23))
    assert forget_answers() == 0
    IdempotentRequest.objects.update(created_at=timezone.now() - timedelta(days=7, hours=1))
    assert forget_answers() == 1


def test_what_is_kept_holds_no_text_of_a_case(scene):
    Program(scene.an).post("suggestions/", BODY)

    kept = json.dumps(list(IdempotentRequest.objects.values_list("answer", flat=True)))
    assert [word for word in ("修好路灯", "灯两周", "换一盏") if word in kept] == []


def once(user, act, *, key="k"):
    at = timezone.now()
    return repeating.once(user=user, key=key, target="POST /x", body=b"", at=at, act=act)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one():
    scene = make_scene()
    program = Program(scene.an)
    gate = threading.Barrier(4, timeout=30)

    def send(_number):
        other = Program(secret=program.secret)
        gate.wait()
        try:
            return other.post("suggestions/", BODY, key="one")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["code"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 3
    assert Suggestion.objects.count() == 1
    assert Event.objects.filter(step="submit").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_and_does_it_where_that_one_dies():
    user = make_user()
    begun, done = threading.Event(), threading.Event()
    acts = []

    def dies():
        def act():
            begun.set()
            assert done.wait(30)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

        try:
            once(user, act)
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()

    def second():
        assert begun.wait(30)
        threading.Timer(0.3, done.set).start()
        try:
            return once(user, lambda: Answer(200, {"n": len(acts)}))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, other = pool.submit(dies), pool.submit(second)
        assert first.result(timeout=60) in ("OperationalError", "InterfaceError", "AdminShutdown")
        assert other.result(timeout=60) == Answer(200, {"n": 0})

    assert IdempotentRequest.objects.get().status == 200


@pytest.mark.django_db(transaction=True)
def test_who_would_wait_too_long_is_told_that_it_is_under_way():
    user = make_user()
    begun, done = threading.Event(), threading.Event()

    def slow():
        def act():
            begun.set()
            assert done.wait(30)
            return Answer(200, {})

        try:
            return once(user, act)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(slow)
        assert begun.wait(30)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        started = time.monotonic()
        with pytest.raises(Problem) as refusal:
            once(user, lambda: Answer(200, {}))
        assert time.monotonic() - started < 5
        done.set()
        assert first.result(timeout=30).status == 200
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")

    assert (refusal.value.status, refusal.value.kind) == (409, "under-way")
    assert ApiToken.objects.count() == 0
