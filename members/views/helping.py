"""The page of help for everybody, and whom to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members import contacts
from members.wearing import all_of


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to begin, what to do when stuck, and whom to call: at one's own organs or any other."""
    own = dict.fromkeys(hat.organ for hat in all_of(request.user))
    chosen = contacts.chosen(request.GET.get("organ", ""), request.GET.get("city", ""))
    context = {
        "own": contacts.of_each(own),
        "chosen": chosen,
        "cities": contacts.cities(),
        "counties": contacts.counties(chosen.city) if chosen.city else [],
    }
    return render(request, "members/help.html", context)
