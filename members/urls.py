from django.urls import path

from members.views import account, ledger, mobile, sign_on

app_name = "members"
urlpatterns = [
    path("", account.profile, name="profile"),
    path("security/", account.security, name="security"),
    path("security/text/", mobile.by_text, name="by_text"),
    path("mobile/", mobile.mobile, name="mobile"),
    path("mobile/confirm/", mobile.confirm_mobile, name="confirm_mobile"),
    path("step/", mobile.text_step, name="text_step"),
    path("sign-on/", sign_on.go, name="sign_on"),
    path("sign-on/back/", sign_on.back, name="sign_on_back"),
    path("sign-on/link/", sign_on.link, name="sign_on_link"),
    path("sign-on/unlink/", sign_on.unlink, name="sign_on_unlink"),
    path("ledger/", ledger.ledger, name="ledger"),
]
