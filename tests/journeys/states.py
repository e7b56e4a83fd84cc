"""States that pages come into: nothing there, very much there, a dialog open, a form refused, a
file on its way. What is the page's first state stands in `pages`."""

import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.crowded import (
    MEMBER_FULL,
    MEMBER_QUIET,
    OFFICE_FULL,
    OFFICE_QUIET,
    UNIT_FULL,
    UNIT_QUIET,
)
from tests.journeys.visiting import (
    ADMIN,
    BEGINNER,
    CASE,
    DECIDE,
    MEMBER,
    NOBODY,
    OFFICE,
    OTHER,
    REPLY,
    UNIT,
    UNITS,
    Visit,
    fall_asleep,
    open_keys,
    open_menu,
    send,
)

SLOW = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 40_000}
UPLOAD = b"%PDF-1.7\n" + bytes(600_000)


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def send_emptied(page: Page) -> None:
    """Empty all that comes filled in, and send it."""
    page.evaluate(
        """() => {
            const filled = "main form :is(input, textarea):not([type=hidden], [type=submit])";
            for (const one of document.querySelectorAll(filled))
                if (!["checkbox", "radio"].includes(one.type)) one.value = "";
        }"""
    )
    send(page)


def upload_slowly(page: Page) -> None:
    """A file on its way over a thin line: part of it is there."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    file = {"name": "现场勘察记录.pdf", "mimeType": "application/pdf", "buffer": UPLOAD}
    page.locator("[type=file]").set_input_files([file])  # type: ignore[list-item]
    bar = page.locator(".attached progress")
    expect(bar).to_have_js_property("max", 1)
    until = time.monotonic() + 10
    while not bar.evaluate("(bar) => bar.value"):
        assert time.monotonic() < until, "nothing of the file moves"
    assert bar.evaluate("(bar) => bar.value < 1 && bar.ariaLabel.length > 5")
    assert bar.is_visible()


# Each template with a dialog, and the visit that opens it.
DIALOGS = {
    Path("components/idle.html"): Visit(BEGINNER, "/suggestions/write/", then=fall_asleep),
    Path("components/keys.html"): Visit(OFFICE, "/office/", then=open_keys, at_desk=True),
    Path("suggestions/office/decide_keys.html"): Visit(
        OFFICE, DECIDE % "submitted", then=open_keys, at_desk=True
    ),
}

STATES: dict[str, tuple[Visit, ...]] = {
    "five hundred": (
        Visit(OFFICE_FULL, "/office/", wide=True),
        Visit(UNIT_FULL, "/unit/", wide=True),
        Visit(MEMBER_FULL, "/suggestions/"),
    ),
    "nothing": (
        Visit(OFFICE_QUIET, "/office/"),
        Visit(UNIT_QUIET, "/unit/"),
        Visit(MEMBER_QUIET, "/suggestions/"),
        Visit(OFFICE_QUIET, "/office/?q=0000"),
        Visit(NOBODY, "/published/?q=0000"),
    ),
    "a dialog or a fold open": (
        DIALOGS[Path("suggestions/office/decide_keys.html")],
        Visit(OFFICE_QUIET, "/office/", then=open_menu),
        Visit(UNIT, REPLY % "assigned", then=unfold),
        Visit(OFFICE, "/overview/", then=unfold),
        Visit(NOBODY, "/accounts/login/code/", then=unfold),
    ),
    "on its way": (Visit(BEGINNER, "/suggestions/write/", then=upload_slowly, apart=True),),
    "refused": (
        Visit(OFFICE, OTHER % ("submitted", "hand-off"), then=send_emptied),
        Visit(OFFICE, "/office/{in_handling}/hold/", then=send_emptied),
        Visit(OFFICE, "/office/{assigned}-1/enter/sign/", then=send_emptied),
        Visit(OFFICE, "/office/{published}/publish/", then=send_emptied),
        Visit(ADMIN, UNITS + "jyt/edit/", then=send_emptied),
        Visit(ADMIN, "/organ/notices/suggestion/accept/", then=send_emptied),
    ),
}

# One page of each kind, for what takes longer to measure: the tab key, and text twice as large.
KINDS = (
    Visit(NOBODY, "/"),
    Visit(NOBODY, "/accounts/login/"),
    Visit(NOBODY, "/figures/2026/"),
    Visit(MEMBER, "/suggestions/"),
    Visit(MEMBER, CASE % "in_handling"),
    Visit(MEMBER, "/suggestions/{replied}/rate/"),
    Visit(BEGINNER, "/suggestions/write/"),
    Visit(OFFICE, "/office/"),
    Visit(OFFICE, DECIDE % "submitted"),
    Visit(OFFICE, "/overview/"),
    Visit(UNIT, REPLY % "assigned"),
    Visit(ADMIN, "/organ/"),
    Visit(MEMBER, "/inbox/"),
    Visit(MEMBER, "/account/notices/"),
)
