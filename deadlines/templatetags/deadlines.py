from django import template

from deadlines.explain import Explainable, Explanation
from deadlines.explain import explain as sum_of

register = template.Library()


@register.simple_tag
def explain(due: Explainable) -> Explanation:
    """Return the sum behind a due date (or a preview): {% explain due as sum %}."""
    return sum_of(due)
