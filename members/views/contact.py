"""The organ's contact, written by its administrator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.actions import organs
from members.forms.contact import ContactForm
from members.models import Organ
from members.policies import hats
from members.requests import SignedIn, administered
from workdays import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedIn) -> HttpResponse:
    """Whom people may call; shown on the page of help."""
    organ = administered(request)
    form = ContactForm(request.POST or None, instance=organ)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        organs.change_contact(
            organ=changed, fields=form.changed_data, by=request.user, at=clock.now()
        )
        messages.success(request, _("The contact is saved. The page of help shows it now."))
        return redirect(request.get_full_path())
    mine = hats(request.user).admin_of
    others = Organ.objects.filter(pk__in=mine).exclude(pk=organ.pk)
    context = {"form": form, "organ": organ, "others": others}
    return render(request, "members/contact.html", context, status=422 if form.errors else 200)
