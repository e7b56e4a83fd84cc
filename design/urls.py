from django.urls import path
from django.views.i18n import set_language

from design.views import gallery, presence

app_name = "design"
urlpatterns = [
    path("design/", gallery.gallery, name="gallery"),
    path("language/", set_language, name="set_language"),
    path("still-here/", presence.still_here, name="still_here"),
]
