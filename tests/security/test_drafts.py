"""One person's draft or key is nothing to another's."""

import uuid
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from suggestions.models import Draft
from tests.members.factories import make_member

pytestmark = pytest.mark.django_db


def test_the_key_of_somebody_elses_draft_is_a_key_like_any_other():
    key = uuid.uuid4()
    for _someone in range(2):
        client, author = Client(), make_member()
        client.force_login(author)
        form = {"key": key, "title": author.code}
        assert client.post(reverse("suggestions:draft"), form).status_code == HTTPStatus.OK

    kept = dict(Draft.objects.values_list("author__code", "title"))
    assert len(kept) == 2
    assert all(author == title for author, title in kept.items())
