"""What every page has to keep to, measured in the browser; each check gives sentences."""

import gzip
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIRequestContext, Page, ViewportSize

from design.bundle import SHEETS, joined

KB = 1024
MOST_HTML, MOST_CSS, MOST_JS, MOST_REQUESTS = 30 * KB, 25 * KB, 60 * KB, 25
THUMB = 44
NARROW = ViewportSize(width=320, height=640)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"type": "tag", "values": WCAG}
# In the dark the page is the same but for its colours.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

axe = Axe()
_bodies: dict[str, bytes] = {}


def violations(page: Page, only: dict[str, Any] = RULES) -> list[str]:
    """What axe finds wrong."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{one['id']}: {', '.join(str(node['target']) for node in one['nodes'][:4])}"
        f" – {one['nodes'][0]['failureSummary'].splitlines()[-1].strip()}"
        for one in found["violations"]
    ]


def hold_still(page: Page) -> None:
    """Let nothing fade: what is measured has arrived where it goes."""
    page.evaluate(
        """() => {
            const still = new CSSStyleSheet();
            still.replaceSync("*, *::before, *::after { transition-property: none !important }");
            document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
        }"""
    )


def resize(page: Page, size: ViewportSize) -> None:
    """Give the page another width and let it be laid out anew."""
    page.set_viewport_size(size)
    page.wait_for_function("width => matchMedia(`(width: ${width}px)`).matches", arg=size["width"])


def sideways(page: Page) -> list[str]:
    """Whether one has to scroll to the side on the narrowest screen, and because of what."""
    resize(page, NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide <= NARROW["width"]:
        return []
    culprits = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(
            (one) => one.getBoundingClientRect().right > 321
        ).slice(0, 3).map((one) => one.outerHTML.slice(0, 80))"""
    )
    return [f"{wide} px wide at 320 px: {culprits}"]


def dots(page: Page) -> list[str]:
    """Facts that begin a line with the dot before them in sight, on the width the page has."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll(".bit + .bit > .dot")].filter((dot) => {
                const bit = dot.parentElement;
                const edge = dot.closest(".bits").getBoundingClientRect().left + 1;
                const begins = bit.offsetTop > bit.previousElementSibling.offsetTop + 9;
                return begins && dot.getBoundingClientRect().right > edge;
            }).map((dot) => `a dot begins a line: ${dot.parentElement.textContent}`)"""
        )
    )


def weights(page: Page, html: bytes, *, is_specimen: bool = False) -> list[str]:
    """What a first visit loads, compressed: the page itself, its styles, its scripts.

    The gallery, which shows all pieces at once, is no page that people wait for.
    """
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    urls = sorted({url for url in loaded if urlsplit(url).path.startswith("/static/")})
    css = _styles(page.request, [url for url in urls if url.endswith(".css")])
    js = sum(_size(page.request, url) for url in urls if url.endswith(".js"))
    wrong = []
    size = len(gzip.compress(html))
    if size > MOST_HTML and not is_specimen:
        wrong.append(f"HTML of {size} bytes")
    if css > MOST_CSS and not is_specimen:
        wrong.append(f"CSS of {css} bytes")
    if js > MOST_JS:
        wrong.append(f"JS of {js} bytes")
    if len(set(loaded)) + 1 > MOST_REQUESTS:
        wrong.append(f"{len(set(loaded)) + 1} requests")
    return wrong


def _styles(request: APIRequestContext, urls: list[str]) -> int:
    """As a page loads them where static files are collected: the sheets of every page are one."""
    every = {f"/static/{name}" for name in SHEETS}
    parts = [url for url in urls if urlsplit(url).path in every]
    one = gzip.compress(joined([_body(request, url) for url in parts]))
    return len(one) + sum(_size(request, url) for url in urls if url not in parts)


def _size(request: APIRequestContext, url: str) -> int:
    return len(gzip.compress(_body(request, url)))


def _body(request: APIRequestContext, url: str) -> bytes:
    path = urlsplit(url).path
    if path not in _bodies:
        _bodies[path] = request.get(url).body()
    return _bodies[path]
