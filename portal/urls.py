from django.urls import path

from portal.views import figures, public, published

app_name = "portal"

urlpatterns = [
    path("", public.home, name="home"),
    path("about/", public.about, name="about"),
    path("figures/", figures.figures, name="figures"),
    path("published/", published.published, name="published"),
    path("published/<slug:code>/", published.publication, name="publication"),
]
