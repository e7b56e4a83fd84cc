from django.urls import path

from files import views

app_name = "files"

urlpatterns = [
    path("", views.add, name="add"),
    path("<slug:code>/", views.open_file, name="open"),
    path("<slug:code>/small/", views.small, name="small"),
    path("<slug:code>/remove/", views.remove, name="remove"),
]
