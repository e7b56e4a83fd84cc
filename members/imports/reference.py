"""Everything the platform needs to know before the first person signs in.

Other apps add their own lists by naming loaders in their AppConfig by dotted path:
`reference_loaders = ("departments.imports.reference.load",)`, and `demo_loaders` for what only a
demonstration needs. A loader takes nothing and returns how many rows it read; it may run again.
`reference_noun` says what the rows are, where the app's own name would mislead.
"""

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import import_string

from members.imports import organs, sectors


@transaction.atomic
def load(*, demo: bool = False) -> dict[str, int]:
    """Load all reference data; doing it again changes nothing. Return the rows read by list."""
    counts = {"organs": organs.load(), "sectors": sectors.load()}
    counts |= _call("reference_loaders", "")
    if demo:
        counts |= _call("demo_loaders", "demo ")
    return counts


def _call(attribute: str, prefix: str) -> dict[str, int]:
    return {
        f"{prefix}{getattr(config, 'reference_noun', config.label)}": sum(
            import_string(path)() for path in paths
        )
        for config in apps.get_app_configs()
        if (paths := getattr(config, attribute, ()))
    }
