"""The generated table of all notices and when their mails come by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from notifications import registry
from notifications.explain import reason

HEAD = """\
# Notices

Generated from the tables of notices of all apps by `make docs`.

The rule: at most one mail a day for each reader, but for what is due today, what is decided about
the reader, and what keeps the account safe. The inbox has everything at once. Whoever wishes
otherwise says so under "My account", "Notices". Several reminders of one moment are one mail.

| kind | step | group | mail by default | title |
|---|---|---|---|---|
"""


def notices_page() -> str:
    """Every step of which somebody is told."""
    told = sorted(registry.notices().items(), key=lambda one: one[0])
    rows = (
        f"| `{kind}` | `{step}` | {notice.group} | {reason(notice)} | {notice.title} |"
        for (kind, step), notice in told
        if notice
    )
    return HEAD + "\n".join(rows) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {"notices.md": notices_page}
