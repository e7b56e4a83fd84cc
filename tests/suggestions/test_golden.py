"""The days that were counted by hand stand in list, page, mail and export, right to the day."""

import csv
import io

import pytest
from django.urls import reverse

from design.dates import day
from events.models import Event
from notifications import registry
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import reviewing
from suggestions.actions.reviewing import Charge
from tests.deadlines.golden import Term, terms
from tests.suggestions.factories import submit
from workdays import clock

# The presets begin in 2026, and a case cannot begin before its rules.
TERMS = [term for term in terms() if term.phase == "handle" and term.started.year == 2026]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_the_day_of_the_answer_is_the_same_wherever_it_is_said(scene, client, term: Term):
    with clock.moved(term.start):
        suggestion = submit(scene, at=term.start)
        reviewing.accept_and_assign(
            suggestion=suggestion,
            charges=[Charge(scene.unit)],
            urgency=term.urgency,
            by=scene.clerk,
            at=term.start,
        )
        for event in Event.objects.filter(code=suggestion.code):
            announce(event, term.start)
        expected = day(term.due)
        mail = Notification.objects.filter(channel="email", user=scene.bo).latest("id")
        client.force_login(scene.bo)
        desk = client.get(reverse("suggestions:unit"))
        case = client.get(suggestion.get_absolute_url())
        sheet = client.post(reverse("suggestions:export_unit"))

        assert f'">{expected}</time>' in desk.text
        assert expected in case.context["sentence"]
        assert f"by {expected}" in registry.words(mail, "en").text
        [row] = csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig")))
        assert (row["Code"], row["Due"]) == (suggestion.code, term.due.isoformat())
