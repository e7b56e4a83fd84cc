"""What the template tags draw, in both languages."""

import re

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from design.forms import FindSelect
from design.pieces import Light, Number, Station


def draw(source: str, language: str = "en", **context) -> str:
    with translation.override(language):
        return Template("{% load design %}" + source).render(Context(context))


class WordForm(forms.Form):
    title = forms.CharField(label="Title", help_text="One line")
    level = forms.ChoiceField(
        label="Level", choices=[("a", "County"), ("b", "City")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    told = forms.BooleanField(label="Tell me", required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def test_an_icon_is_inline_and_hidden_from_screen_readers():
    html = draw('{% icon "pencil" %}')
    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html
    assert 'class="icon"' in html


def test_an_icon_that_does_not_exist_is_found_while_writing_the_template():
    with pytest.raises(TemplateSyntaxError, match="no-such-icon"):
        draw('{% icon "no-such-icon" %}')


@pytest.mark.parametrize(
    ("kind", "shape"),
    [("green", "<circle cx"), ("amber", "<path"), ("red", "<rect"), ("grey", 'class="hollow"')],
)
def test_each_light_has_a_shape_and_a_word(kind, shape):
    html = draw("{% light one %}", one=Light(kind, "2 working days left"))
    assert shape in html
    assert "2 working days left" in html
    assert f"light-{kind}" in html


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["done:", "now:", "to come:"]), ("zh-hans", ["提交", "评价"])]
)
def test_a_river_is_an_ordered_list_that_can_be_heard(language, words):
    stations = [
        Station("提交", "3月2日", "behind"),
        Station("办理中", "", "here"),
        Station("评价", "", "ahead"),
    ]
    html = draw("{% river stations %}", language, stations=stations)
    assert html.count("<li") == 3
    assert html.count('aria-current="step"') == 1
    assert [word for word in words if word not in html] == []


def test_a_river_that_only_explains_claims_nothing_as_done():
    html = draw("{% river stations %}", stations=[Station("Submitted", "from a phone", "")])
    assert "done:" not in html
    assert "Submitted" in html


def test_a_seal_shows_the_mark_with_its_word():
    html = draw('{% seal "A" "Solved" %}')
    assert "seal-stamp" in html
    assert "Solved" in html


def test_a_number_shows_figure_weeks_and_a_way_to_its_rows():
    number = Number("41", "received", "this week", (3, 5, 4), "3, 5, 4", "/rows/")
    html = draw("{% number one %}", one=number)
    assert 'href="/rows/"' in html
    assert 'points="4,32 76,4 148,18"' in html
    assert "3, 5, 4" in html


def test_a_single_week_draws_no_line():
    assert Number("1", "received", weeks=(1,)).path == ""


def test_equal_weeks_draw_a_level_line():
    assert {y for _x, y in Number("2", "received", weeks=(2, 2, 2)).points} == {32}


def test_the_summary_leads_to_the_control_of_every_error():
    html = draw("{% errors form other %}", form=WordForm({}), other=None)
    assert 'href="#id_title"' in html
    assert 'href="#id_level_0"' in html
    assert 'role="alert"' in html


def test_there_is_no_summary_before_anything_was_sent():
    assert draw("{% errors form %}", form=WordForm()).strip() == ""


def test_an_error_of_a_hidden_field_is_said_without_a_link():
    html = draw("{% errors form %}", form=WordForm({"title": "x", "level": "a"}))
    assert "<li>This field is required.</li>" in html


def test_a_field_ties_label_help_and_error_to_its_control():
    html = draw("{% field form.title %}", form=WordForm({}))
    assert '<label for="id_title">' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = draw("{% field form.level %}", form=WordForm())
    assert '<fieldset class="field choices"' in html
    assert "<legend>Level</legend>" in html
    assert html.count('<label class="choice">') == 2


def test_what_is_optional_says_so():
    assert "(optional)" in draw("{% field form.note %}", form=WordForm())
    assert "(optional)" not in draw("{% field form.title %}", form=WordForm())


def test_a_list_says_itself_what_no_choice_means():
    form = forms.Form()
    choices = [("", "As the browser says"), ("en", "English")]
    form.fields["language"] = forms.ChoiceField(choices=choices, required=False)
    html = draw("{% field form.language %}", form=form)
    assert "As the browser says" in html
    assert "(optional)" not in html

    form = forms.Form()
    form.fields["language"] = forms.ChoiceField(choices=choices, required=False, widget=FindSelect)
    html = draw("{% field form.language %}", form=form)
    assert "(optional)" in html, "where one finds by typing that line is not shown"


def test_a_hidden_field_is_just_that():
    assert draw("{% field form.key %}", form=WordForm()).strip().startswith('<input type="hidden"')


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("en", "by Thu 6 March 2031.", "Thu 6 March 2031"),
        ("en", "5 March, 14:05", "5 March, 14:05"),
        ("zh-hans", "应于2031年3月6日（周四）前答复", "2031年3月6日（周四）"),
        ("zh-hans", "3月5日 14:05", "3月5日 14:05"),
        ("zh-hans", "其中 2 件已逾期。", "2 件"),
        ("zh-hans", "正常 · 还有 95 个工作日", "95 个工作日"),
    ],
)
def test_no_line_ends_inside_of_a_date_or_a_chinese_count(language, text, held):
    drawn = draw("{{ text|unbroken }}", language, text=text)
    assert drawn == text.replace(held, f'<span class="date">{held}</span>')


@pytest.mark.parametrize(
    "text",
    ["Case 2026-00417.", "H2026-00417 of Yuhua", "query code 7K3M-9PQR-2TXW.", "HN-20260305-118"],
)
def test_no_line_ends_at_the_hyphen_of_a_number(text):
    number = next(word.strip(".") for word in text.split() if "-" in word)
    drawn = draw("{{ text|unbroken }}", text=text)
    assert drawn == text.replace(number, f'<span class="date">{number}</span>')


def test_the_address_of_a_case_stays_whole():
    source = '{% filter unbroken %}<a href="/suggestions/2026-00417/">2026-00417</a>{% endfilter %}'
    drawn = draw(source)
    assert 'href="/suggestions/2026-00417/"' in drawn
    assert '<span class="date">2026-00417</span></a>' in drawn


def test_facts_with_dots_between_them_break_before_a_dot_that_is_then_not_seen():
    drawn = draw("{% filter dotted %}To be rated · Works · by 5 March{% endfilter %}")
    assert drawn.count('<span class="bit">') == 3
    assert drawn.count('<span class="dot">·</span>') == 2
    assert re.sub("<[^>]+>", "", drawn) == "To be rated · Works · by 5 March"


def test_a_mail_address_parts_before_its_host_and_nowhere_else():
    assert draw("{{ text|mail }}", text="li@<demo>.example") == "li<wbr>@&lt;demo&gt;.example"
    assert draw("{{ text|mail }}", text="") == ""


def test_a_key_stands_in_groups_of_four_that_are_copied_without_spaces():
    drawn = draw("{{ text|in_fours }}", text="AB&DEFGHIJ")
    assert re.findall(r'four">([^<]+)</span>', drawn) == ["AB&amp;D", "EFGH", "IJ"]
    assert re.sub(r"<[^>]+>", "", drawn) == "AB&amp;DEFGHIJ"


def test_chinese_sentences_follow_one_another_without_a_gap():
    assert [draw("a.{% gap %}b", language) for language in ("en", "zh-hans")] == ["a. b", "a.b"]


def test_a_fact_alone_needs_no_dot_and_is_escaped():
    assert draw("{{ text|dotted }}", text="<b>") == "&lt;b&gt;"


def test_words_around_a_date_are_escaped_as_ever():
    assert draw("{{ text|unbroken }}", text="<b> on 5 March") == (
        '&lt;b&gt; on <span class="date">5 March</span>'
    )


class QuestionForm(forms.Form):
    sure = forms.CharField(label="请看一下这些词句。")


def test_a_label_that_is_a_sentence_ends_once():
    with translation.override("zh-hans"):
        form = QuestionForm({})
    assert "句：" in draw("{% errors form %}", "zh-hans", form=form)


def test_steps_say_which_are_done_and_where_one_is():
    html = draw('{% steps 2 "Upload" "Check" "Enrol" %}')
    assert html.count("<li") == 3
    assert html.count('aria-current="step"') == 1
    assert html.count("done</span>") == 1
    assert html.index("done</span>") < html.index("Check")


@pytest.mark.parametrize(
    ("address", "parted"),
    [
        ("https://cloud.example/join/", "https://cloud.example<wbr>/join/"),
        ("https://cloud.example", "https://cloud.example"),
    ],
)
def test_an_address_of_the_web_parts_before_its_path(address, parted):
    assert draw("{{ address|web }}", address=address) == parted
