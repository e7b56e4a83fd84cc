"""The words in which templates speak of the look: icons, lights, rivers, seals, forms, days."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.apps import apps
from django.forms import BaseForm, BoundField
from django.utils.html import conditional_escape, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lucide import IconDoesNotExist

from design import bundle, dates
from design.pieces import SPARK_HEIGHT, SPARK_WIDTH, Light, Number, Station

DOTS = re.compile(r"\s+·\s+")
PATH = re.compile(r"(?<![:/])/(?!/)")

register = template.Library()
register.filter("day", dates.day)
register.filter("full_day", dates.full_day)
register.filter("moment", dates.moment)
register.filter("clock", dates.clock)


@register.filter
def unbroken(text: str) -> SafeString:
    """Words in which no line ends inside of a date or a Chinese count.

    HTML stays HTML, all else is escaped.
    """
    held = dates.pattern().sub(r'<span class="date">\g<0></span>', conditional_escape(text))
    return mark_safe(held)  # noqa: S308 - escaped in the line above


@register.filter
def dotted(text: str) -> SafeString:
    """Facts with a dot between them: where a line begins or ends no dot is seen.

    HTML stays HTML, all else is escaped.
    """
    first, *others = DOTS.split(str(conditional_escape(text)).strip())
    facts = [first, *(f'<span class="dot">·</span> {fact}' for fact in others)]
    bits = " ".join(f'<span class="bit">{fact}</span>' for fact in facts)
    held = f'<span class="bits">{bits}</span>' if others else first
    return mark_safe(held)  # noqa: S308 - escaped in the first line


@register.filter
def in_fours(code: str) -> SafeString:
    """A key or a code in groups of four for the eye; what is copied has no spaces.

    All is escaped.
    """
    whole = str(code)
    groups = [conditional_escape(whole[at : at + 4]) for at in range(0, len(whole), 4)]
    held = "<wbr>".join(f'<span class="four">{one}</span>' for one in groups)
    return mark_safe(held)  # noqa: S308 - escaped in the lines above


@register.filter
def mail(address: str) -> SafeString:
    """A mail address that parts before its @, where it has to part at all."""
    parted = str(conditional_escape(address)).replace("@", "<wbr>@")
    return mark_safe(parted)  # noqa: S308 - escaped in the line above


@register.filter
def web(address: str) -> SafeString:
    """An address of the web that parts before its path, where it has to part at all."""
    parted = PATH.sub("<wbr>/", str(conditional_escape(address)), count=1)
    return mark_safe(parted)  # noqa: S308 - escaped in the line above


register.simple_tag(dates.gap)
register.simple_tag(bundle.sheets)


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """An icon as inline SVG, hidden from screen readers: the word stands beside it.

    Raises IconDoesNotExist for a name that the set does not have.
    """
    return _icon(str(name), int(size))


@lru_cache(maxsize=256)
def _icon(name: str, size: int) -> SafeString:
    attributes = {"class": "icon", "aria-hidden": "true", "focusable": "false"}
    try:
        drawing = lucide._render_icon(name, size, stroke_width="1.75", **attributes)
    except IconDoesNotExist as missing:
        raise template.TemplateSyntaxError(str(missing)) from missing
    # The drawing comes from the installed package, its attributes from the lines above.
    return mark_safe(drawing)  # noqa: S308


@register.inclusion_tag("components/light.html")
def light(light: Light) -> dict[str, Any]:
    """A traffic light: shape, word, number, colour."""
    return {"light": light}


@register.inclusion_tag("components/river.html")
def river(stations: Sequence[Station], label: str = "") -> dict[str, Any]:
    """A case's progress line; a list for a screen reader."""
    return {"stations": stations, "label": label or _("Progress")}


@register.inclusion_tag("components/steps.html")
def steps(here: int, *labels: str) -> dict[str, Any]:
    """Where one is in a task of several pages; the first step is 1."""
    return {"here": here, "labels": labels}


@register.inclusion_tag("components/seal.html")
def seal(mark: str, word: str = "") -> dict[str, Any]:
    """The vermilion stamp: a class mark with its word, or a sign-off."""
    return {"mark": mark, "word": word}


@register.inclusion_tag("components/number.html")
def number(number: Number) -> dict[str, Any]:
    """A big figure with what it counts and the line of its weeks."""
    return {"number": number, "width": SPARK_WIDTH, "height": SPARK_HEIGHT}


@register.inclusion_tag("components/errors.html")
def errors(*forms: BaseForm | None) -> dict[str, Any]:
    """What has to be looked at in one or more forms, each line a way to its field."""
    lines: list[tuple[str, str, str]] = []
    for form in forms:
        if form and form.is_bound and form.errors:
            lines += [("", "", str(text)) for text in form.non_field_errors()]
            lines += _field_lines(form)
    return {"lines": lines}


def _field_lines(form: BaseForm) -> list[tuple[str, str, str]]:
    """(id of the control, label, error) of each error beside a field; hidden ones without id."""
    found = []
    for bound in form:
        target = "" if bound.is_hidden else control_id(bound)
        label = "" if bound.is_hidden else str(bound.label).rstrip("。？：.?:")
        found += [(target, label, str(text)) for text in bound.errors]
    return found


def control_id(bound: BoundField) -> str:
    """The id of the control that takes the focus: of several choices the first one."""
    return str(bound.id_for_label or f"{bound.auto_id}_0")


@register.inclusion_tag("components/field.html")
def field(field: BoundField) -> dict[str, Any]:
    """A field with its label, help and error, all tied together."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    asked_for = getattr(field.form, "asked_for_by_another", ())
    is_list = kind == "select" and not getattr(widget, "hides_no_choice", False)
    return {
        "field": field,
        "is_single_box": kind == "checkbox" and not field.use_fieldset,
        "is_choice": kind in ("radio", "checkbox") and field.use_fieldset,
        # A list always has something chosen; its first line says what no choice means. One in which
        # one finds by typing does not show that line.
        # What one of the other answers asks for says so in its own words.
        "is_optional": not (field.field.required or is_list or field.name in asked_for),
    }


@register.simple_tag(takes_context=True)
def last_act(context: template.Context) -> SafeString:
    """What the reader did last and may still undo, drawn by the apps that have such acts.

    An app says `last_act = "app.context.last_act"` in its AppConfig.
    """
    paths = [getattr(config, "last_act", "") for config in apps.get_app_configs()]
    drawn = ((import_string(path)(context),) for path in paths if path)
    return format_html_join("", "{}", drawn)
