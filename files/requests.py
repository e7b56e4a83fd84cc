"""Which views take files: all others refuse a body of more than a form's size, unread."""

from collections.abc import Callable
from typing import Any


def takes_files[View: Callable[..., Any]](view: View) -> View:
    """Let a view take a body of files. The middleware that refuses large bodies reads the mark."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view
