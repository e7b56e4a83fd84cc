from django.urls import path

from members.views import account, ledger

app_name = "members"
urlpatterns = [
    path("", account.profile, name="profile"),
    path("security/", account.security, name="security"),
    path("ledger/", ledger.ledger, name="ledger"),
]
