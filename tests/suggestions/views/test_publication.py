"""Whose words the public reads: each answer is looked over in its box and stands under its name."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from departments.models import Department
from suggestions.actions import channels, publishing, reviewing
from suggestions.actions.channels import Answer
from suggestions.actions.handing import Charge
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import CHANNELS, Part, State
from suggestions.models import Publication, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.suggestions.factories import MORNING, Scene, answer, make_scene, suggestion_at
from workdays import clock

PUBLIC = PublicWords("修好桥", "桥坏了，请修。", "已修好。")


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def publish(scene, case, words=PUBLIC):
    return publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING)


def office(scene):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(scene.clerk)
    return client


def address(name, case):
    return reverse(f"suggestions:{name}", args=[case.code])


@pytest.fixture
def apart(scene):
    """A public case with two units that each answer for itself; the first has."""
    case = suggestion_at(scene, State.ACCEPTED)
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    water = make_department("water")
    charges = [Charge(scene.unit, Part.SEPARATE), Charge(water, Part.SEPARATE)]
    first, second = reviewing.assign(
        suggestion=case, charges=charges, urgency="ordinary", by=scene.clerk, at=MORNING
    )
    answer(scene, case, assignment=first, text="书架已降低。")
    case.refresh_from_db()
    return case, second, make_officer(water)


def test_what_is_answered_after_the_publication_is_shown_to_the_office_until_it_publishes_anew(
    scene, apart, client
):
    case, second, officer = apart
    assert "Everybody can read it since" not in office(scene).get(case.get_absolute_url()).text
    publication = publish(scene, case)
    told = office(scene).get(case.get_absolute_url()).text
    assert "Everybody can read it since" in told
    assert publication.get_absolute_url() in told
    clerk, hint = office(scene), "More answers have come since it was published."
    pages = (address("publish", case), case.get_absolute_url())
    assert not any(hint in clerk.get(page).text for page in pages)
    later = MORNING + timedelta(hours=1)
    answer(scene, case, assignment=second, text="水管已修好。", by=officer, at=later)
    assert all(hint in clerk.get(page).text for page in pages)
    assert "水管已修好。" in clerk.get(pages[0]).text
    client.force_login(scene.an)
    assert hint not in client.get(case.get_absolute_url()).text
    words = PublicWords("桥", "修桥。", "都办好了。")
    publishing.publish(suggestion=case, words=words, by=scene.clerk, at=later + timedelta(hours=1))
    assert not any(hint in clerk.get(page).text for page in pages)


def test_above_the_answer_stands_whose_it_was_when_it_was_looked_over(scene, apart, client):
    case, second, officer = apart
    publication = publish(scene, case)
    later = MORNING + timedelta(hours=1)
    answer(scene, case, assignment=second, text="水管已修好。", by=officer, at=later)
    page = client.get(publication.get_absolute_url()).text
    said = re.sub(r"<[^>]+>", "", page).replace("\u00a0", " ")
    assert f"{scene.unit.name} · Thu 5 March" in said
    assert second.department.name not in page
    publish(scene, case, PublicWords("桥", "修桥。"))
    assert scene.unit.name not in client.get(publication.get_absolute_url()).text


def test_each_units_answer_is_looked_over_and_published_under_its_own_heading(scene, apart, client):
    case, second, officer = apart
    first = case.assignments.get(department=scene.unit)
    promise = {"outcome_class": "B", "promised_on": MORNING.date() + timedelta(days=20)}
    answer(scene, case, assignment=second, text="水管将修好。", by=officer, **promise)
    clerk, page = office(scene), address("publish", case)
    boxes = [f"answer_{first.code}", f"answer_{second.code}"]
    form = clerk.get(page).context["form"]
    assert [box.name for box in form.answer_boxes] == boxes
    begun = [form[name].value() for name in boxes]
    assert begun == ["书架已降低。", "水管将修好。\n承诺于2026年3月25日前落实。"]
    clerk.post(page, sent(form))
    publication = Publication.objects.get()
    assert publication.answer == "\n\n".join(begun)
    articles = client.get(publication.get_absolute_url()).text.split("<article")[2:]
    for article, unit, mark, said in zip(
        articles, [first, second], "AB", ["书架已降低。", "水管将修好。"], strict=True
    ):
        assert unit.department.name in article
        assert f'<span class="seal-stamp">{mark}</span>' in article
        assert said in article
    form = clerk.get(page).context["form"]
    assert [form[name].value() for name in boxes] == begun


def sent(form, **changed):
    """What a browser sends of the page as it was shown."""
    return {name: form[name].value() or "" for name in form.fields if name != "named"} | changed


@pytest.mark.parametrize("first_is_out", [True, False])
def test_answers_that_came_while_the_page_was_open_are_shown_and_nothing_typed_is_lost(
    scene, apart, first_is_out
):
    case, second, officer = apart
    first = case.assignments.get(department=scene.unit)
    if first_is_out:
        publish(scene, case)
    clerk, page = office(scene), address("publish", case)
    typed = sent(clerk.get(page).context["form"], title="新题", answer="书架降了。")
    answer(scene, case, assignment=second, text="水管已修好。", by=officer)
    late = clerk.post(page, typed)
    assert late.status_code == 409
    assert "The answers have changed while this page was open." in late.text
    assert [one.text for one in late.context["form"].came] == ["水管已修好。"]
    assert not Publication.objects.filter(title="新题").exists()
    form = late.context["form"]
    assert form["title"].value() == "新题"
    assert [box.value() for box in form.answer_boxes] == ["书架降了。", "水管已修好。"]
    assert clerk.post(page, sent(form)).status_code == 302
    said = [[first.code, "书架降了。"], [second.code, "水管已修好。"]]
    assert Publication.objects.get().answers == said


def test_words_that_were_changed_while_the_page_was_open_are_not_published_unseen(scene, apart):
    case, _second, _officer = apart
    clerk, page = office(scene), address("publish", case)
    typed = sent(clerk.get(page).context["form"])
    first = case.assignments.get(department=scene.unit)
    first.replies.update(outcome_class="C", reason="无预算。", text="书架不能降低。")
    late = clerk.post(page, typed)
    assert late.status_code == 409
    assert late.context["form"]["answer"].value() == "书架已降低。"
    assert "书架不能降低。" in late.text
    assert typed["seen"].startswith(f"{first.code}.")
    assert not Publication.objects.exists()


def test_one_text_that_was_looked_over_stands_in_the_first_box_and_nothing_comes_back(scene, apart):
    case, second, officer = apart
    answer(scene, case, assignment=second, text="水管已由张三修好。", by=officer)
    publish(scene, case, PublicWords("桥", "修桥。", "书架已降低。水管已修好。"))
    page = office(scene).get(address("publish", case))
    boxes = [box.value() for box in page.context["form"].answer_boxes]
    assert boxes == ["书架已降低。水管已修好。", ""]
    assert "The answers were published as one text." in page.text


def test_words_whose_answer_is_gone_are_read_no_more_and_go_to_no_other(scene, apart, client):
    case, second, officer = apart
    answer(scene, case, assignment=second, text="水管已修好。", by=officer)
    clerk, page = office(scene), address("publish", case)
    clerk.post(page, sent(clerk.get(page).context["form"]))
    second.__class__.objects.filter(pk=second.pk).update(state="cancelled")
    public = client.get(Publication.objects.get().get_absolute_url()).text
    assert "书架已降低。" in public
    assert "水管已修好。" not in public
    assert clerk.get(page).context["form"]["answer"].value() == "书架已降低。"


def test_the_answer_of_another_channel_bears_its_name_its_day_and_its_class(scene, client):
    case = suggestion_at(scene, State.HANDED_OFF)
    Suggestion.objects.filter(pk=case.pk).update(wish="public")
    case.refresh_from_db()
    given = Answer("已修好。", "A", None, "")
    channels.write_back(suggestion=case, answer=given, by=scene.clerk, at=MORNING)
    clerk, page = office(scene), address("publish", case)
    form = clerk.get(page).context["form"]
    assert form["seen"].value().startswith(f"{case.code}-h1.")
    clerk.post(page, sent(form))
    public = client.get(Publication.objects.get().get_absolute_url()).text
    assert '<span class="seal-stamp">A</span>' in public
    assert "Thu 5 March" in re.sub(r"<[^>]+>", "", public).replace("\u00a0", " ")
    assert str(CHANNELS["hotline"]) in public


def test_one_text_of_several_answers_bears_the_class_of_none(scene, apart, client):
    case, second, officer = apart
    answer(scene, case, assignment=second, text="水管已修好。", by=officer)
    page = client.get(publish(scene, case).get_absolute_url()).text
    assert second.department.name in page
    assert "seal-stamp" not in page


def test_two_units_of_one_name_both_stand_in_the_first_version(scene, apart):
    case, second, officer = apart
    Department.objects.update(name_zh="服务中心", name_en="Service centre")
    answer(scene, case, assignment=second, text="水管已修好。", by=officer)
    form = office(scene).get(address("publish", case)).context["form"]
    assert [box.value() for box in form.answer_boxes] == ["书架已降低。", "水管已修好。"]
