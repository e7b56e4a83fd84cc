"""What everybody may know of an organ's work, as the worker has counted it last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.models import Organ
from suggestions.models import Figures
from workdays.clock import today


@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """One organ's figures, at first the highest one's. In no cache, for what was sealed since."""
    code = request.GET.get("organ")
    rows = Organ.objects.filter(pk=code) if code else Organ.objects.filter(parent=None)
    organ = get_object_or_404(rows.order_by("code")[:1])
    counted = Figures.objects.select_related("organ").order_by("organ")
    page = {
        "organ": organ,
        "year": today().year,
        "figures": counted.filter(organ=organ).first(),
        "others": [one.organ for one in counted if one.organ_id != organ.pk],
    }
    return render(request, "portal/figures.html", page)
