"""What `--scale` adds beyond the year agrees with itself as the year does."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F

from cppcc_cloud.demo import indexes, seed, year
from cppcc_cloud.demo.year import Maker
from deadlines.models import DueDate
from events.actions.sweeping import one_by_one
from events.models import Event
from events.models.remark import fingerprint
from members.models import Member, Organ
from reports.actions import counting as sums
from reports.models import Bucket, Tally
from suggestions.models import Assignment, Suggestion
from textindex.models import Entry

from .conftest import CASES

pytestmark = pytest.mark.django_db
ALL = 5 * CASES
PARTS = """
SELECT conrelid::regclass::text, here.attname, confrelid::regclass::text, there.attname
FROM pg_constraint
JOIN pg_attribute here ON here.attrelid = conrelid AND here.attnum = conkey[1]
JOIN pg_attribute there ON there.attrelid = confrelid AND there.attnum = confkey[1]
WHERE contype = 'f'
"""


@pytest.fixture(scope="module")
def copied(demo, django_db_blocker):
    with django_db_blocker.unblock():
        seed.seed(at=demo, cases=ALL, whole=CASES)
    return demo


def of_the_demo():
    first, beyond = year.key_of(0), year.key_of(2**64 - 1)
    return Suggestion.sealed_too.filter(submission_key__range=(first, beyond))


def copies():
    return of_the_demo().filter(submission_key__gte=year.key_of(CASES))


def test_there_are_as_many_as_were_asked_for(copied):
    assert of_the_demo().count() == ALL
    assert seed.seed(at=copied, cases=ALL, whole=CASES) == 0


def test_they_are_spread_over_years_and_only_this_one_has_open_ones(copied):
    years = Counter(copies().values_list("submitted_at__year", flat=True))
    assert len(years) >= 4
    assert min(years.values()) >= ALL // 10
    still_open = copies().filter(closed_at=None)
    assert set(still_open.values_list("submitted_at__year", flat=True)) == {copied.year}
    assert copies().filter(submitted_at__gt=copied).count() == 0


def test_no_two_cases_have_one_code_and_a_code_tells_its_year(copied):
    codes = of_the_demo().values_list("code", "submitted_at__year")
    assert len({code for code, _year in codes}) == ALL
    assert all(code.startswith(f"{year}-") for code, year in codes)
    for work in Assignment.objects.filter(suggestion__in=copies()).select_related("suggestion"):
        assert work.code.startswith(f"{work.suggestion.code}-")


def test_codes_follow_the_order_of_time_within_a_year(copied):
    of_one = copies().filter(submitted_at__year=copied.year - 2).order_by("submitted_at")
    numbers = [int(code[5:]) for code in of_one.values_list("code", flat=True)]
    assert numbers == sorted(numbers)


def test_every_row_points_to_one_that_is_there(copied):
    with connection.cursor() as cursor:
        cursor.execute(PARTS)
        for table, column, other, key in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*) FROM {table} t LEFT JOIN {other} o ON o.{key} = t.{column} "  # noqa: S608 - names of the catalogue
                f"WHERE t.{column} IS NOT NULL AND o.{key} IS NULL"
            )
            assert cursor.fetchone() == (0,), f"{table}.{column}"


def test_the_ledger_tells_of_each_in_the_order_of_time(copied):
    lines = Event.objects.filter(kind="suggestion", code__in=copies().values("code"))
    moments: dict[str, list] = {}
    for code, at in lines.order_by("id").values_list("code", "at"):
        moments.setdefault(code, []).append(at)
    assert len(moments) == ALL - CASES
    assert all(found == sorted(found) for found in moments.values())
    said = [one for one in lines.select_related("remark") if one.words]
    assert said
    assert all(fingerprint(one.remark.salt, one.words) == one.remark_hash for one in said)


def test_a_copy_has_as_many_lines_and_clocks_as_its_model(copied):
    model = of_the_demo().filter(code__in=_codes(of_the_demo().exclude(pk__in=copies())))
    assert _per_case(Event, copies()) == pytest.approx(_per_case(Event, model), rel=0.2)
    assert _per_case(DueDate, copies()) == pytest.approx(_per_case(DueDate, model), rel=0.2)


def _codes(cases):
    return list(cases.values_list("code", flat=True))


def _per_case(model, cases):
    codes = _codes(cases)
    return model.objects.filter(kind="suggestion", code__in=codes).count() / len(codes)


def test_no_line_names_another_case_by_mistake(copied):
    for case in copies():
        for event in Event.objects.filter(kind="suggestion", code=case.code):
            named = str(event.data.get("assignment") or event.data.get("promise") or case.code)
            assert named.startswith(case.code)
    for case in copies().exclude(merged_into=None).select_related("merged_into"):
        told = Event.objects.get(kind="suggestion", code=case.code, step="merge")
        assert told.data == {"into": case.merged_into.code}


def test_the_sums_agree_with_the_rows(copied):
    assert list(sums.prove(at=copied)) == []


def test_what_was_interrupted_before_its_sums_were_counted_is_counted_to_the_end(
    copied, monkeypatch
):
    Tally.objects.all().delete()
    Bucket.objects.update(is_stale=True)
    # So that a sweep has time for a single bucket.
    monkeypatch.setitem(one_by_one.__kwdefaults__, "budget", timedelta(0))
    assert seed.seed(at=copied, cases=ALL, whole=CASES) == 0
    assert list(sums.prove(at=copied)) == []


def test_the_words_are_found_in_all_of_them(copied):
    call_command("reindex", check=True, stdout=StringIO())

    assert Entry.objects.filter(kind="suggestion").count() == Suggestion.objects.count()


def test_titles_vary_and_name_towns_of_their_county(copied):
    often = of_the_demo().values("title").annotate(n=Count("pk")).filter(n__gt=2)
    assert not [one["title"] for one in often if not one["title"].isascii()]
    towns = Maker(at=copied, seed=1).scene.writer.towns
    known = {one for code in Organ.objects.values_list("code", flat=True) for one in towns.of(code)}
    for case in of_the_demo():
        text = f"{case.title}{case.situation}{case.ask}"
        assert {one for one in known if one in text} <= set(towns.of(case.place_id))


def test_those_who_wrote_years_ago_were_members_then(copied):
    late = copies().filter(author__memberships__since__gt=F("submitted_at__date"))
    assert Member.objects.exists()
    assert late.count() == 0


def test_indexes_that_were_set_aside_are_made_again(db):
    connection.check_constraints()
    before = plain_indexes()
    with indexes.set_aside(["textindex_entry"]):
        assert plain_indexes() == {}
    assert plain_indexes() == before
    assert indexes.restore() == 0


def plain_indexes():
    with connection.cursor() as cursor:
        cursor.execute(indexes.FIND, [["textindex_entry"]])
        return dict(cursor.fetchall())
