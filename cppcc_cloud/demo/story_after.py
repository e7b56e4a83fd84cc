"""What follows an answer: ratings, another answer, a promise that is kept or not, publication."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cppcc_cloud.demo.story import SWEPT, Act, Story
from cppcc_cloud.demo.story_units import give_answer, officer
from cppcc_cloud.demo.world import Person
from suggestions.actions.publishing import PublicWords
from workdays.arithmetic import due_moment, local_date

SATISFIED = {"A": (74, 21, 5), "B": (46, 43, 11), "C": (16, 48, 36)}
WORDS = ("satisfied", "basically_satisfied", "dissatisfied")


def after(story: Story) -> None:
    """From the answer to the end."""
    if story.way in ("redone", "redone_twice"):
        _redo(story)
    answered = story.at
    reply = _last_reply(story)
    mark = reply.about.get("mark", "A") if reply else "A"
    ended = _rate(story, answered, mark)
    due_on = _unsettled(story)
    if due_on is not None:
        _promise(story, due_on)
    elif story.letter.wish == "public" and mark != "C" and ended and story.chance(0.45):
        _publish(story)


def _last_reply(story: Story) -> Act | None:
    replies = [act for act in story.acts if act.step == "reply"]
    return replies[-1] if replies else None


def _redo(story: Story) -> None:
    """The author asks for another answer, which is better; in some cases twice."""
    for _round in range(2 if story.way == "redone_twice" else 1):
        text = story.writer.one("missing")
        story.step("redo", story.later(1, 2, 3, 4), text=text)
        works = [act for act in story.acts if act.step == "reply"]
        at = story.later(3, 4, 5, 6, 7, 8, 12)
        for work in sorted({act.about["work"] for act in works}):
            give_answer(story, work, at, again=True)


def _rate(story: Story, answered: datetime, mark: str) -> bool:
    """Four of five say a word, most of them soon; for the others the window closes."""
    limit = story.due("rate")
    raters = _raters(story, answered)
    moments: list[tuple[datetime, Person]] = []
    for rater in raters:
        days = story.random.choice((0, 1, 1, 2, 2, 3, 4, 6, 8))
        at = story.scene.days.after(answered, days, random=story.random)
        if story.chance(0.82) and at < limit:
            moments.append((at, rater))
    for at, rater in sorted(moments, key=lambda pair: pair[0]):
        story.step(
            "rate", max(at, story.at + timedelta(seconds=20)), rater=rater, **_word(story, mark)
        )
    if len(moments) < len(raters):
        story.step("lapse", limit + SWEPT)
    return True


def _raters(story: Story, answered: datetime) -> list[Person]:
    """The author, and those who stood by it before the answer came."""
    stood_by: dict[int, datetime] = {}
    for act in story.acts:
        if act.step == "join" or (act.step == "cosign" and act.about["accepts"]):
            stood_by[act.about["person"].pk] = act.at
    for person, at in story.joined:
        stood_by[person.pk] = at
        story.raters.append(person)
    first, *others = story.raters
    there = [one for one in others if stood_by.get(one.pk, answered) < answered]
    return list({one.pk: one for one in (first, *there)}.values())


def _word(story: Story, mark: str) -> dict[str, Any]:
    random = story.random
    result = random.choices(WORDS, SATISFIED[mark])[0]
    attitude = random.choices(WORDS, (82, 15, 3) if result != WORDS[2] else (35, 40, 25))[0]
    kind = "cross" if result == WORDS[2] else "comments"
    text = story.writer.one(kind) if story.chance(0.3) else ""
    return {"attitude": attitude, "result": result, "text": text}


def _unsettled(story: Story) -> datetime | None:
    """Until when the newest answer promises something."""
    reply = _last_reply(story)
    due_on = reply.about["promised_on"] if reply else None
    return due_moment(due_on) if due_on else None


def _promise(story: Story, due: datetime) -> None:
    """Reported around its day, then confirmed, contested, or left to stand."""
    random, days = story.random, story.scene.days
    by, author = officer(story, story.holder), story.letter.author
    shift = random.choices((-12, -6, -2, 1, 5, 400), (15, 25, 30, 14, 9, 7))[0]
    start = due + timedelta(days=min(shift, 0))
    at = days.after(max(start, story.at), max(shift, 1), random=random)
    claim = "changed" if story.chance(0.06) else "kept"
    text = story.writer.one(claim)
    story.step("report", at, by=by, text=text, claim=claim)
    limit = story.due("rate")
    roll = random.random()
    if roll < 0.1 and claim == "kept":
        _contested(story, by)
        return
    answered = story.later(1, 2, 3, 5)
    if roll < 0.66 and answered < limit:
        story.step("confirm", answered, by=author)
    else:
        story.step("stand", limit + SWEPT)


def _contested(story: Story, by: Person) -> None:
    days = story.scene.days
    story.step(
        "contest", story.later(1, 2, 4), by=story.letter.author, text=story.writer.one("contested")
    )
    renewed = story.later(1, 2, 3, 6)
    due_on = days.later(local_date(renewed), story.random.randint(8, 25))
    story.step("renew", renewed, by=by, due_on=due_on, text=story.writer.one("renewed"))
    at = days.after(due_moment(due_on) - timedelta(days=3), 1, random=story.random)
    story.step("report", at, by=by, text=story.writer.one("kept"), claim="kept")
    story.step("confirm", story.later(1, 2, 3), by=story.letter.author)


def _publish(story: Story) -> None:
    answers = {
        act.about["work"]: _plain(story, act.about["text"])
        for act in story.acts
        if act.step == "reply"
    }
    if not answers:
        return
    words = story.topic.words
    named = story.letter.author.name if story.chance(0.4) else ""
    text = f"{words.situation}\n{words.ask}"
    public = PublicWords(words.title, text, "\n\n".join(answers.values()), named)
    at, by = story.later(2, 3, 5, 8), story.pick_clerk()
    story.step("publish", at, by=by, words=public, answers=answers if len(answers) > 1 else {})


def _plain(story: Story, answer: str) -> str:
    """An answer without the words that it begins with."""
    _head, mark, rest = answer.partition("：")
    return rest if mark and not story.topic.is_english else answer
