from django.urls import path

from gateway.views import about, schema, tokens

app_name = "gateway"
urlpatterns = [
    path("api/", about.about, name="about"),
    path("api/schema/", schema.schema, name="schema"),
    path("account/tokens/", tokens.index, name="tokens"),
    path("account/tokens/make/", tokens.make, name="make"),
    path("account/tokens/<slug:prefix>/revoke/", tokens.revoke, name="revoke"),
]
