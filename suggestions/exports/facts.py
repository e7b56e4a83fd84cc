"""The facts of a case as labels and words: what stands beside the file on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.explain import Explanation, explain
from design.dates import day, in_chinese, listed, moment
from suggestions.lifecycle import CHANNELS

if TYPE_CHECKING:
    from suggestions.story import Seen
    from suggestions.story.units import UnitLine

type Rows = list[tuple[str, str]]


def of_case(shown: Seen) -> Rows:
    """Whose it is, what about, since when, with which office."""
    case = shown.suggestion
    category = str(case.category or "")
    if category and not case.category_chosen_by_author:
        category = f"{category} {_('(as the platform proposes)')}"
    return [
        (_("From"), f"{case.author} · {case.author_organ.name}"),
        (_("Co-signers"), listed(getattr(case, "cosigner_names", None) or ())),
        (_("Place"), case.place.name),
        (_("What it is about"), category),
        (_("Who may know of it"), str(case.get_wish_display())),
        (_("Submitted on"), moment(case.submitted_at)),
        (_("Closed on"), moment(case.closed_at)),
        (_("Office in charge"), case.organ.office_name),
        *_besides(shown),
        (_("Supervision"), _("Supervised") if shown.supervised else ""),
    ]


def _besides(shown: Seen) -> Rows:
    """Where it went besides, and what was merged into it."""
    past = shown.suggestion.past
    found = []
    for one in past.transfers:
        label = _("Transferred and given back") if one.bounced_at else _("Transferred")
        way = f"{one.from_organ.short_office_name} → {one.to_organ.short_office_name}"
        found.append((label, f"{way} · {day(one.at)}"))
    found += [
        (str(CHANNELS.get(one.channel, one.channel)), f"{one.number} · {day(one.at)}")
        for one in past.hand_offs
    ]
    joined = [one.code for one in past.joined] if shown.works_on_it else []
    return [*found, (_("Merged into it"), listed(joined))]


def of_units(shown: Seen) -> Rows:
    """Each unit in its part, with its date."""
    return [(one.part, _unit(one)) for one in shown.units]


def _unit(one: UnitLine) -> str:
    due = _("by %(day)s") % {"day": one.due} if one.due else ""
    first = _("first due %(day)s") % {"day": one.first_due} if one.first_due else ""
    line = " · ".join(filter(None, (one.state, due, first, one.officer, one.entered)))
    return f"{one.name}\n{line}"


def of_deadline(shown: Seen) -> Rows:
    """How the date stands that the case waits for, and how it was reckoned."""
    rows = [(_("Deadline"), str(shown.light.text))]
    return [*rows, *_reckoned(explain(shown.due))] if shown.due else rows


def _reckoned(total: Explanation) -> Rows:
    length = ngettext("%(n)d working day", "%(n)d working days", total.days) % {"n": total.days}
    itself = _("(this day itself does not count)")
    start = f"{day(total.start)}{'' if in_chinese() else ' '}{itself}"
    skipped = [
        f"{day(one.first)}{' – ' + day(one.last) if one.days > 1 else ''} · {one.reason}"
        for one in total.skipped
    ]
    held = _("since %(day)s; the clock stands still until it goes on")
    return [
        (_("Counted from"), f"{start} · {length}"),
        (_("Rule"), total.rule),
        (_("Days left out"), "\n".join(skipped)),
        (_("Weekend days that count"), listed(day(one) for one in total.worked_weekends)),
        (_("Due"), moment(total.due_at)),
        (_("First due"), moment(total.moved_from)),
        *((change.title, change.words) for change in total.changes),
        (_("Held"), held % {"day": day(total.held_since)} if total.held_since else ""),
        (_("Provisional"), _provisional(total)),
    ]


def _provisional(total: Explanation) -> str:
    if not total.provisional:
        return ""
    return _("The State Council has not yet published the holidays of that year.")


def of_promises(shown: Seen) -> list[Rows]:
    """Each promise: who made it, until when, what came of it."""
    found = []
    for one, light in shown.promises:
        said = one.is_reported or one.is_contested
        came = str(one.word) if said else _("not confirmed") if one.is_unconfirmed else ""
        found.append(
            [
                (_("Promised"), _("by %(day)s") % {"day": day(one.due_on)}),
                (_("By whom"), one.holder),
                (_("How it stands"), " · ".join(filter(None, (str(light.text), came)))),
            ]
        )
    return found


def of_ratings(shown: Seen) -> list[Rows]:
    """The ratings that this reader may read."""
    return [
        [
            (_("Rated by"), f"{one.rater} · {moment(one.rated_at)}"),
            (_("How they dealt with you"), one.attitude_word),
            (_("What came of it"), one.result_word),
            (_("Comment"), one.comment),
        ]
        for one in shown.ratings
    ]
