"""p50 and p95 of list, detail and submit at two sizes, and the ratio between them.

HTTP requests of a signed-in user to the served process. The sizes take turns in five rounds of
one run, and the figure is the median of the rounds' medians: what disturbs the machine disturbs
both. The databases stay until the schema changes.
"""

import argparse
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass

from bench import databases, site

ROUNDS = 5
REQUESTS = 40
SUBMITS = 15
SIZES = (1_000, 100_000)


@dataclass(frozen=True)
class Page:
    """What is measured: a name, how often a round, and one request against a served site."""

    name: str
    times: int
    ask: Callable[[site.Site], float]


PAGES = (
    Page("list (office)", REQUESTS, lambda served: served.get("office", "/office/")),
    Page("list (unit)", REQUESTS, lambda served: served.get("officer", "/unit/")),
    Page("list (member)", REQUESTS, lambda served: served.get("member", "/suggestions/")),
    Page("detail", REQUESTS, lambda served: served.get("office", served.some_case())),
    Page("submit", SUBMITS, lambda served: served.submit()),
)


def main(arguments: list[str]) -> int:
    """Seed what is missing, measure, print a table; 0 when every answer was as expected."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=")
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    served = []
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
    lines = [f"\n{'':16}{small + ' p50':>14}{'p95':>8}{large + ' p50':>16}{'p95':>8}{'ratio':>8}"]
    for name, by_size in table.items():
        p50 = [statistics.median(statistics.median(times) for times in size) for size in by_size]
        p95 = [statistics.median(percentile(times, 95) for times in size) for size in by_size]
        figures = f"{p50[0]:>14.1f}{p95[0]:>8.1f}{p50[1]:>16.1f}{p95[1]:>8.1f}"
        lines.append(f"{name:16}{figures}{p50[1] / p50[0]:>8.2f}")
    return "\n".join([*lines, "milliseconds; ratio of the p50s\n"])


def percentile(times: list[float], share: int) -> float:
    """The value below which `share` per cent of the times lie."""
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
