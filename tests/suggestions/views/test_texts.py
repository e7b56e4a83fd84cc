"""The texts that a desk keeps: kept by whom, offered where, inserted without losing a word."""

import pytest
from django.urls import resolve, reverse

from events.models import Event
from members import roles
from suggestions.actions import phrasing
from suggestions.lifecycle import State
from suggestions.lifecycle.words import PHRASE_ACTS
from suggestions.models import Category, Phrase, Reply, Suggestion
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_organ, make_seat
from tests.suggestions.factories import MORNING, suggestion_at, work
from tests.suggestions.views.counting import MOST_QUERIES, questions

TALK = {"talk-kind": "phone", "talk-held_on": "2026-03-05", "talk-note": "约好了。"}


def page_of(name, *, desk="unit", owner="library", **more):
    return reverse(f"suggestions:{name}", kwargs={"desk": desk, "owner": owner, **more})


def office(name, **more):
    return page_of(name, desk="office", owner="430000", **more)


def keep(scene, title="谢谢", text="感谢您的建议。", *, desk=None, kind="answer", category=None):
    of = scene.unit.pk if desk is None else desk
    by = scene.clerk if isinstance(of, str) else scene.bo
    said = {"kind": kind, "title": title, "text": text, "category": category}
    return phrasing.add(desk=of, by=by, at=MORNING, **said)


def matter(code):
    for digits in range(2, len(code) + 1, 2):
        parent = code[: digits - 2] or None
        Category.objects.get_or_create(
            code=code[:digits], defaults={"parent_id": parent, "name_zh": "类", "name_en": "Kind"}
        )
    return Category.objects.get(code=code)


def titles(page):
    return [one.title for one in page.context["texts"].offer]


def test_a_unit_keeps_templates_and_blocks_in_its_own_order(scene, enter):
    client = enter(scene.bo)
    sent = {"kind": "answer", "title": "收到", "text": "{unit}已收到{code}。", "category": ""}
    assert client.post(page_of("text_add"), sent).url == page_of("texts_of")
    client.post(page_of("text_add"), sent | {"kind": "block", "title": "电话"})
    kept = list(Phrase.objects.of(scene.unit.pk))
    assert [(one.title, one.kind) for one in kept] == [("收到", "answer"), ("电话", "block")]
    client.post(page_of("texts_order"), {"do": f"up {kept[1].code}"})
    assert [one.title for one in Phrase.objects.of(scene.unit.pk)] == ["电话", "收到"]
    page = client.get(page_of("texts_of")).text
    assert page.index("电话") < page.index("收到")
    assert "已收到×××。" in page
    assert "Text block · <span" in page
    assert page.count("For all matters") == page.count(">Change<span") == 2
    client.post(page_of("text_edit", text=kept[0].code), sent | {"title": "已收到"})
    client.post(page_of("text_remove", text=kept[1].code))
    assert [one.title for one in Phrase.objects.all()] == ["已收到"]
    lines = Event.objects.filter(kind="texts", code="library").values_list("step", flat=True)
    assert sorted(lines) == ["add", "add", "change", "order", "remove"]


def test_removing_asks_first(scene, enter):
    phrase = keep(scene)
    page = enter(scene.bo).get(page_of("text_remove", text=phrase.code))
    assert "Delete “谢谢”?" in page.text
    assert Phrase.objects.exists()


def test_what_is_used_most_can_stand_first(scene, enter):
    keep(scene, "少用")
    often = keep(scene, "常用")
    phrasing.count_use(desk=scene.unit.pk, codes=[often.code])
    enter(scene.bo).post(page_of("texts_order"), {"do": "use"})
    assert [one.title for one in Phrase.objects.of(scene.unit.pk)] == ["常用", "少用"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{name}您好", "There is no placeholder “name” here. You can use: {title} {code}"),
        ("{title", "A brace is left open"),
        ("{title.organ}", "There is no placeholder “title.organ” here"),
        ("{title!r}", "There is no placeholder “title” here"),
        ("{}", "There is no placeholder"),
    ],
)
def test_an_unknown_placeholder_is_refused_beside_the_box_and_nothing_is_lost(
    scene, enter, text, said
):
    sent = {"kind": "answer", "title": "问好", "text": text, "category": ""}
    page = enter(scene.bo).post(page_of("text_add"), sent)
    assert page.status_code == 422
    assert said in str(page.context["form"].errors["text"])
    assert page.context["form"]["text"].value() == text
    assert not Phrase.objects.exists()


def test_an_office_keeps_text_blocks_alone(scene, enter):
    client = enter(scene.clerk)
    assert 'name="kind"' not in client.get(office("text_add")).text
    client.post(office("text_add"), {"title": "补地点", "text": "请写明地点。", "kind": "answer"})
    assert [(one.kind, one.organ_id) for one in Phrase.objects.all()] == [("block", "430000")]


def test_an_office_keeps_a_text_for_one_act_and_reads_it_on_that_page_alone(scene, enter):
    client, case = enter(scene.clerk), suggestion_at(scene, State.SUBMITTED)
    for act, title in (("send_back", "补地点"), ("decline", "不属职责"), ("", "谢谢")):
        sent = {"act": act, "title": title, "text": f"{title}。"}
        client.post(office("text_add"), sent)
    offered = {
        name: [one.title for one in client.get(page).context["texts"].offer]
        for name in ("send_back", "decline", "divert")
        for page in [reverse(f"suggestions:{name}", args=[case.code])]
    }
    assert offered == {
        "send_back": ["补地点", "谢谢"],
        "decline": ["不属职责", "谢谢"],
        "divert": ["谢谢"],
    }
    assert "Send back to be completed" in client.get(office("texts_of")).text
    assert 'name="act"' not in enter(scene.bo).get(page_of("text_add")).text


@pytest.mark.parametrize("act", PHRASE_ACTS)
def test_each_act_that_a_text_is_kept_for_is_the_name_of_its_page(act):
    assert resolve(reverse(f"suggestions:{act}", args=["2026-00417"])).url_name == act


def test_only_who_sits_at_the_desk_keeps_its_texts(scene, enter):
    unit, block = keep(scene), keep(scene, desk="430000", kind="block")
    head = make_officer(scene.unit, role=roles.Head)
    assert enter(head).get(page_of("texts_of")).status_code == 200
    for person in (scene.an, scene.clerk, make_officer(make_department("water"))):
        for name in ("texts_of", "text_add"):
            assert enter(person).get(page_of(name)).status_code == 403
        assert enter(person).post(page_of("text_remove", text=unit.code)).status_code == 403
    for person in (scene.an, scene.bo, make_seat(roles.Office, "430100")):
        assert enter(person).get(office("texts_of")).status_code == 403
        assert enter(person).post(office("texts_order"), {"do": "use"}).status_code == 403
    # Nobody reaches a text of another desk by way of their own.
    assert enter(scene.bo).get(page_of("text_edit", text=block.code)).status_code == 404
    assert Phrase.objects.count() == 2


def test_the_way_to_the_texts_leads_on_or_lets_choose(scene, enter):
    first = reverse("suggestions:texts")
    assert enter(scene.bo).get(first).url == page_of("texts_of")
    assert enter(scene.clerk).get(first).url == office("texts_of")
    make_officer(make_department("water"), user=scene.bo)
    page = enter(scene.bo).get(first)
    assert page_of("texts_of", owner="water") in page.text
    assert enter(scene.an).get(first).status_code == 403


def test_the_templates_for_just_this_matter_stand_first(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    Suggestion.objects.filter(pk=case.pk).update(category=matter("010203"))
    keep(scene, "电话", kind="block")
    keep(scene, "都行")
    keep(scene, "别的事", category=matter("99"))
    keep(scene, "大类", category=matter("01"))
    keep(scene, "小类", category=matter("010203"))
    page = enter(scene.bo).get(reverse("suggestions:reply", args=[work(case).code]))
    assert titles(page) == ["小类", "大类", "都行", "电话", "别的事"]
    assert [one.title for one in page.context["texts"].offer.more] == ["别的事"]


def test_inserting_sends_nothing_and_loses_no_word(scene, enter):
    case = suggestion_at(scene, State.ASSIGNED)
    phrase = keep(scene, text="{unit}对{code}《{title}》的答复，{date}。")
    client = enter(scene.bo)
    address = reverse("suggestions:reply", args=[work(case).code])
    sent = TALK | {"text": "您好：", "outcome_class": "B", "promised_on": "2026-04-15"}
    page = client.post(address, sent | {"insert": phrase.code})
    assert page.status_code == 200
    form, talk = page.context["form"], page.context["talk_form"]
    assert form["text"].value() == (
        f"您好：\nlibrary厅对{case.code}《{case.title}》的答复，3月5日。"
    )
    assert (form["outcome_class"].value(), form["promised_on"].value()) == ("B", "2026-04-15")
    assert talk["note"].value() == "约好了。"
    assert 'value="2026-04-15"' in page.text
    assert "data-errors" not in page.text
    assert not Reply.objects.exists()
    assert work(case).state == "pending_sign"


@pytest.mark.parametrize("gap", ["【请填写：何时到何处核实】", "【fill in what was found】"])
def test_no_answer_is_sent_while_something_of_its_template_is_to_be_filled_in(scene, enter, gap):
    case = suggestion_at(scene, State.ASSIGNED)
    address = reverse("suggestions:reply", args=[work(case).code])
    sent = TALK | {"text": f"一、核实情况。{gap}", "outcome_class": "A"}

    page = enter(scene.bo).post(address, sent)

    assert gap in page.context["form"].errors["text"][0]
    assert page.context["form"]["text"].value() == sent["text"]
    assert not Reply.objects.exists()


def test_all_that_is_still_to_be_filled_in_is_named_at_once(scene, enter):
    case = suggestion_at(scene, State.ASSIGNED)
    address = reverse("suggestions:reply", args=[work(case).code])
    gaps = ("【请填写：何时核实】", "【请填写：办了什么】", "【fill in when】")
    sent = TALK | {"text": "\n".join((*gaps, gaps[0])), "outcome_class": "A"}

    [said] = enter(scene.bo).post(address, sent).context["form"].errors["text"]

    assert said.startswith("3 places are still to be filled in")
    assert [said.count(gap) for gap in gaps] == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("尊敬的{honorific}：", "尊敬的安委员："),
        ("{author}您好", "安您好"),
        ("Dear {honorific},", "Dear Member 安,"),
    ],
)
def test_a_template_addresses_its_author_by_name(scene, enter, text, said):
    case = suggestion_at(scene, State.ASSIGNED)
    phrase = keep(scene, text=text)
    address = reverse("suggestions:reply", args=[work(case).code])
    page = enter(scene.bo).post(address, TALK | {"text": "", "insert": phrase.code})
    assert page.context["form"]["text"].value() == said


def test_a_text_that_went_out_is_counted_once_and_one_that_did_not_is_not(scene, enter):
    case = suggestion_at(scene, State.ASSIGNED)
    phrase, idle = keep(scene), keep(scene, "没用", "没有用到。")
    client = enter(scene.bo)
    address = reverse("suggestions:reply", args=[work(case).code])
    sent = TALK | {"text": "感谢您的建议。", "outcome_class": "A", "text_used": phrase.code}
    page = client.post(address, sent | {"outcome_class": "", "insert": phrase.code})
    assert f'name="text_used" value="{phrase.code}"' in page.text
    assert client.post(address, sent | {"outcome_class": ""}).status_code == 422
    assert Phrase.objects.get(pk=phrase.pk).used == 0
    assert client.post(address, sent | {"text_used": [phrase.code] * 2}).status_code == 302
    assert [Phrase.objects.get(pk=one.pk).used for one in (phrase, idle)] == [1, 0]


def test_a_text_that_a_browser_kept_and_brought_back_is_counted_too(scene, enter):
    case = suggestion_at(scene, State.ASSIGNED)
    phrase, idle = (
        keep(scene, text="{author}您好。\n感谢您的建议。"),
        keep(scene, text="没有用到。"),
    )
    sent = TALK | {"text": "安您好。\r\n感谢您的建议。\r\n已经修好。", "outcome_class": "A"}
    address = reverse("suggestions:reply", args=[work(case).code])
    assert enter(scene.bo).post(address, sent).status_code == 302
    assert [Phrase.objects.get(pk=one.pk).used for one in (phrase, idle)] == [1, 0]


def test_a_text_removed_meanwhile_inserts_nothing_and_sends_nothing(scene, enter):
    case = suggestion_at(scene, State.ASSIGNED)
    address = reverse("suggestions:reply", args=[work(case).code])
    sent = TALK | {"text": "您好：", "outcome_class": "A", "insert": "TGONE"}
    page = enter(scene.bo).post(address, sent)
    assert page.status_code == 200
    assert page.context["form"]["text"].value() == "您好："
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("name", "box", "sent"),
    [
        ("send_back", "missing", {}),
        ("decline", "reason", {"ground": "nobodys"}),
        ("divert", "reason", {"kind": "lead"}),
    ],
)
def test_the_office_inserts_its_blocks_where_it_writes(scene, enter, name, box, sent):
    case = suggestion_at(scene, State.SUBMITTED)
    phrase = keep(scene, "补", "请补充{title}。", desk="430000", kind="block")
    client = enter(scene.clerk)
    address = reverse(f"suggestions:{name}", args=[case.code])
    assert phrase.title in client.get(address).text
    page = client.post(address, sent | {box: "您好。", "insert": phrase.code})
    assert page.status_code == 200
    assert page.context["form"][box].value() == f"您好。\n请补充{case.title}。"
    for field, value in sent.items():
        assert page.context["form"][field].value() == value
    assert Suggestion.objects.get().state == "submitted"
    done = client.post(address, sent | {box: "请补充。", "text_used": phrase.code})
    assert done.status_code == 302
    assert Phrase.objects.get().used == 1


def test_a_remark_on_a_case_has_them_too_and_its_author_never(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    keep(scene, "内部话", desk="430000", kind="block")
    keep(scene, "科室话", kind="block")
    hold = reverse("suggestions:hold", args=[case.code])
    more_time = reverse("suggestions:extension", args=[work(case).code])
    talk = reverse("suggestions:talk", args=[case.code])
    notes = reverse("suggestions:notes", args=[case.code])
    for address in (hold, talk, notes):
        assert "内部话" in enter(scene.clerk).get(address).text
    for address in (more_time, talk, notes):
        assert "科室话" in enter(scene.bo).get(address).text
    page = enter(scene.an).get(talk).text
    assert "内部话" not in page
    assert "科室话" not in page


def test_a_script_gets_the_text_as_it_reads_for_the_case(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    phrase = keep(scene, text="{code}已办。")
    address = reverse("suggestions:text", args=[phrase.code, case.code])
    answer = enter(scene.bo).get(address)
    assert answer.content.decode() == f"{case.code}已办。"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    for person in (scene.an, scene.clerk):
        assert enter(person).get(address).status_code == 404
    fisher = make_officer(make_department("water"))
    assert enter(fisher).get(address).status_code == 404


def test_so_many_texts_ask_the_database_no_more(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    client = enter(scene.bo)
    address = reverse("suggestions:reply", args=[work(case).code])
    keep(scene)
    asked, listed = questions(client, address), questions(client, page_of("texts_of"))
    for number in range(5):
        keep(scene, f"第{number}条", category=matter("0102"))
    assert questions(client, address) == asked <= MOST_QUERIES
    assert questions(client, page_of("texts_of")) == listed <= MOST_QUERIES


def test_no_more_than_so_many_are_kept(scene, enter, monkeypatch):
    monkeypatch.setattr("suggestions.actions.phrasing.MOST_KEPT", 1)
    keep(scene)
    sent = {"kind": "block", "title": "多", "text": "多"}
    page = enter(scene.bo).post(page_of("text_add"), sent)
    assert page.status_code == 409
    assert "At most 1 texts are kept" in page.text
    assert make_organ("430000")
    assert Phrase.objects.count() == 1
