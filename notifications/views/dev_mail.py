from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

MOST_SHOWN = 30
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Mail:
    """A mail as it lies in the folder."""

    at: datetime
    sender: str
    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class Text:
    """A text message as it lies in the folder."""

    at: datetime
    to: str
    words: str


@never_cache
@require_GET
def dev_mail(request: HttpRequest) -> HttpResponse:
    """Show the mails and text messages that a site without a server would have sent.

    Never in production.

    Only to a browser on the same machine: sign-in codes stand in them. No path comes from the
    request: the newest files of one folder are shown, that is all.
    """
    if settings.ENVIRONMENT == "production" or settings.EMAIL_URL or not _is_near(request):
        raise Http404
    return render(
        request, "notifications/dev_mail.html", {"mails": _newest(), "texts": _newest_texts()}
    )


def _is_near(request: HttpRequest) -> bool:
    """Whether the browser runs on this machine; behind a proxy nobody can tell."""
    if settings.TRUSTED_PROXY_COUNT:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _newest() -> list[Mail]:
    return [_read(path, mtime) for mtime, path in _files(settings.MAIL_DIR, "*.eml")]


def _newest_texts() -> list[Text]:
    return [_read_text(path, mtime) for mtime, path in _files(settings.SMS_DIR, "*.txt")]


def _files(folder: str | Path, name: str) -> list[tuple[float, Path]]:
    """The newest files of the folder itself: a link could lead anywhere."""
    files = [
        (path.stat().st_mtime, path)
        for path in Path(folder).glob(name)
        if path.is_file() and not path.is_symlink()
    ]
    files.sort(key=lambda item: (-item[0], item[1].name))
    return files[:MOST_SHOWN]


def _read_text(path: Path, mtime: float) -> Text:
    to, _end, words = path.read_text("utf-8")[:MOST_BYTES].partition("\n")
    return Text(at=datetime.fromtimestamp(mtime, UTC), to=to, words=words)


def _read(path: Path, mtime: float) -> Mail:
    with path.open("rb") as file:
        message = message_from_bytes(file.read(MOST_BYTES), policy=policy.default)
    body = message.get_body(("plain",))
    return Mail(
        at=datetime.fromtimestamp(mtime, UTC),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        body=body.get_content() if body else "",
    )
