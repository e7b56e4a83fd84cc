from collections.abc import Sequence
from typing import Any

from django.core import checks

from typesetting import fonts


@checks.register()
def fonts_are_there(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Name the families without which nothing can be printed."""
    return [
        checks.Error(
            f"There is no font {name}: no document can be printed.",
            hint="Install the requirements, or let FONTS_DIR name a folder that has it.",
            id="typesetting.E001",
        )
        for name in fonts.missing()
    ]
