"""The lists: what stands on each desk, in which order, and at what price."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from commitments.actions import keeping
from commitments.lifecycle import Claim
from members import roles
from suggestions import desks
from suggestions.actions import disputing, extending, returning, sealing, urging
from suggestions.filters import MEMBER_VIEWS, OFFICE_VIEWS, UNIT_VIEWS
from suggestions.lifecycle import ENDED_STATES, State
from tests.members.factories import make_seat
from tests.suggestions.crowd import crowd
from tests.suggestions.factories import MORNING, WALKS, promise, submit, suggestion_at, work
from workdays import calendar, clock

MOST_QUERIES = 12
DESKS = {
    "suggestions:mine": ("an", MEMBER_VIEWS),
    "suggestions:office": ("clerk", OFFICE_VIEWS),
    "suggestions:unit": ("bo", UNIT_VIEWS),
}


@pytest.fixture(autouse=True)
def _morning(settings: Any) -> Iterator[None]:
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


def queries(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        page = client.get(url)
    assert page.status_code == 200
    # Where no row is due this week, the list has nothing to ask the proposed units for.
    spared = ["prefetch"] if "office/?show=week" in url and not page.context["page"].rows else []
    return [*spared, *(query["sql"] for query in seen)]


def test_a_desk_asks_as_much_for_10000_rows_as_for_one(scene):
    """Every desk, every filter; 1, 3 and 1,667 cases in each of the states."""
    clients = {desk: Client() for desk in DESKS}
    urls = {}
    for desk, (person, views) in DESKS.items():
        clients[desk].force_login(scene.people[person])
        urls |= {f"{reverse(desk)}?show={view.key}": clients[desk] for view in views}
    for url, client in urls.items():
        client.get(url)  # What a process asks once in a while, such as the calendar, is known now.
    found = {url: [] for url in urls}
    for many in (1, 3, 1667):
        with transaction.atomic():
            crowd(scene, many)
            for url, client in urls.items():
                found[url].append(len(queries(client, url)))
            transaction.set_rollback(True)
    assert {url: counts for url, counts in found.items() if len(set(counts)) > 1} == {}
    assert {url: counts for url, counts in found.items() if counts[0] > MOST_QUERIES} == {}


def open_desk(user, url, **query):
    client = Client()
    client.force_login(user)
    return client.get(url, query)


def shown(response):
    return [row.suggestion.code for row in response.context["rows"]]


def walk(client, url, way):
    """Every page from `url` on, by the link that leads `way`."""
    pages = []
    while url:
        response = client.get(url)
        pages.append(shown(response))
        url = getattr(response.context["page"], way)
        url = reverse("suggestions:office") + url if url else ""
        last = response
    return pages, last


def test_what_waits_stands_with_its_earliest_date_first(scene):
    late = submit(scene, at=MORNING - timedelta(days=6))
    later, soon = submit(scene, at=MORNING + timedelta(days=1)), submit(scene)
    response = open_desk(scene.clerk, reverse("suggestions:office"))
    assert shown(response) == [late.code, soon.code, later.code]
    assert str(response.context["lead"]) == "3 cases wait for you, 1 of them overdue."


def test_an_empty_desk_says_so_and_what_will_come(scene):
    for person, url in ((scene.clerk, "suggestions:office"), (scene.bo, "suggestions:unit")):
        response = open_desk(person, reverse(url))
        assert response.context["lead"] == "Nothing waits for you."
        assert "arrives at this desk" in response.text


@pytest.mark.parametrize("show", ["", "nonsense", "all'--"])
def test_an_unknown_filter_opens_the_first(scene, show):
    response = open_desk(scene.clerk, reverse("suggestions:office"), show=show)
    assert [chip.is_current for chip in response.context["chips"]] == [True] + 11 * [False]


def test_each_filter_shows_its_states_and_no_other(scene):
    codes = {state: suggestion_at(scene, state).code for state in WALKS}
    office, unit, mine = (reverse(f"suggestions:{name}") for name in ("office", "unit", "mine"))

    def states(person, url, show):
        rows = set(shown(open_desk(person, url, show=show)))
        return {state.value for state, code in codes.items() if code in rows}

    at_office = {"submitted", "accepted", "handed_off", "reassigning", "on_hold"}
    assert states(scene.clerk, office, "waiting") == at_office
    assert states(scene.clerk, office, "outside") == {"handed_off"}
    assert states(scene.clerk, office, "authors") == {"returned"}
    with_units = {"assigned", "in_handling", "rework"}
    assert states(scene.clerk, office, "units") == {*with_units, "followup"}
    assert states(scene.clerk, office, "promised") == {"followup"}
    assert states(scene.clerk, office, "supervised") == set()
    assert states(scene.clerk, office, "rating") == {"replied"}
    assert states(scene.clerk, office, "all") == {state.value for state in WALKS}
    assert states(scene.bo, unit, "waiting") == with_units
    assert states(scene.bo, unit, "answered") == {"replied", "followup", "closed"}
    assert states(scene.bo, unit, "promises") == {"followup"}
    assert states(scene.bo, unit, "all") == {
        *with_units,
        "on_hold",
        "replied",
        "followup",
        "closed",
    }
    ended = {"closed", "withdrawn", "declined", "diverted", "merged"}
    assert states(scene.an, mine, "closed") == ended
    assert states(scene.an, mine, "all") == {state.value for state in WALKS}
    waiting = {*at_office, "followup", *with_units}
    assert states(scene.an, mine, "open") == waiting
    desk = open_desk(scene.an, mine)
    ready = desk.context["to_rate"]
    assert [row.suggestion.code for row in ready] == [codes[State.REPLIED]]
    assert "What else is in hand" in desk.text
    over = [*desk.context["declined"], *open_desk(scene.an, mine, show="closed").context["rows"]]
    assert {row.light.kind for row in over} == {"grey"}


def test_overdue_means_past_the_date_and_still_open(scene):
    long_ago = MORNING - timedelta(days=40)
    states = [state for state in WALKS if state != State.FOLLOWUP]
    codes = {state: suggestion_at(scene, state, at=long_ago).code for state in states}
    submit(scene)
    office = open_desk(scene.clerk, reverse("suggestions:office"), show="late")
    still_open = {code for state, code in codes.items() if state not in ENDED_STATES}
    assert set(shown(office)) & set(codes.values()) == still_open
    unit = open_desk(scene.bo, reverse("suggestions:unit"), show="late")
    held = (State.ASSIGNED, State.IN_HANDLING, State.REWORK)
    assert set(shown(unit)) == {codes[state] for state in held}


def test_counts_stop_at_99(scene):
    crowd(scene, 60)
    response = open_desk(scene.clerk, reverse("suggestions:office"))
    assert [chip.count for chip in response.context["chips"]] == ["", "99+", "99+", "0", *8 * [""]]
    assert [one.count for one in response.context["glance"]][::2] == ["99+", "99+"]
    assert "99+ cases wait for you" in response.text


@pytest.mark.parametrize("show", ["waiting", "all"])
def test_walking_on_and_back_meets_each_row_once_also_where_dates_are_equal(scene, show):
    same = [submit(scene).code for _number in range(40)]
    other = [submit(scene, at=MORNING - timedelta(days=n % 3)).code for n in range(25)]
    client = Client()
    client.force_login(scene.clerk)
    first = f"{reverse('suggestions:office')}?show={show}"
    there, last = walk(client, first, "older_url")
    assert [len(page) for page in there] == [30, 30, 5]
    assert sorted(sum(there, [])) == sorted(same + other)
    back, _first = walk(
        client, reverse("suggestions:office") + last.context["page"].newer_url, "newer_url"
    )
    assert back == [there[1], there[0]]


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "%00",
        "AAAA",
        "W10",
        "WzFd",
        "bnVsbA",
        "WyJhIiwgImIiXQ",
        "WzEsIDJd",
        "WzEsIG51bGxd",
        "W3siYXQiOiAiMjAyNi0wMy0wNSJ9LCAxXQ",
        "W3siYXQiOiAiOTk5OS0xMi0zMVQyMzo1OTo1OS0yMzo1OSJ9LCAxXQ",
        "e30",
        "🙂",
    ],
)
def test_a_changed_address_opens_the_first_page(scene, name, token):
    codes = [submit(scene).code for _number in range(3)]
    response = open_desk(scene.clerk, reverse("suggestions:office"), **{name: token})
    assert (response.status_code, shown(response)) == (200, codes)


def test_more_answers_to_rate_than_fit_hide_nothing(scene):
    """Those that wait for a rating stand above; the page below them still leads on."""
    crowd(scene, 35, states=[State.REPLIED], at=MORNING - timedelta(days=90))
    crowd(scene, 3, states=[State.SUBMITTED])
    client = Client()
    client.force_login(scene.an)
    url, seen = reverse("suggestions:mine"), set()
    for _page in range(20):
        response = client.get(url)
        seen |= {row.suggestion.code for row in response.context["to_rate"]}
        seen |= set(shown(response))
        older = response.context["page"].older_url
        if not older:
            break
        assert older.replace("&", "&amp;") in response.text
        url = reverse("suggestions:mine") + older
    assert len(seen) == 38


def test_a_page_of_promises_is_full_whatever_is_sealed(scene, monkeypatch):
    cases = [suggestion_at(scene, State.FOLLOWUP) for _number in range(4)]
    for case in cases[:2]:
        sealing.seal(suggestion=case, reason="涉密", by=scene.clerk, at=MORNING)
    query = QueryDict("show=promises")
    monkeypatch.setattr(desks, "PAGE", 2)
    desk = desks.unit_desk(scene.bo, query=query, at=MORNING, calendar=calendar.current())
    assert [row.suggestion.code for row in desk["rows"]] == [case.code for case in cases[2:]]


def asks_back(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    whose = returning.Whose(elsewhere="街道")
    given = {"reason": "不归我们。", "whose": whose, "by": scene.bo, "at": MORNING}
    returning.ask(assignment=work(suggestion), **given)
    return suggestion


def asks_for_time(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    given = {
        "reason": "要勘察。",
        "wanted": MORNING + timedelta(days=21),
        "by": scene.bo,
        "at": MORNING,
    }
    extending.ask(assignment=work(suggestion), **given)
    return suggestion


def test_a_row_that_waits_for_the_office_shows_the_offices_clock(scene):
    back, time = asks_back(scene), asks_for_time(scene)
    later = MORNING + timedelta(days=9)
    assert work(back).due_at > later
    with clock.moved(later):
        url = reverse("suggestions:office")
        office = open_desk(scene.clerk, url, show="asked")
        shown = {
            row.suggestion: (row.light.kind, row.due_at < later) for row in office.context["rows"]
        }
        assert shown == {back: ("red", True), time: ("red", True)}
        assert office.context["lead"] == (
            "In 2 cases units wait for your decision. 2 are overdue with you."
        )
        counts = {str(chip.label): chip.count for chip in office.context["chips"]}
        assert (counts["Asked by units"], counts["Overdue with us"]) == ("2", "2")
        ours = open_desk(scene.clerk, url, show="ours").context["rows"]
        assert {row.suggestion for row in ours} == {back, time}
        for row in office.context["rows"]:
            assert row.light.text.startswith("our decision ")
            assert row.light.text.endswith(" working days late")
            assert "Your office was to decide by " in open_desk(scene.clerk, row.url).text


def test_a_case_in_arbitration_shows_the_arbiters_clock_and_is_not_late_at_its_unit(scene):
    back = asks_back(scene)
    returning.refuse(assignment=work(back), note="归你们。", by=scene.clerk, at=MORNING)
    ruled_by = MORNING + timedelta(days=6)
    disputing.dispute(assignment=work(back), note="不归我们。", by=scene.bo, at=MORNING)
    type(back).objects.filter(pk=back.pk).update(due_at=MORNING - timedelta(days=2))
    make_seat(roles.Arbiter)
    url = reverse("suggestions:office")
    [row] = open_desk(scene.clerk, url, show="units").context["rows"]
    assert (str(row.state), row.light.kind, row.picks) == ("With the arbiter", "green", ())
    assert MORNING < row.due_at < ruled_by + timedelta(days=3)
    assert not open_desk(scene.clerk, url, show="late").context["rows"]
    told = open_desk(scene.clerk, back.get_absolute_url())
    assert "the arbiter rules by" in str(told.context["sentence"])
    assert told.context["light"].kind == "green"
    with pytest.raises(urging.WithOthers):
        urging.urge(suggestion=back, by=scene.clerk, at=MORNING)
    with clock.moved(MORNING + timedelta(days=14)):
        [late] = open_desk(scene.clerk, url, show="late").context["rows"]
        assert (late.light.kind, late.unpicked) == ("red", "It waits for the arbiter’s ruling.")


def test_after_a_decision_the_office_goes_on_with_what_units_ask(scene):
    back = asks_back(scene)
    client = Client()
    client.force_login(scene.clerk)
    url = f"/office/{back.code}-1/return/"
    assert "data-wide" in client.get(url).text
    sent = {"decision": "no", "note": "归你们。"}
    assert client.post(url, sent).headers["Location"] == "/office/?show=asked"


def test_the_list_of_promises_says_what_was_promised(scene):
    suggestion_at(scene, State.FOLLOWUP)
    page = open_desk(scene.clerk, reverse("suggestions:office"), show="promised")
    assert page.context["rows"][0].suggestion.promised_words[:20] in page.text


def test_what_units_ask_is_counted_in_the_first_line_and_each_row_leads_to_the_decision(scene):
    back, time = asks_back(scene), asks_for_time(scene)
    office = open_desk(scene.clerk, reverse("suggestions:office"), show="asked")
    assert office.context["lead"] == "In 2 cases units wait for your decision."
    assert [(row.suggestion, row.verb, row.url) for row in office.context["rows"]] == [
        (back, "Decide", f"/office/{back.code}-1/return/"),
        (time, "Decide on more time", f"/office/{time.code}-1/more-time/"),
    ]
    submit(scene)
    office = open_desk(scene.clerk, reverse("suggestions:office"))
    assert (
        office.context["lead"] == "1 case waits for you. In 2 cases units wait for your decision."
    )


@pytest.mark.parametrize(
    ("asks", "words"),
    [(asks_back, "asks to give it back"), (asks_for_time, "asks for more time")],
)
def test_the_sentence_says_what_a_unit_asks_and_until_when_it_is_decided(scene, asks, words):
    suggestion = asks(scene)
    said = f"Department library {words}; CPPCC Hunan Provincial Committee decides by Fri 6 March"
    for person in (scene.an, scene.bo, scene.clerk):
        page = open_desk(person, suggestion.get_absolute_url())
        assert said in strip_tags(str(page.context["sentence"]))


def test_the_chip_says_that_it_counts_what_others_have_too(scene):
    suggestion_at(scene, State.IN_HANDLING, at=MORNING - timedelta(days=40))
    office = open_desk(scene.clerk, reverse("suggestions:office"))
    chips = {str(chip.label): chip.count for chip in office.context["chips"]}
    assert chips["Overdue anywhere"] == "1"
    assert office.context["lead"] == "Nothing waits for you."


def test_the_units_first_line_names_the_promises_that_wait_for_its_word(scene):
    due, contested, later = (suggestion_at(scene, State.FOLLOWUP) for _number in range(3))
    url = reverse("suggestions:unit")
    assert open_desk(scene.bo, url).context["lead"] == "Nothing waits for you."
    by = {"by": scene.bo, "at": MORNING}
    report = {"claim": Claim.KEPT, "evidence": "已办。"} | by
    for case in (contested, later):
        keeping.report(commitment=promise(case), **report)
    keeping.contest(commitment=promise(contested), words="没有。", by=scene.an, at=MORNING)
    with clock.moved(promise(due).due_at - timedelta(hours=8)):
        page = open_desk(scene.bo, url, show="promises")
    assert page.context["lead"] == (
        "2 cases wait for you, 1 overdue (a promise), 1 with a promise come due."
    )
    ways = {row.suggestion: (row.verb, row.url) for row in page.context["rows"]}
    assert ways == {
        due: ("Report on the promise", f"/promises/{promise(due).code}/report/"),
        contested: ("Give a new date", f"/promises/{promise(contested).code}/renew/"),
        later: ("", ""),
    }
    assert f'data-action href="/promises/{promise(due).code}/report/"' in page.text


@pytest.mark.parametrize(
    ("desk", "show", "words"),
    [
        ("unit", "waiting", "What an office assigns to your unit arrives at this desk."),
        ("unit", "promises", "Nothing stands under “Promises” now."),
        ("office", "late", "Nothing stands under “Overdue anywhere” now."),
        ("mine", "closed", "Nothing stands under “Closed” now."),
        ("mine", "open", "One thing you have seen"),
    ],
)
def test_an_empty_list_says_what_is_true_of_its_view(scene, desk, show, words):
    person = scene.people[DESKS[f"suggestions:{desk}"][0]]
    assert words in open_desk(person, reverse(f"suggestions:{desk}"), show=show).text
