"""The generated table of all notices and when their mails come by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from notifications import registry
from notifications.explain import reason, stays_with_needed

HEAD = """\
# Notices

Generated from the tables of notices of all apps by `make docs`.

The rule: at most one mail a day for each reader, but for what is due today, what is decided about
the reader, and what keeps the account safe. The inbox has everything at once. Whoever wishes
otherwise says so under "My account", "Notices". Several reminders of one moment are one mail.

Whoever chooses "only what needs me" gets the mails marked so: what asks something of the reader,
what was decided about the reader, what comes into or goes from the desk of the reader, what is due
today and what keeps the account safe. A notice that asks for something that has been done since is
shown as settled in the inbox and left out of every mail; those are marked as well.

| kind | step | group | mail by default | with "only what needs me" | can be settled | title |
|---|---|---|---|---|---|---|
"""


def notices_page() -> str:
    """Every step of which somebody is told."""
    told = sorted(registry.notices().items(), key=lambda one: one[0])
    rows = (
        f"| `{kind}` | `{step}` | {notice.group} | {reason(notice)} | "
        f"{'mail' if stays_with_needed(notice) else 'inbox only'} | "
        f"{'yes' if notice.settled else ''} | {notice.title} |"
        for (kind, step), notice in told
        if notice
    )
    return HEAD + "\n".join(rows) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {"notices.md": notices_page}
