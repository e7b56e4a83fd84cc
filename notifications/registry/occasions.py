"""When a notice goes, in words, and the values that suit it, for whoever rewords it.

An app says `notice_occasions = "suggestions.notices.occasions.OCCASIONS"`: (kind, step) →
`Occasion`. A notice that no app speaks of goes after its step, with the samples of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from members.registry import step_words
from notifications.registry.samples import sample_values


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """`when`: the moment in words, "" for right after the step; `values`: samples that suit it."""

    when: str | Promise = ""
    values: Mapping[str, str | Promise] = field(default_factory=dict)


@cache
def _occasions() -> Mapping[tuple[str, str], Occasion]:
    found: dict[tuple[str, str], Occasion] = {}
    for config in apps.get_app_configs():
        if path := getattr(config, "notice_occasions", None):
            found |= import_string(path)
    return found


def moment(kind: str, step: str) -> str:
    """Return in the reader's language when this notice goes."""
    said = _occasions().get((kind, step), Occasion()).when
    return str(said) or _("after “%(step)s”") % {"step": step_words(kind, step)}


def values_for(kind: str, step: str, language: str) -> dict[str, str]:
    """Return in a language values for the placeholders as they could be at that step."""
    with translation.override(language):
        own = _occasions().get((kind, step), Occasion()).values
        return sample_values(language) | {name: str(value) for name, value in own.items()}
