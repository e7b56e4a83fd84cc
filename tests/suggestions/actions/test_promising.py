"""A promise is followed until it is kept, given up with its author's word, or left to stand."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from commitments.actions import keeping
from commitments.lifecycle import Claim, NotNow
from commitments.models import Commitment, GivenDate
from deadlines.actions import reminding
from deadlines.models import DueDate, Reminder
from suggestions import reminders
from suggestions.actions import promising
from suggestions.lifecycle import State
from tests.suggestions.factories import MORNING, PROMISE, answer, promise, rate, suggestion_at

DONE = "书架全部降到一米二，照片附后。"


@pytest.fixture
def followed(scene):
    return suggestion_at(scene, State.FOLLOWUP)


def report(scene, suggestion, claim=Claim.KEPT, at=MORNING, **changes):
    arguments = {"commitment": promise(suggestion), "claim": claim, "evidence": DONE}
    keeping.report(**(arguments | {"by": scene.bo, "at": at} | changes))
    suggestion.refresh_from_db()


def clocks(suggestion):
    return set(DueDate.objects.open().filter(kind="commitment").values_list("phase", flat=True))


def test_an_answer_of_class_b_is_a_promise_at_once(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, suggestion, **PROMISE)
    made = promise(suggestion)
    assert (made.code, made.state, made.due_on) == (
        f"{suggestion.code}-1-p0",
        "open",
        date(2026, 4, 15),
    )
    assert clocks(suggestion) == {"promise"}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "王委员：\n您好！您提出的建议收悉。已到现场查看。计划12月10日前加装护栏。感谢您的支持！",
            "计划12月10日前加装护栏。感谢您的支持！",
        ),
        ("Dear Ms An,\nThank you. The shelves will be lowered.", "The shelves will be lowered."),
        ("已办。", "已办。"),
        ("王委员：您好，", "王委员：您好，"),
        ("将" * 200, "将" * 119 + "…"),
        (
            "感谢您的建议，我们将于6月底前建成50个车位。现已完成选址。",
            "感谢您的建议，我们将于6月底前建成50个车位。现已完成选址。",
        ),
        (
            "您的建议收悉，我局将于12月底前完成改造。经查，现有照明不足。",
            "您的建议收悉，我局将于12月底前完成改造。经查，现有照明不足。",
        ),
        (
            "您的建议收悉，现将办理情况答复如下。日前，我局已派人到现场查看。6月底前全部换新。",
            "6月底前全部换新。",
        ),
    ],
)
def test_what_is_promised_is_quoted_from_where_the_answer_looks_ahead(text, quoted):
    assert promising.promised_words(text) == quoted


def test_the_case_waits_for_the_promised_day(followed):
    assert (followed.state, followed.due_at) == ("followup", promise(followed).due_at)


def test_kept_and_confirmed_the_case_is_closed(scene, followed):
    report(scene, followed)
    assert followed.state == "followup"
    assert clocks(followed) == {"rate"}
    keeping.confirm(commitment=promise(followed), by=scene.an, at=MORNING)
    followed.refresh_from_db()
    assert (followed.state, promise(followed).state) == ("closed", "kept")
    assert clocks(followed) == set()


def test_given_up_with_the_authors_word_it_is_changed(scene, followed):
    report(scene, followed, Claim.CHANGED)
    keeping.confirm(commitment=promise(followed), by=scene.an, at=MORNING)
    followed.refresh_from_db()
    assert (followed.state, promise(followed).state) == ("closed", "changed")


def test_contested_it_needs_a_new_date_and_the_old_ones_stay(scene, followed):
    report(scene, followed)
    keeping.contest(commitment=promise(followed), words="只降了一层。", by=scene.an, at=MORNING)
    followed.refresh_from_db()
    assert (promise(followed).state, clocks(followed)) == ("not_kept", {"redo"})
    later = date(2026, 5, 20)
    renewed = {"due_on": later, "reason": "木工排到五月。", "by": scene.bo, "at": MORNING}
    keeping.renew(commitment=promise(followed), **renewed)
    followed.refresh_from_db()
    assert (promise(followed).state, clocks(followed)) == ("open", {"promise"})
    assert list(GivenDate.objects.values_list("due_on", flat=True)) == [date(2026, 4, 15), later]
    assert followed.due_at == promise(followed).due_at


def test_silence_lets_the_report_stand_marked_as_not_confirmed(scene, followed):
    report(scene, followed)
    over = promise(followed).due_at
    assert keeping.let_stand(at=over) == 0
    late = over + timedelta(seconds=1)
    assert [keeping.let_stand(at=late), keeping.let_stand(at=late)] == [1, 0]
    followed.refresh_from_db()
    [kept] = followed.promises()
    assert (followed.state, kept.state, kept.is_unconfirmed) == ("closed", "kept", True)


def test_who_sits_where(scene, followed):
    for person in (scene.an, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            report(scene, followed, by=person)
    report(scene, followed)
    for person in (scene.bo, scene.clerk, scene.cheng):
        with pytest.raises(PermissionDenied):
            keeping.confirm(commitment=promise(followed), by=person, at=MORNING)


def test_of_two_who_report_one_is_told_that_it_moved_on(scene, followed):
    slower = promise(followed)
    report(scene, followed)
    with pytest.raises(NotNow):
        report(scene, followed, commitment=slower)


def test_kept_before_the_rating_ends_it_needs_no_following(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, suggestion, **PROMISE)
    report(scene, suggestion)
    keeping.confirm(commitment=promise(suggestion), by=scene.an, at=MORNING)
    suggestion.refresh_from_db()
    assert suggestion.state == "replied"
    rate(scene, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.state == "closed"


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2026, 3, 31), "promise_soon"),
        (date(2026, 4, 15), "promise_today"),
        (date(2026, 4, 16), "promise_late"),
        (date(2026, 4, 22), "promise_late_5"),
        (date(2026, 4, 29), "promise_weekly"),
    ],
)
def test_it_is_asked_for_before_on_and_after_its_day(scene, followed, day, rule):
    at = MORNING.replace(month=day.month, day=day.day)
    reminding.sweep(at=at, rules=reminders.RULES)
    assert Reminder.objects.get(kind="commitment").rule == rule
    assert Commitment.objects.get().state == "open"
