"""What the placeholders of notices stand for, for whoever rewords one.

An app says `notice_samples = "suggestions.notices.samples.SAMPLES"`: name → `Sample`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Sample:
    """A placeholder in words, and a value as it could be."""

    label: str | Promise
    value: str | Promise


@cache
def samples() -> Mapping[str, Sample]:
    """Return the placeholders of all apps by name."""
    found: dict[str, Sample] = {}
    for config in apps.get_app_configs():
        if path := getattr(config, "notice_samples", None):
            found |= import_string(path)
    return found


def sample_values(language: str) -> dict[str, str]:
    """Return a value for each placeholder in a language."""
    with translation.override(language):
        return {name: str(sample.value) for name, sample in samples().items()}
