"""Photos and files with what is written on a case: chosen, kept, sent, and seen by whom."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.models import Commitment
from events.models import Event, Remark
from files.models import Attachment
from members import roles
from suggestions.exports import casefile
from suggestions.lifecycle import State, Work
from suggestions.models import DraftAnswer, Reply, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf, a_photo
from tests.members.factories import make_member
from tests.suggestions.actions.test_drafting import ruled
from tests.suggestions.factories import MORNING, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions
from tests.suggestions.views.test_answers import word
from tests.suggestions.views.test_entering import opens as reads
from workdays.calendar import current

TALKED = {"talk-kind": "phone", "talk-held_on": "2026-03-05", "talk-note": "说过。"}


def chosen(*names):
    """Photos and papers by these names, no two of one content."""
    return [
        SimpleUploadedFile(name, a_pdf(b"/X%d" % at) if name.endswith("pdf") else a_photo())
        for at, name in enumerate(names)
    ]


def address(name, suggestion):
    return reverse(f"suggestions:{name}", args=[work(suggestion).code])


def answered(scene, enter, suggestion, *names, **more):
    """The unit writes its answer as its page has it, with files by these names."""
    client, url = enter(scene.bo), address("reply", suggestion)
    key = client.get(url).context["files_form"]["key"].value()
    body = {"key": key, "text": "灯已换好。", "outcome_class": "A", **TALKED}
    return client.post(url, body | {"attachments": chosen(*names)} | more)


def opens(enter, file, *people):
    """What each of these people gets at the address of a file."""
    return [reads(enter(one), file) for one in people]


def kept(kind):
    return [one.name for one in Attachment.objects.filter(kind=kind).order_by("pk")]


@pytest.fixture
def head(scene):
    return make_officer(scene.unit, role=roles.Head)


# ── the unit's answer ──


def test_what_goes_with_an_answer_is_seen_by_all_who_read_it(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg", "验收.pdf")
    photo, paper = Attachment.objects.order_by("pk")
    assert (photo.kind, photo.subject) == ("reply", str(Reply.objects.get().pk))
    for person in (scene.an, scene.bo, scene.clerk):
        page = enter(person).get(suggestion.get_absolute_url()).text
        assert reverse("files:small", args=[photo.code]) in page
        assert paper.name in page
    assert opens(enter, photo, scene.an, scene.bo, scene.clerk) == [200, 200, 200]
    assert opens(enter, photo, make_member(), make_officer(make_department())) == [404, 404]


def test_what_is_wrong_elsewhere_lets_nobody_choose_again(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    page = answered(scene, enter, suggestion, "灯.jpg", text="")
    assert page.status_code == 422
    assert "灯.jpg" in page.text
    assert "灯.jpg" in enter(scene.bo).get(address("reply", suggestion)).text
    answered(scene, enter, suggestion)
    assert kept("reply") == ["灯.jpg"]


def test_a_text_put_in_beside_it_keeps_what_was_chosen(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    page = answered(scene, enter, suggestion, "灯.jpg", insert="none")
    assert page.status_code == 200
    assert "灯.jpg" in page.text
    assert not Reply.objects.exists()


def test_a_file_that_is_refused_is_named_and_the_words_stay(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    bad = [SimpleUploadedFile("灯.svg", b"<svg/>")]
    page = answered(scene, enter, suggestion, attachments=bad)
    assert page.status_code == 422
    assert "“灯.svg” is no photo or document" in page.text
    assert "灯已换好。" in page.text
    assert not Reply.objects.exists()


def test_without_the_key_of_its_page_a_file_is_not_lost_without_a_word(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    page = answered(scene, enter, suggestion, "灯.jpg", key="")
    assert page.status_code == 422
    assert "Please open this page again" in page.text


def test_before_it_is_delivered_its_unit_and_the_office_alone_open_it(scene, enter, head):
    ruled(scene, checks=True, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg")
    photo = Attachment.objects.get()

    def shown_to_those_inside(*places):
        inside = (scene.bo, head, scene.clerk)
        assert opens(enter, photo, *inside) == [200, 200, 200]
        assert opens(enter, photo, scene.an, make_member()) == [404, 404]
        assert photo.code not in enter(scene.an).get(suggestion.get_absolute_url()).text
        for person in inside:
            assert photo.code in enter(person).get(suggestion.get_absolute_url()).text

    shown_to_those_inside()
    assert photo.code in enter(head).get(address("sign_off", suggestion)).text
    enter(head).post(address("sign_off", suggestion), word(suggestion, "yes"))
    shown_to_those_inside()
    assert photo.code in enter(scene.clerk).get(address("check_answer", suggestion)).text
    enter(scene.clerk).post(address("check_answer", suggestion), {"decision": "yes"})
    assert opens(enter, photo, scene.an, scene.bo, head, scene.clerk) == [200] * 4
    assert photo.code in enter(scene.an).get(suggestion.get_absolute_url()).text


def test_what_came_back_goes_along_again_but_for_what_is_left_out(scene, enter, head):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg", "错.pdf")
    wrong = Attachment.objects.get(name="错.pdf")
    enter(head).post(address("sign_off", suggestion), word(suggestion, "no", "请换附件。"))
    page = enter(scene.bo).get(address("reply", suggestion)).text
    assert "灯.jpg" in page
    assert "错.pdf" in page
    answered(scene, enter, suggestion, "对.pdf", left_out=[wrong.code])
    first, second = DraftAnswer.objects.order_by("pk")
    assert sorted(one.name for one in Attachment.objects.of("draft", second.code)) == [
        "对.pdf",
        "灯.jpg",
    ]
    assert [one.name for one in Attachment.objects.of("draft", first.code)] == ["错.pdf"]
    enter(head).post(address("sign_off", suggestion), word(suggestion, "yes"))
    assert work(suggestion).state == Work.DELIVERED
    assert sorted(kept("reply")) == ["对.pdf", "灯.jpg"]
    assert opens(enter, wrong, scene.an, scene.bo, head, scene.clerk) == [404, 200, 200, 200]


def names_on(draft):
    return sorted(one.name for one in Attachment.objects.of("draft", draft.code))


def test_what_the_unit_itself_took_back_goes_along_again(scene, enter, head):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg")
    enter(scene.bo).post(address("withdraw_answer", suggestion))
    assert "灯.jpg" in enter(scene.bo).get(address("reply", suggestion)).text
    answered(scene, enter, suggestion)
    assert names_on(DraftAnswer.objects.latest("pk")) == ["灯.jpg"]
    enter(head).post(address("sign_off", suggestion), word(suggestion, "yes"))
    assert kept("reply") == ["灯.jpg"]


def test_what_was_left_out_stays_out_of_all_that_follows(scene, enter, head):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg", "错.pdf")
    wrong = Attachment.objects.get(name="错.pdf")
    enter(head).post(address("sign_off", suggestion), word(suggestion, "no", "请换附件。"))
    answered(scene, enter, suggestion, left_out=[wrong.code])
    enter(scene.bo).post(address("withdraw_answer", suggestion))
    assert wrong.name not in enter(scene.bo).get(address("reply", suggestion)).text
    answered(scene, enter, suggestion)
    first, _second, third = DraftAnswer.objects.order_by("pk")
    assert (names_on(first), names_on(third)) == (["错.pdf"], ["灯.jpg"])
    enter(head).post(address("sign_off", suggestion), word(suggestion, "yes"))
    assert kept("reply") == ["灯.jpg"]
    assert opens(enter, wrong, scene.an, scene.bo, head, scene.clerk) == [404, 200, 200, 200]


def test_who_enters_the_next_one_from_paper_reads_which_files_stay_behind(scene, enter):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg")
    enter(scene.bo).post(address("withdraw_answer", suggestion))
    page = enter(scene.clerk).get(address("enter_reply", suggestion)).text
    assert page.index("They do not go along with the one on paper.") < page.index("灯.jpg")
    assert "灯.jpg" not in enter(scene.clerk).get(address("enter_contact", suggestion)).text


def test_with_those_from_before_no_more_go_along_than_with_any_form(scene, enter, head, settings):
    settings.UPLOAD_MAX_COUNT = 2
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg", "错.pdf")
    enter(head).post(address("sign_off", suggestion), word(suggestion, "no", "请换附件。"))
    page = answered(scene, enter, suggestion, "对.pdf")
    assert page.status_code == 422
    assert "At most 2 photos and files go along" in page.text
    wrong = Attachment.objects.get(name="错.pdf")
    answered(scene, enter, suggestion, left_out=[wrong.code])
    assert DraftAnswer.objects.count() == 2


def test_an_answer_that_came_back_and_is_not_written_again_yet_loses_nothing(scene, enter, head):
    ruled(scene, sign_off="head")
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg")
    enter(head).post(address("sign_off", suggestion), word(suggestion, "no", "再核。"))
    page = answered(scene, enter, suggestion, text="")
    assert page.status_code == 422
    assert "灯.jpg" in page.text
    assert kept("draft") == ["灯.jpg"]


def test_of_a_case_asked_for_again_the_files_of_the_answer_before_are_there(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg")
    photo = Attachment.objects.get()
    redo = reverse("suggestions:redo", args=[suggestion.code])
    assert photo.code in enter(scene.an).get(redo).text
    enter(scene.an).post(redo, {"missing": "灯又灭了。"})
    assert photo.code in enter(scene.bo).get(address("reply", suggestion)).text
    answered(scene, enter, suggestion, "灯.jpg")
    assert kept("reply") == ["灯.jpg", "灯.jpg"]
    page = enter(scene.an).get(suggestion.get_absolute_url()).text
    assert all(one.code in page for one in Attachment.objects.all())


def test_on_paper_they_stand_by_name_and_size_below_the_answer(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answered(scene, enter, suggestion, "灯.jpg", "验收.pdf")
    case = Suggestion.objects.for_page().with_cosigners().get(pk=suggestion.pk)
    data, _role = casefile.read(scene.an, case, at=MORNING, calendar=current())
    blocks = [block for section in data["sections"] for block in section["blocks"]]
    files = [one for block in blocks for one in block.get("files", ())]
    assert [one["name"] for one in files] == ["灯.jpg", "验收.pdf"]
    assert all(one["about"] for one in files)


@pytest.mark.parametrize("name", ["an", "bo", "clerk"])
def test_files_of_an_answer_cost_no_question(scene, enter, name):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    client, url = enter(scene.people[name]), suggestion.get_absolute_url()
    answered(scene, enter, suggestion)
    without = questions(client, url)
    reply = Reply.objects.get()
    for number in range(3):
        Attachment.objects.create(**a_row(scene.bo, number, "reply", str(reply.pk)))
    assert questions(client, url) == without <= MOST_QUERIES


def a_row(by, number, kind, subject):
    """The row of a file, without one."""
    at = suggestion_time()
    given = {"uploader": by, "form_key": uuid.uuid4(), "kind": kind, "subject": subject}
    about = {"role": "file", "name": f"{number}.pdf", "content_type": "application/pdf"}
    return given | about | {"size": 1, "path": f"x/{number}", "created_at": at, "bound_at": at}


def suggestion_time():
    return Reply.objects.get().replied_at


# ── what became of a promise ──


def the_promise(suggestion):
    return Commitment.objects.get(about=suggestion.code)


def reported(scene, enter, suggestion, *names, **more):
    """The unit reports that it was kept, as its page has it."""
    url = reverse("suggestions:promise_report", args=[the_promise(suggestion).code])
    body = {"key": str(uuid.uuid4()), "claim": "kept", "evidence": "已装好。"}
    return enter(scene.bo).post(url, body | {"attachments": chosen(*names)} | more)


def test_what_shows_that_a_promise_was_kept_is_seen_where_the_author_judges_it(scene, enter):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    reported(scene, enter, suggestion, "装好.jpg")
    photo = Attachment.objects.get()
    kept_page = reverse("suggestions:promise_kept", args=[the_promise(suggestion).code])
    assert photo.code in enter(scene.an).get(kept_page).text
    for person in (scene.an, scene.bo, scene.clerk):
        assert photo.code in enter(person).get(suggestion.get_absolute_url()).text
    assert opens(enter, photo, scene.an, scene.bo, scene.clerk, make_member()) == [200] * 3 + [404]


def test_a_report_that_lacks_its_words_keeps_its_photo(scene, enter):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    page = reported(scene, enter, suggestion, "装好.jpg", evidence="")
    assert page.status_code == 422
    assert "装好.jpg" in page.text


@pytest.mark.parametrize(
    ("verdict", "step"), [("no", "promise_contest"), ("yes", "promise_confirm")]
)
def test_the_author_shows_what_they_say_of_it_too(scene, enter, verdict, step):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    reported(scene, enter, suggestion, "装好.jpg")
    promise = the_promise(suggestion)
    url = reverse("suggestions:promise_kept", args=[promise.code])
    body = {"key": str(uuid.uuid4()), "verdict": verdict, "words": "灯杆还是斜的。"}
    enter(scene.an).post(url, body | {"attachments": chosen("斜.pdf")})
    paper = Attachment.objects.get(name="斜.pdf")
    assert Event.objects.get(pk=paper.subject).step == step
    assert paper.code in enter(scene.bo).get(suggestion.get_absolute_url()).text
    renew = enter(scene.bo).get(reverse("suggestions:promise_renew", args=[promise.code]))
    assert (paper.code in renew.text) == (verdict == "no")


def test_files_go_with_erased_words(scene, enter):
    suggestion = suggestion_at(scene, State.FOLLOWUP)
    reported(scene, enter, suggestion, "装好.jpg")
    photo = Attachment.objects.get()
    Remark.objects.filter(event=photo.subject).delete()
    assert photo.code not in enter(scene.an).get(suggestion.get_absolute_url()).text
    assert opens(enter, photo, scene.an, scene.bo) == [404, 404]


# ── messages and talks ──


@pytest.mark.parametrize("name", ["an", "bo", "clerk"])
def test_a_message_carries_a_photo_for_all_who_read_it(scene, enter, name):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    url = reverse("suggestions:talk", args=[suggestion.code])
    client = enter(scene.people[name])
    key = client.get(url).context["form"]["key"].value()
    body = {"key": key, "text": "请看照片。"}
    for _tap in range(2):
        client.post(url, body | {"attachments": chosen("现场.jpg")})
    photo = Attachment.objects.get()
    for person in (scene.an, scene.bo, scene.clerk):
        assert photo.code in enter(person).get(suggestion.get_absolute_url()).text
    assert opens(enter, photo, scene.an, scene.bo, scene.clerk, make_member()) == [200] * 3 + [404]


def test_a_message_without_words_keeps_its_photo_and_is_not_sent(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    url = reverse("suggestions:talk", args=[suggestion.code])
    body = {"key": str(uuid.uuid4()), "text": "", "attachments": chosen("现场.jpg")}
    page = enter(scene.an).post(url, body)
    assert page.status_code == 422
    assert "现场.jpg" in page.text
    enter(scene.an).post(url, body | {"text": "请看照片。", "attachments": []})
    assert kept("words") == ["现场.jpg"]


def test_a_talk_that_was_noted_down_has_the_photo_of_the_visit(scene, enter, head):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    body = {"key": str(uuid.uuid4()), **TALKED, "talk-kind": "visit"}
    body["attachments"] = chosen("现场.jpg")
    for _tap in range(2):
        enter(scene.bo).post(address("contact", suggestion), body)
    photo = Attachment.objects.get()
    for person in (scene.an, scene.bo, scene.clerk):
        assert photo.code in enter(person).get(suggestion.get_absolute_url()).text
    assert photo.code in enter(scene.bo).get(address("reply", suggestion)).text
    assert opens(enter, photo, scene.an, scene.bo, scene.clerk, make_member()) == [200] * 3 + [404]
    ruled(scene, sign_off="head")
    answered(scene, enter, suggestion)
    assert photo.code in enter(head).get(address("sign_off", suggestion)).text


# ── asking for another answer ──


def test_what_the_author_shows_to_be_missing_is_seen_by_who_answers_signs_and_reads(
    scene, enter, head
):
    suggestion = suggestion_at(scene, State.REPLIED)
    url = reverse("suggestions:redo", args=[suggestion.code])
    body = {"key": str(uuid.uuid4()), "missing": "灯又灭了。"}
    page = enter(scene.an).post(url, body | {"missing": "", "attachments": chosen("灭.jpg")})
    assert page.status_code == 422
    enter(scene.an).post(url, body)
    photo = Attachment.objects.get()
    for person in (scene.an, scene.bo, scene.clerk):
        assert photo.code in enter(person).get(suggestion.get_absolute_url()).text
    assert opens(enter, photo, scene.an, scene.bo, scene.clerk, make_member()) == [200] * 3 + [404]
    assert photo.code in enter(scene.bo).get(address("reply", suggestion)).text
    ruled(scene, sign_off="head")
    answered(scene, enter, suggestion)
    assert photo.code in enter(head).get(address("sign_off", suggestion)).text
