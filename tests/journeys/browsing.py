"""A browser, and people who sit in front of it: they read, click and type, nothing else."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    WebError,
    expect,
    sync_playwright,
)

from cppcc_cloud.demo.seed import PASSWORD

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCALES = {"zh-Hans": "zh-CN", "en": "en-GB"}
PHONE = ViewportSize(width=360, height=740)
TABLET = ViewportSize(width=768, height=1024)
DESKTOP = ViewportSize(width=1440, height=900)
PATIENCE = 15_000
WORKER_PATIENCE = 30
expect.set_options(timeout=PATIENCE)


@contextmanager
def opened() -> Iterator[Browser]:
    """One browser process, closed at the end."""
    with sync_playwright() as playwright:
        path = os.environ.get("BROWSER_PATH") or None
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What went wrong unseen: errors in the console, in scripts, requests to other hosts.

    `expected` are the statuses that a journey provokes; the console reports those too.
    """

    host: str
    expected: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    ears: dict[str, Callable[..., None]] = field(default_factory=dict)

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("console", self._console)
        context.on("weberror", self._weberror)
        context.on("request", self._request)

    def over_page(self, page: Page) -> None:
        """Watch one page until it is left or closed."""
        self.ears = {
            "console": self._console,
            "pageerror": lambda error: self.wrong.append(f"{page.url}: {error}"),
            "request": self._request,
        }
        for name, ear in self.ears.items():
            page.on(name, ear)

    def leave(self, page: Page) -> None:
        """Look away: what happens there from now on is another visit's."""
        for name, ear in self.ears.items():
            page.remove_listener(name, ear)

    def _console(self, said: ConsoleMessage) -> None:
        status = re.search(r"status of (\d+)", said.text)
        if status and int(status[1]) in self.expected:
            return
        if said.type in ("error", "warning"):
            self.wrong.append(f"{said.page.url if said.page else ''}: {said.text}")

    def _weberror(self, error: WebError) -> None:
        self.wrong.append(f"{error.page.url if error.page else ''}: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.wrong.append(f"request to another host: {request.url}")
        self.requests.append(request)


NAME = "E-mail address, mobile number or sign-in code"


class Person:
    """Somebody in front of a screen, who reads one language.

    `words` are the labels they look for: English ones are translated by it where it knows them.
    """

    def __init__(self, page: Page, url: str, words: dict[str, str]) -> None:
        self.page, self.url, self.words = page, url, words

    def say(self, label: str) -> str:
        """A label in this person's language."""
        return self.words[label] if self.words else label

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.url + path)

    def sign_in(self, email: str, password: str = PASSWORD, *, is_right: bool = True) -> None:
        """From the front page, with address and password, to the own desk."""
        self.open("/")
        self.link("Sign in").first.click()
        self.fill(NAME, email)
        self.fill("Password", password)
        self.press("Sign in")
        if is_right:
            expect(self.page).to_have_url(
                re.compile(r"/(suggestions|office|unit|organ|account/ledger)/$")
            )
            # The address changes before the page's keys listen: a person waits to see the page.
            self.page.wait_for_load_state()

    def link(self, label: str) -> Locator:
        """The links of that name."""
        return self.page.get_by_role("link", name=self.say(label), exact=True)

    def press(self, label: str) -> None:
        """Press the button of that name in the page itself."""
        main = self.page.locator("main")
        main.get_by_role("button", name=self.say(label), exact=True).click()

    def fill(self, label: str, text: str) -> None:
        """Type into the field of that label."""
        self.page.get_by_label(self.say(label)).fill(text)

    def choose(self, group: str, choice: str) -> None:
        """Pick one of a group of choices."""
        inside = self.page.get_by_role("group", name=self.say(group))
        inside.get_by_role("radio", name=re.compile(re.escape(self.say(choice)))).first.check()

    def sees(self, text: str) -> None:
        """It stands on the page, for eyes."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def heading(self) -> str:
        """The largest words."""
        return self.page.locator("h1").inner_text()

    def reload_until(self, condition: Callable[[], bool]) -> None:
        """Look again and again, as somebody does who waits."""
        until = time.monotonic() + WORKER_PATIENCE
        while not condition():
            assert time.monotonic() < until, f"it did not come:\n{self.text()}"
            self.page.wait_for_timeout(200)
            self.page.reload()

    def text(self) -> str:
        """All that can be read in the page."""
        return self.page.locator("body").inner_text()

    def unread(self) -> int:
        """The number on the inbox, in whichever navigation this screen shows."""
        badge = self.page.locator(".nav .badge:visible, .bar .badge:visible").first
        found = re.search(r"\d+", badge.inner_text()) if badge.count() else None
        return int(found[0]) if found else 0


def add_passkey(page: Page, url: str, name: str) -> None:
    """Give the page's browser a passkey of its own, and add it to the reader's account."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(f"{url}/accounts/2fa/webauthn/add/")
    page.locator("#id_name").fill(name)
    page.locator("#mfa_webauthn_add").click()
    expect(page).not_to_have_url(re.compile("/add/"))
    page.goto(f"{url}/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text(name)
