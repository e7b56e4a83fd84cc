"""Whether a value has the shape that the document of the door says: the part of JSON Schema that
the document uses."""

from datetime import date, datetime
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
KNOWN = {
    "type",
    "required",
    "properties",
    "items",
    "enum",
    "anyOf",
    "format",
    "description",
    "additionalProperties",
    "maxLength",
    "minLength",
    "minItems",
    "maxItems",
}


def amiss(value: Any, shape: dict[str, Any], at: str = "") -> list[str]:
    """What differs, each with where; members that the shape does not name are amiss as well."""
    if set(shape) - KNOWN:
        return [f"{at}: unknown words {set(shape) - KNOWN}"]
    if "anyOf" in shape:
        ways = [amiss(value, one, at) for one in shape["anyOf"]]
        return [] if any(not way for way in ways) else min(ways, key=len)
    kinds = shape.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not any(_is(value, kind) for kind in kinds):
        return [f"{at}: {value!r} is no {kinds}"]
    if "enum" in shape and value not in shape["enum"]:
        return [f"{at}: {value!r} is none of {shape['enum']}"]
    if isinstance(value, str) and shape.get("format") in FORMATS:
        FORMATS[shape["format"]](value)
    if isinstance(value, dict):
        return _members(value, shape, at)
    if isinstance(value, list):
        found = (amiss(one, shape["items"], f"{at}[{n}]") for n, one in enumerate(value))
        return [line for lines in found for line in lines]
    return []


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def _members(value: dict[str, Any], shape: dict[str, Any], at: str) -> list[str]:
    named = shape.get("properties", {})
    found = [f"{at}.{name} is missing" for name in shape.get("required", ()) if name not in value]
    for name, one in value.items():
        if name not in named:
            found.append(f"{at}.{name} is not in the document")
        else:
            found += amiss(one, named[name], f"{at}.{name}")
    return found
