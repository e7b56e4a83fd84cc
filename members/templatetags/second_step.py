"""What a page says of the second step by text message."""

from django import template

from members.models import User
from members.policies import text_suffices

register = template.Library()


@register.simple_tag
def may_step_by_text(user: User) -> bool:
    """Tell whether the person may have a code sent as second step."""
    return text_suffices(user)
