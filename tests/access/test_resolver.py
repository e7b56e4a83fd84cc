"""No address is forgotten: each one that the site answers has a line in the table."""

from collections import Counter
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from tests.access.cast import ROLES
from tests.access.names import GROUPS, NAMELESS
from tests.access.table import rows

STATUSES = {"200", "201", "204", "302", "401", "403", "404", "405", "409", "in", "again", "admin"}


def addresses(resolver: URLResolver, space: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the site as (name with its namespace, or "" without one; its pattern)."""
    for entry in resolver.url_patterns:
        pattern = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, inner, pattern)
        else:
            yield (f"{space}{entry.name}" if entry.name else "", pattern)


def test_every_name_has_a_line_and_every_line_a_name() -> None:
    known = {name for name, _pattern in addresses(get_resolver()) if name}
    assert {name for row in rows() for name in row.names} == known


def test_what_has_no_name_is_listed() -> None:
    nameless = [pattern for name, pattern in addresses(get_resolver()) if not name]
    assert sorted(nameless) == sorted(NAMELESS)


def test_our_own_addresses_are_each_typed_out() -> None:
    """A list is for the libraries' pages; one of ours cannot hide in it."""
    listed = [name for names in GROUPS.values() for name in names]
    assert {name.partition(":")[0] for name in listed} == {"admin"}
    assert [name for name, times in Counter(listed).items() if times > 1] == []


def test_no_line_stands_twice_and_every_cell_is_a_word_of_the_table() -> None:
    assert [line for line, times in Counter(map(str, rows())).items() if times > 1] == []
    assert {cell for row in rows() for cell in row.expected.values()} <= STATUSES
    assert {tuple(row.expected) for row in rows()} == {ROLES}
