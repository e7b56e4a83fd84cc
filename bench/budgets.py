"""What a person on a mid-range phone waits for: pages in a throttled browser, and their budgets.

Each page is opened three times with nothing kept from before, on a processor four times slower and
a line of 150 ms and 1.6 Mbit/s; the figures are medians. Responsiveness is the slowest answer to a
few keys and taps on the page, as the browser itself reports it.
"""

import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page, Request, ViewportSize, sync_playwright

from bench.site import Site, Unexpected

TIMES = 3
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
PHONE = ViewportSize(width=360, height=740)
SETTLED_MS = 600
KB = 1024
MOST = {"html": 30, "css": 25, "js": 60, "requests": 25, "cls": 0.02}
PUBLIC = {"lcp": 1800, "inp": 100} | MOST
SIGNED_IN = {"lcp": 2500, "inp": 200} | MOST
UNITS = {"lcp": "ms", "inp": "ms", "cls": "", "html": "KB", "css": "KB", "js": "KB", "requests": ""}
KINDS = {"document": "html", "stylesheet": "css", "script": "js"}

WATCH = """
window.seen = {lcp: 0, cls: 0, inp: 0};
const on = (type, take, more = {}) => new PerformanceObserver(
    (list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
on("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
on("layout-shift", (one) => { if (!one.hadRecentInput) seen.cls += one.value; });
on("event", (one) => { if (one.interactionId) seen.inp = Math.max(seen.inp, one.duration); },
   {durationThreshold: 16});
"""
WRITTEN = "textarea, input[type=search], input[type=text], input[type=email]"
OPENED = "details > summary, [aria-expanded]"


@dataclass(frozen=True)
class Opened:
    """A page that is measured: what it is called, by whom and where it is opened."""

    name: str
    role: str
    path: str

    @property
    def budget(self) -> dict[str, float]:
        """The most of each measure."""
        return SIGNED_IN if self.role else PUBLIC


def pages(site: Site) -> tuple[Opened, ...]:
    """One page of each kind."""
    return (
        Opened("home", "", "/"),
        Opened("sign in", "", "/accounts/login/"),
        Opened("published", "", "/published/"),
        Opened("how it works", "", "/how-it-works/"),
        Opened("places", "", "/places/"),
        Opened("ask by code", "", "/query/"),
        Opened("figures", "", "/figures/"),
        Opened("member: desk", "member", "/suggestions/"),
        Opened("member: write", "member", "/suggestions/write/"),
        Opened("case", "office", site.newest_case()),
        Opened("office: desk", "office", "/office/"),
        Opened("office: overview", "office", "/overview/"),
        Opened("office: decide", "office", site.some_waiting()),
        Opened("unit: desk", "officer", "/unit/"),
    )


@dataclass
class Weight:
    """What came over the line, by kind, in bytes as they were sent."""

    requests: int = 0
    bytes: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS.values(), 0.0))

    def add(self, request: Request) -> None:
        """Count one answer."""
        self.requests += 1
        if kind := KINDS.get(request.resource_type):
            self.bytes[kind] += request.sizes()["responseBodySize"]


@contextmanager
def browser() -> Iterator[Browser]:
    """The launcher's browser, closed at the end."""
    with sync_playwright() as playwright:
        path = os.environ.get("BROWSER_PATH") or None
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield found
        finally:
            found.close()


def measure(site: Site) -> dict[Opened, dict[str, float]]:
    """page → measure → median of a few visits."""
    with browser() as found:
        table = {}
        for page in pages(site):
            visits = [visit(found, site, page) for _time in range(TIMES)]
            table[page] = {name: statistics.median(one[name] for one in visits) for name in UNITS}
        return table


def visit(found: Browser, site: Site, opened: Opened) -> dict[str, float]:
    """Open it once as a newcomer would, touch it, and return what was measured."""
    context = found.new_context(
        viewport=PHONE, device_scale_factor=2, has_touch=True, locale="zh-CN"
    )
    host = f"http://localhost:{site.port}"
    if opened.role:
        session = site.database.sessions[opened.role]
        context.add_cookies([{"name": "sessionid", "value": session, "url": host}])
    context.add_init_script(WATCH)
    page = context.new_page()
    slow_down(context.new_cdp_session(page))
    weight = Weight()
    page.on("requestfinished", weight.add)
    answer = page.goto(host + opened.path, wait_until="load")
    if answer is None or answer.status != 200 or not page.url.endswith(opened.path):
        raise Unexpected(f"{opened.path} did not open")
    page.wait_for_timeout(SETTLED_MS)
    painted = page.evaluate("seen")
    touch(page)
    felt = page.evaluate("seen")
    context.close()
    sizes = {kind: size / KB for kind, size in weight.bytes.items()}
    counted = {"requests": weight.requests, "cls": felt["cls"], "inp": felt["inp"]}
    return {"lcp": painted["lcp"], **counted, **sizes}


def slow_down(session: CDPSession) -> None:
    """A mid-range phone on a middling line."""
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def touch(page: Page) -> None:
    """Go through the page a little: by keys, and by a tap on what opens or takes words."""
    for _time in range(3):
        page.keyboard.press("Tab")
    opens = page.locator(OPENED).locator("visible=true").first
    if opens.count():
        opens.tap()
        opens.tap()  # What it shows may lie over the fields.
    takes_words = page.locator(WRITTEN).locator("visible=true").first
    if takes_words.count():
        takes_words.tap()
        page.keyboard.type("路灯 12")
    page.wait_for_timeout(SETTLED_MS)


def report(table: dict[Opened, dict[str, float]]) -> str:
    """The table as text; what is over its budget carries a mark."""
    heads = [f"{name} {unit}".strip() for name, unit in UNITS.items()]
    lines = [f"\n{'':20}" + "".join(f"{head:>12}" for head in heads)]
    for page, found in table.items():
        cells = [cell(found[name], page.budget[name], name) for name in UNITS]
        lines.append(f"{page.name:20}" + "".join(f"{one:>12}" for one in cells))
    return "\n".join([*lines, "! over its budget\n"])


def cell(value: float, most: float, name: str) -> str:
    """A figure, marked where it is too much."""
    digits = 3 if name == "cls" else 1 if name in {"html", "css", "js"} else 0
    return f"{'! ' if value > most else ''}{value:.{digits}f}"
