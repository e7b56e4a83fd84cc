"""The check behind `make faults` sees what it is there to see: else a clean table means nothing."""

import copy
from email import message_from_bytes, policy

import pytest
from django.test import Client

from deadlines.models import DueDate
from events.actions import ledger as platform
from events.actions import outbox
from events.models import Event, Pending
from faults.checking import check
from faults.crowd import enrolled
from faults.ledger import Ledger
from faults.person import Sent
from faults.steps import DRAFT, MEMBER, STEPS, STRAIGHT, SUBMIT
from notifications.actions import delivery
from notifications.models import Notification
from suggestions.models import Assignment, Contact, Draft, Rating, Reply, Suggestion
from workdays.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_once(settings):
    """No mail waits for the minute in which its step can be undone."""
    settings.UNDO_SECONDS = 0


@pytest.fixture
def people():
    """One signed-in browser for each desk."""
    browsers = {}
    for desk, users in enrolled().items():
        browsers[desk] = Client()
        browsers[desk].force_login(users[0])
    return browsers


@pytest.fixture
def folder(settings, tmp_path):
    """Where the mails arrive."""
    backend = "notifications.channels.email.folder.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    return tmp_path


@pytest.fixture
def kept(people, folder):
    """What people were promised: one case up to its end, and the draft of another one.

    The mails of a step go out before the next one, which settles what they ask for.
    """
    ledger = Ledger()
    author = Draft._meta.get_field("author").related_model.objects.get(
        pk=people[MEMBER].session["_auth_user_id"]
    )
    case = ledger.new_case(author.email)
    for step in STRAIGHT:
        take(people, ledger, step, case)
        outbox.sweep()
        delivery.deliver(at=now())
    take(people, ledger, DRAFT, ledger.new_case(author.email))
    return ledger


@pytest.fixture
def mails(kept, folder):
    """What went out because of it."""
    files = sorted(folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def take(people, ledger, step, case):
    """One write by whoever's turn it is, which must be acknowledged."""
    fields = step.fields(case)
    answer = people[step.by].post(step.path(case), fields)
    sent = Sent(1, answer.status_code, answer.headers.get("Location", ""), answer.text)
    assert ledger.note(step, case, fields, sent), ledger.wrong


def test_nothing_is_found_where_every_promise_was_kept(kept, mails):
    found = check(kept, mails)

    assert (found.lost, found.doubled, found.stuck) == ([], [], [])
    assert found.is_clean
    assert kept.acknowledged == len(STEPS) + 1
    assert (found.mails, found.repeated) == (3, 0)


def delete_line(model):
    """Take every row of a table away, past whatever protects it."""
    model.objects.all()._raw_delete("default")


LOSSES = {
    "rating": lambda: delete_line(Rating),
    "answer": lambda: delete_line(Reply),
    "talk": lambda: delete_line(Contact),
    "draft": lambda: delete_line(Draft),
    "words of a draft": lambda: Draft.objects.update(title="…"),
    "words of a suggestion": lambda: Suggestion.objects.update(title="…"),
    "signature": lambda: Assignment.objects.update(
        state="pending_sign", signed_at=None, signed_by=None, delivered_at=None
    ),
    "line in an inbox": lambda: Notification.objects.filter(channel="inbox").latest("pk").delete(),
}


@pytest.mark.parametrize("what", LOSSES)
def test_what_was_acknowledged_and_is_gone_is_lost(kept, mails, what):
    LOSSES[what]()

    found = check(kept, mails)

    assert len(found.lost) == 1
    assert (found.doubled, found.stuck) == ([], [])


def test_a_clock_that_stopped_too_early_is_lost(people):
    ledger = Ledger()
    take(people, ledger, SUBMIT, ledger.new_case("an@example.org"))
    outbox.sweep()
    DueDate.objects.all().stop(at=now(), by="")

    assert [line.partition(" of ")[0] for line in check(ledger, []).lost] == ["clock review"]


def again(model):
    """Write a row a second time."""
    twin = copy.copy(model.objects.latest("pk"))
    twin.pk = None
    twin.save(force_insert=True)


def tell_again(step):
    """Write a line of the ledger a second time."""
    line = Event.objects.filter(step=step).latest("pk")
    by = type("By", (), {"code": line.actor})()
    platform.record(
        kind=line.kind, code=line.code, step=step, by=by, at=line.at, organ=line.organ, pending=()
    )


def test_a_talk_recorded_twice_is_doubled(kept, mails):
    again(Contact)

    code = Suggestion.objects.get().code
    assert check(kept, mails).doubled == [f"contact of {code}: 2 instead of 1"]


@pytest.mark.parametrize("step", ["submit", "contact", "route"])
def test_a_line_of_the_ledger_written_twice_is_doubled(kept, mails, step):
    tell_again(step)

    assert any(line.startswith(f"event {step} of") for line in check(kept, mails).doubled)


def test_a_suggestion_that_nobody_was_told_of_is_doubled(kept, mails, people):
    stranger = Ledger()
    take(people, stranger, SUBMIT, stranger.new_case("an@example.org"))
    outbox.sweep()

    assert "suggestions: 2 instead of 1" in check(kept, mails).doubled


def test_a_reminder_told_twice_is_doubled(kept, mails):
    code = Assignment.objects.get().code
    platform.record(
        kind="assignment", code=code, step="remind_overdue", by=None, at=now(), pending=()
    )

    assert [line.split(":")[0] for line in check(kept, mails).doubled] == [
        f"event ('{code}', 'remind_overdue')"
    ]


def test_a_mail_that_did_not_arrive_is_lost(kept, mails):
    assert len(check(kept, mails[1:]).lost) == 1


def test_a_mail_that_comes_again_is_counted_and_under_another_id_doubled(kept, mails):
    same = check(kept, [*mails, mails[0]])
    assert same.is_clean
    assert same.repeated == 1

    other = copy.deepcopy(mails[0])
    other.replace_header("Message-ID", "<other@localhost>")
    doubled = check(kept, [*mails, other]).doubled
    assert [line.rpartition(" ")[2] for line in doubled] == ["wrote", "ids"]


def test_what_still_waits_is_stuck(kept, mails):
    event = Event.objects.latest("pk")
    Pending.objects.create(event=event, handler="announce", created_at=now())
    Notification.objects.filter(channel="inbox").update(state="failed", sent_at=None)

    stuck = check(kept, mails).stuck

    assert len(stuck) == 1 + Notification.objects.filter(state="failed").count()


@pytest.mark.parametrize(
    ("sent", "acknowledged"),
    [
        ([Sent(1, 302, "/suggestions/")], True),
        ([Sent(4, 302, "/suggestions/")], True),
        ([Sent(1, 409)], False),  # somebody else was faster
        ([Sent(2, 409)], True),  # the first try was: its answer was lost
        ([Sent(1, 302, "/suggestions/"), Sent(1, 409)], True),  # sent twice at once
        ([Sent(1, 302, "/accounts/login/?next=/")], False),
        ([Sent(1, 422)], False),
        ([Sent(300, 500)], False),
        ([Sent(300)], False),
    ],
)
def test_what_counts_as_acknowledged(sent, acknowledged):
    ledger = Ledger()
    case = ledger.new_case("an@example.org")

    assert ledger.note(DRAFT, case, {"key": case.key}, *sent) is acknowledged
    assert ledger.acknowledged == acknowledged
    assert bool(ledger.wrong) is not acknowledged
