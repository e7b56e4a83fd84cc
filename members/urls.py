from django.urls import path

from members.views import account, ledger, mobile

app_name = "members"
urlpatterns = [
    path("", account.profile, name="profile"),
    path("security/", account.security, name="security"),
    path("security/text/", mobile.by_text, name="by_text"),
    path("mobile/", mobile.mobile, name="mobile"),
    path("mobile/confirm/", mobile.confirm_mobile, name="confirm_mobile"),
    path("step/", mobile.text_step, name="text_step"),
    path("ledger/", ledger.ledger, name="ledger"),
]
