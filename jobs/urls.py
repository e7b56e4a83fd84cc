from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:code>/", views.job, name="job"),
    path("<slug:code>/cancel/", views.cancel, name="cancel"),
    path("<slug:code>/fetch/", views.fetch, name="fetch"),
]
