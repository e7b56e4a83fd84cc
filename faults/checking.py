"""After a fault: is everything that was acknowledged there, once, and did everybody hear of it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

from django.db import transaction

from deadlines.models import DueDate, Reminder
from events.models import Event, Pending
from events.models.pending import STUCK_AFTER
from faults.ledger import Case, Ledger
from faults.steps import STEPS
from notifications import registry
from notifications.channels.email.transport import message_id
from notifications.models import Notification, State
from suggestions.lifecycle import CLOCKS, OPEN_STATES
from suggestions.lifecycle import State as CaseState
from suggestions.models import Draft, Suggestion

SEEDED = "S-"
"""How the codes of cases begin that were not written by the people of the ledger."""


ARRIVED = (State.SENT, State.BUNDLED, State.DROPPED)
"""Where a line is done with: gone out, gone out in a daily mail, or handled before it could."""

PEOPLES_LINES = {line for step in STEPS for line in step.leaves}


@dataclass
class Findings:
    """What is missing, what is there twice, what does not move; and what happened to the mails."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    mails: int = 0
    repeated: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.doubled or self.stuck)

    def expect(self, what: str, found: int, wanted: int) -> None:
        """Note where there are fewer or more than there should be."""
        if found < wanted:
            self.lost.append(f"{what}: {found} of {wanted}")
        elif found > wanted:
            self.doubled.append(f"{what}: {found} instead of {wanted}")


def check(ledger: Ledger, mails: Sequence[EmailMessage]) -> Findings:
    """Hold the database and the mails that arrived against what people were promised."""
    findings = Findings()
    known = {case.code: case for case in ledger.cases if case.code}
    ours = Suggestion.objects.exclude(code__startswith=SEEDED)
    findings.expect("suggestions", ours.count(), len(known))
    for case in known.values():
        check_case(findings, case)
    check_drafts(findings, ledger)
    check_reminders(findings)
    check_notices(findings)
    check_mails(findings, mails)
    check_stuck(findings)
    return findings


def check_case(findings: Findings, case: Case) -> None:
    """Each acknowledged write once in its table, and its lines once in the ledger; one clock."""
    for step, said in case.said:
        if step.rows:
            findings.expect(f"{step.name} of {case.code}", step.rows(case, said).count(), 1)
    wanted = Counter(line for step, _said in case.said for line in step.leaves)
    found = Counter(
        Event.objects.filter(code__in=(case.code, case.work))
        .exclude(step__startswith="remind_")
        .values_list("step", flat=True)
    )
    for line in wanted | found:
        # What the platform adds by itself, such as a proposal, it adds once at most.
        most = wanted[line] if line in PEOPLES_LINES else min(found[line], 1)
        findings.expect(f"event {line} of {case.code}", found[line], most)
    state = Suggestion.objects.values_list("state", flat=True).filter(code=case.code).first()
    if state in OPEN_STATES:
        phase = CLOCKS[CaseState(str(state))]
        running = DueDate.objects.open().filter(code__in=(case.code, case.work), phase=phase)
        findings.expect(f"clock {phase} of {case.code}", running.count(), 1)


def check_drafts(findings: Findings, ledger: Ledger) -> None:
    """The last words that somebody kept and did not send."""
    rows = Draft.objects.values_list("author__email", "key", "title")
    found = {email: (str(key), title) for email, key, title in rows}
    wanted = {email: (said["key"], said["title"]) for email, said in ledger.drafts.items()}
    for email in found.keys() | wanted.keys():
        if found.get(email) != wanted.get(email):
            where = findings.lost if email in wanted else findings.doubled
            where.append(f"draft of {email}: {found.get(email)}, not {wanted.get(email)}")


def check_reminders(findings: Findings) -> None:
    """Each rule once for each thing and date, with one line in the ledger."""
    kept = Reminder.objects.values_list("code", "rule", "due_at")
    findings.doubled += [f"reminder {row}" for row in more_than_once(kept)]
    wanted = Counter((code, f"remind_{rule}") for code, rule, _due_at in kept)
    told = Event.objects.filter(step__startswith="remind_").values_list("code", "step")
    found = Counter(told)
    for line in wanted | found:
        findings.expect(f"event {line}", found[line], wanted[line])


def check_notices(findings: Findings) -> None:
    """Everybody whom the tables of notices name was told of each event, once by each channel."""
    lines = Notification.objects.filter(kind__in=("suggestion", "assignment"))
    told = set(lines.values_list("key", "user", "channel"))
    findings.doubled += [
        f"notice {line}" for line in more_than_once(lines.values_list("key", "user", "channel"))
    ]
    seeded: dict[str, list[tuple[int, str]]] = {}
    for event in Event.objects.filter(kind__in=("suggestion", "assignment")).iterator():
        if event.code.startswith(SEEDED):
            # All of them are with the same unit: asking for each would only take long.
            wanted = seeded[event.step] = seeded.get(event.step) or readers(event)
        else:
            wanted = readers(event)
        for user, channel in wanted:
            if (f"event-{event.pk}", user, channel) not in told:
                findings.lost.append(f"notice of {event.step} {event.code} to {user}: {channel}")


@transaction.atomic
def readers(event: Event) -> list[tuple[int, str]]:
    """(reader, channel) of those who should have been told of an event."""
    notice = registry.notice(event.kind, event.step)
    if notice is None:
        return []
    return [
        (reader.pk, channel.name)
        for reader in notice.readers(event)
        for channel in registry.channels().values()
        if channel.takes(notice.mail, reader)
    ]


def check_mails(findings: Findings, mails: Sequence[EmailMessage]) -> None:
    """Each mail arrived; again only under the same id; and none that nobody wrote."""
    arrived = Counter(str(mail["Message-ID"]) for mail in mails)
    lines = Notification.objects.filter(channel="email")
    sent = {message_id(line) for line in lines.filter(state=State.SENT).iterator()}
    written = sent | {message_id(line) for line in lines.exclude(state=State.SENT).iterator()}
    findings.lost += [f"mail {one}" for one in sent - arrived.keys()]
    findings.doubled += [f"mail {one} that nobody wrote" for one in arrived.keys() - written]
    words = {
        (str(mail["To"]), str(mail["Subject"]), mail.get_payload(), str(mail["Message-ID"]))
        for mail in mails
    }
    same = more_than_once(row[:3] for row in words)
    findings.doubled += [f"mail {subject} under two ids" for _to, subject, _text in same]
    findings.mails = len(arrived)
    findings.repeated = arrived.total() - len(arrived)


def check_stuck(findings: Findings) -> None:
    """Nothing waits for anybody."""
    for pending in Pending.objects.select_related("event"):
        mark = "stuck" if pending.tries >= STUCK_AFTER else "waiting"
        findings.stuck.append(f"{mark}: {pending.handler} of {pending.event}: {pending.last_error}")
    for line in Notification.objects.exclude(state__in=ARRIVED):
        findings.stuck.append(f"{line.state}: {line}: {line.last_error}")


def more_than_once[T](rows: Iterable[T]) -> list[T]:
    """What occurs more than once."""
    return [row for row, times in Counter(rows).items() if times > 1]
