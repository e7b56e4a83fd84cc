from django.urls import path

from notifications.views import dev_mail, inbox, preferences, wording

app_name = "notifications"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read, name="read"),
    path("account/notices/", preferences.preferences, name="preferences"),
    path("organ/notices/", wording.texts, name="texts"),
    path("organ/notices/<slug:kind>/<slug:step>/", wording.text, name="text"),
    path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
]
