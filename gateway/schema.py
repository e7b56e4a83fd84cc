"""The OpenAPI document, from the operations of the doors."""

from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from gateway.bridge import body_schema
from gateway.models.request import KEY_LENGTH
from gateway.operations import CHANGING, Operation
from gateway.problems import BY_STATUS, MEDIA_TYPE, TITLES

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


class DoorSchema(AutoSchema):
    """Reads what a door says of itself; an address without an operation is left out."""

    def is_excluded(self) -> bool:
        return self._operation() is None

    def get_operation(self, path: str, *rest: Any) -> dict[str, Any] | None:
        """One method of one address as OpenAPI has it."""
        found = super().get_operation(path, *rest)
        described = self._operation()
        if found is None or described is None:
            return None
        found["x-scope"] = described.scope
        return found

    def get_operation_id(self) -> str:
        return self._described().name

    def get_tags(self) -> list[str]:
        return [str(self._described().group)]

    def get_summary(self) -> str:
        return str(self._described().summary)

    def get_description(self) -> str:
        scope = _("A token needs the scope “%(scope)s”.")
        return scope % {"scope": self._described().scope}

    def get_override_parameters(self) -> list[Any]:
        return []

    def _get_parameters(self) -> list[dict[str, Any]]:
        found = [
            {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
            for name in self.path.split("{")[1:]
            for name in [name.partition("}")[0]]
        ]
        for name, shape in self._described().query.items():
            schema = {key: value for key, value in shape.items() if key != "description"}
            said = str(shape.get("description", ""))
            found.append({"in": "query", "name": name, "schema": schema, "description": said})
        if self.method == "POST":
            found.append(_key())
        return found

    def _get_request_body(self, direction: str = "request") -> dict[str, Any] | None:
        described = self._described()
        if self.method not in CHANGING or not described.fields:
            return None
        shape = body_schema(described.fields)
        required = bool(shape.get("required"))
        return {"required": required, "content": {"application/json": {"schema": shape}}}

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        described = self._described()
        good: dict[str, Any] = {"description": str(described.summary)}
        if described.answer:
            good["content"] = {"application/json": {"schema": dict(described.answer)}}
        codes = {*ALWAYS, *described.refusals, *(KEYED if self.method == "POST" else ())}
        codes |= {404} if "{" in self.path else set()
        return {str(described.status): good} | {str(code): _refusal(code) for code in sorted(codes)}

    def _operation(self) -> Operation | None:
        find = getattr(self.view, "operation", None)
        return find(self.method) if find else None

    def _described(self) -> Operation:
        found = self._operation()
        if found is None:
            raise LookupError(self.path)
        return found


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
        found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
        found["info"]["title"] = _("CPPCC Cloud")
        components = found.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = PROBLEM
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "session"},
        }
        found["security"] = [{"token": []}, {"session": []}]
        for methods in found["paths"].values():
            for operation in methods.values():
                operation.pop("security", None)
        return found
