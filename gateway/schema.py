"""The OpenAPI document, written from what the doors say of themselves."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.schemas.generators import EndpointEnumerator

from gateway.bridge import body_schema
from gateway.models.request import KEY_LENGTH
from gateway.operations import CHANGING, Operation
from gateway.problems import BY_STATUS, MEDIA_TYPE, TITLES

VERSION = "1"
ALWAYS = (401, 403, 429)
KEYED = (400, 409, 415, 422)
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}


def addresses() -> Iterator[tuple[str, str, Operation]]:
    """(path, method, what it says of itself) of every method behind the second door."""
    for path, method, callback in EndpointEnumerator().get_api_endpoints():
        find = getattr(callback.cls(**callback.initkwargs), "operation", None)
        described = find(method) if find else None
        if described is not None:
            yield path, method, described


def _described(path: str, method: str, operation: Operation) -> dict[str, Any]:
    """One method of one address as OpenAPI has it."""
    scope = _("A token needs the scope “%(scope)s”.")
    found: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [str(operation.group)],
        "summary": str(operation.summary),
        "description": scope % {"scope": operation.scope},
        "parameters": _parameters(path, method, operation),
        "responses": _answers(path, method, operation),
        "x-scope": operation.scope,
    }
    if method in CHANGING and operation.fields:
        shape = body_schema(operation.fields)
        content = {operation.media: {"schema": shape}}
        found["requestBody"] = {"required": bool(shape.get("required")), "content": content}
    return found


def _names(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def _parameters(path: str, method: str, operation: Operation) -> list[dict[str, Any]]:
    text = {"type": "string"}
    found: list[dict[str, Any]] = [
        {"in": "path", "name": name, "required": True, "schema": text} for name in _names(path)
    ]
    for name, shape in operation.query.items():
        schema = {key: value for key, value in shape.items() if key != "description"}
        said = str(shape.get("description", ""))
        found.append({"in": "query", "name": name, "schema": schema, "description": said})
    return [*found, _key()] if method == "POST" else found


def _answers(path: str, method: str, operation: Operation) -> dict[str, Any]:
    good: dict[str, Any] = {"description": str(operation.summary)}
    if operation.answer:
        good["content"] = {"application/json": {"schema": _plain(operation.answer)}}
    codes = {*ALWAYS, *operation.refusals, *(KEYED if method == "POST" else ())}
    codes |= {404} if _names(path) else set()
    return {str(operation.status): good} | {str(code): _refusal(code) for code in sorted(codes)}


def _plain(shape: Any) -> Any:
    """The shape with its words in the active language."""
    if isinstance(shape, Mapping):
        return {key: _plain(value) for key, value in shape.items()}
    if isinstance(shape, list | tuple):
        return [_plain(one) for one in shape]
    return shape if isinstance(shape, int | float | bool | None) else str(shape)


def _key() -> dict[str, Any]:
    said = _("A fresh key for each act. Sent again with the same body, it is done only once.")
    shape = {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH}
    return {
        "in": "header",
        "name": "Idempotency-Key",
        "required": True,
        "schema": shape,
        "description": said,
    }


def _refusal(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": str(TITLES[BY_STATUS[status]]),
        "content": {MEDIA_TYPE: {"schema": schema}},
    }


@cache
def document(language: str) -> dict[str, Any]:
    """The whole document in a language. Made once in each process: it only changes with the code.

    Its ways in are a token (`token`) and the session of a browser (`session`).
    """
    with translation.override(language):
        paths: dict[str, dict[str, Any]] = {}
        for path, method, operation in addresses():
            paths.setdefault(path, {})[method.lower()] = _described(path, method, operation)
        return {
            "openapi": "3.1.0",
            "info": {"title": _("CPPCC Cloud"), "version": VERSION},
            "paths": paths,
            "components": {
                "schemas": {"Problem": PROBLEM},
                "securitySchemes": {
                    "token": {"type": "http", "scheme": "bearer"},
                    "session": {"type": "apiKey", "in": "cookie", "name": "session"},
                },
            },
            "security": [{"token": []}, {"session": []}],
        }
