"""The site's map: each app brings its own addresses."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from cppcc_cloud import health
from members.views import codes, second_step

admin.autodiscover()
# The rescue admin is entered by the site's own sign-in, with its limits and its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

APPS = [
    ("", "members"),
    ("", "departments"),
    ("", "notifications"),
    ("", "design"),
    ("", "deadlines"),
    ("", "gateway"),
    ("", "enrolment"),
    ("files/", "files"),
    ("jobs/", "jobs"),
    ("", "suggestions"),
    ("", "reports"),
    ("", "portal"),
]
# Apps that open a second door, for machines; all of their addresses share one name space.
DOORS = ["suggestions"]

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    # Three of the library's pages as we have them; the first that fits is taken.
    path("accounts/login/code/", codes.request_code, name="account_request_login_code"),
    path("accounts/login/code/confirm/", codes.confirm_code, name="account_confirm_login_code"),
    path("accounts/2fa/authenticate/", second_step.authenticate, name="mfa_authenticate"),
    path("accounts/", include("allauth.urls")),
    # The admin's own page for it has no limit and leaves no line in the ledger.
    path(
        f"{settings.ADMIN_PATH}password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
    ),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/v1/", include(([path("", include(f"{app}.api.urls")) for app in DOORS], "api"))),
    *[path(prefix, include(f"{app}.urls")) for prefix, app in APPS],
]
