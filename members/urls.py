from django.urls import path

from members.views import account, committees, ledger, organ, sectors

app_name = "members"
urlpatterns = [
    path("account/", account.profile, name="profile"),
    path("account/security/", account.security, name="security"),
    path("account/ledger/", ledger.ledger, name="ledger"),
    path("organ/", organ.organ, name="organ"),
    path("organ/committees/", committees.committees, name="committees"),
    path("organ/committees/add/", committees.add, name="committee_add"),
    path("organ/committees/<slug:code>/", committees.committee, name="committee"),
    path("organ/committees/<slug:code>/edit/", committees.edit, name="committee_edit"),
    path("organ/committees/<slug:code>/join/", committees.join, name="committee_join"),
    path(
        "organ/committees/<slug:code>/people/<slug:person>/",
        committees.leave,
        name="committee_leave",
    ),
    path("organ/sectors/", sectors.sectors, name="sectors"),
    path("organ/sectors/<slug:code>/", sectors.use, name="sector_use"),
]
