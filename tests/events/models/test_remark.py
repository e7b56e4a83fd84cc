import pytest

from events.actions.ledger import record
from events.models import Event, Remark

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(an, at):
    return record(
        kind="suggestion",
        code="S1",
        step="return",
        by=an,
        at=at,
        remark="请补充地点。",
        pending=(),
    )


def test_ledger_keeps_a_salted_hash_and_the_remark_the_words(event):
    assert event.remark.text == "请补充地点。"
    assert event.remark.matches(event)
    assert "请补充" not in str(event.data) + event.remark_hash


def test_same_words_twice_leave_different_hashes(event, an, at):
    other = record(
        kind="suggestion",
        code="S2",
        step="return",
        by=an,
        at=at,
        remark="请补充地点。",
        pending=(),
    )

    assert other.remark_hash != event.remark_hash


def test_changed_words_no_longer_match(event):
    Remark.objects.update(text="请补充时间。")

    assert not Remark.objects.get().matches(event)


def test_erased_words_leave_the_ledger_whole(event):
    Remark.objects.filter(event=event).delete()

    kept = Event.objects.of("suggestion", "S1").get()
    assert (kept.words, kept.remark_hash, kept.step) == (
        "",
        event.remark_hash,
        "return",
    )


def test_an_event_without_words_matches_none(an, at):
    silent = record(kind="k", code="c", step="s", by=an, at=at, pending=())

    assert silent.words == ""
    assert not Remark(event=silent, text="").matches(silent)
