"""The second step at sign-in: the library's page, with the ways this person has."""

from typing import Any, cast

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from members.models import User
from members.second_step import Ways, ways_of


@method_decorator(
    login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login"),
    name="dispatch",
)
class SecondStepView(AuthenticateView):
    """Asks for a passkey first, then for a code, where there is one to type."""

    ways: Ways

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Begin anew where what the sign-in waits for was removed meanwhile.

        The library would lead to its first page, and that page back here.
        """
        stage: AuthenticateStage = request._login_stage  # type: ignore[attr-defined]
        self.ways = ways_of(cast(User, stage.login.user))
        if not self.ways.is_asked_for:
            text = _("The second step of this account was changed meanwhile. Please sign in again.")
            messages.info(request, text)
            return cast(HttpResponse, stage.abort())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which ways there are."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"ways": self.ways}


authenticate = SecondStepView.as_view()
