"""The ways that a reader sees are those of the registry, for them alone."""

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch

from design import context, navigation
from design.navigation import Entry, entries_for
from design.templatetags.design import icon


@pytest.fixture
def table(monkeypatch):
    """Replace the registry by a table of one's own."""

    def put(*entries: Entry) -> None:
        found = tuple(sorted(entries, key=lambda entry: entry.order))
        monkeypatch.setattr(navigation, "registered", lambda: found)

    return put


def entry(label: str, url_name: str = "design:gallery", **more) -> Entry:
    given = {"icon": "house", "seen_by": lambda request: True, **more}
    return Entry(label=label, url_name=url_name, **given)


def test_an_entry_shows_to_whom_it_may(table):
    table(entry("Mine"), entry("Theirs", seen_by=lambda request: False))
    assert [link.label for link in entries_for(RequestFactory().get("/"))] == ["Mine"]


def test_an_entry_without_a_page_is_a_mistake(table):
    table(entry("Later", url_name="studios:desk"), entry("Now"))
    with pytest.raises(NoReverseMatch):
        entries_for(RequestFactory().get("/"))


def test_entries_stand_in_their_order_with_their_numbers(table):
    table(entry("Second", order=20, badge=lambda request: 3), entry("First", order=10))
    links = entries_for(RequestFactory().get("/"))
    assert [(link.label, link.badge) for link in links] == [("First", None), ("Second", 3)]


@pytest.mark.parametrize(("path", "here"), [("/design/", True), ("/design/x/", True), ("/", False)])
def test_where_one_is_is_marked(table, path, here):
    table(entry("Gallery"))
    assert [link.is_here for link in entries_for(RequestFactory().get(path))] == [here]


def test_a_page_below_another_entry_belongs_to_the_one_that_says_so(table):
    table(entry("Desk", url_name="suggestions:unit", also="suggestions:mine"))
    paths = ("/suggestions/x/", "/")
    marked = [entries_for(RequestFactory().get(path))[0].is_here for path in paths]
    assert marked == [True, False]
    table(
        entry("Desk", url_name="suggestions:unit", also="suggestions:mine"),
        entry("Mine", url_name="suggestions:mine"),
        entry("Write", url_name="suggestions:write"),
    )
    places = {"/suggestions/x/": "Desk", "/suggestions/": "Mine", "/suggestions/write/": "Write"}
    for path, label in places.items():
        links = entries_for(RequestFactory().get(path))
        assert [link.label for link in links if link.is_here] == [label]


def test_the_shell_sorts_the_ways_by_their_place(table, settings):
    settings.SESSION_IDLE_SECONDS = 600
    table(
        entry("Desk", order=10, bar=True),
        entry("Help", order=20, foot=True),
        entry("Account", order=90),
    )
    shell = context.page(RequestFactory().get("/"))["shell"]
    assert [link.label for link in shell.nav] == ["Desk"]
    assert [link.label for link in shell.bar] == ["Desk"]
    assert [link.label for link in shell.foot] == ["Help"]
    assert [link.label for link in shell.menu] == ["Account"]
    assert shell.idle_seconds == 600


def test_the_bar_holds_no_more_than_fits_a_thumb(table):
    table(*(entry(str(number), order=number, bar=True) for number in range(9)))
    assert len(context.page(RequestFactory().get("/"))["shell"].bar) == context.BAR_LENGTH


def test_every_registered_entry_has_an_icon_of_the_set():
    drawn = {one.icon: icon(one.icon) for one in navigation.registered()}
    assert drawn
    assert [name for name, drawing in drawn.items() if not drawing.startswith("<svg")] == []
