"""Units have no page of their own here; their desk belongs to the suggestions."""

NAV: tuple[object, ...] = ()
