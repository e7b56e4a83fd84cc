"""What this app draws on pages that do not know it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from suggestions.actions.undoing import UNDO_OFFER
from suggestions.models import Suggestion
from workdays.clock import now


def last_act(context: Context) -> SafeString:
    """What this browser did last and may still undo, with until when; nothing once that is over."""
    request = context["request"]
    kept = request.session.get(UNDO_OFFER)
    if not kept:
        return SafeString()
    until = datetime.fromisoformat(kept["until"])
    left = int((until - now()).total_seconds())
    if left <= 0:
        del request.session[UNDO_OFFER]
        return SafeString()
    titles = _in_sight(request, kept["codes"])
    if not titles:
        return SafeString()
    offer = {"titles": titles, "until": until, "seconds": left, "said": kept["said"]}
    # One's own rating is taken back, an office's act undone.
    to = kept["to"] or reverse("suggestions:undo")
    offer |= {"codes": list(titles), "to": to, "is_ones_own": bool(kept["to"])}
    offer |= _beside(context, offer) | {"csrf_token": context.get("csrf_token")}
    return render_to_string("suggestions/undo/offer.html", offer)


def _in_sight(request: HttpRequest, codes: list[str]) -> dict[str, str]:
    """Title by code of those that this reader may still see: one may be sealed within the time."""
    seen = Suggestion.objects.visible_to(request.user).filter(code__in=codes)
    found = dict(seen.values_list("code", "title"))
    return {code: found[code] for code in codes if code in found}


def _beside(context: Context, offer: dict[str, Any]) -> dict[str, Any]:
    """How it is said where it stands. What was done stands right above in a message: then the offer
    is the end of that; what else is said there is none of its business. Away from its own page,
    what is said of “the case” names which."""
    said, codes = offer["said"], offer["codes"]
    above = [str(one) for one in context.get("messages") or ()]
    here = getattr(context.get("suggestion"), "code", "")
    named = len(codes) == 1 and codes[0] != here and codes[0] not in said
    more = {"code": codes[0], "title": offer["titles"][codes[0]]} if named else {}
    return {"is_tail": above[-1:] == [said], **more}
