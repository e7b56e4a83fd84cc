"""What an organ's administrator finds of this app on the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from deadlines.models import DeadlinePolicy
from deadlines.policies import calendar_gap
from members.models import Organ, User
from members.registry import OrganPage, PageState, Waiting, number_of
from workdays import clock


def count_lengths(user: User, organ: str) -> dict[str, Any]:
    """How many rules of its own the organ has, whatever their versions."""
    rules = DeadlinePolicy.objects.held().filter(organ=organ)
    return {"own_lengths": number_of(rules, "phase", "instrument", "urgency")}


def lengths_state(user: User, organ: Any) -> PageState:
    """How many rules of its own the organ has."""
    own = organ.own_lengths
    if not own:
        return PageState(_("none of your own"))
    return PageState(
        ngettext("%(count)s of your own", "%(count)s of your own", own) % {"count": own}
    )


def calendar_state(user: User, organ: Organ) -> PageState:
    """Whether a year that is near has no notice yet; who can load it is told first of all."""
    gap = calendar_gap(clock.today())
    if gap is None:
        return PageState()
    number = _("%(year)s is missing") % {"year": gap.year}
    if organ.parent_id is not None:
        return PageState(number)
    words = _("The working-day calendar of %(year)s is missing.") % {"year": gap.year}
    url = f"{reverse('deadlines:load')}?organ={organ.pk}"
    return PageState(number, (Waiting(words, url),))


ORGAN_PAGES = (
    OrganPage(
        label=gettext_lazy("Time limits"),
        sentence=gettext_lazy("How many working days each step may take."),
        url_name="deadlines:lengths",
        icon="timer",
        order=40,
        asks=count_lengths,
        state=lengths_state,
    ),
    OrganPage(
        label=gettext_lazy("Working-day calendar"),
        sentence=gettext_lazy("Which days count; the notice of a new year."),
        url_name="deadlines:load",
        icon="calendar-days",
        order=70,
        state=calendar_state,
    ),
)
