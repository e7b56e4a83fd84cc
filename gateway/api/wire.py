"""JSON in and out, and nothing else."""

import json
from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request


class SoundJsonParser(JSONParser):
    """JSON that can be kept: no half characters, no nests that are deeper than a stack."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Return what was sent. Raises ParseError."""
        try:
            found = super().parse(stream, media_type, parser_context)
            json.dumps(found, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as unsound:
            raise ParseError from unsound
        return found


class PlainJsonRenderer(JSONRenderer):
    """The same JSON whatever the request says it would like."""

    ensure_ascii = False


class OnlyJson(BaseContentNegotiation):
    """There is one format; a header Accept asks for none other."""

    def select_parser(self, request: Request, parsers: Sequence[Any]) -> Any:
        """The parser of the body's type; None where there is none (415)."""
        sent = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == sent), None)

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: Any = None
    ) -> tuple[BaseRenderer, str]:
        """JSON."""
        return renderers[0], renderers[0].media_type
