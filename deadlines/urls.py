from django.urls import path

from deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("calendar/", views.this_year, name="this_year"),
    path("calendar/<int:year>/", views.calendar, name="calendar"),
]
