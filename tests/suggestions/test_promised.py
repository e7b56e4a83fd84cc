"""A promise whose day is past is one thing everywhere: late, with who mends it by when, and how."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from commitments.actions import keeping
from commitments.lifecycle import Claim
from commitments.lifecycle import State as Kept
from commitments.models import Commitment
from commitments.models.held import first_of
from deadlines.lights import word
from design.dates import day
from reports.actions import counting
from suggestions import promised
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from tests.suggestions.factories import MORNING, answer, promise, suggestion_at
from workdays import clock
from workdays.arithmetic import due_moment

WAITING = (Kept.OPEN, Kept.REPORTED, Kept.NOT_KEPT)


def made(case, state, number, *, due_on):
    """A promise about the case in that state; what comes next is due a day after its own."""
    reported = {"claim": Claim.KEPT, "evidence": "已办。", "reported_at": MORNING}
    return Commitment.objects.create(
        code=f"{case.code}-p{number}",
        kind="suggestion",
        about=case.code,
        organ=case.organ,
        words=f"第 {number} 件",
        state=state,
        due_on=due_on,
        due_at=due_moment(due_on + timedelta(days=0 if state == Kept.OPEN else 1)),
        made_by=case.author,
        made_at=MORNING,
        **(reported if state == Kept.REPORTED else {}),
    )


@pytest.fixture(autouse=True)
def _plain(settings: Any) -> None:
    settings.WHITENOISE_AUTOREFRESH = True


def signed_in(user) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def over(case):
    """A moment of the working day after the promised one."""
    return due_moment(promise(case).due_on + timedelta(days=1), 10)


@pytest.fixture
def open_late(scene) -> Iterator[Suggestion]:
    """Followed, the day past, and no word of the unit."""
    case = suggestion_at(scene, State.FOLLOWUP)
    with clock.moved(over(case)):
        yield case


@pytest.fixture
def contested(scene) -> Iterator[Suggestion]:
    """Reported as kept on the day, which the author denies: a new day is owed in ten days."""
    case = suggestion_at(scene, State.FOLLOWUP)
    at = over(case)
    with clock.moved(at):
        here = promise(case)
        said = {"claim": Claim.KEPT, "evidence": "已办。", "by": scene.bo}
        keeping.report(commitment=here, **said, at=at - timedelta(days=1))
        keeping.contest(commitment=here, words="没有。", by=scene.an, at=at)
        yield case


@pytest.fixture
def unrated(scene) -> Iterator[Suggestion]:
    """The day comes while the answer still waits to be rated."""
    case = suggestion_at(scene, State.IN_HANDLING)
    day = MORNING.date() + timedelta(days=4)
    answer(scene, case, outcome_class="B", promised_on=day)
    with clock.moved(over(case)):
        yield case


def case_page(user, case):
    return signed_in(user).get(reverse("suggestions:case", args=[case.code]))


def rows(user, desk, show):
    page = signed_in(user).get(reverse(f"suggestions:{desk}") + f"?show={show}")
    return {row.suggestion.code: row for row in page.context["rows"]}, page


def figure(page, show):
    found = [*page.context["glance"], *page.context["chips"]]
    return next(one.count for one in found if one.url == f"?show={show}")


def test_the_case_says_who_mends_what_and_offers_that_first(scene, open_late):
    page = case_page(scene.bo, open_late)
    said = page.context["sentence"]
    assert "promised it by" in said
    assert "working day late" in said
    assert "reports what became of it, or gives a new date with the reason" in said
    assert page.context["light"].kind == "red"
    assert [(one.label, one.state) for one in page.context["stations"]][-1] == (
        "Promise settled",
        "here",
    )
    assert [one.state for one in page.context["units"]] == ["Promise overdue"]
    shown = [one.label for one in page.context["buttons"] if not one.quiet]
    assert shown[:2] == ["Report on the promise", "Give a new date"]


def test_where_it_was_not_kept_the_new_day_stands_first_and_the_old_one_is_named_as_such(
    scene, contested
):
    page = case_page(scene.bo, contested)
    assert "gives a new date by" in page.context["sentence"]
    by, over = day(promise(contested).due_at), day(promise(contested).due_on)
    assert by in page.context["sentence"]
    lights = [page.context["light"], *(light for _one, light in page.context["promises"])]
    assert [(one.kind, one.text) for one in lights] == [("red", "not kept")] * 2
    states = [(one.state, one.until) for one in page.context["units"]]
    assert states == [("Not kept, a new date is due", f"new date due {by}")]
    aside = page.text[page.text.index("<aside") :]
    assert aside.index(f'a new date is to be named by <span class="date">{by}') > aside.index(over)
    assert aside.count(over) == 1
    assert "working day late" not in page.text
    shown = [one.label for one in page.context["buttons"]]
    assert shown[0] == "Give a new date"
    assert next(one for one in page.context["buttons"] if "Report" in one.label).quiet


def test_while_it_waits_to_be_rated_the_page_says_both(scene, unrated):
    said = case_page(scene.an, unrated).context["sentence"]
    assert "rating window is open" in said
    assert "is overdue: it reports what became of it" in said
    assert "Please rate it." in said


def test_the_head_of_its_page_is_red_also_while_the_answer_waits_to_be_rated(scene, unrated):
    page = case_page(scene.an, unrated)
    head = page.text[page.text.index('class="sentence"') : page.text.index('class="river')]
    assert 'class="light light-red"' in head
    assert "1 working day late" in head


@pytest.mark.parametrize("name", ["open_late", "contested", "unrated"])
def test_every_list_and_figure_calls_it_late(scene, request, name):
    case = request.getfixturevalue(name)
    for user, desk in ((scene.bo, "unit"), (scene.clerk, "office")):
        found, page = rows(user, desk, "late")
        assert list(found) == [case.code], desk
        assert found[case.code].light.kind == "red", desk
        if desk == "office":
            assert figure(page, "late") == "1"
        assert rows(user, desk, "week")[0] == {}
        if name == "contested":
            row = found[case.code]
            assert (row.light.text, row.state) == ("not kept", "Not kept, a new date is due")
            assert row.due_at == promise(case).due_at
    waiting, page = rows(scene.bo, "unit", "waiting")
    assert list(waiting) == [case.code]
    assert page.context["lead"] == "1 case waits for you, 1 overdue (a promise)."
    verb = "Give a new date" if name == "contested" else "Report on the promise"
    assert waiting[case.code].verb == verb
    counting.sweep(at=clock.now())
    overview = signed_in(scene.clerk).get(reverse("reports:overview"))
    assert "1 promise is overdue." in overview.context["lead"]
    behind = signed_in(scene.clerk).get(reverse("reports:rows"), {"figure": "owed"})
    assert [row.suggestion for row in behind.context["rows"]] == [case]


def test_before_its_day_it_is_due_this_week_and_not_late(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    with clock.moved(over(case) - timedelta(days=1)):
        for user, desk in ((scene.bo, "unit"), (scene.clerk, "office")):
            found, page = rows(user, desk, "week")
            assert list(found) == [case.code], desk
            assert figure(page, "week") == "1"
            assert rows(user, desk, "late")[0] == {}
        assert list(rows(scene.bo, "unit", "open")[0]) == [case.code]


def test_in_an_answer_to_be_rated_it_is_due_this_week_by_its_own_day(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, case, outcome_class="B", promised_on=MORNING.date() + timedelta(days=2))
    with clock.moved(over(case) - timedelta(days=1)):
        for user, desk in ((scene.an, "mine"), (scene.bo, "unit"), (scene.clerk, "office")):
            found, page = rows(user, desk, "week")
            assert list(found) == [case.code], desk
            assert found[case.code].due_at == promise(case).held_to, desk
            assert found[case.code].state == "Promised", desk
            assert figure(page, "week") == "1", desk


def test_from_its_first_reminder_on_it_waits_for_its_unit(scene):
    case = suggestion_at(scene, State.FOLLOWUP)
    first = due_moment(promise(case).due_on - timedelta(days=11), 10)
    for at, waits in ((first, True), (first - timedelta(days=9), False)):
        with clock.moved(at):
            found, page = rows(scene.bo, "unit", "waiting")
        assert (case.code in found) is waits, at
        assert figure(page, "late") == "0"


def test_a_file_says_of_what_was_not_kept_what_the_page_says(scene, contested):
    shown = rows(scene.bo, "unit", "late")[0][contested.code].light
    assert (word(shown), shown.late) == (shown.text, None) == ("not kept", None)


def test_a_list_with_promises_goes_by_the_day_that_each_row_shows(scene):
    later, sooner = (suggestion_at(scene, State.IN_HANDLING) for _one in range(2))
    for case, days in ((later, 3), (sooner, 2)):
        answer(scene, case, outcome_class="B", promised_on=MORNING.date() + timedelta(days=days))
    with clock.moved(over(sooner) - timedelta(days=1)):
        for user, desk in ((scene.an, "mine"), (scene.bo, "unit"), (scene.clerk, "office")):
            assert list(rows(user, desk, "week")[0]) == [sooner.code, later.code], desk
        assert list(rows(scene.an, "mine", "week&q=书架")[0]) == [sooner.code, later.code]


def test_its_authors_card_says_the_day_of_the_promise(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, case, outcome_class="B", promised_on=MORNING.date() + timedelta(days=2))
    case.refresh_from_db()
    with clock.moved(over(case) - timedelta(days=1)):
        for show in ("week", "week&q=书架"):
            text = rows(scene.an, "mine", show)[1].text
            assert f'by <span class="date">{day(promise(case).held_to)}</span>' in text, show
            assert str(day(case.due_at)) not in text, show


def test_a_new_day_ends_all_of_it(scene, contested):
    wanted = {"due_on": clock.today() + timedelta(days=40), "reason": "等材料。"}
    keeping.renew(commitment=promise(contested), **wanted, by=scene.bo, at=clock.now())
    for user, desk in ((scene.bo, "unit"), (scene.clerk, "office")):
        assert rows(user, desk, "late")[0] == {}
    page = case_page(scene.bo, contested)
    assert page.context["light"].kind == "green"
    assert [one.state for one in page.context["units"]] == ["Promised"]


def test_what_was_reported_waits_for_the_author_and_is_late_nowhere(scene, open_late):
    said = {"claim": Claim.KEPT, "evidence": "已办。", "by": scene.bo, "at": clock.now()}
    keeping.report(commitment=promise(open_late), **said)
    for user, desk in ((scene.bo, "unit"), (scene.clerk, "office")):
        assert rows(user, desk, "late")[0] == {}
    assert rows(scene.bo, "unit", "waiting")[0] == {}
    [unit] = case_page(scene.bo, open_late).context["units"]
    over = day(promise(open_late).due_on)
    assert (unit.state, unit.until) == ("Reported, to be confirmed", f"promised for {over}")


def test_a_promise_just_made_is_under_way_until_its_own_day_and_nothing_presses(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    day_off = MORNING.date() + timedelta(days=300)
    answer(scene, case, outcome_class="B", promised_on=day_off)
    with clock.moved(MORNING):
        page = case_page(scene.bo, case)
    assert (page.context["light"].kind, page.context["light"].text) == (
        "green",
        "promise under way",
    )
    assert f"keeps its promise by {day(day_off)}" in strip_tags(page.context["sentence"])
    [unit] = page.context["units"]
    assert unit.until == f"promised for {day(day_off)}"
    report = next(one for one in page.context["buttons"] if one.label == "Report on the promise")
    assert report.quiet


def test_late_with_the_office_and_late_anywhere_are_two_figures(scene, open_late):
    suggestion_at(scene, State.SUBMITTED, at=clock.now() - timedelta(days=30))
    ours, page = rows(scene.clerk, "office", "ours")
    assert len(ours) == int(figure(page, "ours")) == 1
    anywhere, page = rows(scene.clerk, "office", "late")
    assert len(anywhere) == int(figure(page, "late")) == 2
    assert page.context["lead"] == "1 case waits for you, 1 of them overdue."


@pytest.mark.parametrize("name", ["open_late", "contested", "unrated"])
def test_the_office_can_remind_of_it_with_others(scene, request, name):
    case = request.getfixturevalue(name)
    found, page = rows(scene.clerk, "office", "late")
    assert found[case.code].picks == ("urge",)
    assert found[case.code].url == reverse("suggestions:urge", args=[case.code])
    assert f'name="case" value="{case.code}"' in page.text
    labels = [one.label for one in case_page(scene.clerk, case).context["buttons"]]
    assert "Remind the unit" in labels


def test_beside_a_late_case_without_a_box_stands_why(scene):
    case = suggestion_at(scene, State.RETURNED)
    with clock.moved(case.due_at + timedelta(days=1)):
        found, page = rows(scene.clerk, "office", "late")
        assert found[case.code].picks == ()
        assert "It waits for its author’s word." in page.text


def test_from_the_list_a_late_promise_leads_to_a_page_that_offers_a_new_day_too(scene, open_late):
    row = rows(scene.bo, "unit", "late")[0][open_late.code]
    page = signed_in(scene.bo).get(row.url)
    assert page.context["form"].fields["claim"]
    renew = reverse("suggestions:promise_renew", args=[promise(open_late).code])
    assert f'href="{renew}">Give a new date</a>' in page.text


def test_its_author_reads_the_same_in_the_list(scene, contested):
    page = signed_in(scene.an).get(reverse("suggestions:mine") + "?show=open")
    row = page.context["rows"][0]
    assert (row.light.kind, row.light.text) == ("red", "not kept")
    assert row.due_at == promise(contested).due_at


@pytest.mark.parametrize("states", list(product(WAITING, repeat=2)))
def test_the_database_reads_the_dates_of_promises_as_one_promise_does(scene, states):
    """What lists ask of many cases in one question says the same as each promise of itself."""
    case = suggestion_at(scene, State.IN_HANDLING)
    first = MORNING.date()
    for shift, hours in product((-1, 0, 1), (0, 9, 10, 30)):
        Commitment.objects.all().delete()
        for number, state in enumerate(states):
            made(case, state, number, due_on=first + timedelta(days=number * shift))
        at = due_moment(first, 9) + timedelta(hours=hours)
        read = promised.with_owed(Suggestion.objects.filter(pk=case.pk)).get()
        here = list(Commitment.objects.order_by("id"))
        still_open = [one for one in here if one.state == Kept.OPEN]
        late = [one.held_to for one in still_open if one.is_late(at)]
        assert promised.late_since(read, at) == min(late, default=None)
        broken = [one.held_to for one in here if one.state == Kept.NOT_KEPT]
        assert promised.new_day_by(read) == min(broken, default=None)
        owed = first_of(one for one in here if one.is_owed)
        assert read.promised_words == (owed.words if owed else None)
