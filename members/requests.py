"""What a view gets once `login_required` has let the request through."""

from django.http import HttpRequest

from members.models import User


class SignedIn(HttpRequest):
    """A request of somebody who is signed in. For annotations only; never made."""

    user: User
