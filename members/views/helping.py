"""The page of help for everybody, and whom to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members import contacts, roles
from members.wearing import all_of

PARTS = {
    roles.Member.key: "member",
    roles.Officer.key: "officer",
    roles.Head.key: "head",
    roles.Office.key: "office",
    roles.OrganAdmin.key: "organ",
    roles.Auditor.key: "organ",
}
"""Which part of the page says how somebody of a role begins, in the order of the page."""


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to begin, what to do when stuck, and whom to call: at one's own organs or any other."""
    hats = all_of(request.user)
    own = dict.fromkeys(hat.organ for hat in hats)
    chosen = contacts.chosen(request.GET.get("organ", ""), request.GET.get("city", ""))
    context = {
        "own": contacts.of_each(own),
        "roles": _by_role({hat.role for hat in hats}),
        "chosen": chosen,
        "cities": contacts.cities(),
        "counties": contacts.counties(chosen.city) if chosen.city else [],
    }
    return render(request, "members/help.html", context)


def _by_role(held: set[str]) -> dict[str, list[str]]:
    """How to begin: for the roles that the reader holds first; who holds none reads all."""
    mine = {name for role, name in PARTS.items() if role in held} or set(PARTS.values())
    parts = {f"members/help/{name}.html": name in mine for name in dict.fromkeys(PARTS.values())}
    return {
        "first": [part for part, is_mine in parts.items() if is_mine],
        "rest": [part for part, is_mine in parts.items() if not is_mine],
    }
