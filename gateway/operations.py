"""What an address for machines says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise

from gateway.scopes import READ

CHANGING = ("POST", "PUT", "DELETE")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one address, as the documents describe it.

    `group`: whose desk it is; `scope`: what a token must be for; `fields`: the body's, sent as
    `media`;
    `query`: parameters as name → schema with a description; `answer`: the schema of the answer.
    """

    name: str
    group: str | Promise
    summary: str | Promise
    scope: str = READ
    status: int = 200
    fields: Mapping[str, forms.Field] = field(default_factory=dict)
    media: str = "application/json"
    query: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    answer: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[int, ...] = ()
