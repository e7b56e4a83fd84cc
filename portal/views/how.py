"""From a word to a deed: who does what until when, with the working days that hold today."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePolicy
from deadlines.phases import URGENCIES
from deadlines.policies import policies_for
from design.unchanged import unless_changed
from members.models import Organ
from workdays.clock import today

PHASES = ("review", "assign", "sign", "handle", "rate", "redo")
ORDINARY = "ordinary"


def _newest_rule(_request: HttpRequest) -> object:
    return DeadlinePolicy.objects.aggregate(newest=Max("pk"))["newest"], today()


@require_safe
@unless_changed(_newest_rule)
def how(request: HttpRequest) -> HttpResponse:
    """Six steps, as the organ above all others keeps them; what cities set otherwise is theirs."""
    top = Organ.objects.filter(parent=None).order_by("code").first()
    days = _days(top.code if top else "")
    page: dict[str, object] = {"organ": top, "days": days}
    return render(request, "portal/how.html", page)


def _days(organ: str) -> dict[str, str]:
    """Working days by phase, in words; those of the answer also by how hard the matter is."""
    rules = policies_for(
        organ=organ, phases=PHASES, instrument="micro", urgencies=tuple(URGENCIES), day=today()
    )
    found = {
        phase: _working_days(rule.working_days)
        for (phase, urgency), rule in rules.items()
        if urgency == ORDINARY
    }
    answers = {urgency: rule for (phase, urgency), rule in rules.items() if phase == "handle"}
    return found | {
        f"handle_{urgency}": _working_days(rule.working_days) for urgency, rule in answers.items()
    }


def _working_days(days: int) -> str:
    words = ngettext("%(days)d working day", "%(days)d working days", days)
    return words % {"days": days}
