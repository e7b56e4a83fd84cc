from django.urls import path

from portal.views import figures, how, public, published, query

app_name = "portal"

urlpatterns = [
    path("", public.home, name="home"),
    path("about/", public.about, name="about"),
    path("figures/", figures.figures, name="figures"),
    path("how-it-works/", how.how, name="how"),
    path("query/", query.query, name="query"),
    path("published/", published.published, name="published"),
    path("published/<slug:code>/", published.publication, name="publication"),
]
