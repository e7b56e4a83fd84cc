"""What a page says of the second step at sign-in."""

from django import template
from django.conf import settings

from members.models import User
from members.numbers import grouped
from members.policies import needs_second_factor, text_suffices
from members.second_step import ways_of

register = template.Library()


register.filter(grouped)


@register.simple_tag
def outside_door() -> str:
    """What the outside door is called; "" where there is none."""
    return settings.OIDC_NAME if settings.OIDC_ENABLED else ""


@register.simple_tag
def is_linked(user: User) -> bool:
    """Tell whether the outside door opens the person's account."""
    return user.sign_ons.exists()


register.simple_tag(ways_of, name="second_ways")


@register.simple_tag
def may_step_by_text(user: User) -> bool:
    """Tell whether the person may have a code sent as second step."""
    return text_suffices(user)


@register.simple_tag
def password_suffices(user: User) -> bool:
    """Tell whether the password alone opens the account while there is no passkey and no app."""
    return not (user.text_step or needs_second_factor(user))


@register.simple_tag
def texts_are_sent() -> bool:
    """Tell whether text messages are sent at all."""
    return settings.SMS_ENABLED
