"""Words of this app for its templates."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import template

from design.dates import in_chinese
from members.wearing import all_of
from suggestions import categories
from suggestions.lifecycle import CHANNELS, OUTCOME_CLASSES
from workdays.clock import now

register = template.Library()

HAN = re.compile(r"[\u4e00-\u9fff]")


@register.filter
def lang_of(text: str) -> str:
    """The language of typed words, for `lang`: Chinese as soon as there is a Han character."""
    return "zh-Hans" if HAN.search(str(text)) else "en"


@register.filter
def quoted(words: Iterable[str]) -> str:
    """Words in quotation marks, listed as the reader's language does: “学校”、“校车”."""
    if in_chinese():
        return "、".join(f"“{word}”" for word in words)
    return ", ".join(f"“{word}”" for word in words)


@register.filter
def class_word(letter: str) -> str:
    """What the class mark of an answer means."""
    word = OUTCOME_CLASSES.get(letter)
    return str(word) if word else letter


@register.filter
def channel_word(code: str) -> str:
    """What a channel is called."""
    return str(CHANNELS.get(code, code))


@register.filter
def category_path(code: str) -> str:
    """A place in the classification with those above it."""
    return categories.path(code)


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """The value under a key."""
    return mapping.get(key)


@register.simple_tag
def printed_now() -> datetime:
    """When the page is made: on paper it says as of when it tells."""
    return now()


@register.inclusion_tag("suggestions/lists/printed.html", takes_context=True)
def on_paper(context: template.Context, title: str, *seats: str) -> dict[str, Any]:
    """What stands above a desk's list on paper: which list, when, and who printed it from where."""
    user = context["request"].user
    who = " · ".join([str(user), *(hat.label for hat in all_of(user) if hat.role in seats)])
    shown = {name: context.get(name) for name in ("view", "asked", "page")}
    return {**shown, "title": title, "at": now(), "who": who}
