"""p50 and p95 of lists, searches, detail and submit at two sizes, and the ratio between them.

HTTP requests of a signed-in user to the served process. The sizes take turns in five rounds of
one run, and the figure is the median of the rounds' medians: what disturbs the machine disturbs
both. The databases stay until the schema changes.
"""

import argparse
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from bench import budgets, databases, site

ROUNDS = 5
REQUESTS = 40
SEARCHES = 15
SUBMITS = 15
SIZES = (1_000, 100_000)


@dataclass(frozen=True)
class Page:
    """What is measured: a name, how often a round, and one request against a served site."""

    name: str
    times: int
    ask: Callable[[site.Site], float]


def search(what: str, role: str, path: str, words: str) -> Page:
    """A search as somebody at that desk makes it."""
    address = f"{path}{quote(words)}"
    return Page(f"{what} ({role})", SEARCHES, lambda served: served.get(role, address))


OFFICE_ALL, OFFICE, UNIT = "/office/?show=all&q=", "/office/?q=", "/unit/?show=all&q="
# How many texts of a million hold the words says `seed.sql`; nearly all hold the first.
SEARCH_PAGES = (
    search("common", "office", OFFICE_ALL, "建议"),
    search("1 in 100", "office", OFFICE_ALL, "海绵城市"),
    search("rare", "office", OFFICE_ALL, "萤火虫"),
    search("absent", "office", OFFICE_ALL, "查无此词"),
    search("absent pair", "office", OFFICE, "建材"),
    search("one sign", "office", OFFICE_ALL, "嫘"),
    search("Latin", "office", OFFICE_ALL, "wi-fi"),
    search("two words", "office", OFFICE_ALL, "嫘祖 建议"),
    search("rare", "county", OFFICE_ALL, "萤火虫"),
    search("common", "county", OFFICE_ALL, "建议"),
    search("rare", "officer", UNIT, "萤火虫"),
    search("common", "officer", UNIT, "建议"),
)
PAGES = (
    Page("list (office)", REQUESTS, lambda served: served.get("office", "/office/")),
    Page("list (unit)", REQUESTS, lambda served: served.get("officer", "/unit/")),
    Page("list (member)", REQUESTS, lambda served: served.get("member", "/suggestions/")),
    *SEARCH_PAGES,
    Page("detail", REQUESTS, lambda served: served.get("office", served.some_case())),
    Page("submit", SUBMITS, lambda served: served.submit()),
)


def main(arguments: list[str]) -> int:
    """Seed what is missing, measure, print a table; 0 when every answer was as expected."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=")
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--budgets", action="store_true", help="pages in a slow browser instead")
    parser.add_argument("--rows", type=int, help="there on so many cases of the demo")
    options = parser.parse_args(arguments)
    if options.budgets:
        return in_browser(options.rows or options.sizes[1], demo=bool(options.rows))
    served: list[site.Site] = []
    try:
        for size in options.sizes:
            database = databases.ready(size)
            sys.stdout.write(f"{size:>9,} rows: {database.made}\n")
            served.append(site.Site(database))
        for one in served:
            one.start()
        table = measure(served, options.rounds)
    finally:
        for one in served:
            one.stop()
    sys.stdout.write(report(options.sizes, table))
    return 0


def in_browser(size: int, *, demo: bool) -> int:
    """Print what a phone has to bear with at one size, page by page."""
    database = databases.ready(size, demo=demo)
    served = site.Site(database)
    sys.stdout.write(f"{size:>9,} rows: {database.made}\n")
    try:
        served.start()
        sys.stdout.write(budgets.report(budgets.measure(served)))
    finally:
        served.stop()
    return 0


def measure(served: list[site.Site], rounds: int) -> dict[str, list[list[list[float]]]]:
    """page → size → round → milliseconds. The first request of each is not counted."""
    table: dict[str, list[list[list[float]]]] = {}
    for page in PAGES:
        for one in served:
            page.ask(one)
        table[page.name] = [[] for _one in served]
        for _round in range(rounds):
            for place, one in enumerate(served):
                times = [page.ask(one) for _time in range(page.times)]
                table[page.name][place].append(times)
    return table


def report(sizes: tuple[int, int], table: dict[str, list[list[list[float]]]]) -> str:
    """The table as text: milliseconds, and the larger size's p50 over the smaller one's."""
    small, large = (f"{size:,}" for size in sizes)
    lines = [f"\n{'':20}{small + ' p50':>14}{'p95':>8}{large + ' p50':>16}{'p95':>8}{'ratio':>8}"]
    for name, by_size in table.items():
        p50 = [statistics.median(statistics.median(times) for times in size) for size in by_size]
        p95 = [statistics.median(percentile(times, 95) for times in size) for size in by_size]
        figures = f"{p50[0]:>14.1f}{p95[0]:>8.1f}{p50[1]:>16.1f}{p95[1]:>8.1f}"
        lines.append(f"{name:20}{figures}{p50[1] / p50[0]:>8.2f}")
    return "\n".join([*lines, "milliseconds; ratio of the p50s\n"])


def percentile(times: list[float], share: int) -> float:
    """The value below which `share` per cent of the times lie."""
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
