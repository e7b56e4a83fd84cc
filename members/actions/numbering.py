"""Codes for what an organ adds to its own lists: the organ's code, a letter, the next number."""

from django.db import models

from members.models import Organ


def next_code(model: type[models.Model], organ: Organ, letter: str) -> str:
    """Return the next free code, such as 430100-c3, and hold the organ until the transaction ends.

    For models whose field `code` holds it.
    """
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    prefix = f"{organ.pk}-{letter}"
    rows = model._default_manager.filter(code__startswith=prefix).values_list("code", flat=True)
    taken = [int(code[len(prefix) :]) for code in rows if code[len(prefix) :].isdecimal()]
    return f"{prefix}{max(taken, default=0) + 1}"
