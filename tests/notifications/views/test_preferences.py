from datetime import time, timedelta

import pytest
from django.urls import reverse

from notifications.actions.preferences import choices
from notifications.models import Notification, Preference, Rhythm, State
from tests.notifications.book import TRUE
from workdays import clock

pytestmark = pytest.mark.django_db
PAGE = "/account/notices/"
SENT = {
    "book-email": "daily",
    "slow-email": "never",
    "chase-email": "daily",
    "digest_hour": "17",
    "quiet_from": "21:30",
    "quiet_until": "06:00",
}


@pytest.fixture
def form(client, bo):
    """Send the page's form as bo, all groups by default unless said otherwise."""
    client.force_login(bo)
    shown = client.get(PAGE).context["form"]
    names = [name for name in shown.fields if name.endswith("-email")]
    plain = {name: shown[name].value() for name in (*names, "plan")}

    def send(**fields):
        return client.post(PAGE, plain | SENT | fields)

    return send


def test_shows_each_group_with_what_holds_and_none_for_the_account(client, bo):
    client.force_login(bo)
    response = client.get(PAGE)

    found = response.context["form"]
    chosen = {name: found[name].value() for name in found.fields}
    assert chosen["book-email"] == "once"
    assert chosen["slow-email"] == "daily"
    assert (chosen["digest_hour"], chosen["quiet_from"]) == (8, time(22))
    assert "account-email" not in found.fields
    assert "Your account" in response.content.decode()


def test_keeps_what_was_chosen(client, bo, form):
    response = form()

    assert (response.status_code, response["Location"]) == (
        302,
        reverse("notifications:preferences"),
    )
    kept = set(Preference.objects.filter(user=bo).values_list("group", "channel", "when"))
    assert kept == {("book", "email", "daily"), ("slow", "email", "never")}
    rhythm = Rhythm.objects.get(user=bo)
    assert (rhythm.digest_hour, rhythm.quiet_from, rhythm.quiet_until) == (
        17,
        time(21, 30),
        time(6),
    )
    again = client.get(PAGE).context["form"]
    assert (again["slow-email"].value(), again["digest_hour"].value()) == ("never", 17)


def test_both_empty_is_no_quiet_hours(bo, form):
    form(quiet_from="", quiet_until="")

    rhythm = Rhythm.objects.get(user=bo)
    assert (rhythm.quiet_from, rhythm.quiet_until) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quiet_from": ""}, "quiet_from"),
        ({"quiet_until": ""}, "quiet_until"),
        ({"quiet_until": "21:30"}, "quiet_until"),
        ({"quiet_from": "late"}, "quiet_from"),
        ({"digest_hour": "3"}, "digest_hour"),
        ({"slow-email": "hourly"}, "slow-email"),
    ],
)
def test_a_wrong_entry_is_named_beside_its_field_and_kept(form, wrong, field):
    response = form(**wrong)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not Preference.objects.exists()
    assert not Rhythm.objects.exists()


def test_nobody_chooses_for_the_account(form):
    form(**{"account-email": "never"})

    assert not Preference.objects.filter(group="account").exists()


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_takes_the_methods_it_knows(client, bo, method):
    client.force_login(bo)
    assert client.generic(method, PAGE).status_code == 405


def test_takes_few_queries(client, bo, django_assert_max_num_queries):
    client.force_login(bo)
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def mails_of(user):
    return {
        group: when
        for (group, channel), when in choices(user).items()
        if channel == "email" and group in ("book", "slow", "chase")
    }


def test_one_plain_choice_sets_all_and_the_page_says_what_holds(client, bo, form):
    plain = {"book-email": "once", "chase-email": "daily", "slow-email": "daily"}
    client.force_login(bo)
    page = client.get(PAGE).text
    assert "At most one mail a day, at 08:00 on working days, with:" in page
    assert "Besides it, at once: " in page
    assert "What is due today and what keeps your account safe always comes at once" in page

    form(plan="one_mail", **plain)

    said = client.get(PAGE).text
    assert set(mails_of(bo).values()) == {"daily"}
    assert "Saved. At most one mail a day, at 17:00 on working days, with all that is new." in said
    assert "Quiet from 21:30 to 06:00" in said
    assert client.get(PAGE).context["form"]["plan"].value() == "one_mail"


def test_what_is_changed_in_the_table_besides_holds(client, bo, form):
    form(plan="one_mail", **{"book-email": "once"})
    assert mails_of(bo) == {"book": "daily", "chase": "daily", "slow": "never"}
    assert client.get(PAGE).context["form"]["plan"].value() == "own"


def test_text_messages_that_were_asked_for_are_named_with_what_is_saved(client, bo, form):
    bo.mobile = "+8613900000001"
    bo.save()
    fields = client.get(PAGE).context["form"].fields
    form(**{name: "once" for name in fields if name.endswith("-sms")})
    said = "Text messages besides, at once: "
    page = client.get(PAGE)
    assert page.text.count(said) == 2, "what was saved, and what holds now"
    assert "(only what is due today)" in page.text.partition(said)[2]
    assert "what comes as a text message" in page.text


def test_who_wants_it_kind_by_kind_is_led_to_the_table(client, bo, form):
    kept = {"book-email": "once", "chase-email": "daily", "slow-email": "daily"}
    page = form(plan="own", **kept)
    assert page.status_code == 422
    assert "Then choose below, kind by kind" in page.text
    assert page.context["form"]["plan"].value() == "own"
    assert page.context["form"].table_is_wrong


def test_the_next_daily_mail_is_shown_before_it_comes(client, bo, happen):
    client.force_login(bo)
    assert "nothing waits for it so far" in client.get(PAGE).text
    happen("slow", bo)
    page = client.get(PAGE)
    assert len(page.context["next"]["entries"]) == 1


def test_the_preview_leaves_out_what_the_mail_would(client, bo, happen, monkeypatch):
    """What was read, what was done and what an undoing still holds back beyond that morning."""
    client.force_login(bo)
    for code in ("S1", "S2", "S3", "S4"):
        happen("chase" if code == "S1" else "slow", bo, code=code)
    mails = Notification.objects.filter(channel="email", user=bo)
    mails.filter(code="S1").update(state=State.WAITING)
    Notification.objects.filter(channel="inbox", code="S2").update(read_at=clock.now())
    mails.filter(code="S3").update(not_before=clock.now() + timedelta(days=30))
    monkeypatch.setitem(TRUE, "still", False)

    entries = client.get(PAGE).context["next"]["entries"]

    assert [entry.link.rsplit("/", 2)[-2] for entry in entries] == ["S4"]


def test_a_way_without_an_address_says_how_to_give_one(client, bo):
    bo.email = None
    bo.save()
    client.force_login(bo)
    page = client.get(PAGE).text
    assert "Mail: nothing can come this way yet" in page
    assert reverse("account_email") in page
