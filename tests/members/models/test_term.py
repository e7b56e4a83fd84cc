import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from members.models import Term
from members.models.term import in_han
from tests.members.factories import make_organ

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 5)
ONE = dt.timedelta(days=1)


def make_term(number, since, until=None, organ="430000"):
    return Term.objects.create(organ=make_organ(organ), number=number, since=since, until=until)


def test_a_term_follows_another_and_each_organ_counts_its_own():
    make_term(13, DAY, DAY + ONE)
    make_term(14, DAY + ONE + ONE)
    make_term(9, DAY, organ="430100")

    assert Term.objects.count() == 3


@pytest.mark.parametrize(
    ("number", "since", "until"),
    [(14, DAY + ONE, None), (13, DAY + 9 * ONE, None), (0, DAY + 9 * ONE, None)],
)
def test_terms_neither_overlap_nor_repeat(number, since, until):
    make_term(13, DAY, DAY + ONE)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_term(number, since, until)


@pytest.mark.parametrize(
    ("number", "han"), [(1, "一"), (10, "十"), (13, "十三"), (20, "二十"), (21, "二十一")]
)
def test_terms_are_counted_in_han_characters(number, han):
    assert in_han(number) == han
    with translation.override("zh-hans"):
        assert Term(number=number).name == f"第{han}届"
