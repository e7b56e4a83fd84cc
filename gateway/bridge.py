"""The pages' forms as what a program sends: one set of rules, two doors.

JSON becomes what a browser would have sent; the form checks it, and says what is wrong in the
words it has for people. The same fields describe the body in the OpenAPI document.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gateway.problems import Problem

TYPES: tuple[tuple[type[forms.Field], dict[str, Any], tuple[type, ...]], ...] = (
    (forms.BooleanField, {"type": "boolean"}, (bool,)),
    (forms.DateTimeField, {"type": "string", "format": "date-time"}, (str,)),
    (forms.DateField, {"type": "string", "format": "date"}, (str,)),
    (forms.UUIDField, {"type": "string", "format": "uuid"}, (str,)),
    (forms.IntegerField, {"type": "integer"}, (int,)),
    (forms.Field, {"type": "string"}, (str,)),
)
SEVERAL = ({"type": "array", "items": {"type": "string"}}, (list,))


def members(body: Any) -> dict[str, Any]:
    """The body as an object; nothing sent is an empty one.

    Raises:
        Problem: 422, it is something else.
    """
    if body is None or body == "":
        return {}
    if not isinstance(body, dict):
        raise Problem(422, "invalid", _("Send an object with the fields of this act."))
    return body


def data_of(
    form: forms.Form, body: Mapping[str, Any], preset: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a browser would have sent for this body; and what is no such thing, by field."""
    data: dict[str, Any] = {}
    wrong: dict[str, Any] = {}
    for name, value in body.items():
        field = None if name in preset else form.fields.get(name)
        if field is None:
            wrong[name] = [_("There is no such field.")]
        elif _holds_nul(value):
            wrong[name] = [_("Null characters are not allowed.")]
        elif value is not None and not _fits(field, value):
            wrong[name] = [_("This field takes another kind of value.")]
        elif value is not None:
            data[form.add_prefix(name)] = value
    return {**data, **{name: value for name, value in preset.items() if value is not None}}, wrong


def checked(
    form: forms.Form, body: Mapping[str, Any], preset: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the form makes of a body. The form comes unbound, made as the page makes it.

    `preset`: fields that are not sent, with their values; None for one that is left empty.

    Raises:
        Problem: 422 with the errors by field.
    """
    data, wrong = data_of(form, body, preset or {})
    form.data, form.is_bound = data, True
    errors = {name: list(texts) for name, texts in form.errors.items() if name != "__all__"}
    if errors or wrong or form.non_field_errors():
        detail = " ".join(str(text) for text in form.non_field_errors())
        raise Problem(422, "invalid", detail, errors | wrong)
    return form.cleaned_data


def _holds_nul(value: Any) -> bool:
    """Whether a NUL stands anywhere in it, which no text can keep."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(one) for pair in value.items() for one in pair)
    return isinstance(value, list) and any(_holds_nul(one) for one in value)


def _fits(field: forms.Field, value: Any) -> bool:
    if hasattr(field, "json_schema"):
        return True
    if isinstance(value, bool) and not isinstance(field, forms.BooleanField):
        return False
    _schema, known = _kind(field)
    if isinstance(value, list):
        return list in known and all(isinstance(one, str) for one in value)
    return isinstance(value, known)


def _kind(field: forms.Field) -> tuple[dict[str, Any], tuple[type, ...]]:
    """The JSON schema of a field, and the types that fit it."""
    if getattr(field.widget, "allow_multiple_selected", False):
        return SEVERAL
    return next((schema, types) for kind, schema, types in TYPES if isinstance(field, kind))


def body_schema(fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """The JSON schema of a form's fields, labels and help in the active language."""
    required = [name for name, field in fields.items() if field.required]
    found: dict[str, Any] = {
        "type": "object",
        "properties": {name: _property(field) for name, field in fields.items()},
        "additionalProperties": False,
    }
    return found | ({"required": required} if required else {})


def _property(field: forms.Field) -> dict[str, Any]:
    own = getattr(field, "json_schema", None)
    found = dict(own or _kind(field)[0])
    words = [str(text) for text in (field.label, field.help_text) if text]
    if words:
        found["description"] = " · ".join(words)
    if getattr(field, "max_length", None):
        found["maxLength"] = field.max_length  # type: ignore[attr-defined]
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        values = [value for value in _values(field.choices) if value != ""]
        target = found.get("items", found)
        # A long list (all places) is data, not a shape.
        if 0 < len(values) <= 20:
            found = found | ({"items": target | {"enum": values}} if "items" in found else {})
            found = found if "items" in found else found | {"enum": values}
    return found


def _values(choices: Any) -> list[Any]:
    found: list[Any] = []
    for value, label in choices:
        found += _values(label) if isinstance(label, list | tuple) else [value]
    return found
