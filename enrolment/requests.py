"""Whose people a page is about: found for the administrator of that organ, and for nobody else."""

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enrolment.models import Intake
from enrolment.policies import people_with_signs
from members.models import Organ, User
from members.policies import require_admin
from members.requests import SignedIn


def organ_of(request: SignedIn, organ: str) -> Organ:
    """The organ whose people the reader looks after.

    Raises:
        PermissionDenied: they do not.
    """
    require_admin(request.user, organ)
    return get_object_or_404(Organ, pk=organ)


def person_of(organ: Organ, code: str) -> User:
    """Somebody who has, had or will have a place in the organ; 404 for anybody else."""
    return get_object_or_404(people_with_signs(organ), code=code)


def list_of(organ: Organ, code: str) -> Intake:
    """A list of the organ; 404 for any other."""
    lists = Intake.objects.defer("file").select_related("organ", "by", "term")
    return get_object_or_404(lists, organ=organ, code=code)


def came_from(request: HttpRequest) -> str:
    """The network address of a request, as the limits count it."""
    return str(get_ip(request))
