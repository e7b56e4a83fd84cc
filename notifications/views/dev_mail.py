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


@never_cache
@require_GET
def dev_mail(request: HttpRequest) -> HttpResponse:
    """Show the mails that a site without a mail server would have sent; never in production.

    Only to a browser on the same machine: sign-in codes stand in them. No path comes from the
    request: the newest files of one folder are shown, that is all.
    """
    if settings.ENVIRONMENT == "production" or settings.EMAIL_URL or not _is_near(request):
        raise Http404
    return render(request, "notifications/dev_mail.html", {"mails": _newest()})


def _is_near(request: HttpRequest) -> bool:
    """Whether the browser runs on this machine; behind a proxy nobody can tell."""
    if settings.TRUSTED_PROXY_COUNT:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _newest() -> list[Mail]:
    files = [(path.stat().st_mtime, path) for path in _files()]
    files.sort(key=lambda item: (-item[0], item[1].name))
    return [_read(path, mtime) for mtime, path in files[:MOST_SHOWN]]


def _files() -> list[Path]:
    """The mails of the folder itself: a link could lead anywhere."""
    return [
        path
        for path in Path(settings.MAIL_DIR).glob("*.eml")
        if path.is_file() and not path.is_symlink()
    ]


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
