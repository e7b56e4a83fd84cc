from django.urls import path

from notifications.views import dev_mail, inbox, preferences

app_name = "notifications"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read, name="read"),
    path("account/notices/", preferences.preferences, name="preferences"),
    path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
]
