from django.urls import path

from notifications.views import dev_mail, inbox

app_name = "notifications"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read, name="read"),
    path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
]
