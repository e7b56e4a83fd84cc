from django.urls import path

from members.views import account, agreeing, contact, elder, helping, ledger, touring, wearing

app_name = "members"
urlpatterns = [
    path("account/", account.profile, name="profile"),
    path("account/security/", account.security, name="security"),
    path("account/ledger/", ledger.ledger, name="ledger"),
    path("account/agree/", agreeing.agree, name="agree"),
    path("account/role/", wearing.put_on, name="put_on"),
    path("account/introduction/", touring.tour, name="tour"),
    path("organ/contact/", contact.contact, name="contact"),
    path("elder/", elder.switch, name="elder"),
    path("help/", helping.help_page, name="help"),
    path("privacy/", agreeing.privacy, name="privacy"),
    path("terms/", agreeing.terms, name="terms"),
]
