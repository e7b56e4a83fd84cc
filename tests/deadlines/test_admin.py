import json
from datetime import datetime

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from deadlines.actions import clocks
from deadlines.models import DeadlinePolicy, DueDate, Reminder
from members import documents
from members.models import Organ, User
from workdays import clock
from workdays.arithmetic import SHANGHAI
from workdays.models import CalendarDay

AT = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


@pytest.fixture
def rescuer(client: Client, db: None) -> Client:
    client.force_login(
        User.objects.create_superuser(
            "rescue@example.org", name="Rescue", agreed_version=documents.current()
        )
    )
    return client


def url(name: str) -> str:
    return reverse(f"admin:{name}")


@pytest.mark.parametrize(
    "model", [DeadlinePolicy, DueDate, Reminder, CalendarDay], ids=lambda model: model.__name__
)
def test_rows_can_be_read_but_not_edited(rescuer: Client, model: type) -> None:
    here = admin.site._registry[model]
    name = f"{model._meta.app_label}_{model._meta.model_name}_changelist"

    assert rescuer.get(url(name)).status_code == 200
    assert not here.has_change_permission(None)
    assert not here.has_delete_permission(None)


def test_a_new_rule_becomes_the_next_version(rescuer: Client, organs: dict[str, Organ]) -> None:
    form = {
        "organ": "430104",
        "instrument": "",
        "urgency": "ordinary",
        "phase": "handle",
        "working_days": "8",
        "since": "2026-12-01",
    }
    for _time in range(2):
        assert rescuer.post(url("deadlines_deadlinepolicy_add"), form).status_code == 302

    added = DeadlinePolicy.objects.filter(organ=organs["430104"])
    assert sorted(added.values_list("version", "working_days")) == [(1, 8), (2, 8)]


def test_a_stray_clock_can_be_stopped(rescuer: Client, district: Organ) -> None:
    due = clocks.start(kind="gone", code="X-1", phase="sign", organ=district, by=None, at=AT)
    rescuer.post(
        url("deadlines_duedate_changelist"),
        {"action": "stop_clocks", "_selected_action": [due.pk]},
    )
    due.refresh_from_db()

    assert due.stopped_at is not None
    assert due.stopped_by == User.objects.get().code


def upload(client: Client, text: str) -> HttpResponse:
    file = SimpleUploadedFile("2027.json", text.encode())
    return client.post(url("workdays_calendarday_load"), {"file": file}, follow=True)


def test_a_missing_notice_is_said_where_it_can_be_loaded(rescuer: Client) -> None:
    with clock.moved(datetime(2026, 12, 26, tzinfo=SHANGHAI)):
        text = rescuer.get(url("workdays_calendarday_changelist")).content.decode()

    assert "2027" in text
    assert "errornote" in text
    assert url("workdays_calendarday_load") in text


def test_a_notice_can_be_loaded_as_a_file(rescuer: Client) -> None:
    day = {"date": "2027-01-01", "kind": "statutory", "festival": "new_year"}
    notice = {"year": 2027, "notice_no": "test 1", "source": "https://example.org/", "days": [day]}

    response = upload(rescuer, json.dumps(notice))

    assert response.redirect_chain == [(url("workdays_calendarday_changelist"), 302)]
    assert CalendarDay.objects.get().notice_no == "test 1"


@pytest.mark.parametrize("text", ["no notice", '{"year": 2027}', "[]", "x" * 200_000])
def test_a_file_that_is_no_notice_is_refused_beside_the_field(rescuer: Client, text: str) -> None:
    response = upload(rescuer, text)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not CalendarDay.objects.exists()


def test_only_who_may_load_may_load(client: Client, db: None) -> None:
    looker = User.objects.create_user(
        "looker@example.org", name="Looker", is_staff=True, agreed_version=documents.current()
    )
    client.force_login(looker)

    assert client.get(url("workdays_calendarday_load")).status_code == 403
