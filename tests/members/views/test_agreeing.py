"""Nobody works here before they have agreed; nothing they typed is lost over it."""

import datetime as dt

import pytest
from django.urls import reverse

from events.models import Event
from members import documents, roles
from members.actions import agreeing
from members.documents import Document, Version
from members.models import Agreement
from tests.members.factories import PASSWORD, make_member, make_seat, make_user
from workdays import clock

pytestmark = pytest.mark.django_db
AGREE = "/account/agree/"


@pytest.fixture
def newcomer(client):
    user = make_member(user=make_user(agreed_version="", password=PASSWORD))
    client.force_login(user)
    return user


@pytest.fixture
def second_version(monkeypatch):
    """The terms get a second major version."""
    first = documents.DOCUMENTS[1]
    news = Version(2, 0, dt.date(2027, 1, 1), "Phones may be used.")
    second = Document(first.key, first.title, first.gist, (news, *first.versions))
    monkeypatch.setattr(documents, "DOCUMENTS", (documents.DOCUMENTS[0], second))
    return second


def agree(client, **more):
    return client.post(AGREE, {"version": documents.current(), **more})


def test_the_first_sign_in_leads_to_the_documents_and_then_on(client, newcomer):
    answer = client.get("/account/?tab=1")
    assert answer["Location"] == f"{AGREE}?next=/account/%3Ftab%3D1"
    page = client.get(answer["Location"]).content.decode()
    assert all(str(one.title) in page for one in documents.DOCUMENTS)
    assert 'name="next" value="/account/?tab=1"' in page

    agreed = agree(client, next="/account/?tab=1")

    assert agreed["Location"] == "/account/?tab=1"
    assert client.get("/account/").status_code == 200


def test_what_was_agreed_to_is_kept_and_stands_in_the_ledger_by_number_alone(client, newcomer):
    agree(client)
    agree(client)

    rows = Agreement.objects.filter(user=newcomer).values_list("document", "version")
    assert sorted(rows) == [("privacy", 1), ("terms", 1)]
    written = Event.objects.filter(kind="account", code=newcomer.code, step="agreed")
    assert [one.data for one in written.order_by("id")] == [
        {"document": "privacy", "version": 1},
        {"document": "terms", "version": 1},
    ]


def test_where_to_go_on_is_never_another_site(client, newcomer):
    assert agree(client, next="https://elsewhere.example/")["Location"] == "/desk/"


def test_what_was_not_shown_is_not_agreed_to(client, newcomer):
    answer = client.post(AGREE, {"version": "privacy:9 terms:9"})

    assert answer.status_code == 200
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "url", ["/privacy/", "/terms/", "/help/", "/accounts/2fa/", "/accounts/reauthenticate/"]
)
def test_documents_help_and_the_second_step_stay_open(client, newcomer, url):
    assert AGREE not in client.get(url).headers.get("Location", "")


def test_language_size_and_sign_out_work_without_it(client, newcomer):
    assert client.post("/language/", {"language": "en", "next": "/terms/"})["Location"] == "/terms/"
    assert client.post("/elder/", {"size": "25", "next": "/terms/"})["Location"] == "/terms/"
    client.post(reverse("account_logout"))
    assert client.get("/account/")["Location"].startswith(reverse("account_login"))


def test_a_second_factor_is_set_up_first_and_then_agreed(client, settings):
    settings.MFA_REQUIRED_ROLES = ("office",)
    client.force_login(make_seat(roles.Office, user=make_user(agreed_version="")))

    assert client.get("/account/")["Location"] == reverse("mfa_index")
    assert client.get("/terms/").status_code == 200


def test_words_typed_before_a_new_version_came_are_shown_again(client, newcomer):
    answer = client.post(
        "/account/", {"name": "路灯 <b>两周</b>不亮", "password": "four secret words"}
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "路灯 &lt;b&gt;两周&lt;/b&gt;不亮" in page
    assert "four secret words" not in page
    newcomer.refresh_from_db()
    assert newcomer.name == "安"


def test_a_script_is_told_so_and_its_page_stays(client, newcomer):
    answer = client.post("/suggestions/whose/", {}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content) == (403, b"")


def test_who_has_agreed_pays_no_query_for_it(client, django_assert_num_queries):
    client.force_login(make_member())
    with django_assert_num_queries(2):  # session, person
        client.get("/still-here/")


def test_a_new_version_asks_again_and_says_what_changed(client, second_version):
    user = make_member()
    client.force_login(user)
    user.with_agreed("privacy:1 terms:1")

    page = client.get(client.get("/account/")["Location"]).content.decode()

    assert "There is a new version" in page
    assert "Phones may be used." in page
    assert str(documents.DOCUMENTS[0].title) not in page.partition("<footer")[0]
    agree(client)
    assert client.get("/account/").status_code == 200


def test_who_has_agreed_is_not_asked(client):
    client.force_login(make_user())

    assert client.get(f"{AGREE}?next=/terms/")["Location"] == "/terms/"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("document", documents.DOCUMENTS, ids=lambda one: one.key)
def test_everybody_reads_the_documents_in_their_language(client, document, language):
    answer = client.get(f"/{document.key}/", headers={"accept-language": language})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("一、" in page) == (language == "zh-hans")


def test_old_versions_can_be_read_and_others_are_not_there(client):
    assert client.get("/terms/?version=1").status_code == 200
    for wrong in ("7", "x", "²"):
        assert client.get(f"/terms/?version={wrong}").status_code == 404


def test_agreeing_twice_at_once_is_one_agreement():
    user = make_user(agreed_version="")

    assert len(agreeing.agree(user=user, at=clock.now())) == 2
    assert agreeing.agree(user=user, at=clock.now()) == []
