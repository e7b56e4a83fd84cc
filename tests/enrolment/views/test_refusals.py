"""How much somebody can learn by trying numbers and addresses."""

from django.urls import reverse

from enrolment.actions import enrolling
from enrolment.models import Invitation
from events.models import Event
from tests.members.factories import make_member, make_user


def test_nobody_finds_out_at_length_which_numbers_are_in_use(
    client, admin, organ, morning, monkeypatch
):
    client.force_login(admin)
    form = reverse("enrolment:enrol", args=[organ.code])
    monkeypatch.setattr(enrolling, "MOST_REFUSED", 2)
    make_member("430200", user=make_user(name="程远", mobile="+8613800004444"))
    said = {"name": "小程", "role": "member", "since": "2026-03-05"}
    for _ in range(2):
        client.post(form, said | {"mobile": "13800004444"})

    known = client.post(form, said | {"mobile": "13800004444"})
    unknown = client.post(form, said | {"mobile": "13800005555"})

    for answer in (known, unknown):
        errors = answer.context["form"].errors
        assert (answer.status_code, set(errors)) == (422, {"__all__"}), "known or not: the same"
        assert "again in 24 hours" in str(errors)
    assert Event.objects.filter(step="refused").count() == 2
    client.post(form, said)
    assert Invitation.objects.get().channel == "card"
