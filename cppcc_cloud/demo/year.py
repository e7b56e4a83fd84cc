"""The year behind the hand-made cases: as many as are wanted, a batch of rows at a time."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from random import Random

from django.db import transaction

from cppcc_cloud.demo import reminded
from cppcc_cloud.demo.rows import Case
from cppcc_cloud.demo.rows_review import Letter
from cppcc_cloud.demo.sheet import Sheet, case_numbers
from cppcc_cloud.demo.story import SWEPT, WAYS, Act, Scene, Story, begin, intake
from cppcc_cloud.demo.story_after import after
from cppcc_cloud.demo.story_units import handle
from cppcc_cloud.demo.terms import Terms
from cppcc_cloud.demo.timing import Days
from cppcc_cloud.demo.world import Person, Place, World
from cppcc_cloud.demo.writer import DISTRICT, Matter, Topic, Writer
from suggestions.models import Suggestion
from suggestions.texts import TEXTS
from textindex.actions import following
from workdays.arithmetic import local_date

YEAR = timedelta(days=365)
BATCH = 2000
MERGED = 0.028
KEYS = 0x0C8F0CB46A0E4B55
# How much there is to write of each kind of matter.
KINDS = {
    "edu": 16,
    "transport": 13,
    "health": 12,
    "urban": 12,
    "agri": 11,
    "civil": 10,
    "labour": 9,
    "medins": 8,
    "env": 8,
    "market": 8,
    "housing": 7,
    "police": 6,
    "water": 6,
    "culture": 6,
    "dev": 6,
    "data": 5,
    "library": 3,
    "post": 3,
}

type Say = Callable[[int, int], None]


def fill(*, cases: int, at: datetime, seed: int, say: Say | None = None) -> int:
    """Make as many cases as are missing, in batches; return how many were made.

    `say` is told after each batch how many there are, and how many rows it was.
    """
    there = made_before()
    missing = cases - there
    if missing <= 0:
        return 0
    maker = Maker(at=at, seed=seed)
    days = maker.scene.days.spread(missing, random=Random(f"{seed} {there}"))
    for start in range(there, cases, BATCH):
        rows = maker.batch(list(islice(days, BATCH)), start)
        if say:
            say(min(start + BATCH, cases), rows)
    return missing


def made_before() -> int:
    """How many cases of the year there are: their keys are numbered."""
    first, beyond = key_of(0), key_of(2**64 - 1)
    mine = Suggestion.sealed_too.filter(submission_key__gte=first, submission_key__lte=beyond)
    keys = mine.order_by("-submission_key").values_list("submission_key", flat=True)
    last = keys.first()
    return (last.int & (2**64 - 1)) + 1 if last else 0


def key_of(number: int) -> uuid.UUID:
    """The key under which a case of the year was sent."""
    return uuid.UUID(int=(KEYS << 64) | number)


def _newest(kind: str) -> int:
    """The key of the newest row in which words are found; 0 for none."""
    row = TEXTS[kind].rows().order_by("-pk").first()
    return row.pk if row else 0


def _index(newest: dict[str, int]) -> None:
    """Let words be found in what was written behind these keys."""
    for kind, last in newest.items():
        for _batch in following.prove(kind=kind, after=last, repair=True):
            pass


class Maker:
    """Invents cases and writes them."""

    def __init__(self, *, at: datetime, seed: int) -> None:
        random = Random(seed)
        terms = Terms()
        first = max(local_date(at - YEAR), terms.firsts[0])
        days = Days(first, local_date(at), terms.calendar)
        self.seed = seed
        world = World()
        self.scene = Scene(random, world, days, terms, Writer(random, world.places), at)
        self.organs = self.scene.world.open_organs

    def batch(self, days: list[date], start: int) -> int:
        """Write one case for each of these days; return how many rows that were."""
        self.scene.random.seed(f"{self.seed} {start}")
        sheet = Sheet()
        with transaction.atomic():
            newest = {kind: _newest(kind) for kind in TEXTS}
            for stories in self.stories(days, start):
                self.perform(stories, sheet)
            reminded.remind(sheet, self.scene)
            written = sheet.copy()
            _index(newest)
        return written

    def stories(self, days: list[date], start: int) -> Iterator[list[Story]]:
        """The stories of these days, in order; two in one where one is merged into the other."""
        random = self.scene.random
        write = partial(self.scene.days.written, before=self.scene.now, random=random)
        moments = sorted(write(day) for day in days)
        numbers = case_numbers(len(moments))
        place = 0
        while place < len(moments):
            story = self.story(moments[place], numbers[place], start + place)
            found = [story]
            if story.way == "" and random.random() < MERGED and place + 1 < len(moments):
                place += 1
                found.append(self.story(moments[place], numbers[place], start + place, like=story))
            place += 1
            yield found

    def story(self, at: datetime, number: int, n: int, like: Story | None = None) -> Story:
        """One story, or one on the same matter as another."""
        random, world = self.scene.random, self.scene.world
        if like:
            organ = world.places[like.letter.organ]
            others = [one for one in world.authors(organ.code) if one != like.letter.author]
            author, way, second = random.choice(others), "merged", 1
            topic = Topic(like.topic.matter, like.topic.blanks, like.topic.place)
            topic.words = self.scene.writer.words(topic)
        else:
            organ = random.choices(self.organs, [one.weight for one in self.organs])[0]
            author = random.choice(world.authors(organ.code))
            way = random.choices(["", *WAYS], [1000 - sum(WAYS.values()), *WAYS.values()])[0]
            topic, second = self.topic(organ, author), 0
        letter = self.letter(f"{local_date(at).year}-{number:05d}", n, topic, organ.code, author)
        return Story(self.scene, letter, topic, at, way, second)

    def topic(self, organ: Place, author: Person) -> Topic:
        """Something that a unit of the organ is there for, at a place."""
        scene = self.scene
        kinds = [kind for code, kind in scene.world.by_matter if code == organ.code]
        kind = scene.random.choices(kinds, [KINDS[one] for one in kinds])[0]
        matter = scene.writer.matter(kind, organ)
        return scene.writer.topic(matter, self.where(organ, author, matter))

    def where(self, organ: Place, author: Person, matter: Matter) -> Place:
        """Mostly where the author is a member, else somewhere below the organ."""
        random, world = self.scene.random, self.scene.world
        home = world.below(author.organ)
        here = world.below(organ.code)
        if home[0] in here and random.random() < 0.6:
            here = home
        found = [world.places[code] for code in here]
        fitting = [one for one in found if not (matter.is_rural and one.name.endswith(DISTRICT))]
        return random.choice(fitting or found)

    def letter(self, code: str, n: int, topic: Topic, organ: str, author: Person) -> Letter:
        random = self.scene.random
        wish = random.choices(("private", "members", "public"), (12, 43, 45))[0]
        return Letter(
            code=code,
            key=key_of(n),
            words=topic.words,
            place=topic.place,
            organ=organ,
            author=author,
            wish=wish,
            category=topic.matter.category,
            chosen=random.random() < 0.6,
            level_chosen=random.random() < 0.2,
        )

    def perform(self, stories: list[Story], sheet: Sheet) -> list[Case]:
        """Write what has happened of them until now."""
        scene = self.scene
        cases = [Case(sheet, scene.terms, scene.world, scene.random) for _story in stories]
        for act in told(stories):
            if act.at <= scene.now:
                about = act.about | ({"main": cases[0]} if act.step == "merge" else {})
                getattr(cases[act.case], act.step)(at=act.at, **about)
        return cases


def told(stories: list[Story]) -> list[Act]:
    """All that happens in them, in order of time."""
    main, *others = stories
    for story in (*others, main):
        begin(story)
    for story in others:
        _meet(story, main)
    if intake(main):
        handle(main)
        after(main)
    elif main.way == "outside":
        after(main)
    return sorted((act for story in stories for act in story.acts), key=lambda act: act.at)


def _meet(story: Story, main: Story) -> None:
    """The second is merged into the first within a day."""
    at = story.scene.days.after(max(story.at, main.at), 0, random=story.random)
    story.step("merge", at, by=story.pick_clerk())
    main.joined.append((story.letter.author, at))
    main.at = max(main.at, at + SWEPT)
