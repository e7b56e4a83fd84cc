"""The page about the door for machines, written from the OpenAPI document."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gateway.models.request import KEPT
from gateway.problems import BY_STATUS, TITLES
from gateway.schema import document
from gateway.scopes import SCOPES


@dataclass(frozen=True)
class Line:
    """One field or parameter: its name, what kind of value, whether it must be there, words."""

    name: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True)
class Way:
    """One method of one address."""

    method: str
    path: str
    summary: str
    scope: str
    lines: tuple[Line, ...]
    answers: tuple[str, ...]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What programs may ask for, desk by desk, with how to sign in and what can go wrong."""
    found = document(get_language() or "en")
    groups: dict[str, list[Way]] = {}
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            way = _way(method, path, operation)
            groups.setdefault(operation["tags"][0], []).append(way)
    statuses = {kind: status for status, kind in BY_STATUS.items()}
    context = {
        "groups": groups,
        "scopes": SCOPES.items(),
        "problems": [(kind, statuses.get(kind, ""), title) for kind, title in TITLES.items()],
        "days": KEPT.days,
    }
    return render(request, "gateway/about.html", context)


def _way(method: str, path: str, operation: dict[str, Any]) -> Way:
    lines = [
        Line(one["name"], _kind(one["schema"]), one.get("required", False), one["description"])
        for one in operation.get("parameters", [])
        if one["in"] == "query"
    ]
    bodies: list[dict[str, Any]] = list(
        operation.get("requestBody", {}).get("content", {}).values()
    )
    shape = bodies[0]["schema"] if bodies else {}
    for name, schema in shape.get("properties", {}).items():
        required = name in shape.get("required", ())
        lines.append(Line(name, _kind(schema), required, schema.get("description", "")))
    return Way(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        scope=operation["x-scope"],
        lines=tuple(lines),
        answers=tuple(operation["responses"]),
    )


def _kind(schema: dict[str, Any]) -> str:
    """The kind of value in short: "string", "date", "A | B | C"."""
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    if "properties" in schema:
        inner = ", ".join(f"{name}: {_kind(one)}" for name, one in schema["properties"].items())
        return f"{{{inner}}}"
    return str(schema.get("format") or schema.get("type", ""))
