from django.urls import path

from members.views import (
    account,
    agreeing,
    contact,
    elder,
    helping,
    ledger,
    mobile,
    sign_on,
    touring,
    wearing,
)

app_name = "members"
urlpatterns = [
    path("account/", account.profile, name="profile"),
    path("account/security/", account.security, name="security"),
    path("account/security/text/", mobile.by_text, name="by_text"),
    path("account/mobile/", mobile.mobile, name="mobile"),
    path("account/mobile/confirm/", mobile.confirm_mobile, name="confirm_mobile"),
    path("account/step/", mobile.text_step, name="text_step"),
    path("account/sign-on/", sign_on.go, name="sign_on"),
    path("account/sign-on/back/", sign_on.back, name="sign_on_back"),
    path("account/sign-on/link/", sign_on.link, name="sign_on_link"),
    path("account/sign-on/unlink/", sign_on.unlink, name="sign_on_unlink"),
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
