"""The year behind the demo agrees with itself: ledger, dates, sums, and nothing left to be done."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from commitments.actions import keeping
from commitments.models import Commitment
from cppcc_cloud.demo import inbox, seed, year
from cppcc_cloud.demo.cast import PASSWORD
from deadlines.actions import clocks, reminding
from deadlines.models import DueDate, Reminder
from departments.models import Absence
from events.models import Event, Pending
from events.models.remark import fingerprint
from files.models import Attachment
from members.models import User
from notifications.models import Notification
from reports.actions import counting as sums
from suggestions.actions import completing, cosigning, declining, holding, rating, vacancies
from suggestions.lifecycle import SILENT, STEPS, WITH_A_UNIT, State
from suggestions.models import Assignment, Rating, Suggestion
from suggestions.texts import CASE
from textindex.models import Entry

from .conftest import CASES

pytestmark = pytest.mark.django_db


def of_the_year():
    first, beyond = year.key_of(0), year.key_of(2**64 - 1)
    return Suggestion.sealed_too.filter(submission_key__range=(first, beyond))


def lines_of_the_year():
    return Event.objects.filter(kind="suggestion", code__in=of_the_year().values("code"))


def with_silent(states):
    """These states and all that the case reaches from them without a line."""
    found = set(states)
    while more := {s.target for s in SILENT if set(s.sources) & found} - found:
        found |= more
    return found


def test_each_case_went_a_way_that_the_lifecycle_knows(demo):
    known = {step.name: step for step in STEPS}
    assert of_the_year().count() == CASES
    for case in of_the_year():
        states: set[str] = set()
        for event in lines_of_the_year().filter(code=case.code).order_by("id"):
            if event.step in known:
                step = known[event.step]
                here = {one for one in with_silent(states) if one in step.sources}
                assert here or not step.sources, f"{case.code}: {event.step} from {states}"
                states = {step.target} if step.target else here
        assert case.state in with_silent(states)


def test_the_ledger_tells_of_a_case_in_the_order_of_time(demo):
    for case in of_the_year():
        moments = lines_of_the_year().filter(code=case.code).order_by("id")
        moments = list(moments.values_list("at", flat=True))
        assert moments == sorted(moments)
        assert moments[0] == case.submitted_at
        assert moments[-1] <= demo


def test_remarks_are_those_that_the_ledger_was_sealed_with(demo):
    said = [one for one in lines_of_the_year().select_related("remark") if one.words]
    assert said
    assert all(fingerprint(one.remark.salt, one.words) == one.remark_hash for one in said)


def test_due_dates_are_those_that_the_clocks_reckon(demo):
    things = [*of_the_year().values_list("code", flat=True)]
    works = Assignment.objects.filter(suggestion__in=of_the_year()).in_bulk(field_name="code")
    counted = DueDate.objects.filter(code__in=[*things, *works], fixed=False, moved_at=None)
    sample = counted.select_related("organ").order_by("?")[:60]
    for due in sample:
        work = works.get(due.code)
        urgency = work.urgency if work else "ordinary"
        about = {"organ": due.organ, "phase": due.phase, "urgency": urgency}
        said = clocks.preview(at=due.started_at, **about)
        assert (due.due_at, due.working_days) == (said.due_at, said.count.days)
        assert due.basis == said.basis


def test_the_date_of_a_case_is_that_of_the_clock_that_runs(demo):
    for case in of_the_year().filter(closed_at=None):
        codes = [case.code, *case.assignments.values_list("code", flat=True)]
        codes += [one.code for one in case.promises()]
        running = DueDate.objects.open().filter(code__in=codes)
        assert case.due_at in set(running.values_list("due_at", flat=True))
        assert (case.state not in WITH_A_UNIT) or case.unit_id


def test_the_sums_agree_with_the_rows(demo):
    assert list(sums.prove(at=demo)) == []


def test_no_worker_finds_anything_to_do_about_it(demo):
    codes = set(of_the_year().values_list("code", flat=True))
    assert not Pending.objects.filter(event__code__in=codes).exists()
    swept = (
        rating.close_windows,
        holding.end_holds,
        completing.expire_returned,
        keeping.let_stand,
        cosigning.close_unanswered,
        declining.end_appeals,
        vacancies.sweep,
    )
    before = Event.objects.count()
    assert [sweep(at=demo) for sweep in swept] == [0] * len(swept)
    assert Event.objects.count() == before


def test_nobody_is_reminded_anew_of_what_is_old(demo):
    known = set(Reminder.objects.values_list("pk", flat=True))
    reminding.sweep(at=demo)
    new = Reminder.objects.exclude(pk__in=known).values_list("code", flat=True)
    codes = tuple(of_the_year().values_list("code", flat=True))
    assert [code for code in new if code.startswith(codes)] == []


def test_no_mail_leaves_the_house(demo):
    lines = Notification.objects.filter(event_id__in=lines_of_the_year().values("id"))
    assert lines.exists()
    assert set(lines.values_list("channel", flat=True)) == {"inbox"}
    assert not lines.filter(read_at=None).exists()
    assert not User.objects.exclude(email__endswith="@demo.example").exists()


def test_everybody_whose_word_is_missing_was_asked(demo):
    shares = Counter(Rating.objects.exclude(attitude="").values_list("attitude", flat=True))
    assert shares["not_rated"] / shares.total() < 0.35
    waiting = Suggestion.objects.filter(state=State.REPLIED)
    assert waiting
    assert all(one.ratings.filter(rated_at=None).exists() for one in waiting)


def test_a_second_time_adds_nothing(demo):
    before = (Event.objects.count(), User.objects.count(), Suggestion.objects.count())
    assert seed.seed(at=demo, cases=CASES) == 0
    assert (Event.objects.count(), User.objects.count(), Suggestion.objects.count()) == before


def test_the_same_number_makes_the_same_texts(demo):
    def texts(number):
        maker = year.Maker(at=demo, seed=number)
        days = [demo.date()] * 20
        with transaction.atomic():
            maker.scene.random.seed(f"{number} 0")
            return [one.letter.words for pair in maker.stories(days, 0) for one in pair]

    assert texts(4) == texts(4)
    assert texts(4) != texts(5)


def test_no_two_neighbours_read_alike(demo):
    said = list(of_the_year().order_by("id").values_list("title", "situation"))
    assert all(
        one[0] != other[0] and one[1] != other[1]
        for one, other in zip(said, said[1:], strict=False)
    )
    assert "{" not in "".join(title + text for title, text in said)


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("member", ["/suggestions/", "/inbox/"]),
        ("office", ["/office/", "/overview/", "/overview/?dim=unit", "/inbox/"]),
        ("officer", ["/unit/", "/inbox/"]),
        ("head", ["/unit/", "/inbox/"]),
        ("admin", ["/organ/", "/inbox/"]),
        ("several", ["/suggestions/", "/inbox/"]),
        ("auditor", ["/account/ledger/"]),
    ],
)
def test_every_desk_opens(demo, who, pages):
    client = signed_in(who)
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def signed_in(who):
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@demo.example"))
    return client


def test_the_head_finds_answers_to_sign_off_and_one_is_late(demo):
    page = signed_in("head").get("/unit/?show=signing")
    rows = page.context["rows"]
    assert 3 <= len(rows) <= 5
    assert sum(row.thing.due_at < demo for row in rows) == 1


@pytest.mark.parametrize("who", ["member", "officer", "head", "office", "arbiter", "several"])
def test_everybody_who_looks_round_has_something_fresh_and_what_is_done_is_read(demo, who):
    lines = Notification.objects.inbox(User.objects.get(email=f"{who}@demo.example"))
    assert lines.unread().exists()
    assert not lines.unread().filter(created_at__lt=demo - inbox.FRESH).exists()
    moments = list(lines.order_by("id").values_list("created_at", flat=True))
    assert moments == sorted(moments)


def test_promises_are_due_soon_and_broken_and_a_stand_in_has_work(demo):
    waiting = Commitment.objects.filter(made_by__email="officer@demo.example", state="open")
    assert waiting.filter(due_at__gt=demo, due_at__lt=demo + timedelta(days=7)).exists()
    assert waiting.filter(due_at__lt=demo).exists()
    away = Absence.objects.get(stand_in__email="officer@demo.example")
    held = Assignment.objects.filter(officer=away.user)
    assert away.until >= demo.date()
    assert held.exists()
    assert Attachment.objects.filter(role="photo").exists()


def test_a_case_of_each_state_opens_for_its_office_and_its_author(demo):
    states = {}
    for case in Suggestion.objects.filter(organ="430000").order_by("id"):
        states[case.state] = case
    office = signed_in("office")
    for case in states.values():
        author = Client()
        author.force_login(case.author)
        address = case.get_absolute_url()
        assert (office.get(address).status_code, author.get(address).status_code) == (200, 200)
    assert len(states) >= 10


def test_the_public_pages_are_alive(demo):
    client = Client()
    pages = ["/", "/published/", "/figures/"]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


def test_one_password_opens_the_demo(demo):
    for person in seed.people():
        assert User.objects.get(email=person["email"]).check_password(PASSWORD)
        break


def test_its_words_are_found(demo):
    call_command("reindex", check=True, stdout=StringIO())

    assert Entry.objects.filter(kind=CASE).count() == Suggestion.objects.count()
