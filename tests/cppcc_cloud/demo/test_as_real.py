"""What the demo's year writes at once is what the real actions would have written step by step."""

from collections import Counter
from itertools import islice
from random import Random

import pytest
from django.db import transaction

from cppcc_cloud.demo.rows import Case
from cppcc_cloud.demo.sheet import Sheet
from cppcc_cloud.demo.story import WAYS
from cppcc_cloud.demo.year import Maker, told

from .real import Real, portrait

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def maker(demo):
    return Maker(at=demo, seed=7)


def stories_of(maker, way):
    """Stories that go a certain way, with what happens in them; "merged" ones come in pairs."""
    days = list(islice(maker.scene.days.spread(4000, random=Random(3)), 0, 4000, 9))
    maker.scene.random.seed(f"as real {way}")
    with transaction.atomic():
        for stories in maker.stories(days, 10**6):
            if (len(stories) > 1) == (way == "merged"):
                if way != "merged":
                    stories[0].way = way
                yield stories, told(stories)


def played(performers, acts, now):
    for act in acts:
        if act.at <= now:
            about = act.about | ({"main": performers[0]} if act.step == "merge" else {})
            getattr(performers[act.case], act.step)(at=act.at, **about)


def both(maker, stories, acts):
    """The portraits of both ways of writing."""
    scene = maker.scene
    with transaction.atomic():
        real = [Real() for _story in stories]
        played(real, acts, scene.now)
        wanted = portrait([one.code for one in real])
        transaction.set_rollback(True)
    with transaction.atomic():
        sheet = Sheet()
        rows = [Case(sheet, scene.terms, scene.world, scene.random) for _story in stories]
        played(rows, acts, scene.now)
        sheet.copy()
        found = portrait([one.code for one in rows])
        transaction.set_rollback(True)
    return wanted, found


def differences(found, wanted):
    """By table, what only one of both ways has."""
    sides = {
        table: (
            list((Counter(found[table]) - Counter(wanted[table])).elements()),
            list((Counter(wanted[table]) - Counter(found[table])).elements()),
        )
        for table in wanted
    }
    return {table: pair for table, pair in sides.items() if pair != ([], [])}


@pytest.mark.parametrize("way", ["", "merged", *WAYS])
def test_each_way_leaves_the_same_rows(maker, way):
    times = 3 if way in ("", "extended") else 1
    for stories, acts in islice(stories_of(maker, way), times):
        wanted, found = both(maker, stories, acts)
        assert differences(found, wanted) == {}


def has_contested_promise(acts):
    return any(act.step == "renew" for act in acts)


def has_several_answers(acts):
    return len({act.about["work"] for act in acts if act.step == "reply"}) > 1


def has_helpers_and_cosigners(acts):
    return {"opinion", "cosign"} <= {act.step for act in acts}


def is_published(acts):
    return any(act.step == "publish" for act in acts)


@pytest.mark.parametrize(
    "special", [has_contested_promise, has_several_answers, has_helpers_and_cosigners, is_published]
)
def test_what_is_rare_leaves_the_same_rows(maker, special):
    for stories, acts in stories_of(maker, ""):
        if special([act for act in acts if act.at <= maker.scene.now]):
            wanted, found = both(maker, stories, acts)
            assert differences(found, wanted) == {}
            return
    raise AssertionError("there is no such story")
