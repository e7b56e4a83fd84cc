"""A Chromium for the browser journeys: found, or fetched, or one line that says what to install."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher.places import LOGS, VAR, python
from launcher.trouble import Trouble, say

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DOWNLOADS = VAR / "browsers"
PACKAGES = ("chromium", "fonts-noto-cjk")
TRY_SECONDS = 60
FETCH_SECONDS = 900
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)


def get(env: Mapping[str, str]) -> str:
    """The path of a browser that starts. Raises Trouble where none can be had."""
    for name in (env.get("BROWSER_PATH", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path and starts(path):
            ensure_chinese(env)
            return path
    for fetch in (from_distribution, from_playwright):
        path = fetch(env)
        if path and starts(path):
            ensure_chinese(env)
            return path
    raise Trouble(
        "No browser for the journeys: install Chromium or Chrome (Debian: apt-get install "
        f"{' '.join(PACKAGES)}), or set BROWSER_PATH."
    )


def starts(path: str) -> bool:
    """Really run it: a stub that points to a shop of apps has a name too."""
    profile = VAR / "run" / "browser"
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command += ["--dump-dom", "data:text/html,<p>alive</p>"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TRY_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    finally:
        shutil.rmtree(profile, ignore_errors=True)
    return done.returncode == 0 and b"alive" in done.stdout


def can_use_apt() -> bool:
    """Root on Debian or Ubuntu."""
    release = Path("/etc/os-release")
    if os.geteuid() != 0 or not shutil.which("apt-get") or not release.exists():
        return False
    lines = dict(line.split("=", 1) for line in release.read_text().splitlines() if "=" in line)
    family = f"{lines.get('ID', '')} {lines.get('ID_LIKE', '')}".replace('"', "").split()
    return bool({"debian", "ubuntu"} & set(family))


def apt(env: Mapping[str, str], packages: Sequence[str]) -> bool:
    """Install packages of the distribution; whether that worked."""
    quiet = dict(env) | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    return logged(["apt-get", "update"], quiet) and logged(install, quiet)


def from_distribution(env: Mapping[str, str]) -> str | None:
    """The distribution's chromium with a Chinese font."""
    if not can_use_apt():
        return None
    say(f"Installing {' and '.join(PACKAGES)} for the browser journeys …")
    return shutil.which("chromium") if apt(env, PACKAGES) else None


def from_playwright(env: Mapping[str, str]) -> str | None:
    """Playwright's own download, kept under var/."""
    say("Downloading a browser for the journeys …")
    where = dict(env) | {"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}
    extra = ["--with-deps"] if can_use_apt() else []
    if not logged([python(), "-m", "playwright", "install", *extra, "chromium"], where):
        return None
    asked = subprocess.run(
        [python(), "-c", ASK_PLAYWRIGHT], env=where, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or None


def ensure_chinese(env: Mapping[str, str]) -> None:
    """A font with Chinese characters; without one pictures show boxes, which is said."""
    if not shutil.which("fc-list"):
        return
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"],
        capture_output=True,
        check=False,
    )
    if listed.stdout.strip() or (can_use_apt() and apt(env, PACKAGES[1:])):
        return
    say("No font with Chinese characters is installed: screenshots will show boxes.")


def logged(command: list[str], env: Mapping[str, str]) -> bool:
    """Run a fetching program into var/log/browser.log; whether it succeeded in time."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "browser.log").open("ab") as output:
        try:
            done = subprocess.run(
                command,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=FETCH_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0
