"""Words become a document that a screen reader reads, and are never taken for anything else."""

import threading
import time
from datetime import UTC, datetime

import pytest
from django.utils import translation

from tests.typesetting.paper import read
from typesetting import compiler, press
from typesetting.press import TooMuch

AT = datetime(2026, 3, 5, 2, 0, 0, 123456, tzinfo=UTC)
TEMPLATE = """
#import "/page.typ": *
#show: paper
#head(data.from, data.kicker, data.title)
#standing("", data.sentences)
#sections(data.sections)
#tail((), data.missing)
"""


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "letter.typ"
    path.write_text(TEMPLATE)
    return path


def letter(*paragraphs, title="书架"):
    words = {
        "kind": "words",
        "who": "安",
        "about": "建议",
        "seal": "A",
        "seal_word": "已解决",
        "parts": [{"heading": "", "text": "\n".join(paragraphs)}],
        "attached": "附件",
        "files": [],
    }
    return {
        "title": title,
        "author": ["湖南省政协"],
        "keywords": [],
        "header": ["湖南省政协", "案卷"],
        "footer": ["政协云", "U1"],
        "from": "湖南省政协",
        "kicker": "微建议",
        "sentences": [],
        "sections": [{"title": "正文", "blocks": [words]}],
    }


def made(template, *paragraphs, language="zh-hans", **more):
    with translation.override(language):
        return read(press.render(template, letter(*paragraphs, **more), at=AT))


@pytest.mark.parametrize(("language", "tag"), [("zh-hans", "zh-CN"), ("en", "en-GB")])
def test_it_is_tagged_and_names_its_title_and_language(template, language, tag):
    paper = made(template, "孩子够不着。", language=language)
    assert (paper.language, paper.title) == (tag, "书架")
    assert (paper.is_tagged, paper.claims) == (True, True)


def test_chinese_is_read_back_as_it_was_written(template):
    text = "书架最上两层超过一米六，孩子够不着；“绘本”区请降到 1.2 米以下——谢谢！"
    assert made(template, text).says(text)


def test_only_the_two_fonts_are_in_it(template):
    names = {name.split("-")[0] for name in made(template, "一二三 abc").fonts}
    assert names == {"NotoSerifCJKsc", "NotoSansCJKsc"}


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "第1页共2页"), ("en", "Page 1 of 2")])
def test_each_page_is_numbered(template, language, words):
    paper = made(template, *["孩子够不着。"] * 60, language=language)
    assert paper.pages == 2
    assert paper.says(words)


MARKUP = [
    '#read("/etc/passwd")',
    '#import "/page.typ": *',
    "#panic()",
    "= Heading\n- item\n/ term: x",
    "*bold* _italic_ `raw` $x^2$ <label> @reference",
    '"); #sys.inputs; ("',
    "\\u{1F600} \\ // comment /* more */",
    '{"kind": "act"} ]]]] ))))',
    "<script>alert(1)</script> & &amp;",
]


@pytest.mark.parametrize("text", MARKUP)
def test_no_typed_sign_is_read_as_markup(template, text):
    assert made(template, text, title=text.split("\n")[0]).says(*text.split("\n"))


def test_a_template_reads_no_file_but_the_layouts(template):
    for path in ("/etc/passwd", "../press.py", "/../press.py"):
        template.write_text(f'#read("{path}")')
        with pytest.raises(RuntimeError, match="not found|escape|denied"):
            made(template, "")


def test_a_template_takes_no_package_from_anywhere(template):
    template.write_text('#import "@local/cetz:0.3.0": *')
    with pytest.raises(RuntimeError, match="package"):
        made(template, "")


def test_what_cannot_be_printed_is_named_at_the_end(template):
    paper = made(template, "路灯😀坏了，车🚗过不去。", language="en")
    assert paper.says("路灯〓坏了，车〓过不去。", "U+1F600 GRINNING FACE", "U+1F697 AUTOMOBILE")


def test_rare_characters_are_printed_where_the_fonts_have_them(template):
    paper = made(template, "㐀、𠮷、龘、䶮")
    assert paper.says("㐀、𠮷、龘、䶮")
    assert "〓" not in paper.text


HOSTILE = {
    "no type at all": "שלום مرحبا ئۇيغۇر བོད་ 𰻝",
    "turned direction": "abc\u202egpj.exe\u202c\u2066x\u2069",
    "unseen": "a\x00b\x07c\ufeffd\u200be\u00adf\u2028g\u2029h\ti\ufe0fj\U000e0101k",
    "broken pairs": "a\ud83db",
    "private and unassigned": "\ue000\U0010ffff\u0378",
    "combining": "e\u0301" * 3 + "a" + "\u0301" * 200,
    "only spaces": " \u3000\u00a0\u2003 ",
    "a family": "👨\u200d👩\u200d👧\u200d👦 👍🏽 🇨🇳",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_signs_make_a_sound_document(template, text):
    paper = made(template, text, "够不着", title=text)
    assert paper.claims
    assert paper.says("够不着")
    assert not set(paper.lines) & set("\u202e\u2066\x00\x07\ufeff\u200b")


@pytest.mark.parametrize("text", ["x" * 20_000, "https://a.example/" + "y/" * 3000, "改" * 20_000])
def test_endless_words_stay_on_the_page(template, text):
    paper = made(template, text)
    assert paper.says(text[:500])
    assert paper.pages > 1


def test_what_would_be_a_book_is_refused(template):
    with pytest.raises(TooMuch):
        made(template, "改" * press.MOST_SIGNS)


# Each of them has few signs, and would take seconds and hundreds of megabytes in a request.
COSTLY = {
    "lines": [*["中"] * 1000] * 100,
    "turns": ["中a" * 150_000],
    "endless words": ["x" * 390_000],
}


@pytest.mark.parametrize("paragraphs", COSTLY.values(), ids=COSTLY)
def test_what_costs_more_than_its_signs_is_refused_at_once(template, paragraphs):
    began = time.process_time()
    with pytest.raises(TooMuch):
        made(template, *paragraphs)
    assert time.process_time() - began < 1


def test_a_long_text_in_many_paragraphs_is_set(template):
    assert made(template, *["孩子够不着书架，请降低 30 厘米。"] * 3000).pages > 50


def test_empty_lines_weigh_nothing(template):
    assert made(template, "上", *["", " \u200b"] * 100_000, "下").says("上下")


def test_a_long_one_is_set_by_a_process_of_its_own_and_is_the_same(template):
    given = letter(*["孩子够不着。#panic()"] * 100)
    here, apart = (one(template, given, at=AT) for one in (press.render, press.render_long))
    assert read(apart) == read(here)


def test_a_long_one_is_given_up_in_time_or_for_want_of_memory(template, monkeypatch):
    monkeypatch.setattr(press, "SECONDS_APART", 0.01)
    with pytest.raises(TooMuch):
        press.render_long(template, letter("够不着"), at=AT)
    monkeypatch.setattr(press, "SECONDS_APART", 60)
    monkeypatch.setattr(press, "MEMORY_APART", 100 * 2**20)
    with pytest.raises(TooMuch):
        press.render_long(template, letter(*["够不着"] * 9000), at=AT)
    monkeypatch.setattr(press, "MOST_SIGNS_APART", 100)
    with pytest.raises(TooMuch):
        press.render_long(template, letter("够不着"), at=AT)


def test_several_at_once_do_not_get_in_each_others_way(template):
    found = {}

    def work(number):
        found[number] = made(template, *[f"第{number}件"] * 200).text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [found[number].count(f"第{number}件") for number in range(4)] == [200] * 4


def test_the_layouts_are_all_there_is_below_their_folder():
    assert [path.name for path in compiler.LAYOUTS.iterdir()] == ["page.typ"]
