"""The file of a case as a document: what the reader's page shows, on paper, and noted down."""

import itertools
import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from design.dates import on_paper
from events.models import Event
from members import roles
from suggestions.actions import correcting, drafting, handling, sealing
from suggestions.exports import casefile
from suggestions.lifecycle import State
from suggestions.models import AnswerPolicy, Suggestion
from suggestions.views import exporting
from tests.departments.factories import make_officer
from tests.files.samples import a_pdf, attached_to
from tests.members.factories import make_seat
from tests.suggestions.factories import (
    MISSING,
    MORNING,
    TALK,
    TITLE,
    WALKS,
    WORDS,
    rate,
    submit,
    suggestion_at,
    work,
)
from tests.suggestions.outcomes import completed, merged, replied_outside, sent_round, transferred
from tests.typesetting.paper import read
from typesetting import press
from workdays import clock
from workdays.calendar import current


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


def signed_in(person, language="en"):
    client = Client(headers={"Accept-Language": language})
    client.force_login(person)
    return client


def ask(person, case, language="en"):
    return signed_in(person, language).post(reverse("suggestions:casefile", args=[case.code]))


def paper(person, case, language="en"):
    answer = ask(person, case, language)
    assert answer.headers["Content-Type"] == "application/pdf"
    return read(answer.content)


def page(person, case):
    answer = signed_in(person).get(case.get_absolute_url())
    return unescape(answer.text) if answer.status_code == 200 else None


def readers(scene):
    return {**scene.people, "auditor": make_seat(roles.Auditor)}


# Whatever somebody types or chooses on the way through the states, on the page as on paper.
TOLD = (
    TITLE,
    WORDS.situation,
    WORDS.ask,
    TALK.note,
    MISSING,
    "请写明是哪个馆。",
    "不属于政协及其承办单位的职责。",
    "等批复。",
    "书架已降低，欢迎来看。",
    "金丝雀评语",
    "Basically satisfied",
    "rated the answer",
    "HN-20260305-1",
    "属热线受理范围。",
    "not our matter",
    "不归我们。",
)


STATES = ("submitted", "returned", "declined", "handed_off", "on_hold", "replied", "rework")


@pytest.mark.parametrize("state", STATES)
def test_everybody_takes_away_what_their_page_shows_and_no_more(scene, state):
    case = suggestion_at(scene, State(state))
    if case.state == State.REPLIED:
        rate(scene, case, comment="金丝雀评语")
        case.refresh_from_db()
    for name, person in readers(scene).items():
        seen = page(person, case)
        if seen is None:
            assert ask(person, case).status_code == 404
            continue
        found = paper(person, case)
        shown = {told for told in TOLD if told in seen}
        assert {told for told in TOLD if found.says(told)} == shown, name


def test_a_single_rating_stays_with_who_gave_it_and_the_office(scene):
    case = suggestion_at(scene, State.REPLIED)
    rate(scene, case, attitude="dissatisfied", comment="金丝雀评语")
    said = {
        name: paper(one, case).says("金丝雀评语")
        for name, one in readers(scene).items()
        if name != "cheng"
    }
    assert said == {"an": True, "clerk": True, "bo": False, "auditor": False}


def test_an_answer_that_nobody_has_signed_yet_stays_with_its_unit(scene):
    case = sent_round(scene)
    inside = {}
    for name, person in readers(scene).items():
        if name == "cheng":
            continue
        found = paper(person, case)
        inside[name] = found.says("not delivered yet"), found.says("not to be passed on")
    yes, no = (True, True), (False, False)
    assert inside == {"an": no, "bo": yes, "clerk": (False, True), "auditor": no}
    assert not paper(scene.bo, case).says("Solved or adopted")


def test_what_is_signed_and_looked_over_is_in_the_offices_file_with_its_class(scene):
    AnswerPolicy.objects.create(
        organ=scene.organ, instrument="micro", since=MORNING.date(), checks=True, sign_off="none"
    )
    case = suggestion_at(scene, State.IN_HANDLING)
    said = {"text": "金丝雀拟稿", "outcome_class": "A", "talk": TALK}
    drafting.answer(assignment=work(case), by=scene.bo, at=MORNING, **said)
    found = paper(scene.clerk, case)
    assert found.says("金丝雀拟稿")
    assert found.says("Solved or adopted")
    assert not paper(scene.an, case).says("金丝雀拟稿")


def test_of_two_answers_written_in_one_moment_the_signed_one_alone_is_in_the_offices_file(scene):
    AnswerPolicy.objects.create(
        organ=scene.organ, instrument="micro", since=MORNING.date(), checks=True, sign_off="head"
    )
    case = suggestion_at(scene, State.IN_HANDLING)
    said = {"outcome_class": "A", "talk": TALK}
    act = {"assignment": work(case), "at": MORNING}
    drafting.answer(text="先签的拟稿", by=scene.bo, **act, **said)
    drafting.sign_off(by=make_officer(scene.unit, role=roles.Head), **act)
    drafting.send_back(reason="再写。", by=scene.clerk, **act)
    drafting.answer(text="后写的拟稿", by=scene.bo, **act, **said)
    file, own = paper(scene.clerk, case), paper(scene.bo, case)
    assert (file.says("先签的拟稿"), file.says("后写的拟稿")) == (True, False)
    assert (own.says("先签的拟稿"), own.says("后写的拟稿")) == (True, True)


def test_it_says_in_which_role_it_was_printed_and_nobodys_number(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    for person, who in ((scene.clerk, "Office staff · CPPCC Hunan"), (scene.an, "Member")):
        found = paper(person, case)
        assert found.says(f"Printed by: {who}")
        assert not found.says(person.code)


def test_what_is_sealed_nobody_takes_away(scene):
    case = suggestion_at(scene, State.REPLIED)
    sealing.seal(suggestion=case, reason="涉密。", by=scene.clerk, at=MORNING)
    assert {ask(one, case).status_code for one in readers(scene).values()} == {404}
    assert not Event.objects.filter(kind="casefile").exists()


def test_who_took_which_case_stands_in_the_ledger_and_not_in_the_case(scene):
    case = suggestion_at(scene, State.REPLIED)
    before = page(scene.an, case).partition("<main")[2]
    for person in (scene.an, scene.clerk, scene.bo, make_seat(roles.Auditor)):
        paper(person, case, "zh-hans")
    lines = Event.objects.filter(kind="casefile").order_by("id")
    assert [line.role for line in lines] == ["member", "office", "officer", "auditor"]
    first = lines[0]
    assert (first.code, first.step, first.actor, first.organ, first.data) == (
        case.code,
        "export",
        scene.an.code,
        scene.organ.code,
        {"format": "pdf", "language": "zh-hans"},
    )
    assert (
        page(scene.an, case).partition("<main")[2].partition("csrf")[0]
        == before.partition("csrf")[0]
    )


def test_it_is_a_file_that_no_cache_keeps(scene):
    case = suggestion_at(scene, State.ASSIGNED)
    answer = ask(scene.clerk, case)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{case.code}.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_it_tells_the_case_in_the_order_of_a_file(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    found = paper(scene.clerk, case)
    assert found.title == TITLE
    assert (found.is_tagged, found.claims, found.language) == (True, True, "en-GB")
    assert found.says(
        f"Micro-suggestion {case.code}",
        TITLE,
        "Case number",
        case.code,
        "Submitted on",
        "5 March 2026",
        "From",
        "安",
        "Handling unit",
        "Department library",
        "Officer in charge",
        "Signed off by",
        "no signing off was asked for",
        "Answer due",
        "19 March 2026",
        "Answered on",
        "5 March 2026 · done in time",
        "B · Under way or planned",
        "As it stood on 5 March 2026, 10:00",
        "has promised it by Wed 15 April 2026.",
        "1. The suggestion",
        WORDS.situation,
        "2. Units and deadlines",
        "Department library",
        "the answer by 19 March 2026",
        "Counted from",
        "keeping the promise by 15 April 2026",
        "3. Talks and correspondence",
        TALK.note,
        "4. Answers",
        "书架已降低，欢迎来看。",
        "5. Promises",
        "by Wed 15 April 2026",
        "6. Ratings",
        "Basically satisfied",
        "7. Record",
        "5 March 2026, 10:00 CPPCC Hunan Provincial Committee accepted the suggestion.",
        "Printed by: Office staff · CPPCC Hunan Provincial Committee.",
        f"/suggestions/{case.code}/",
    )


# What is true on one day alone.
RELATIVE = re.compile(r"working days? (left|late)|due today|in time ·|还有\d|现已|今天|（逾期|今日")


@pytest.mark.parametrize("state", [*WALKS])
def test_nothing_on_paper_is_true_today_alone(scene, state):
    case = suggestion_at(scene, state)
    seen = Suggestion.objects.visible_to(scene.clerk).for_page().with_cosigners()
    for language, days in itertools.product(("en", "zh-hans"), (0, 60)):
        at = MORNING + timedelta(days=days)
        with clock.moved(at), translation.override(language), on_paper():
            data, _role = casefile.read(
                scene.clerk, seen.get(pk=case.pk), at=at, calendar=current()
            )
        assert not RELATIVE.findall(json.dumps(data, ensure_ascii=False))


def test_the_clock_of_the_rating_does_not_stand_for_the_units(scene):
    found = paper(scene.clerk, suggestion_at(scene, State.REPLIED))
    assert found.says("Answer due", "19 March 2026", "the answer by 19 March 2026", "the rating by")


def test_in_chinese_it_is_chinese_and_every_day_has_its_year(scene):
    found = paper(scene.an, suggestion_at(scene, State.IN_HANDLING), "zh-hans")
    assert found.language == "zh-CN"
    assert found.says("案卷", TITLE, "2026年3月19日（周四）", "一、建议正文", "二、承办单位与期限")
    assert found.says("打印人：委员")
    assert scene.an.code not in found.lines
    assert found.says("第1页", "共2页")
    assert "working day" not in found.lines


def test_attachments_are_listed_and_lead_to_their_files(scene, settings):
    case = submit(scene)
    file = attached_to(case, a_pdf(), name="现场 #1.pdf")
    found = paper(scene.an, case)
    assert found.says("Attached", "现场 #1.pdf", "PDF")
    assert f"{settings.SITE_URL}{file.get_absolute_url()}" in found.links


def test_a_correction_shows_before_and_now(scene):
    case = submit(scene)
    facts = correcting.Facts("降低阅览室的书架", scene.organ, None)
    correcting.correct(suggestion=case, facts=facts, by=scene.clerk, at=MORNING)
    found = paper(scene.an, Suggestion.objects.get(pk=case.pk))
    assert found.says("Earlier text", TITLE, "Corrected text", "降低阅览室的书架")


@pytest.mark.parametrize("make", [completed, replied_outside, transferred, sent_round])
def test_ways_that_are_not_straight_are_told_too(scene, make):
    case = make(scene)
    with on_paper():
        entries = signed_in(scene.clerk).get(case.get_absolute_url()).context["entries"]
    told = [entry for entry in entries if not entry.unsigned]
    said = [text for entry in told for _heading, text in entry.words]
    said += [entry.act for entry in told]
    found = paper(scene.clerk, case)
    assert [text for text in said if not found.says(text)] == []
    unsigned = [text for entry in entries if entry.unsigned for _heading, text in entry.words]
    assert [text for text in unsigned if found.says(text)] == []


def test_what_was_merged_into_it_is_named_to_those_who_work_on_it(scene):
    main, joined = merged(scene)
    assert paper(scene.clerk, main).says("Merged into it", joined.code)
    assert not paper(scene.an, main).says("Merged into it")


def test_typed_markup_is_text(scene):
    title = "#panic() <b>题</b>"
    words = type(WORDS)(title, '#read("/etc/passwd") @x $y$ 😀', "= 建议 \u202eabc")
    found = paper(scene.an, submit(scene, words=words))
    assert found.title == title
    assert found.says(title, '#read("/etc/passwd") @x $y$ 〓', "U+1F600 GRINNING FACE")


def test_what_is_too_long_is_said_on_the_page(scene, monkeypatch):
    monkeypatch.setattr(press, "MOST_SIGNS", 100)
    case = submit(scene)
    answer = signed_in(scene.an).post(
        reverse("suggestions:casefile", args=[case.code]), follow=True
    )
    assert "too long for one document" in answer.text
    assert not Event.objects.filter(kind="casefile").exists()


def test_a_case_full_of_line_breaks_is_refused_at_once(scene):
    case = submit(scene)
    Suggestion.objects.filter(pk=case.pk).update(situation="中\n" * 100_000)
    answer = ask(scene.an, case)
    assert answer.status_code == 302
    assert not Event.objects.filter(kind="casefile").exists()


@pytest.mark.parametrize("title", ["\u200b\u2060", "\ufe0f", "\u200d \u3000"])
def test_a_case_whose_title_nobody_sees_is_called_by_its_code(scene, title):
    case = submit(scene)
    Suggestion.objects.filter(pk=case.pk).update(title=title)
    found = paper(scene.an, case)
    assert found.title == case.code
    assert found.claims


def test_nobody_has_documents_made_without_end(scene, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_FILES", 2)
    case = submit(scene)
    assert [ask(scene.an, case).status_code for _time in range(2)] == [200, 200]
    refused = ask(scene.an, case)
    assert refused.status_code == 429
    assert "2 documents within an hour" in refused.text
    assert f'href="{case.get_absolute_url()}">Back to the matter' in refused.text
    assert ask(scene.clerk, case).status_code == 200
    with clock.moved(MORNING + timedelta(hours=1)):
        assert ask(scene.an, case).status_code == 200


def test_it_asks_as_much_with_three_talks_as_with_one(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    counts = []
    for more in (1, 2):
        for _number in range(more):
            handling.contact(assignment=work(case), talk=TALK, by=scene.bo, at=MORNING)
        for person in (scene.an, scene.clerk, scene.bo):
            client = signed_in(person)
            client.get(case.get_absolute_url())
            with CaptureQueriesContext(connection) as asked:
                client.post(reverse("suggestions:casefile", args=[case.code]))
            counts.append(len(asked))
    assert counts[:3] == counts[3:]
    # Of these two make the line in the ledger one transaction, one counts what a person takes, and
    # one asks colleagues' files who signed for a case that names no officer.
    assert max(counts) <= 17


def test_the_button_stands_on_the_page(scene):
    case = submit(scene)
    assert f'action="/suggestions/{case.code}/file/"' in page(scene.an, case)
